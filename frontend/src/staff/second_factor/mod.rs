//! One's own second factor: proving who one is, the QR code, and the recovery codes.

pub mod codes;
pub mod enrolling;
pub mod proof_form;
