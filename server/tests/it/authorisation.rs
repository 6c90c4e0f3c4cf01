//! Who may do what: every operation of the API and every page, for every role.
//!
//! The rules stand here once more, written by hand: a new route without a rule fails, and so
//! does a rule that a handler forgot.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Request, header},
};
use server::{clock::now, store::sessions, token};

use crate::harness::{HOST, World};

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "not each is somewhere the rule")]
enum May {
    /// Everybody, signed in or not.
    Anybody,
    /// Every member of staff.
    Staff,
    /// Moderators, editors and admins.
    Moderators,
    /// Members of departments, editors and admins.
    Writers,
    /// Editors and admins.
    Editors,
    /// Admins, those with limits too.
    Admins,
    /// Admins without limits.
    Governors,
}
use May::*;

/// Every operation of the API, by path.
const OPERATIONS: &[(&str, &str, May)] = &[
    ("GET", "/api/catalog", Anybody),
    ("POST", "/api/comments/{id}/reports", Anybody),
    ("GET", "/api/events", Anybody),
    ("GET", "/api/events/{id}", Anybody),
    ("GET", "/api/events/{id}/calendar.ics", Anybody),
    ("GET", "/api/events/{id}/qr.svg", Anybody),
    ("POST", "/api/events/{id}/registrations", Anybody),
    ("DELETE", "/api/registrations/{token}", Anybody),
    ("GET", "/api/registrations/{token}", Anybody),
    ("POST", "/api/registrations/{token}", Anybody),
    ("PUT", "/api/registrations/{token}", Anybody),
    ("GET", "/api/registrations/{token}/calendar.ics", Anybody),
    ("POST", "/api/registrations/{token}/confirm", Anybody),
    ("GET", "/api/registrations/{token}/data.json", Anybody),
    ("POST", "/api/registrations/{token}/feedback", Anybody),
    ("GET", "/api/registrations/{token}/qr.svg", Anybody),
    ("POST", "/api/registrations/{token}/{what}", Anybody),
    ("GET", "/api/staff/events", Moderators),
    ("POST", "/api/staff/events", Editors),
    ("GET", "/api/staff/events/{id}", Moderators),
    ("POST", "/api/staff/events/{id}", Editors),
    ("PUT", "/api/staff/events/{id}", Editors),
    ("GET", "/api/staff/events/{id}/attendees", Moderators),
    ("POST", "/api/staff/events/{id}/attendees", Moderators),
    ("GET", "/api/staff/events/{id}/attendees.csv", Moderators),
    ("POST", "/api/staff/events/{id}/cancel", Editors),
    ("POST", "/api/staff/events/{id}/copies", Editors),
    ("GET", "/api/staff/events/{id}/feedback", Moderators),
    ("POST", "/api/staff/events/{id}/files", Editors),
    ("POST", "/api/staff/events/{id}/files/{file}/remove", Editors),
    ("POST", "/api/staff/events/{id}/messages", Moderators),
    ("POST", "/api/staff/events/{id}/publish", Editors),
    ("POST", "/api/staff/events/{id}/restore", Editors),
    ("POST", "/api/staff/events/{id}/results", Editors),
    ("PUT", "/api/staff/events/{id}/results", Editors),
    ("POST", "/api/staff/events/{id}/scans", Moderators),
    ("POST", "/api/staff/events/{id}/withdraw", Editors),
    ("POST", "/api/staff/persons/erase", Moderators),
    ("POST", "/api/staff/persons/find", Moderators),
    ("POST", "/api/staff/registrations/{id}/{what}", Moderators),
    ("GET", "/api/follow/{token}", Anybody),
    ("POST", "/api/follow/{token}", Anybody),
    ("GET", "/api/follow/{token}/unsubscribe", Anybody),
    ("POST", "/api/follow/{token}/unsubscribe", Anybody),
    ("GET", "/api/ideas", Anybody),
    ("POST", "/api/ideas", Anybody),
    ("GET", "/api/ideas/similar", Anybody),
    ("GET", "/api/ideas/{id}", Anybody),
    ("GET", "/api/ideas/{id}/comments", Anybody),
    ("POST", "/api/ideas/{id}/comments", Anybody),
    ("POST", "/api/ideas/{id}/companions", Anybody),
    ("POST", "/api/ideas/{id}/followers", Anybody),
    ("GET", "/api/ideas/{id}/qr.svg", Anybody),
    ("POST", "/api/ideas/{id}/reports", Anybody),
    ("DELETE", "/api/ideas/{id}/support", Anybody),
    ("POST", "/api/ideas/{id}/support", Anybody),
    ("PUT", "/api/ideas/{id}/support", Anybody),
    ("GET", "/api/labs", Anybody),
    ("GET", "/api/labs/{slug}", Anybody),
    ("GET", "/api/live", Anybody),
    ("DELETE", "/api/my/{token}", Anybody),
    ("GET", "/api/my/{token}", Anybody),
    ("POST", "/api/my/{token}", Anybody),
    ("PUT", "/api/my/{token}", Anybody),
    ("DELETE", "/api/my/{token}/edit", Anybody),
    ("POST", "/api/my/{token}/edit", Anybody),
    ("POST", "/api/my/{token}/reply", Anybody),
    ("POST", "/api/photos", Anybody),
    ("GET", "/api/staff/audit", Admins),
    ("GET", "/api/staff/audit.csv", Admins),
    ("GET", "/api/staff/decisions", Moderators),
    ("POST", "/api/staff/decisions", Moderators),
    ("GET", "/api/staff/export/{file}", Moderators),
    ("POST", "/api/staff/ideas/{id}/links", Moderators),
    ("DELETE", "/api/staff/ideas/{id}/links/{other}", Moderators),
    ("POST", "/api/staff/ideas/{id}/links/{other}", Moderators),
    ("PUT", "/api/staff/ideas/{id}/links/{other}", Moderators),
    ("POST", "/api/staff/ideas/{id}/merge", Moderators),
    ("DELETE", "/api/staff/ideas/{id}/question", Moderators),
    ("POST", "/api/staff/ideas/{id}/question", Moderators),
    ("GET", "/api/staff/ideas/{id}/similar", Moderators),
    ("GET", "/api/staff/answers", Staff),
    ("POST", "/api/staff/answers/preview", Staff),
    ("POST", "/api/staff/answers/publish", Editors),
    ("GET", "/api/staff/departments", Staff),
    ("GET", "/api/staff/departments/{slug}/ideas", Staff),
    ("GET", "/api/staff/ideas", Staff),
    ("GET", "/api/staff/ideas/{id}", Staff),
    ("DELETE", "/api/staff/ideas/{id}/answers/{department}", Writers),
    ("POST", "/api/staff/ideas/{id}/answers/{department}", Writers),
    ("PUT", "/api/staff/ideas/{id}/answers/{department}", Writers),
    ("POST", "/api/staff/ideas/{id}/answers/{department}/approve", Editors),
    ("POST", "/api/staff/ideas/{id}/answers/{department}/discard", Writers),
    ("POST", "/api/staff/ideas/{id}/answers/{department}/restore", Editors),
    ("POST", "/api/staff/ideas/{id}/answers/{department}/withdraw", Editors),
    ("POST", "/api/staff/ideas/{id}/departments", Moderators),
    ("DELETE", "/api/staff/ideas/{id}/departments/{slug}", Moderators),
    ("POST", "/api/staff/ideas/{id}/departments/{slug}", Moderators),
    ("PUT", "/api/staff/ideas/{id}/departments/{slug}", Moderators),
    ("POST", "/api/staff/ideas/{id}/departments/{slug}/hand-on", Staff),
    ("POST", "/api/staff/ideas/{id}/departments/{slug}/remove", Moderators),
    ("POST", "/api/staff/ideas/{id}/departments/{slug}/state", Staff),
    ("GET", "/api/staff/ideas/{id}/notes", Staff),
    ("POST", "/api/staff/ideas/{id}/notes", Staff),
    ("POST", "/api/staff/ideas/{id}/status", Moderators),
    ("POST", "/api/staff/ideas/{id}/unmerge", Moderators),
    ("POST", "/api/staff/labs/{slug}/evening", Moderators),
    ("GET", "/api/staff/live", Moderators),
    ("GET", "/api/staff/me", Staff),
    ("GET", "/api/staff/numbers", Moderators),
    ("GET", "/api/staff/numbers/{file}", Moderators),
    ("PUT", "/api/staff/presence", Moderators),
    ("DELETE", "/api/staff/presence/{tab}", Moderators),
    ("POST", "/api/staff/presence/{tab}/gone", Moderators),
    ("GET", "/api/staff/account", Staff),
    ("POST", "/api/staff/account", Staff),
    ("POST", "/api/staff/account/codes", Staff),
    ("POST", "/api/staff/account/passkeys", Staff),
    ("POST", "/api/staff/account/passkeys/options", Staff),
    ("POST", "/api/staff/account/passkeys/{id}/remove", Staff),
    ("POST", "/api/staff/account/password", Staff),
    ("POST", "/api/staff/account/sessions/{id}/end", Staff),
    ("POST", "/api/staff/account/totp", Staff),
    ("POST", "/api/staff/account/totp/confirm", Staff),
    ("POST", "/api/staff/account/totp/remove", Staff),
    ("POST", "/api/staff/invitations", Admins),
    ("POST", "/api/staff/invitations/{id}/revoke", Admins),
    ("GET", "/api/staff/people", Admins),
    ("POST", "/api/staff/people/{id}", Admins),
    ("POST", "/api/staff/people/{id}/{what}", Admins),
    ("GET", "/api/staff/queue", Moderators),
    ("GET", "/api/staff/queue/{kind}/{id}", Moderators),
    ("DELETE", "/api/staff/session", Anybody),
    ("POST", "/api/staff/session", Anybody),
    ("POST", "/api/staff/session/end", Anybody),
    ("GET", "/api/staff/settings/departments", Admins),
    ("POST", "/api/staff/settings/departments", Governors),
    ("POST", "/api/staff/settings/departments/{id}", Governors),
    ("PUT", "/api/staff/settings/departments/{id}", Governors),
    ("GET", "/api/staff/settings/labs", Admins),
    ("POST", "/api/staff/settings/labs", Admins),
    ("POST", "/api/staff/settings/labs/{id}", Admins),
    ("PUT", "/api/staff/settings/labs/{id}", Admins),
    ("GET", "/api/staff/settings/projects", Admins),
    ("POST", "/api/staff/settings/projects", Admins),
    ("POST", "/api/staff/settings/projects/{id}", Admins),
    ("PUT", "/api/staff/settings/projects/{id}", Admins),
    ("GET", "/api/staff/settings/rules", Admins),
    ("POST", "/api/staff/settings/rules", Governors),
    ("PUT", "/api/staff/settings/rules", Governors),
    ("GET", "/api/staff/settings/templates", Admins),
    ("POST", "/api/staff/settings/templates", Governors),
    ("POST", "/api/staff/settings/templates/{id}", Governors),
    ("PUT", "/api/staff/settings/templates/{id}", Governors),
    ("GET", "/api/staff/settings/topics", Admins),
    ("POST", "/api/staff/settings/topics", Governors),
    ("POST", "/api/staff/settings/topics/{id}", Governors),
    ("PUT", "/api/staff/settings/topics/{id}", Governors),
    ("POST", "/api/staff/settings/{section}/{id}/archive", Admins),
    ("POST", "/api/staff/settings/{section}/{id}/restore", Admins),
    ("POST", "/api/staff/session/passkey", Anybody),
    ("POST", "/api/staff/session/passkey/options", Anybody),
    ("GET", "/api/staff/session/second", Anybody),
    ("POST", "/api/staff/session/second", Anybody),
    ("GET", "/api/staff/templates", Staff),
    ("POST", "/api/staff/undo/{seq}", Moderators),
    ("GET", "/api/staff/welcome/{token}", Anybody),
    ("POST", "/api/staff/welcome/{token}", Anybody),
    ("POST", "/api/staff/{kind}/{id}/decision", Moderators),
    ("POST", "/api/staff/{kind}/{id}/hide", Moderators),
    ("POST", "/api/staff/{kind}/{id}/trust", Moderators),
    ("POST", "/api/staff/{kind}/{id}/wording", Moderators),
    ("PUT", "/api/staff/{kind}/{id}/wording", Moderators),
    ("POST", "/api/staff/{kind}/{id}/wording/undo", Moderators),
    ("GET", "/api/supports", Anybody),
];

