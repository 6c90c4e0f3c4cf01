//! What the team sets: places, texts to begin with, rules.

use app::api::TemplatePage;

use crate::harness::World;

const TEMPLATES: &str = "
INSERT INTO templates (kind, topic, title, text, position, archived_at)
VALUES ('decline', NULL, 'Allgemein', 'x', 1, NULL), ('decline', 'klima', 'Klima', 'x', 2, NULL),
       ('decline', 'innenstadt', 'Innenstadt', 'x', 0, NULL), ('ask', NULL, 'Wo', 'x', 0, NULL),
       ('decline', NULL, 'Alt', 'x', 0, 5)";

both! {
    async fn templates_are_offered_by_kind_and_topic(world: World) {
        world.sql(TEMPLATES).await;
        let mut dep = world.staff("Dep", "department").await;
        let mut titles = async |query: &str| {
            let page: TemplatePage =
                dep.get(&format!("/api/staff/templates{query}")).await.expect(200).json();
            page.items.into_iter().map(|t| t.title).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(titles("?kind=decline&topic=klima").await, "Klima Allgemein");
        assert_eq!(titles("?kind=decline").await, "Innenstadt Klima Allgemein");
        assert_eq!(titles("?kind=ask&topic=nirgends%00").await, "Wo");
        assert_eq!(titles("").await, "Innenstadt Klima Allgemein Wo");
        dep.get("/api/staff/templates?kind=praise").await.problem(422);
        world.citizen().get("/api/staff/templates").await.problem(401);
    }
}
