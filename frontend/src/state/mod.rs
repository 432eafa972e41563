//! The contexts every page can read: who asks and in which house, what is in the basket, what to tell.

pub mod back_office;
pub mod basket;
pub mod basket_asks;
pub mod bell;
pub mod chat;
pub mod choices;
pub mod comments;
pub mod desk;
pub mod dossier;
pub mod house_settings;
pub mod impersonation;
pub mod inbox;
pub mod mails;
pub mod notices;
pub mod order;
pub mod order_deeds;
pub mod reschedulings;
pub mod row;
pub mod sell;
pub mod sending;
pub mod session;
pub mod sign_out;
pub mod table;
pub mod team;
pub mod webhooks;
pub mod wizard;
