//! The staff's program: the contexts around everything, and what is true on every page.

use super::pages::StaffPages;
use crate::address::{AddressProvider, use_address};
use crate::layout::acting::Acting;
use crate::layout::notices::NoticesView;
use crate::layout::scroll::use_scroll_memory;
use crate::layout::shell::{use_accent, use_offline};
use crate::live::{self, use_lost_line};
use crate::state::notices::NoticesProvider;
use crate::state::session::{SessionProvider, use_session};
use crate::texts::{LanguageProvider, use_texts};
use yew::prelude::*;

/// The staff's program.
#[component]
pub fn StaffApp() -> Html {
    html! {
        <AddressProvider>
            <LanguageProvider>
                <NoticesProvider>
                    <SessionProvider>
                        <StaffRoom />
                    </SessionProvider>
                </NoticesProvider>
            </LanguageProvider>
        </AddressProvider>
    }
}

/// The pages, and what is true on each of them.
#[component]
fn StaffRoom() -> Html {
    let texts = use_texts();
    let session = use_session();
    use_scroll_memory();
    let offline = use_offline(&session);
    let lost = use_lost_line();
    let page = use_address().path;
    use_effect_with(page, |page| live::page_changed(page));
    use_accent(session.house.as_ref().and_then(|house| house.accent.clone()));
    html! {
        <>
            if offline { <p class="offline" role="status">{ texts.layout.you_are_offline }</p> }
            if lost && !offline { <p class="offline" role="status">{ texts.live.lost }</p> }
            <Acting />
            <StaffPages />
            <NoticesView />
        </>
    }
}
