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
        // The first, decided after one hour, the second after five, and the one that waits; what
        // waits is that one, and a comment and a report on the first.
        assert_eq!((tiefbau.ideas, tiefbau.waiting), (3, 3));
        assert_eq!(tiefbau.decision, Typical { ms: Some(3 * HOUR), cases: 2 });

        let quarter = numbers(&mut mo, "?days=90").await;
        assert_eq!((quarter.days.len(), quarter.decision.cases), (90, 5));
        assert_eq!(quarter.days.iter().map(|d| d.ideas).sum::<u32>(), 6);
        assert_eq!(numbers(&mut mo, "?days=365").await.days.len(), 365);
        for bad in ["?days=31", "?days=-1", "?days=1e9", "?days=%00", "?lab=%00", "?topic=Klima!", "?department=%2e"] {
            mo.get(&format!("/api/staff/numbers{bad}")).await.problem(422);
        }
    }
}

both! {
    async fn they_are_narrowed_down_and_taken_away(world: World) {
        let own = idea(&world, Some("soest"), "klima", 2 * DAY, Some(HOUR)).await;
        idea(&world, Some("soest"), "innenstadt", 2 * DAY, Some(5 * HOUR)).await;
        idea(&world, Some("offen"), "klima", DAY, None).await;
        world.sql(&format!("INSERT INTO idea_departments (idea_id, department, state) VALUES ({own}, 'tiefbau', 'open')")).await;
        let mut mo = world.moderator().await;
        let sum = |numbers: &Numbers| numbers.days.iter().map(|d| d.ideas).sum::<u32>();
        for (query, ideas, waiting, decided) in [
            ("?lab=soest", 2, 0, Some(3 * HOUR)),
            ("?topic=klima", 2, 1, Some(HOUR)),
            ("?lab=soest&topic=klima", 1, 0, Some(HOUR)),
            ("?department=tiefbau", 1, 0, Some(HOUR)),
            ("?department=tiefbau&lab=offen", 0, 0, None),
            ("?lab=nirgends", 0, 0, None),
        ] {
            let part = numbers(&mut mo, query).await;
            assert_eq!((sum(&part), part.waiting.total()), (ideas, waiting), "{query}");
            assert_eq!(part.decision.ms, decided, "{query}");
            assert_eq!(part.topics.iter().map(|t| t.ideas).sum::<u32>(), ideas, "{query}");
        }
        // Limits hold whatever is asked for.
        let mut lim = world.limited("Lim", "editor", &["soest"], &[]).await;
        assert_eq!(sum(&numbers(&mut lim, "?lab=offen").await), 0);

        let table = async |person: &mut Citizen, path: &str| {
            let answer = person.get(&format!("/api/staff/numbers/{path}")).await.expect(200);
            let text = answer.body.trim_start_matches('\u{feff}').to_owned();
            text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect::<Vec<Vec<String>>>()
        };
        let days = table(&mut mo, "days.csv?lab=soest").await;
        assert_eq!((days.len(), days[0].len()), (31, 4));
        let ideas = days[1..].iter().map(|day| day[1].parse::<u32>().unwrap());
        assert_eq!(ideas.sum::<u32>(), 2);
        let labs = table(&mut mo, "labs.csv").await;
        let soest = labs.iter().find(|row| row[1] == "soest").unwrap();
        assert_eq!(soest[2..], ["2", "0", "180", "2", "", "0"]);
        let topics = table(&mut mo, "topics.csv?lab=offen").await;
        assert_eq!(topics[1][1..], ["klima", "1", "1", "", "0", "", "0"]);
        let departments = table(&mut mo, "departments.csv").await;
        let tiefbau = departments.iter().find(|row| row[1] == "tiefbau").unwrap();
        assert_eq!(tiefbau[2..], ["1", "0", "1", "0", "0", "0", "60", "1", "", "0"]);
        mo.get("/api/staff/numbers/other.csv").await.problem(404);
        mo.get("/api/staff/numbers/days").await.problem(404);
        mo.get("/api/staff/numbers/days.csv?days=2").await.problem(422);
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