/// Every page, by path.
const PAGES: &[(&str, May)] = &[
    ("/", Anybody),
    ("/accessibility", Anybody),
    ("/events/:id", Anybody),
    ("/follow/:token", Anybody),
    ("/ideas", Anybody),
    ("/ideas/:id", Anybody),
    ("/ideas/new", Anybody),
    ("/imprint", Anybody),
    ("/labs", Anybody),
    ("/labs/:slug", Anybody),
    ("/my/:token", Anybody),
    ("/privacy", Anybody),
    ("/programme", Anybody),
    ("/staff", Anybody),
    ("/staff/account", Staff),
    ("/staff/answers", Staff),
    ("/staff/audit", Admins),
    ("/staff/departments", Staff),
    ("/staff/departments/:slug", Staff),
    ("/staff/events", Moderators),
    ("/staff/events/:id", Moderators),
    ("/staff/events/:id/:part", Moderators),
    ("/staff/ideas", Staff),
    ("/staff/ideas/:id", Staff),
    ("/staff/invite/:token", Anybody),
    ("/staff/numbers", Moderators),
    ("/staff/people", Admins),
    ("/staff/queue", Moderators),
    ("/staff/second", Anybody),
    ("/staff/settings", Admins),
    ("/staff/settings/:section", Admins),
    ("/staff/settings/:section/:id", Admins),
];

