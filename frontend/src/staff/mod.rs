//! What only the staff see: a program of its own, so that no visitor loads it.

pub mod admin_only;
pub mod answers;
pub mod app;
pub mod attention_page;
pub mod card;
pub mod closing_page;
pub mod closings_page;
pub mod combo;
pub mod conversation;
pub mod copy_button;
pub mod customer_tools;
pub mod dashboard;
pub mod dashboard_page;
pub mod desk;
pub mod dialogs;
pub mod dossier;
pub mod fill_page;
pub mod form;
pub mod form_page;
pub mod forms;
pub mod here;
pub mod inbox;
pub mod inbox_page;
pub mod keyboard;
pub mod keys;
pub mod list;
pub mod mails_page;
pub mod member_page;
pub mod order_page;
pub mod pages;
pub mod partners;
pub mod partners_page;
pub mod place;
pub mod placeholders;
pub mod plan_run_page;
pub mod planning;
pub mod reconciliation_page;
pub mod remove_dialog;
pub mod reschedulings;
pub mod reschedulings_page;
pub mod revenue;
pub mod revenue_page;
pub mod route;
pub mod row_bar;
pub mod row_form;
pub mod second_factor;
pub mod second_factor_page;
pub mod secret_dialog;
pub mod sell;
pub mod sell_page;
pub mod settings;
pub mod settings_page;
pub mod setup_page;
pub mod shell;
pub mod statement_page;
pub mod table;
pub mod table_page;
pub mod team;
pub mod team_page;
pub mod tools;
pub mod webhooks;
pub mod webhooks_page;
pub mod wizard;
pub mod wizard_page;
pub mod words;

use shared::accounts::Role;

/// Whether somebody with this role answers for the box office.
pub const fn talks(role: Role) -> bool {
    matches!(role, Role::Admin | Role::BoxOffice)
}
