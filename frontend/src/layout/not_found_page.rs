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
                <path class="light" d="M188 20h24l66 178H122z" /><ellipse class="light" cx="200" cy="198" rx="92" ry="14" />
                <path d="M0 0h400v20q-25 22-50 0-25 22-50 0-25 22-50 0-25 22-50 0-25 22-50 0-25 22-50 0-25 22-50 0-25 22-50 0z" />
                <path d="M0 20h88q-2 62-34 108-26 38-20 92H0zM400 20h-88q2 62 34 108 26 38 20 92h34z" />
            </svg>
            <h1 tabindex="-1">{ texts.layout.not_found_title }</h1>
            <p>{ texts.layout.not_found }</p>
            <p><Link to={Route::Programme} class="button primary">{ texts.common.to_programme }</Link></p>
        </div>
    }
}
