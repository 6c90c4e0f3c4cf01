//! Reading the programme: lists, filters, places, feeds, and what a page costs.

use app::domain::Date;
use server::clock::now;

use crate::harness::{World, group, new_event};

both! {
    async fn filters_and_places(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        for n in 0..5 {
            let mut form = new_event(&format!("Treffen {n}"), 3 + n, 2);
            if n == 1 {
                form.lab = "soest".into();
                form.topics = vec!["innenstadt".into()];
                form.kind = "talk".into();
            }
            ed.add_event(&form).await;
        }
        let mut anna = world.citizen();
        let page = anna.programme("limit=2").await;
        assert_eq!(page.items.len(), 2);
        let next = anna.programme(&format!("limit=2&after={}", page.next.unwrap())).await;
        let last = anna.programme(&format!("limit=2&after={}", next.next.clone().unwrap())).await;
        assert_eq!((next.items.len(), last.items.len(), last.next), (2, 1, None));
        let titles = |page: &app::api::EventPage| -> Vec<String> {
            page.items.iter().map(|card| card.title.clone()).collect()
        };
        for query in ["lab=soest", "topic=innenstadt", "kind=talk"] {
            assert_eq!(titles(&anna.programme(query).await), ["Treffen 1"], "{query}");
        }
        let day = Date::of(now()).plus_days(5);
        let on = anna.programme(&format!("from={day}&to={day}")).await;
        assert_eq!(titles(&on), ["Treffen 2"]);
        assert!(anna.programme("lab=nirgends").await.items.is_empty());
        assert!(anna.programme("past=1").await.items.is_empty());
        // Full is not free.
        let id = on.items[0].id;
        anna.register(id, &group("Anna", 2)).await.expect(201);
        assert_eq!(anna.programme("free=1").await.items.len(), 4);
        for bad in ["kind=party", "from=morgen", "free=2", "limit=0", "after=x", "after=p1.1", "lab=%00"] {
            let answer = anna.get(&format!("/api/events?{bad}")).await;
            assert!(answer.status == 422 || bad.starts_with("lab"), "{bad}: {}", answer.status);
        }
    }
}

both! {
    async fn what_was_is_found_as_past(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Gestern", 2, 2)).await;
        let shift = 4 * 86_400_000_i64;
        for table in ["events", "event_dates"] {
            world.sql(&format!("UPDATE {table} SET starts_at = starts_at - {shift}, ends_at = ends_at - {shift}")).await;
        }
        let mut anna = world.citizen();
        assert!(anna.programme("").await.items.is_empty());
        let past = anna.programme("past=1").await;
        assert_eq!(past.items[0].id, id);
        assert_eq!(past.items[0].sign_up, app::domain::SignUp::Over);
        anna.get(&format!("/events/{id}")).await.expect(200);
    }
}

both! {
    async fn a_page_costs_the_same_however_long_the_programme(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut anna = world.citizen();
        let mut costs = Vec::new();
        for n in 0..12 {
            let mut form = new_event(&format!("Treffen {n}"), 3 + n, 200);
            form.dates[0].to = "12:30".into();
            let id = ed.add_event(&form).await;
            anna.register(id, &group("Anna", 1)).await.expect(201);
            if n == 1 || n == 11 {
                world.statements();
                anna.get("/api/events").await.expect(200);
                let list = world.statements();
                anna.get(&format!("/api/events/{id}")).await.expect(200);
                let event = world.statements();
                // Of somebody who takes part: for whoever has no cookie pages are kept.
                let mut reader = world.citizen();
                reader.cookies.insert("participant".into(), "0".repeat(32));
                let mut pages = Vec::new();
                for path in ["/programme", "/programme?view=month", &format!("/events/{id}")] {
                    pages.push(world.page_statements(&mut reader, path).await);
                }
                costs.push((list, event, pages));
            }
        }
        assert_eq!(costs[0], costs[1]);
        let (list, event, pages) = costs.swap_remove(0);
        assert!(pages.iter().all(|page| (1..=12).contains(page)), "{pages:?} for the pages");
        assert!(list <= 4, "{list} statements for the list");
        assert!(event <= 12, "{event} statements for an event");
    }
}

