//! The menu: beside the page on a desktop, a drawer on a phone.

use super::menu::{ENTRIES, Entry, Group, Leads};
use crate::staff::place::{Go, list_of};
use crate::state::back_office::{Allowed, use_allowed};
use crate::texts::office::{Office, use_office};
use crate::ui::icon::Icon;
use shared::accounts::Role;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SideProps {
    pub role: Role,
}

#[component]
pub fn Side(props: &SideProps) -> Html {
    let office = use_office();
    let allowed = use_allowed();
    html! {
        <nav class="side-menu" aria-label={office.shell.menu}>
            { for Group::ALL.into_iter().filter_map(|group| {
                let entries: Vec<_> = ENTRIES.iter().filter(|entry| entry.group == group)
                    .filter_map(|entry| shown(office, &allowed, props.role, entry)).collect();
                if entries.is_empty() {
                    return None;
                }
                let id = format!("menu-{}", (office.shell.group)(group));
                Some(html! {
                    <div class="group" role="group" key={id.clone()} aria-labelledby={id.clone()}>
                        <h2 {id}>{ (office.shell.group)(group) }</h2>
                        <ul>{ for entries }</ul>
                    </div>
                })
            }) }
        </nav>
    }
}

/// The entry, when it is for this person.
fn shown(office: &Office, allowed: &Allowed, role: Role, entry: &Entry) -> Option<Html> {
    let (to, name) = match entry.leads {
        Leads::Noun(key) => (list_of(key), office.say(&allowed.noun(key)?.many).to_owned()),
        Leads::Page { path, name, may } => may(role).then(|| (path.to_owned(), name(office).to_owned()))?,
    };
    Some(html! {
        <li key={to.clone()}>
            <Go {to} marks_current=true><Icon sign={entry.sign} /><span>{ name }</span></Go>
        </li>
    })
}
