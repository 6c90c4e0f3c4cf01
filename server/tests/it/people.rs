//! Accounts of staff: limits, invitations, second factors.

mod limits;