/// Somebody who asks.
struct Person {
    name: &'static str,
    role: &'static str,
    labs: &'static [&'static str],
    departments: &'static [&'static str],
}

const PEOPLE: [Person; 6] = [
    Person { name: "Dep", role: "department", labs: &[], departments: &["tiefbau"] },
    Person { name: "Mo", role: "moderator", labs: &[], departments: &[] },
    Person { name: "Lim", role: "moderator", labs: &["soest"], departments: &[] },
    Person { name: "Ed", role: "editor", labs: &[], departments: &[] },
    Person { name: "Ada", role: "admin", labs: &[], departments: &[] },
    Person { name: "Kim", role: "admin", labs: &["soest"], departments: &[] },
];

impl May {
    fn includes(self, who: &Person) -> bool {
        match self {
            Self::Anybody | Self::Staff => true,
            Self::Moderators => matches!(who.role, "moderator" | "editor" | "admin"),
            Self::Writers => who.role != "moderator",
            Self::Editors => matches!(who.role, "editor" | "admin"),
            Self::Admins => who.role == "admin",
            Self::Governors => {
                who.role == "admin" && who.labs.is_empty() && who.departments.is_empty()
            }
        }
    }

    /// The status that this person gets, where it is one that turns them away.
    fn refusal(self, who: Option<&Person>) -> Option<u16> {
        match who {
            None => (self != Anybody).then_some(401),
            Some(person) => (!self.includes(person)).then_some(403),
        }
    }
}