both! {
    async fn an_event_costs_the_same_however_many_signed_up(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Treffen", 3, 5)).await;
        let mut anna = world.citizen();
        let mut costs = Vec::new();
        for n in 0..20 {
            anna.register(id, &group(&format!("P{n}"), 1)).await.expect(201);
            if n == 8 || n == 19 {
                world.state.db.contents_changed();
                world.statements();
                anna.get(&format!("/api/events/{id}")).await.expect(200);
                let event = world.statements();
                ed.get(&format!("/api/staff/events/{id}/attendees")).await.expect(200);
                costs.push((event, world.statements()));
            }
        }
        assert_eq!(costs[0], costs[1]);
        // While only seats change, only they are read.
        anna.get(&format!("/api/events/{id}")).await.expect(200);
        world.statements();
        anna.register(id, &group("Last", 1)).await.expect(201);
        world.statements();
        let event: app::api::Event = anna.get(&format!("/api/events/{id}")).await.expect(200).json();
        assert_eq!((world.statements(), event.card.seats.waiting), (1, 16));
        ed.change_event(id, |form| form.title = "Anders".into()).await.expect(200);
        assert_eq!(anna.event(id).await.card.title, "Anders");
        assert!(costs[0].1 <= 24, "{} statements for the list", costs[0].1);
    }
}

both! {
    async fn feeds(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let id = ed.add_event(&new_event("Löten, Sägen; und mehr", 5, 2)).await;
        ed.draft_event(&new_event("Entwurf", 6, 2)).await;
        let mut anna = world.citizen();
        let ics = anna.get("/programme.ics").await.expect(200);
        assert_eq!(ics.header("content-type"), "text/calendar; charset=utf-8");
        assert!(ics.body.contains("SUMMARY:Löten\\, Sägen\\; und mehr\r\n"), "{}", ics.body);
        assert!(!ics.body.contains("Entwurf"));
        assert!(!anna.get("/programme.ics?lab=soest").await.expect(200).body.contains("VEVENT"));
        anna.get("/programme.ics?lab=%00&kind=party").await.expect(200);
        let atom = anna.get("/programme.atom?kind=workshop").await.expect(200);
        assert!(atom.body.contains(&format!("/events/{id}")));
        let mut again = anna.clone().with("if-none-match", atom.header("etag"));
        again.get("/programme.atom?kind=workshop").await.expect(304);
    }
}

both! {
    async fn staff_see_each_event_once_at_its_next_date(world: World) {
        let mut ed = world.staff("Ed", "editor").await;
        let mut long = new_event("Kurs", 4, 2);
        long.dates.extend(new_event("x", 30, 2).dates);
        ed.add_event(&long).await;
        ed.add_event(&new_event("Treffen", 6, 2)).await;
        ed.draft_event(&new_event("Entwurf", 5, 2)).await;
        let list: app::api::StaffEventPage = ed.get("/api/staff/events").await.expect(200).json();
        let titles: Vec<&str> = list.items.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(titles, ["Kurs", "Entwurf", "Treffen"]);
        // Its first date is over: the next one counts.
        let shift = 10 * 86_400_000_i64;
        world
            .sql(&format!(
                "UPDATE event_dates SET starts_at = starts_at - {shift}, ends_at = ends_at - {shift}
                 WHERE event_id = 1 AND position = 1"
            ))
            .await;
        let list: app::api::StaffEventPage = ed.get("/api/staff/events").await.expect(200).json();
        let last = list.items.last().unwrap();
        assert_eq!((last.title.as_str(), last.date, list.items.len()), ("Kurs", 2, 3));
    }
}
