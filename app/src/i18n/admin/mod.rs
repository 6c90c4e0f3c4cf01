//! Texts of the settings, the log and the numbers.

mod audit;
mod numbers;
mod settings;

pub use audit::*;
pub use numbers::*;
pub use settings::*;
