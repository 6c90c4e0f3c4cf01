//! What has served its time is erased.

use app::{api::NewIdea, domain::Timestamp};
use serde_json::json;
use server::{clock::now, jobs};

use crate::harness::{World, new_idea};
use crate::photos;

const DAY: i64 = 86_400_000;

async fn after_days(world: &World, days: i64) -> (server::store::retention::Erased, u64) {
    jobs::erase(&world.state, Timestamp(now().0 + days * DAY)).await.unwrap()
}

both! {
    async fn addresses_and_offers_go_in_time(world: World) {
        let mut anna = world.citizen();
        let idea = NewIdea { email: "anna@example.org".into(), ..new_idea("Ein Brunnen") };
        let id = anna.post_idea(&idea).await.id;
        let offer = json!({ "name": "Anna", "contact": "anna@example.org" });
        let joined = anna.post(&format!("/api/ideas/{id}/companions"), &offer).await;
        assert!(joined.status < 300);
        let (erased, _) = after_days(&world, 1).await;
        assert_eq!((erased.emails, erased.companions), (0, 0));
        let (erased, _) = after_days(&world, 800).await;
        assert_eq!((erased.emails, erased.companions), (1, 1));
        let left = "SELECT COUNT(*) FROM ideas WHERE email IS NOT NULL";
        assert_eq!(world.number(left).await, 0);
        // The number of helpers stays public.
        assert_eq!(anna.board("").await.items[0].companions, 1);
        assert_eq!(after_days(&world, 800).await.0.emails, 0);
    }
}

both! {
    async fn photos_go_with_their_files(world: World) {
        let mut anna = world.citizen();
        let claims = [photos::upload(&mut anna).await, photos::upload(&mut anna).await];
        let kept = NewIdea { photos: vec![claims[0].claim.clone()], ..new_idea("Ein Brunnen") };
        anna.post_idea(&kept).await;
        assert_eq!(after_days(&world, 0).await.1, 0);
        assert_eq!(after_days(&world, 2).await.1, 1);
        anna.get(&claims[0].photo.large_url()).await.expect(200);
        anna.get(&claims[1].photo.large_url()).await.expect(404);
        let key = &claims[1].photo.key;
        let folder = world.database.data.join("photos").join(&key[..2]);
        let left = std::fs::read_dir(folder).unwrap();
        assert!(left.flatten().all(|file| !file.file_name().to_string_lossy().contains(key.as_str())));
        // What a crash left behind goes too; what belongs to an idea stays.
        let folder = world.database.data.join("photos/ab");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("abcd-s.part"), "half").unwrap();
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3 * 86_400);
        let strays = |at| server::photos::strays::remove(&world.state, at);
        assert_eq!(strays(std::time::SystemTime::now()).await.unwrap(), 0);
        assert_eq!(strays(later).await.unwrap(), 1);
        anna.get(&claims[0].photo.large_url()).await.expect(200);
    }
}

both! {
    async fn sessions_keys_and_browsers_go(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let id = anna.publish("Ein Brunnen").await;
        let mut ben = world.citizen();
        ben.support(id).await.expect(200);
        let mut keyed = world.citizen().with("idempotency-key", "einmal-und-nie-wieder");
        let bank = keyed.publish("Eine Bank").await;
        let (erased, _) = after_days(&world, 0).await;
        assert_eq!((erased.sessions, erased.keys, erased.participants), (0, 0, 0));
        mo.get("/api/staff/me").await.expect(200);
        let (erased, _) = after_days(&world, 3).await;
        assert_eq!((erased.sessions, erased.keys, erased.participants), (1, 1, 0));
        // The key is forgotten; the idea that was sent with it is not.
        assert_eq!(keyed.publish("Eine Bank").await, bank);
        let (erased, _) = after_days(&world, 401).await;
        assert_eq!(erased.participants, 3);
        assert_eq!(world.number("SELECT supports FROM ideas WHERE id = 1").await, 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM participants").await, 1, "the yes stays");
        let mine: app::api::SupportedIdeas = ben.get("/api/supports?ids=1").await.expect(200).json();
        assert_eq!(mine.items, Vec::<i64>::new(), "and nobody can tell whose it was");
        assert_eq!(after_days(&world, 402).await.0.participants, 0);
        assert_eq!(anna.board("").await.total, 2);
    }
}
