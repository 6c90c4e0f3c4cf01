//! The feed, and the map of the site.

use app::api::NewIdea;

use crate::harness::{World, new_idea};

both! {
    async fn the_newest_public_ideas(world: World) {
        let mut anna = world.citizen();
        let empty = anna.get("/ideas.atom").await.expect(200);
        assert!(empty.body.contains("<updated>1970-01-01T00:00:00Z</updated>"));
        for n in 0..32 {
            world.citizen().publish(&format!("Idee <{n}> & mehr")).await;
        }
        anna.post_idea(&NewIdea { lab: "soest".into(), ..new_idea("Noch geheim") }).await;
        let feed = anna.get("/ideas.atom").await.expect(200);
        assert!(feed.header("content-type").starts_with("application/atom+xml"));
        assert_eq!(feed.body.matches("<entry>").count(), 30);
        assert!(feed.body.contains("Idee &lt;31&gt; &amp; mehr"));
        assert!(feed.body.contains("http://stadtlabor.test/ideas/32"));
        assert!(!feed.body.contains("geheim"));
        let tag = feed.header("etag").to_owned();
        let known = anna.clone().with("if-none-match", &tag);
        known.clone().get("/ideas.atom").await.expect(304);
        anna.publish("Etwas Neues").await;
        known.clone().get("/ideas.atom").await.expect(200);
    }
}

both! {
    async fn narrowed_to_lab_and_topic(world: World) {
        let mut anna = world.citizen();
        anna.publish("Ein Brunnen").await;
        anna.post_idea(&NewIdea { topic: "klima".into(), ..new_idea("Ein Baum") }).await;
        let count = |body: &str| body.matches("<entry>").count();
        for (query, expected) in [("lab=offen", 2), ("topic=klima", 1), ("lab=offen&topic=klima", 1),
            ("lab=soest", 0), ("lab=&topic=", 2), ("topic=%00", 0), ("lab=%27%22%3Cx%3E", 0)] {
            let feed = anna.get(&format!("/ideas.atom?{query}")).await.expect(200);
            assert_eq!(count(&feed.body), expected, "{query}");
            assert!(!feed.body.contains("<x>"));
        }
        let map = anna.get("/sitemap.xml").await.expect(200);
        assert!(map.body.contains("<loc>http://stadtlabor.test/ideas/2</loc>"));
    }
}
