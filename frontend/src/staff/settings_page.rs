//! `/staff/settings`: the house's settings, a part of them at a time; `?part=` says which.

use super::place::Go;
use super::settings::backup::Backup;
use super::settings::group::Group;
use super::settings::group_form::GroupForm;
use super::settings::logo::LogoCard;
use super::settings::paypal_form::PaypalForm;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::state::house_settings::use_remove_paypal;
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Confirm;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::settings::{PaypalSettings, PaypalSource, Settings};
use std::rc::Rc;
use yew::prelude::*;

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Identity,
    Texts,
    Sales,
    Hours,
    Paypal,
    Security,
    Backup,
}

impl Part {
    const ALL: [Self; 7] =
        [Self::Identity, Self::Texts, Self::Sales, Self::Hours, Self::Paypal, Self::Security, Self::Backup];

    const fn word(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Texts => "texts",
            Self::Sales => "sales",
            Self::Hours => "hours",
            Self::Paypal => "paypal",
            Self::Security => "security",
            Self::Backup => "backup",
        }
    }

    /// The group that is a form; none for what is drawn by hand.
    const fn group(self) -> Option<Group> {
        match self {
            Self::Identity => Some(Group::Identity),
            Self::Texts => Some(Group::Texts),
            Self::Sales => Some(Group::Sales),
            Self::Hours => Some(Group::Hours),
            Self::Security => Some(Group::Security),
            Self::Paypal | Self::Backup => None,
        }
    }
}

#[component]
pub fn SettingsPage() -> Html {
    let office = use_office();
    let words = &office.settings;
    use_page_title(words.title);
    let wanted = use_query("part").unwrap_or_default();
    let part = Part::ALL.into_iter().find(|part| part.word() == wanted).unwrap_or(Part::Identity);
    html! {
        <div class="office-page settings-page">
            <header class="page-head"><h1 tabindex="-1">{ words.title }</h1></header>
            { tabs(office, part) }
            <section aria-labelledby="part-title" key={part.word()}>
                <h2 id="part-title">{ (words.part)(part) }</h2>
                <p class="soft">{ (words.hint)(part) }</p>
                { match part.group() {
                    Some(group) => html! { <GroupPart {group} /> },
                    None if part == Part::Paypal => html! { <PaypalPart /> },
                    None => html! { <Backup /> },
                } }
            </section>
        </div>
    }
}

fn tabs(office: &Office, current: Part) -> Html {
    let words = &office.settings;
    html! {
        <nav class="settings-parts" aria-label={words.title}>
            <ul>
                { for Part::ALL.into_iter().map(|part| html! {
                    <li key={part.word()} class={(part == current).then_some("current")} aria-current={(part == current).then_some("true")}>
                        <Go to={format!("/staff/settings?part={}", part.word())}>{ (words.part)(part) }</Go>
                    </li>
                }) }
                <li><Go to="/staff/settings/mails">{ office.mails.title }</Go></li>
            </ul>
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct GroupPartProps {
    group: Group,
}

#[component]
fn GroupPart(props: &GroupPartProps) -> Html {
    let settings = use_load((), |()| api::settings::settings());
    let session = use_session();
    let on_saved = {
        let (settings, session) = (settings.clone(), session.reload);
        Callback::from(move |after: Settings| {
            settings.put(after);
            session.emit(());
        })
    };
    match &settings.load {
        Load::Waiting => html! { <Skeleton count={6} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={settings.reload.clone()} /> },
        Load::Ready(now) => group_part(props.group, now, &on_saved),
    }
}

/// A logo counts as a change of the settings: the form takes the version that it made.
fn group_part(group: Group, now: &Rc<Settings>, on_saved: &Callback<Settings>) -> Html {
    html! {
        <>
            if group == Group::Identity { <LogoCard logo={now.logo.clone()} on_saved={on_saved.clone()} /> }
            <GroupForm {group} settings={now.clone()} on_saved={on_saved.clone()} />
        </>
    }
}

#[component]
fn PaypalPart() -> Html {
    let office = use_office();
    let words = &office.settings.paypal;
    let account = use_load((), |()| api::settings::paypal());
    let removing = use_state_eq(|| false);
    let put = {
        let (account, removing) = (account.clone(), removing.setter());
        Callback::from(move |after: PaypalSettings| {
            removing.set(false);
            account.put(after);
        })
    };
    let remove = use_remove_paypal(put.clone());
    let stored = match &account.load {
        Load::Waiting => return html! { <Skeleton count={5} /> },
        Load::Refused(refused) => {
            return html! { <ErrorPanel refused={refused.clone()} on_retry={account.reload.clone()} /> };
        }
        Load::Ready(stored) => stored.clone(),
    };
    let set = |shown: bool| {
        let removing = removing.setter();
        move || removing.set(shown)
    };
    let (open, close) = (set(true), set(false));
    let version = stored.version;
    let tools = html! {
        if stored.source == PaypalSource::Settings {
            <Button id="remove-paypal" class="small" weight={Weight::Danger} onclick={move |_| open()}>{ words.remove }</Button>
        }
    };
    html! {
        <>
            <div key={format!("{version}{}", stored.client_id)}><PaypalForm account={stored.clone()} on_saved={put} {tools} /></div>
            if *removing {
                <Confirm title={words.remove} question={words.remove_question} action={words.remove}
                    on_confirm={remove.reform(move |()| version)} on_close={Callback::from(move |()| close())} />
            }
        </>
    }
}
