//! Numbers for the team, on data made by hand.

use app::api::{Numbers, Typical};
use server::clock::now;

use crate::harness::{Citizen, World};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

async fn numbers(person: &mut Citizen, query: &str) -> Numbers {
    person.get(&format!("/api/staff/numbers{query}")).await.expect(200).json()
}

/// An idea that came in so long ago, and was decided on after so long, if it was.
async fn idea(
    world: &World,
    lab: Option<&str>,
    topic: &str,
    ago: i64,
    decided_after: Option<i64>,
) -> i64 {
    let created = now().0 - ago;
    let lab = lab.map_or("NULL".to_owned(), |lab| format!("'{lab}'"));
    let (status, decided, waits, public) = match decided_after {
        Some(after) => ("published", (created + after).to_string(), "NULL".to_owned(), "TRUE"),
        None => ("submitted", "NULL".to_owned(), created.to_string(), "FALSE"),
    };
    let published = if public == "TRUE" { decided.clone() } else { "NULL".to_owned() };
    let token = rand::random::<u64>();
    world.sql(&format!(
        "INSERT INTO ideas (lab, topic, title, text, source, status, is_public, token_hash, created_at,
            published_at, active_at, decided_at, waits_since)
         VALUES ({lab}, '{topic}', 'Idee', 'Text', 'web', '{status}', {public}, '{token}', {created},
            {published}, {created}, {decided}, {waits})")).await;
    world.number("SELECT MAX(id) FROM ideas").await
}

both! {
    async fn counts_and_medians_are_right(world: World) {
        // Decided after 1, 3 and 5 hours: 3. One more in another lab after 9: (3 + 5) / 2.
        let first = idea(&world, Some("soest"), "klima", 2 * DAY, Some(HOUR)).await;
        let second = idea(&world, Some("soest"), "klima", 2 * DAY, Some(5 * HOUR)).await;
        idea(&world, Some("soest"), "innenstadt", 2 * DAY, Some(3 * HOUR)).await;
        idea(&world, Some("offen"), "klima", 2 * DAY, Some(9 * HOUR)).await;
        let waits = idea(&world, None, "klima", 3 * HOUR, None).await;
        // Too long ago for a month, not for a quarter.
        idea(&world, Some("soest"), "klima", 50 * DAY, Some(10 * DAY)).await;
        let created = now().0;
        world.sql(&format!("INSERT INTO comments (idea_id, text, status, created_at, waits_since) VALUES ({first}, 'x', 'submitted', {created}, {created})")).await;
        world.sql(&format!("INSERT INTO reports (idea_id, reason, status, created_at) VALUES ({first}, 'spam', 'open', {created}), ({first}, 'spam', 'kept', {created})")).await;
        world.sql(&format!("INSERT INTO answers (idea_id, department, text, published_at)
            SELECT id, 'tiefbau', 'x', created_at + {} FROM ideas WHERE id = {first}", 4 * HOUR)).await;
        world.sql(&format!("INSERT INTO answers (idea_id, department, text, published_at)
            SELECT id, 'tiefbau', 'x', created_at + {} FROM ideas WHERE id = {second}", 7 * HOUR)).await;
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, state, due_on) VALUES
            ({first}, 'tiefbau', 'open', '2020-01-01'), ({second}, 'tiefbau', 'working', '2199-01-01'), ({waits}, 'tiefbau', 'done', NULL)")).await;

        let mut mo = world.moderator().await;
        let month = numbers(&mut mo, "").await;
        assert_eq!(month.days.len(), 30);
        assert!(month.days.is_sorted_by(|a, b| a.day < b.day));
        let sum = |of: fn(&app::api::DayCount) -> u32| month.days.iter().map(of).sum::<u32>();
        assert_eq!((sum(|d| d.ideas), sum(|d| d.comments), sum(|d| d.reports)), (5, 1, 2));
        assert_eq!(month.days[29].day, app::domain::Date::of(now()));
        assert_eq!(month.days[29].comments, 1, "today is the last day");
        assert_eq!(month.decision, Typical { ms: Some(4 * HOUR), cases: 4 });
        assert_eq!(month.answer, Typical { ms: Some(5 * HOUR + HOUR / 2), cases: 2 });
        assert_eq!((month.waiting.ideas, month.waiting.comments, month.waiting.reports), (1, 1, 1));
        let oldest = month.waiting.oldest.unwrap();
        assert!((now().0 - oldest.0 - 3 * HOUR).abs() < 60_000);
        let klima = month.topics.iter().find(|s| s.slug.as_deref() == Some("klima")).unwrap();
        assert_eq!((klima.ideas, klima.waiting), (4, 3));
        assert_eq!(klima.decision, Typical { ms: Some(5 * HOUR), cases: 3 });
        let soest = month.labs.iter().find(|s| s.slug.as_deref() == Some("soest")).unwrap();
        assert_eq!((soest.ideas, soest.decision), (3, Typical { ms: Some(3 * HOUR), cases: 3 }));
        let none = month.labs.iter().find(|s| s.slug.is_none()).unwrap();
        assert_eq!((none.ideas, none.waiting, none.decision.ms), (1, 1, None));
        let tiefbau = &month.departments[0];
        assert_eq!((tiefbau.open, tiefbau.working, tiefbau.done, tiefbau.overdue), (1, 1, 1, 1));
        assert_eq!(tiefbau.answer.cases, 2);

        let quarter = numbers(&mut mo, "?days=90").await;
        assert_eq!((quarter.days.len(), quarter.decision.cases), (90, 5));
        assert_eq!(quarter.days.iter().map(|d| d.ideas).sum::<u32>(), 6);
        assert_eq!(numbers(&mut mo, "?days=365").await.days.len(), 365);
        for bad in ["?days=31", "?days=-1", "?days=1e9", "?days=%00"] {
            mo.get(&format!("/api/staff/numbers{bad}")).await.problem(422);
        }
    }
}

both! {
    async fn an_empty_town_has_numbers_too(world: World) {
        let mut mo = world.moderator().await;
        let none = numbers(&mut mo, "").await;
        assert_eq!((none.decision.ms, none.waiting.total(), none.topics.len()), (None, 0, 0));
    }
}

both! {
    async fn they_cost_the_same_however_much_there_is_and_stay_within_limits(world: World) {
        idea(&world, Some("offen"), "klima", DAY, Some(HOUR)).await;
        let mut mo = world.moderator().await;
        let mut lim = world.limited("Lim", "editor", &["soest"], &[]).await;
        numbers(&mut mo, "").await;
        world.statements();
        numbers(&mut mo, "").await;
        let few = world.statements();
        for n in 0..60 {
            let lab = ["offen", "soest"][n % 2];
            idea(&world, Some(lab), "innenstadt", DAY + n as i64 * HOUR, (n % 3 > 0).then_some(HOUR)).await;
        }
        world.statements();
        let all = numbers(&mut mo, "").await;
        let many = world.statements();
        assert!(many <= few, "{few} statements for one idea, {many} for sixty-one");
        assert_eq!(all.topics.iter().map(|t| t.ideas).sum::<u32>(), 61);
        let soest = numbers(&mut lim, "").await;
        assert_eq!(soest.labs.len(), 1);
        assert_eq!(soest.labs[0].slug.as_deref(), Some("soest"));
        assert_eq!(soest.days.iter().map(|d| d.ideas).sum::<u32>(), 30);
        assert_eq!(soest.waiting.ideas, all.labs.iter().find(|l| l.slug.as_deref() == Some("soest")).unwrap().waiting);
        let mut dep = world.limited("Dep", "department", &[], &["tiefbau"]).await;
        dep.get("/api/staff/numbers").await.problem(403);
    }
}
