//! Which page of the staff is drawn for which route. Another page is a line in `route.rs`, one here and one in `shell/menu.rs`.

use super::admin_only::AdminOnly;
use super::attention_page::AttentionPage;
use super::closing_page::ClosingPage;
use super::closings_page::ClosingsPage;
use super::dashboard_page::DashboardPage;
use super::fill_page::FillPage;
use super::form_page::FormPage;
use super::inbox_page::InboxPage;
use super::mails_page::MailsPage;
use super::member_page::MemberPage;
use super::order_page::OrderPage;
use super::partners_page::PartnersPage;
use super::place::Go;
use super::plan_run_page::PlanRunPage;
use super::reconciliation_page::ReconciliationPage;
use super::reschedulings_page::ReschedulingsPage;
use super::revenue::only::AccountsOnly;
use super::revenue_page::RevenuePage;
use super::route::{StaffRoute, use_staff_route};
use super::second_factor_page::SecondFactorPage;
use super::sell_page::SellPage;
use super::settings_page::SettingsPage;
use super::setup_page::SetupPage;
use super::shell::frame::Frame;
use super::statement_page::StatementPage;
use super::table_page::TablePage;
use super::team_page::TeamPage;
use super::webhooks_page::WebhooksPage;
use super::wizard_page::WizardPage;
use crate::address::{use_address, use_navigator};
use crate::load::Load;
use crate::state::back_office::{BackOfficeProvider, use_allowed};
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::admin::Act;
use yew::prelude::*;

/// The page at the present address.
fn page(office: &Office, route: &StaffRoute) -> Html {
    match route {
        StaffRoute::Today => html! { <DashboardPage /> },
        StaffRoute::Inbox => html! { <InboxPage /> },
        StaffRoute::Setup => html! { <AdminOnly><WizardPage /></AdminOnly> },
        StaffRoute::PlanRun => html! { <PlanRunPage /> },
        StaffRoute::Reschedulings { id } => html! { <ReschedulingsPage id={*id} /> },
        StaffRoute::Settings => html! { <AdminOnly><SettingsPage /></AdminOnly> },
        StaffRoute::Mails => html! { <AdminOnly><MailsPage /></AdminOnly> },
        StaffRoute::Revenue => html! { <AccountsOnly><RevenuePage /></AccountsOnly> },
        StaffRoute::Fill => html! { <AccountsOnly><FillPage /></AccountsOnly> },
        StaffRoute::Statement { id } => {
            html! { <AccountsOnly><StatementPage id={*id} /></AccountsOnly> }
        }
        StaffRoute::Closings => html! { <AccountsOnly><ClosingsPage /></AccountsOnly> },
        StaffRoute::Closing { day } => {
            html! { <AccountsOnly><ClosingPage day={day.clone()} /></AccountsOnly> }
        }
        StaffRoute::Team => html! { <AdminOnly><TeamPage /></AdminOnly> },
        StaffRoute::Account => html! { <SecondFactorPage /> },
        StaffRoute::Partners => html! { <AdminOnly><PartnersPage /></AdminOnly> },
        StaffRoute::Webhooks => html! { <AdminOnly><WebhooksPage /></AdminOnly> },
        StaffRoute::List { noun } => html! { <TablePage noun={noun.clone()} /> },
        // Who works here is invited and changed in one way.
        StaffRoute::New { noun } if noun == "staff" => html! { <AdminOnly><TeamPage /></AdminOnly> },
        StaffRoute::Row { noun, id } if noun == "staff" => {
            html! { <AdminOnly><MemberPage id={id.clone()} /></AdminOnly> }
        }
        StaffRoute::New { noun } => {
            html! { <FormPage noun={noun.clone()} id={None::<AttrValue>} /> }
        }
        StaffRoute::Row { noun, id } => {
            html! { <FormPage noun={noun.clone()} id={Some(AttrValue::from(decoded(id)))} /> }
        }
        StaffRoute::Order { id } => html! { <OrderPage id={*id} /> },
        StaffRoute::Reconciliation => html! { <ReconciliationPage /> },
        StaffRoute::Attention => html! { <AttentionPage /> },
        StaffRoute::Sell => html! { <AccountsOnly><SellPage /></AccountsOnly> },
        StaffRoute::NotFound => html! {
            <Empty title={office.shell.not_found}><p><Go to="/staff" class="button">{ office.shell.to_dashboard }</Go></p></Empty>
        },
    }
}

