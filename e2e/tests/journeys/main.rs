//! The journeys: people in real browsers at the real server.

#![expect(clippy::indexing_slicing, reason = "a journey that fails says where")]

mod accounts;
mod accounts_of_the_house;
mod buying;
mod desk;
mod dossier;
mod evenings;
mod late;
mod lists;
mod live;
mod looks;
mod moderation;
mod office;
mod people;
mod settings;
mod stage;
mod vouchers;
