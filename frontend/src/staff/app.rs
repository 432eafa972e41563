//! The staff's program: the contexts around everything, and which page belongs to which address.

use super::inbox_page::InboxPage;
use super::route::{StaffRoute, use_staff_route};
use super::shell::StaffShell;
use super::words::words;
use crate::address::AddressProvider;
use crate::state::notices::NoticesProvider;
use crate::state::session::SessionProvider;
use crate::texts::{LanguageProvider, use_texts};
use crate::ui::empty::Empty;
use yew::prelude::*;

#[component]
pub fn StaffApp() -> Html {
    html! {
        <AddressProvider>
            <LanguageProvider>
                <NoticesProvider>
                    <SessionProvider>
                        <StaffShell><Page /></StaffShell>
                    </SessionProvider>
                </NoticesProvider>
            </LanguageProvider>
        </AddressProvider>
    }
}

/// The page at the present address.
#[component]
fn Page() -> Html {
    let words = &words(use_texts()).shell;
    match use_staff_route() {
        StaffRoute::Today | StaffRoute::Inbox => html! { <InboxPage /> },
        StaffRoute::List { .. } | StaffRoute::New { .. } | StaffRoute::Row { .. } | StaffRoute::NotFound => html! {
            <div class="page middle"><h1 tabindex="-1">{ words.not_found }</h1><Empty title={words.not_found_hint} /></div>
        },
    }
}