fn decoded(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}

/// The frame with the page at the present address, for the staff; a way to sign in for everybody else.
#[component]
pub fn StaffPages() -> Html {
    let office = use_office();
    let session = use_session();
    let address = use_address();
    let role = session.account.as_ref().and_then(|account| account.role);
    let route = use_staff_route();
    if route == StaffRoute::Setup && role.is_none() {
        return html! { <SetupPage /> };
    }
    if let Some(role) = role {
        return html! { <BackOfficeProvider><Frame {role}><Known /></Frame></BackOfficeProvider> };
    }
    if route == StaffRoute::Account && session.account.is_some() {
        // A second factor is for everybody who has an account.
        return html! { <main id="content" tabindex="-1"><SecondFactorPage /></main> };
    }
    if let Some(refused) = &session.refused {
        return html! { <main id="content"><ErrorPanel refused={refused.clone()} on_retry={session.reload.clone()} /></main> };
    }
    if !session.known {
        return html! { <main id="content" class="office-page"><Skeleton count={6} /></main> };
    }
    let next = js_sys::encode_uri_component(&format!("{}{}", address.path, address.query));
    html! {
        <main id="content" class="office-page">
            <h1 class="only-read" tabindex="-1">{ office.shell.back_office }</h1>
            <Empty title={office.shell.staff_only}>
                <p>{ office.shell.staff_only_hint }</p>
                <p><a class="button primary" href={format!("/sign-in?next={next}")}>{ office.site().layout.sign_in }</a></p>
            </Empty>
        </main>
    }
}

/// The page, once it is known what the person may do.
#[component]
fn Known() -> Html {
    let office = use_office();
    let allowed = use_allowed();
    let route = use_staff_route();
    let navigator = use_navigator();
    // Whom the house keeps out for want of a second factor is led to where they set one up.
    let is_led = allowed.must_enrol() && route != StaffRoute::Account;
    use_effect_with(is_led, move |is_led| {
        if *is_led {
            navigator.replace_address(&StaffRoute::Account.to_path());
        }
    });
    let needs = match &route {
        // Whoever may not invite anybody is told so on the page of the team.
        StaffRoute::New { noun } if noun == "staff" => Some((noun.as_str(), Act::View)),
        StaffRoute::New { noun } => Some((noun.as_str(), Act::Add)),
        StaffRoute::List { noun } | StaffRoute::Row { noun, .. } => Some((noun.as_str(), Act::View)),
        StaffRoute::PlanRun => Some(("performances", Act::Add)),
        StaffRoute::Reschedulings { .. } => Some(("performances", Act::Change)),
        StaffRoute::Order { .. } => Some(("orders", Act::View)),
        StaffRoute::Reconciliation => Some(("payments", Act::View)),
        StaffRoute::Attention => Some(("attention", Act::View)),
        _ => None,
    };
    match (&allowed.load, needs) {
        _ if is_led => html! { <div class="office-page"><Skeleton count={6} /></div> },
        (Load::Ready(_), Some((noun, act))) if !allowed.may(noun, act) => html! {
            <Empty title={office.shell.may_not}><p>{ office.shell.may_not_hint }</p><p><Go to="/staff" class="button">{ office.shell.to_dashboard }</Go></p></Empty>
        },
        (Load::Waiting, Some(_)) => html! { <div class="office-page"><Skeleton count={6} /></div> },
        (Load::Refused(refused), Some(_)) => {
            html! { <div class="office-page"><ErrorPanel refused={refused.clone()} on_retry={allowed.reload.clone()} /></div> }
        }
        // Another address is another page: nothing of the last one is kept in it. A key counts on an element.
        _ => html! { <div key={route.to_path()} class="whole-page">{ page(office, &route) }</div> },
    }
}
