//! The signal that the program is about to end.

use std::sync::Arc;

use tokio::sync::watch;

/// Heard by everything that would otherwise go on for ever; cloning is cheap.
#[derive(Clone, Debug)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Shutdown {
    /// Says that the program is about to end.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was said.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is said; gives at once where it was.
    pub async fn begun(&self) {
        // The sender lives as long as `self`: waiting cannot fail.
        let _ = self.0.subscribe().wait_for(|begun| *begun).await;
    }
}
