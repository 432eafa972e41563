//! The legal notice and the terms of sale, as the house wrote them.

use crate::layout::title::use_page_title;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::paragraphs::paragraphs;
use crate::ui::skeleton::Skeleton;
use yew::prelude::*;

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseText {
    LegalNotice,
    Terms,
}

#[derive(Properties, PartialEq)]
pub struct TextPageProps {
    pub which: HouseText,
}

#[component]
pub fn TextPage(props: &TextPageProps) -> Html {
    let words = &use_texts().house;
    let session = use_session();
    let title = match props.which {
        HouseText::LegalNotice => words.legal_title,
        HouseText::Terms => words.terms_title,
    };
    use_page_title(title);
    let text = session.house.as_ref().map(|house| match props.which {
        HouseText::LegalNotice => house.legal_notice.trim(),
        HouseText::Terms => house.terms.trim(),
    });
    html! {
        <div class="page narrow">
            <h1 tabindex="-1">{ title }</h1>
            { match text {
                None => html! { <Skeleton count={8} /> },
                Some("") => html! { <p class="soft">{ words.not_written_yet }</p> },
                Some(text) => paragraphs(text),
            } }
        </div>
    }
}
