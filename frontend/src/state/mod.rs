//! The contexts every page can read: who asks and in which house, what is in the basket, what to tell.

pub mod basket;
<<<<<<< HEAD
pub mod comments;
=======
pub mod basket_asks;
>>>>>>> 88a220e (seating, basket: choose seats on the map or in the list, and look at what was chosen)
pub mod notices;
pub mod session;
