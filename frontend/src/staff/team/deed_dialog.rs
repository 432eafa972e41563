//! The question before something is done with somebody; for another role, which one.

use crate::state::team::Deed;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::field::SelectField;
use shared::accounts::Role;
use yew::prelude::*;

const ROLES: [(&str, Role); 4] =
    [("box_office", Role::BoxOffice), ("admin", Role::Admin), ("door", Role::Door), ("moderator", Role::Moderator)];

#[derive(Properties, PartialEq)]
pub struct DeedDialogProps {
    pub deed: Deed,
    pub busy: bool,
    /// Another role was chosen.
    pub on_ask: Callback<Deed>,
    pub on_do: Callback<Deed>,
    pub on_close: Callback<()>,
}

#[component]
pub fn DeedDialog(props: &DeedDialogProps) -> Html {
    let office = use_office();
    let words = &office.team;
    let deed = props.deed.clone();
    let (is_enabling, unchanged) = match &deed {
        Deed::Role(member, role) => (true, member.role == *role),
        Deed::Enable(_) => (true, false),
        _ => (false, false),
    };
    let weight = if is_enabling { Weight::Primary } else { Weight::Danger };
    let onclick = {
        let (on_do, deed) = (props.on_do.clone(), deed.clone());
        Callback::from(move |_: MouseEvent| on_do.emit(deed.clone()))
    };
    html! {
        <Dialog title={(words.title_of)(&deed)} on_close={props.on_close.clone()}>
            if let Deed::Role(member, role) = &deed {
                { role_field(office, &props.on_ask, member, *role) }
            }
            <p>{ (words.question)(&deed) }</p>
            <footer class="actions">
                <Button onclick={props.on_close.reform(|_| ())}>{ office.site().common.cancel }</Button>
                <Button id="do-it" {weight} busy={props.busy} disabled={unchanged} {onclick}>{ (words.action)(&deed) }</Button>
            </footer>
        </Dialog>
    }
}

fn role_field(
    office: &crate::texts::office::Office,
    on_ask: &Callback<Deed>,
    member: &shared::staff::StaffMember,
    role: Option<Role>,
) -> Html {
    let words = &office.team;
    let named = ROLES.iter().map(|(word, role)| (AttrValue::from(*word), AttrValue::from((office.shell.role)(*role))));
    let options = named.chain([("none".into(), words.no_role.into())]).collect::<Vec<_>>();
    let value = ROLES.iter().find(|(_, known)| Some(*known) == role).map_or("none", |(word, _)| word);
    let on_change = {
        let (on_ask, member) = (on_ask.clone(), member.clone());
        Callback::from(move |word: String| {
            let role = ROLES.iter().find(|(known, _)| *known == word).map(|(_, role)| *role);
            on_ask.emit(Deed::Role(member.clone(), role));
        })
    };
    html! { <SelectField id="new-role" label={words.role} {value} {options} {on_change} /> }
}
