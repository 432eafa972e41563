//! A box to choose a row by typing part of its name.

use super::choosing::{Choosing, ChoosingMove};
use crate::load::Load;
use crate::state::choices::use_choices;
use crate::texts::office::use_office;
use crate::ui::field::text_of;
use crate::ui::icon::{Icon, Sign};
use shared::forms::RowChoice;
use std::rc::Rc;
use web_sys::{InputEvent, KeyboardEvent, MouseEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ComboboxProps {
    pub id: AttrValue,
    /// Whose rows.
    pub noun: AttrValue,
    /// The name for those who do not see a label; none where a `<label for>` stands beside it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What the chosen row is called; none when nothing is chosen.
    pub chosen: Option<AttrValue>,
    /// None takes the choice away.
    pub on_choose: Callback<Option<RowChoice>>,
    #[prop_or(false)]
    pub disabled: bool,
    #[prop_or(false)]
    pub required: bool,
    #[prop_or(false)]
    pub invalid: bool,
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Where a new row can be made, for those who may.
    #[prop_or_default]
    pub add_at: Option<AttrValue>,
}

#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    let office = use_office();
    let choosing = use_reducer(Choosing::default);
    let asked = choosing.is_open.then(|| choosing.typed.clone().unwrap_or_default());
    let found = use_choices(&props.noun, asked);
    use_effect_with(found, {
        let moves = choosing.dispatcher();
        move |found| {
            if let Load::Ready(offers) = found {
                moves.dispatch(ChoosingMove::Found((**offers).clone()));
            }
        }
    });
    let moves = choosing.dispatcher();
    let take = {
        let (on_choose, moves) = (props.on_choose.clone(), moves.clone());
        Rc::new(move |offer: RowChoice| {
            on_choose.emit(Some(offer));
            moves.dispatch(ChoosingMove::Close);
        })
    };
    let onkeydown = {
        let (moves, take, now) = (moves.clone(), take.clone(), choosing.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowDown" => ChoosingMove::Down,
                "ArrowUp" if now.is_open => ChoosingMove::Up,
                "Home" if now.active.is_some() => ChoosingMove::First,
                "End" if now.active.is_some() => ChoosingMove::Last,
                "Escape" if now.is_open => ChoosingMove::Close,
                "Enter" if now.is_open => {
                    event.prevent_default();
                    if let Some(offer) = now.taken() {
                        take(offer.clone());
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            moves.dispatch(step);
        })
    };
    let send = |step: ChoosingMove| {
        let moves = moves.clone();
        move || moves.dispatch(step.clone())
    };
    let (open, close) = (send(ChoosingMove::Open), send(ChoosingMove::Close));
    let oninput = Callback::from(move |event: InputEvent| moves.dispatch(ChoosingMove::Typed(text_of(&event))));
    let clear = props.on_choose.reform(|_: MouseEvent| None);
    let shown = choosing.typed.clone().map_or_else(|| props.chosen.clone().unwrap_or_default(), AttrValue::from);
    let list_id = format!("{}-list", props.id);
    let active_id = choosing.active.filter(|_| choosing.is_open).map(|at| format!("{}-offer-{at}", props.id));
    html! {
        <div class="combobox">
            <input id={props.id.clone()} type="text" role="combobox" autocomplete="off" spellcheck="false" value={shown}
                aria-label={props.label.clone()} aria-expanded={choosing.is_open.to_string()} aria-controls={list_id.clone()}
                aria-autocomplete="list" aria-activedescendant={active_id} aria-required={props.required.then_some("true")}
                aria-invalid={props.invalid.then_some("true")} aria-describedby={props.described_by.clone()}
                placeholder={office.table.choose} disabled={props.disabled}
                {oninput} {onkeydown} onclick={move |_| open()} onblur={move |_| close()} />
            if props.chosen.is_some() && !props.disabled && !props.required {
                <button type="button" class="clear" aria-label={office.table.take_away} onclick={clear}><Icon sign={Sign::Cross} /></button>
            }
            <ul id={list_id} role="listbox" aria-label={props.label.clone().unwrap_or(office.table.choose.into())} hidden={!choosing.is_open}>
                { for choosing.offers.iter().enumerate().map(|(at, offer)| offered(&props.id, &choosing, at, offer, &take)) }
                if choosing.offers.is_empty() { <li role="option" aria-selected="false" aria-disabled="true" class="soft">{ office.table.nothing_fits }</li> }
            </ul>
            <span class="only-read" role="status">
                if choosing.is_open { { (office.table.offers)(choosing.offers.len()) } }
            </span>
            if let Some(to) = props.add_at.clone().filter(|_| !props.disabled) {
                <a class="add-new" href={to} target="_blank" rel="opener"><Icon sign={Sign::Plus} />{ office.table.add_new }</a>
            }
        </div>
    }
}

fn offered(
    id: &str,
    choosing: &Choosing,
    at: usize,
    offer: &RowChoice,
    take: &Rc<impl Fn(RowChoice) + 'static>,
) -> Html {
    let active = choosing.active == Some(at);
    let onmousedown = {
        let (offer, take) = (offer.clone(), take.clone());
        // Before the box loses the focus, which would close the list.
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            take(offer.clone());
        })
    };
    html! {
        <li key={offer.id.clone()} id={format!("{id}-offer-{at}")} role="option" aria-selected={active.to_string()} {onmousedown}>
            { offer.title.clone() }
        </li>
    }
}
