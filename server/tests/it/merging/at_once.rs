//! Merging in the same moment: nobody waits in a circle, and ideas make none.

use app::api::SupportState;

use super::counters_hold;
use crate::harness::World;

both! {
    async fn crosswise(world: World) {
        let mo = world.moderator().await;
        let kim = world.staff("Kim", "editor").await;
        for n in 0..6 {
            let mut anna = world.citizen();
            let a = anna.publish(&format!("Eine Bank {n}")).await;
            let b = anna.publish(&format!("Zwei Bänke {n}")).await;
            anna.support(a).await.expect(200);
            let (mut mo, mut kim) = (mo.clone(), kim.clone());
            let one = tokio::spawn(async move { mo.merge(a, b).await.status });
            let other = tokio::spawn(async move { kim.merge(b, a).await.status });
            let mut statuses = [one.await.unwrap(), other.await.unwrap()];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 409]);
        }
        counters_hold(&world).await;
    }
}

both! {
    async fn rings_of_three(world: World) {
        let mo = world.moderator().await;
        for n in 0..4 {
            let mut anna = world.citizen();
            let mut ids = Vec::new();
            for k in 0..3 {
                ids.push(anna.publish(&format!("Ein Ring {n} {k}")).await);
            }
            let merging: Vec<_> = (0..3).map(|k| {
                let (mut mo, id, into) = (mo.clone(), ids[k], ids[(k + 1) % 3]);
                tokio::spawn(async move { mo.merge(id, into).await.status })
            }).collect();
            let mut done = 0;
            for merged in merging {
                let status = merged.await.unwrap();
                assert!([200, 409].contains(&status), "{status}");
                done += usize::from(status == 200);
            }
            assert!((1..=2).contains(&done), "{done}");
        }
        counters_hold(&world).await;
    }
}

both! {
    async fn people_support_and_speak_while_ideas_come_together_and_apart(world: World) {
        let mo = world.moderator().await;
        let mut anna = world.citizen();
        let mut ids = Vec::new();
        for n in 0..3 {
            ids.push(anna.publish(&format!("Ein Brunnen {n}")).await);
        }
        let mut doing = Vec::new();
        for n in 0..24_usize {
            let (mut citizen, ids) = (world.citizen(), ids.clone());
            doing.push(tokio::spawn(async move {
                for k in 0..6 {
                    let id = ids[(n + k) % 3];
                    let status = match (n + k) % 4 {
                        0 | 1 => citizen.support(id).await.status,
                        2 => citizen.unsupport(id).await.status,
                        _ => citizen.comment(id, "Sehr gut").await.status,
                    };
                    assert!([200, 201, 409].contains(&status), "{status}");
                }
            }));
        }
        for n in 0..2_usize {
            let (mut mo, ids) = (mo.clone(), ids.clone());
            doing.push(tokio::spawn(async move {
                for k in 0..8 {
                    let (one, other) = (ids[(n + k) % 3], ids[(n + k + 1) % 3]);
                    let merged = mo.merge(one, other).await.status;
                    assert!([200, 409].contains(&merged), "{merged}");
                    let parted = mo.unmerge(ids[k % 3]).await.status;
                    assert!([200, 409].contains(&parted), "{parted}");
                }
            }));
        }
        for done in doing {
            done.await.unwrap();
        }
        counters_hold(&world).await;
        let mut mo = mo;
        for id in &ids {
            mo.unmerge(*id).await;
        }
        counters_hold(&world).await;
        for id in ids {
            let state: SupportState = anna.support(id).await.expect(200).json();
            let rows = world.number(&format!("SELECT COUNT(*) FROM supports WHERE idea_id = {id}")).await;
            assert_eq!(i64::from(state.supports), rows);
        }
    }
}
