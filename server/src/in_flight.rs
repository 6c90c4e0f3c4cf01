//! How much of what is being sent in is held in memory: files on their way, and those that wait
//! for their turn to be read. Whoever comes when it is full is asked to come again.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::limits::network;

/// The most of all together, in bytes.
const ALL: usize = 512 * 1024 * 1024;
/// The most from one address: a room full of phones shares one.
const PER_ADDRESS: usize = 256 * 1024 * 1024;

#[derive(Debug, Default)]
struct Held {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// The account; cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct InFlight(Arc<Mutex<Held>>);

/// A part of it that grows while something comes in. Dropped, it is free again.
#[derive(Debug)]
pub struct Share {
    of: InFlight,
    address: IpAddr,
    bytes: usize,
}

impl InFlight {
    /// An empty part for this address.
    pub fn share(&self, address: IpAddr) -> Share {
        Share { of: self.clone(), address: network(address), bytes: 0 }
    }
}

impl Share {
    /// Takes so many bytes more; false where there is no room for them.
    pub fn grow(&mut self, bytes: usize) -> bool {
        let mut held = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = held.by_address.get(&self.address).copied().unwrap_or(0);
        if held.all + bytes > ALL || here + bytes > PER_ADDRESS {
            return false;
        }
        held.all += bytes;
        held.by_address.insert(self.address, here + bytes);
        self.bytes += bytes;
        true
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all = held.all.saturating_sub(self.bytes);
        if let Some(here) = held.by_address.get_mut(&self.address) {
            *here = here.saturating_sub(self.bytes);
            if *here == 0 {
                held.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_bounded_and_given_back() {
        let all = InFlight::default();
        let at = |n: u8| IpAddr::from([192, 0, 2, n]);
        let mut one = all.share(at(1));
        assert!(one.grow(PER_ADDRESS) && !one.grow(1));
        assert!(!all.share(at(1)).grow(1), "the address is full");
        let mut two = all.share(at(2));
        assert!(two.grow(ALL - PER_ADDRESS));
        assert!(!all.share(at(3)).grow(1), "everything is full");
        drop(one);
        assert!(all.share(at(3)).grow(1));
        drop(two);
        assert!(all.0.lock().unwrap().by_address.is_empty());
        assert_eq!(all.0.lock().unwrap().all, 0);
    }
}
