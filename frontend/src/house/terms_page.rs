//! The terms of sale as the house wrote it.

use crate::layout::title::use_page_title;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::paragraphs::Paragraphs;
use crate::ui::skeleton::Skeleton;
use yew::prelude::*;

#[component]
pub fn TermsPage() -> Html {
    let words = &use_texts().house;
    let session = use_session();
    use_page_title(words.terms_title);
    html! {
        <div class="page narrow">
            <h1 tabindex="-1">{ words.terms_title }</h1>
            if let Some(house) = &session.house {
                if house.terms.trim().is_empty() {
                    <p class="soft">{ words.not_written_yet }</p>
                } else {
                    <Paragraphs text={house.terms.clone()} />
                }
            } else {
                <Skeleton count={8} />
            }
        </div>
    }
}
