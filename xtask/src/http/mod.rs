//! As much HTTP/1.1 as it takes to measure and to pester a server on this machine.
//!
//! A client library would keep connections, retry and normalise: whatever is sent here is sent
//! as it is written, and whatever comes back is seen.

mod chunked;
mod client;

pub(crate) use chunked::Chunks;
pub(crate) use client::{Answer, Client, raw};
