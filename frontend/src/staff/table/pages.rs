//! Under the table: which rows are shown, how many there are, and the ways to the others.

use super::query::{Narrow, pages, span};
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use shared::admin::ListRows;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

const SIZES: [i64; 4] = [20, 50, 100, 200];

pub fn pager(office: &Office, list: &ListRows, total: i64, on_narrow: &Callback<Narrow>) -> Html {
    let words = &office.table;
    let format = office.format();
    let (first, last) = span(list, total);
    let count = pages(list, total);
    let to = |page: i64| on_narrow.reform(move |_: MouseEvent| Narrow::Page(page));
    let on_size = on_narrow.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        Narrow::Limit(select.and_then(|select| select.value().parse().ok()).unwrap_or(shared::admin::ROWS_DEFAULT))
    });
    let shown = if total == 0 {
        words.none.to_owned()
    } else {
        (words.rows_shown)(&format.number(first), &format.number(last), &format.number(total))
    };
    html! {
        <footer class="table-foot">
            <p class="number" role="status">{ shown }</p>
            <label class="page-size"><span>{ words.rows_per_page }</span>
                <select id="page-size" onchange={on_size}>
                    { for SIZES.iter().map(|size| html! { <option value={size.to_string()} selected={*size == list.limit}>{ *size }</option> }) }
                    if !SIZES.contains(&list.limit) { <option value={list.limit.to_string()} selected=true>{ list.limit }</option> }
                </select>
            </label>
            if count > 1 {
                <nav aria-label={(words.page)(&format.number(list.page), &format.number(count))}>
                    <button type="button" id="page-before" class="pill" disabled={list.page <= 1} onclick={to(list.page - 1)} aria-label={words.previous}><Icon sign={Sign::Left} /></button>
                    <span class="number" aria-hidden="true">{ (words.page)(&format.number(list.page), &format.number(count)) }</span>
                    <button type="button" id="page-after" class="pill" disabled={list.page >= count} onclick={to(list.page + 1)} aria-label={words.next}><Icon sign={Sign::Right} /></button>
                </nav>
            }
        </footer>
    }
}
