//! Who works here: the members, who is invited, and the question before something is done.

pub mod deed_dialog;
pub mod invitations;
pub mod members;
