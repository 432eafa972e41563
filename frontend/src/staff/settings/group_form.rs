//! One group of the settings in its form.

use super::group::Group;
use super::sheet_form::{SheetForm, use_sheet};
use crate::staff::form::sheet::SheetMove;
use crate::state::house_settings::use_save_group;
use crate::texts::office::use_office;
use shared::settings::Settings;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct GroupFormProps {
    pub group: Group,
    pub settings: Rc<Settings>,
    pub on_saved: Callback<Settings>,
}

#[component]
pub fn GroupForm(props: &GroupFormProps) -> Html {
    let office = use_office();
    let sheet = use_sheet(props.group.form(&props.settings));
    // The logo counts as a change, too: who has typed nothing goes on from there.
    use_effect_with((props.settings.clone(), sheet.clone()), {
        let group = props.group;
        move |(settings, sheet)| {
            let is_behind = settings.version > sheet.form.version && !sheet.busy && sheet.clash.is_none();
            if is_behind && !sheet.is_changed() {
                sheet.dispatch(SheetMove::Saved(group.form(settings)));
            }
        }
    });
    let on_save = use_save_group(props.group, &sheet, props.on_saved.clone());
    html! { <SheetForm {sheet} {on_save} save={office.form.save} /> }
}
