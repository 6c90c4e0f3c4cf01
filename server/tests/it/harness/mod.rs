//! What stories are told with: a world of their own, and people in it.

mod answer;
mod citizen;
mod csv;
mod database;
mod listener;
mod message;
mod programme;
mod smtp;
mod staff;
mod world;

pub(crate) use answer::Answer;
pub(crate) use citizen::{Citizen, new_idea};
pub(crate) use database::{Kind, TestDatabase};
pub(crate) use listener::Listener;
pub(crate) use message::Message;
pub(crate) use programme::{ask, group, in_hours, new_event, token_of};
pub(crate) use smtp::{Mood, Smtp};
pub(crate) use staff::PASSWORD;
pub(crate) use world::{HOST, World};

/// A story that is told twice, on either database.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block) => {
        mod $name {
            use super::*;

            async fn story($world: World) $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                World::tell($crate::harness::Kind::Sqlite, story).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                World::tell($crate::harness::Kind::Postgres, story).await;
            }
        }
    };
}
