//! Asks before a row is removed, and says what goes with it or keeps it.

use super::table::action_dialog::preview;
use crate::load::Load;
use crate::state::row::use_removal;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::admin::ActionDone;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RemoveDialogProps {
    pub noun: AttrValue,
    pub id: AttrValue,
    pub title: AttrValue,
    pub on_close: Callback<()>,
    pub on_gone: Callback<()>,
}

#[component]
pub fn RemoveDialog(props: &RemoveDialogProps) -> Html {
    let office = use_office();
    let (touched, on_remove) = use_removal(&props.noun, &props.id, props.on_gone.clone());
    let can = touched.ready().is_some_and(|touched| !touched.iter().any(|touched| touched.forbids));
    let inside = match &touched.load {
        Load::Waiting => html! { <Skeleton count={3} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={touched.reload.clone()} /> },
        Load::Ready(touched) => {
            let seen = ActionDone { done: false, rows: 1, touched: (**touched).clone(), left_out: Vec::new() };
            preview(office, &seen, None)
        }
    };
    html! {
        <Dialog title={(office.form.remove_title)(&props.title)} on_close={props.on_close.clone()} class="action-dialog">
            { inside }
            if touched.ready().is_some() && !can { <p>{ office.form.remove_forbidden }</p> }
            <footer class="actions">
                <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ office.site().common.cancel }</Button>
                if can { <Button id="remove-do" weight={Weight::Danger} onclick={on_remove.reform(|_: MouseEvent| ())}>{ office.form.remove }</Button> }
            </footer>
        </Dialog>
    }
}
