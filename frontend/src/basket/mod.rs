//! The basket's page, and its lines wherever they are shown.

pub mod basket_page;
pub mod expired;
pub mod line_row;
pub mod summary;
pub mod voucher_field;