/// The operations that the API describes, as method and path.
fn described() -> BTreeSet<(String, &'static str)> {
    let mut all = BTreeSet::new();
    for (path, item) in server::routes::description().paths.paths {
        let operations = [
            ("GET", item.get),
            ("POST", item.post),
            ("PUT", item.put),
            ("DELETE", item.delete),
            ("PATCH", item.patch),
        ];
        for (method, _) in operations.into_iter().filter(|(_, operation)| operation.is_some()) {
            all.insert((path.clone(), method));
        }
    }
    all
}

/// The pages that the app's route table has.
fn pages() -> BTreeSet<String> {
    const TABLE: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src/pages/mod.rs"));
    let routes = TABLE.split("path!(\"").skip(1);
    routes.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn every_operation_has_a_rule() {
    let described = described();
    let ruled: BTreeSet<_> =
        OPERATIONS.iter().map(|(method, path, _)| ((*path).to_owned(), *method)).collect();
    assert_eq!(ruled.len(), OPERATIONS.len(), "two rules for one operation");
    let missing: Vec<String> = described
        .difference(&ruled)
        .map(|(path, method)| format!("    (\"{method}\", \"{path}\", Moderators),"))
        .collect();
    assert!(
        missing.is_empty(),
        "operations without a rule. Add these lines to OPERATIONS in \
         server/tests/it/authorisation.rs, by path, each with who may (Anybody, Staff, \
         Moderators, Editors, Admins, Governors):\n{}\n",
        missing.join("\n")
    );
    let gone: Vec<_> = ruled.difference(&described).collect();
    assert!(gone.is_empty(), "rules in OPERATIONS for what is no longer there: {gone:?}");
}

/// What is served beside the described operations and the pages, all of it for everybody.
const BESIDE: &[&str] = &[
    "/api/openapi.json",
    "/dev/boot",
    "/files/{key}/{name}",
    "/healthz",
    "/ideas.atom",
    "/metrics",
    "/photos/{file}",
    "/programme.atom",
    "/programme.ics",
    "/readyz",
    "/sitemap.xml",
];

#[test]
fn nothing_else_is_routed() {
    // Routes that are no operations cannot be asked of the router: they are read off the source.
    let mut there = BTreeSet::new();
    for source in [include_str!("../../src/routes.rs"), include_str!("../../src/metrics.rs")] {
        for route in source.split(".route(").skip(1) {
            let path = route.split('"').nth(1).unwrap_or_default();
            there.insert(path);
        }
    }
    let ruled: BTreeSet<_> = BESIDE.iter().copied().collect();
    assert_eq!(there, ruled, "a route without a rule: name it in BESIDE if it is for everybody");
}

#[test]
fn every_page_has_a_rule() {
    let there = pages();
    let ruled: BTreeSet<_> = PAGES.iter().map(|(path, _)| (*path).to_owned()).collect();
    let missing: Vec<String> =
        there.difference(&ruled).map(|path| format!("    (\"{path}\", Moderators),")).collect();
    assert!(
        missing.is_empty(),
        "pages without a rule. Add these lines to PAGES in server/tests/it/authorisation.rs, by \
         path, each with who may see it:\n{}\n",
        missing.join("\n")
    );
    let gone: Vec<_> = ruled.difference(&there).collect();
    assert!(gone.is_empty(), "rules in PAGES for what is no longer there: {gone:?}");
}

/// The status of one request, on a session of its own where somebody asks: what others did
/// before, signing out everywhere included, does not matter.
async fn status(
    world: &World,
    (method, path): (&str, &str),
    who: Option<(&Person, i64)>,
    json: bool,
) -> u16 {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
    if who.is_none() {
        request = request.header(header::COOKIE, format!("staff={}", "0".repeat(32)));
    }
    if let Some((_, id)) = who {
        let fresh = token::random();
        sessions::begin(&world.state.db, id, &token::hash(&fresh), now()).await.unwrap();
        request = request.header(header::COOKIE, format!("staff={fresh}"));
    }
    let mut body = Body::empty();
    if json {
        request = request.header(header::CONTENT_TYPE, "application/json");
        body = Body::from("{}");
    }
    // Streams never end: the status is all that is looked at.
    world.begin(request.body(body).unwrap()).await.status().as_u16()
}

/// Makes the accounts anew: what was done with them does not reach the next request.
async fn accounts(world: &World) -> Vec<i64> {
    let mut ids = Vec::new();
    for person in &PEOPLE {
        world.limited(person.name, person.role, person.labs, person.departments).await;
        let sql = format!(
            "SELECT id FROM staff WHERE email = '{}@example.org'",
            person.name.to_lowercase()
        );
        ids.push(world.number(&sql).await);
    }
    ids
}

/// Asks as everybody, and collects who was let in or turned away wrongly.
async fn ask_all(
    world: &World,
    ids: &[i64],
    what: (&str, &str),
    may: May,
    wrong: &mut Vec<String>,
) {
    let json = !matches!(what.0, "GET" | "HEAD");
    let people = PEOPLE.iter().zip(ids.iter().copied()).map(Some);
    for who in std::iter::once(None).chain(people) {
        let got = status(world, what, who, json).await;
        let right = match may.refusal(who.map(|(person, _)| person)) {
            Some(refusal) => got == refusal,
            None => !matches!(got, 401 | 403 | 405 | 500..),
        };
        // Who signs in with nothing is told 401 all the same.
        let entrance = ["/api/staff/session", "/staff/second"];
        let signs_in = entrance.iter().any(|path| what.1.starts_with(path)) && got == 401;
        if !(right || signs_in) {
            let name = who.map_or("nobody".to_owned(), |(person, _)| {
                format!("{} {:?}", person.role, [person.labs, person.departments])
            });
            wrong.push(format!("{} {} as {name}: {got}, but {may:?} may", what.0, what.1));
        }
    }
}

both! {
    async fn every_operation_lets_in_whom_its_rule_names(world: World) {
        let ids = accounts(&world).await;
        let mut wrong = Vec::new();
        for (method, path, may) in OPERATIONS {
            let path = filled(path);
            ask_all(&world, &ids, (method, &path), *may, &mut wrong).await;
        }
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }
}

both! {
    async fn every_page_lets_in_whom_its_rule_names(world: World) {
        let ids = accounts(&world).await;
        let mut wrong = Vec::new();
        for (path, may) in PAGES {
            let path = filled(path);
            ask_all(&world, &ids, ("GET", &path), *may, &mut wrong).await;
        }
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }
}

/// A path with something in its gaps that fits and that is not there.
fn filled(path: &str) -> String {
    let segment = |part: &str| {
        let Some(name) = part
            .strip_prefix(':')
            .or_else(|| part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')))
        else {
            return part.to_owned();
        };
        match name {
            "kind" => "ideas".to_owned(),
            "token" => "0".repeat(32),
            "part" => "attendees".to_owned(),
            "slug" | "dept" | "department" | "lab" | "topic" => "nirgends".to_owned(),
            _ => "999999".to_owned(),
        }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}
