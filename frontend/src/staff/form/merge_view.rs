//! Two people changed the same row: field by field, mine beside theirs, and what counts.

use super::merge::{Clash, Open};
use super::sheet::{Sheet, SheetMove, Side};
use super::words::words;
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use serde_json::{Map, Value};
use shared::forms::{Field, Form};
use yew::prelude::*;

/// The panel above the form.
pub fn merge_view(
    office: &Office,
    sheet: &Sheet,
    clash: &Clash,
    on_move: &Callback<SheetMove>,
    on_merge: &Callback<()>,
) -> Html {
    let texts = &office.form;
    let names: Map<String, Value> =
        sheet.form.names.iter().chain(&clash.theirs.names).map(|(key, name)| (key.clone(), name.clone())).collect();
    let label = |key: &str| {
        field_of(&clash.theirs, key).map_or_else(|| key.to_owned(), |field| office.say(&field.label).to_owned())
    };
    let said = |key: &str, value: &Value| {
        let said = words(office, field_of(&clash.theirs, key), value, &names, &clash.theirs.time_zone);
        if said.is_empty() { texts.nothing.to_owned() } else { said }
    };
    let choice = |open: &Open, side: Side, value: &Value| {
        let (field, name) = (open.field.clone(), if side == Side::Mine { texts.mine } else { texts.theirs });
        let onchange = on_move.reform(move |_: Event| SheetMove::Chose { field: field.clone(), side });
        html! {
            <label class="side">
                <input type="radio" name={format!("merge-{}", open.field)} checked={open.side == side} {onchange} />
                <span><small>{ name }</small>{ said(&open.field, value) }</span>
            </label>
        }
    };
    html! {
        <section class="clash" role="alert" aria-labelledby="clash-title">
            <h2 id="clash-title" tabindex="-1">{ texts.clash_title }</h2>
            <p>{ if clash.open.is_empty() { texts.clash_none_open } else { texts.clash_choose } }</p>
            { for clash.open.iter().map(|open| html! {
                <fieldset key={open.field.clone()}>
                    <legend>{ label(&open.field) }</legend>
                    { choice(open, Side::Mine, &open.mine) }
                    { choice(open, Side::Theirs, &open.theirs) }
                </fieldset>
            }) }
            if !clash.only_theirs.is_empty() {
                <h3>{ texts.clash_taken_over }</h3>
                <dl>
                    { for clash.only_theirs.iter().map(|key| html! {
                        <><dt>{ label(key) }</dt><dd>{ said(key, clash.theirs.values.get(key).unwrap_or(&Value::Null)) }</dd></>
                    }) }
                </dl>
            }
            <div class="actions">
                <Button weight={Weight::Quiet} onclick={on_move.reform(|_: MouseEvent| SheetMove::TakeTheirs)}>{ texts.take_theirs }</Button>
                <Button id="merge" weight={Weight::Primary} onclick={on_merge.reform(|_: MouseEvent| ())}>{ texts.merge_and_save }</Button>
            </div>
        </section>
    }
}

/// The field of a form with a key.
pub fn field_of<'f>(form: &'f Form, key: &str) -> Option<&'f Field> {
    form.sections.iter().flat_map(|section| &section.fields).find(|field| field.key == key)
}
