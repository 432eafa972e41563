//! Revenue as the staff see it: what is asked stands in the address, and is drawn as bars and as a table.

pub mod asked;
pub mod bars;
pub mod closing;
pub mod crumbs;
pub mod files;
pub mod names;
pub mod only;
pub mod orders;
pub mod rows;
pub mod statement;
pub mod tools;
