//! The bar under a form: what can be done with the row.

use super::place::{Go, copy_of, list_of, use_go};
use super::remove_dialog::RemoveDialog;
use super::row_form::Wish;
use crate::state::notices::use_notices;
use crate::state::row::Then;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use shared::admin::Act;
use shared::forms::Form;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RowBarProps {
    pub noun: AttrValue,
    pub form: Rc<Form>,
    /// Something is typed that is not saved: it can become a row of its own, while a copy would lose it.
    pub changed: bool,
    pub busy: bool,
    pub may_write: bool,
    pub on_wish: Callback<Wish>,
}

#[component]
pub fn RowBar(props: &RowBarProps) -> Html {
    let office = use_office();
    let words = &office.form;
    let removing = use_state_eq(|| false);
    let (go, told) = (use_go(), use_notices());
    let may = |act: Act| props.form.noun.may.contains(&act);
    let wish = |wish: Wish| props.on_wish.reform(move |_: MouseEvent| wish);
    let set = |shown: bool| {
        let removing = removing.setter();
        move || removing.set(shown)
    };
    let (open, close) = (set(true), set(false));
    let on_done = {
        let (noun, title) = (props.noun.clone(), props.form.title.clone());
        Callback::from(move |()| {
            told.good((office.form.removed)(&title));
            go.emit(list_of(&noun));
        })
    };
    let id = props.form.id.clone();
    html! {
        <footer class="row-bar">
            if let Some(path) = &props.form.on_site { <a class="button quiet small" href={path.clone()} target="_blank">{ words.on_site }</a> }
            if id.is_some() && may(Act::Delete) { <Button id="remove-row" class="small" weight={Weight::Danger} onclick={move |_| open()}>{ words.remove }</Button> }
            if let Some(id) = id.as_ref().filter(|_| may(Act::Add) && !props.changed) { <Go to={copy_of(&props.noun, id)} class="button quiet small copy-row">{ words.copy }</Go> }
            <span class="grow" role="status">if props.changed { { words.unsaved } }</span>
            if props.may_write {
                if id.is_some() && may(Act::Add) && props.changed { <Button id="save-as-new" class="small" weight={Weight::Quiet} onclick={wish(Wish::SaveAsNew)}>{ words.save_as_new }</Button> }
                <Button id="save-and-continue" class="small" busy={props.busy} onclick={wish(Wish::Save(Then::Stay))}>{ words.save_and_continue }</Button>
                <Button id="save" class="small" weight={Weight::Primary} submit=true busy={props.busy}>{ words.save }</Button>
            }
            if let Some(id) = id.filter(|_| *removing) {
                <RemoveDialog noun={props.noun.clone()} {id} title={props.form.title.clone()} on_close={Callback::from(move |()| close())} on_gone={on_done} />
            }
        </footer>
    }
}
