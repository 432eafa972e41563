//! `/staff/closings/{day}`: a day as it was closed, or its draft with the way to close it for good.

use super::place::Go;
use super::revenue::closing::closing;
use super::revenue::files::files;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, Loaded, Refused, use_load};
use crate::state::notices::use_notices;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Confirm;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::Field;
use crate::ui::skeleton::Skeleton;
use shared::money::{Currency, Money};
use shared::receipts::{CloseDay, DailyClosing};
use wasm_bindgen_futures::spawn_local;
use web_sys::SubmitEvent;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ClosingPageProps {
    pub day: AttrValue,
}

#[component]
pub fn ClosingPage(props: &ClosingPageProps) -> Html {
    let office = use_office();
    let words = &office.revenue;
    let day = props.day.clone();
    let loaded = use_load(day.clone(), |day| async move { api::revenue::closing(&day).await });
    let name = day.parse().map_or_else(|_| day.to_string(), |day| office.format().calendar_day(day));
    let title = format!("{}{}{name}", words.closing_of, office.colon());
    use_page_title(title.clone());
    let on_closed = {
        let loaded: Loaded<DailyClosing> = loaded.clone();
        Callback::from(move |closed| loaded.put(closed))
    };
    html! {
        <div class="office-page revenue-page">
            <nav class="crumbs"><Go to="/staff/closings">{ words.closings }</Go></nav>
            <header class="page-head"><h1 tabindex="-1">{ title }</h1></header>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={8} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(found) => html! {
                    <>
                        <p id="closing-state">{ match (found.number, &found.closed_by) {
                            (Some(number), by) => (words.closed_as)(number, by.as_deref().unwrap_or_default()),
                            (None, _) => words.is_draft.to_owned(),
                        } }</p>
                        { files(words.download, &["pdf", "xlsx", "csv"], |end| api::revenue::closing_address(&day, office.locale, end)) }
                        if found.number.is_none() { <CloseForm day={found.day} currency={found.currency} on_closed={on_closed} /> }
                        { closing(office, found) }
                    </>
                },
            } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CloseFormProps {
    day: chrono::NaiveDate,
    currency: Currency,
    on_closed: Callback<DailyClosing>,
}

/// Closes the day once and for good, after asking.
#[component]
fn CloseForm(props: &CloseFormProps) -> Html {
    let office = use_office();
    let words = &office.revenue;
    let told = use_notices();
    let (cash, note) = (use_state_eq(String::new), use_state_eq(String::new));
    let (asking, busy, refused) = (use_state_eq(|| false), use_state_eq(|| false), use_state_eq(|| None::<Refused>));
    let counted = super::form::amount::read(&cash);
    let is_wrong = !cash.trim().is_empty() && counted.is_none();
    let type_into = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |typed: String| state.set(typed))
    };
    let ask = |shown: bool| {
        let asking = asking.setter();
        move || asking.set(shown)
    };
    let onsubmit = {
        let ask = ask(true);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !is_wrong {
                ask();
            }
        })
    };
    let on_close = {
        let ask = ask(false);
        Callback::from(move |()| ask())
    };
    let on_confirm = {
        let counted_cash = counted.map(|minor| Money { minor, currency: props.currency });
        let wish = CloseDay { day: props.day, counted_cash, note: note.trim().to_owned() };
        let (busy, refused, done, close) = (busy.setter(), refused.setter(), props.on_closed.clone(), ask(false));
        Callback::from(move |()| {
            busy.set(true);
            let (wish, busy, refused, done, close, told) =
                (wish.clone(), busy.clone(), refused.clone(), done.clone(), close.clone(), told.clone());
            spawn_local(async move {
                let answer = api::revenue::close_day(&wish).await;
                busy.set(false);
                close();
                match answer {
                    Ok(closed) => {
                        told.good(words.is_closed.to_owned());
                        done.emit(closed);
                    }
                    Err(why) => refused.set(Some(why)),
                }
            });
        })
    };
    html! {
        <form class="card" id="close-form" {onsubmit}>
            <div class="revenue-tools">
                <Field id="counted-cash" label={words.counted} required=false value={(*cash).clone()} on_input={type_into(&cash)} error={is_wrong.then_some(AttrValue::Static(words.no_amount))} />
                <Field id="closing-note" label={words.note} required=false value={(*note).clone()} on_input={type_into(&note)} />
                <Button id="close-day" submit=true weight={Weight::Primary}>{ words.close_day }</Button>
            </div>
            if let Some(why) = (*refused).clone() { <ErrorPanel refused={why} /> }
            if *asking { <Confirm title={words.close_day} question={words.close_question} action={words.close_day} busy={*busy} {on_confirm} {on_close} /> }
        </form>
    }
}
