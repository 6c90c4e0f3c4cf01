//! Accounts of staff: limits, invitations, second factors.

mod account;
mod admins;
mod authenticator;
mod factors;
mod invitations;
mod limits;
mod passkeys;
