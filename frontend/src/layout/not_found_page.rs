//! An address that leads nowhere.

use crate::layout::title::use_page_title;
use crate::route::{Link, Route};
use crate::texts::use_texts;
use yew::prelude::*;

#[component]
pub fn NotFoundPage() -> Html {
    let texts = use_texts();
    use_page_title(texts.layout.not_found_title);
    html! {
        <div class="page not-found">
            <svg viewBox="0 0 400 220" aria-hidden="true" focusable="false">
                <path class="light" d="M170 200h60l-14-200h-32z" /><ellipse class="light" cx="200" cy="200" rx="86" ry="13" />
                <path d="M0 0h400v22H0zM0 22q90 60 26 198H0zM400 22q-90 60-26 198h26z" />
            </svg>
            <h1 tabindex="-1">{ texts.layout.not_found_title }</h1>
            <p>{ texts.layout.not_found }</p>
            <p><Link to={Route::Programme} class="button primary">{ texts.common.to_programme }</Link></p>
        </div>
    }
}
