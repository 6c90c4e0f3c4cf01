//! What limits an account, and how it is asked for.

use app::{
    api::{Me, SignedIn, WaitingKind},
    domain::Scope,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use server::store::{
    entities::{comments, ideas},
    scope,
};

use crate::harness::{World, new_idea};

both! {
    async fn an_account_comes_with_its_limits_in_one_statement(world: World) {
        let mut lim = world.limited("Lim", "moderator", &["soest", "offen"], &[]).await;
        let mut dep = world.limited("Dep", "department", &["soest"], &["tiefbau"]).await;
        let mut mo = world.moderator().await;
        let me: Me = mo.get("/api/staff/me").await.expect(200).json();
        assert!(me.scope().is_everything());
        world.statements();
        lim.get("/api/staff/me").await.expect(200);
        assert_eq!(world.statements(), 1);
        let me: Me = lim.get("/api/staff/me").await.expect(200).json();
        assert_eq!(me.labs, ["offen", "soest"]);
        assert!(me.departments.is_empty());
        let me: Me = dep.get("/api/staff/me").await.expect(200).json();
        assert_eq!((me.labs.as_slice(), me.departments.as_slice()),
            (&["soest".to_owned()][..], &["tiefbau".to_owned()][..]));
        let again = lim.sign_in("Lim", crate::harness::PASSWORD).await.expect(200);
        assert_eq!(again.json::<SignedIn>().me.unwrap().labs, ["offen", "soest"]);
    }
}

both! {
    async fn limits_are_conditions_of_a_query(world: World) {
        let mut anna = world.citizen();
        let offen = anna.publish("Bänke am Markt").await;
        let mut idea = new_idea("Bäume am Wall");
        idea.lab = "soest".to_owned();
        let soest = anna.post_idea(&idea).await.id;
        idea = new_idea("Licht im Park");
        idea.lab = String::new();
        let nowhere = anna.post_idea(&idea).await.id;
        let mut mo = world.moderator().await;
        for id in [soest, nowhere] {
            mo.decided(WaitingKind::Idea, id, "publish").await;
        }
        for id in [offen, soest, nowhere] {
            anna.comment(id, "Das finde ich gut.").await.expect(201);
        }
        for (id, state) in [(offen, "handed_on"), (nowhere, "working")] {
            world.sql(&format!(
                "INSERT INTO idea_departments (idea_id, department, state, since, changed_at)
                 VALUES ({id}, 'tiefbau', '{state}', 1, 1)"
            )).await;
        }
        let slugs = |slugs: &[&str]| slugs.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        for (labs, departments, seen) in [
            (&[][..], &[][..], vec![offen, soest, nowhere]),
            (&["soest"], &[], vec![soest]),
            (&["soest", "offen"], &[], vec![offen, soest]),
            (&[], &["tiefbau"], vec![nowhere]),
            (&["soest"], &["tiefbau"], vec![]),
        ] {
            let limits = Scope::of(&slugs(labs), &slugs(departments));
            let db = world.state.db.read();
            let found: Vec<i64> = ideas::Entity::find()
                .select_only().column(ideas::Column::Id)
                .filter(scope::ideas(&limits))
                .order_by_asc(ideas::Column::Id)
                .into_tuple().all(db).await.unwrap();
            assert_eq!(found, seen, "{limits:?}");
            let found: Vec<i64> = comments::Entity::find()
                .select_only().column(comments::Column::IdeaId)
                .filter(scope::of_ideas(&limits, comments::Column::IdeaId))
                .order_by_asc(comments::Column::IdeaId)
                .into_tuple().all(db).await.unwrap();
            assert_eq!(found, seen, "comments, {limits:?}");
            for id in [offen, soest, nowhere, 999] {
                let sees = scope::sees(db, &limits, id).await.unwrap();
                assert_eq!(sees, seen.contains(&id), "{id}, {limits:?}");
            }
        }
    }
}
