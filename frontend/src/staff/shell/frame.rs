//! The frame: menu, head with who is signed in, the page, and what the keys of every page do.

use super::chords::Deed;
use super::hearing::{focus_search, use_chords};
use super::help::help;
use super::side::Side;
use crate::address::use_address;
use crate::notices::bell::Bell;
use crate::staff::here::PresenceSwitch;
use crate::staff::place::{Go, list_of, use_go};
use crate::staff::talks;
use crate::state::session::use_session;
use crate::state::sign_out::use_sign_out;
use crate::texts::office::{Office, use_office};
use crate::texts::use_language;
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use shared::accounts::{Account, Role};
use shared::house::Locale;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FrameProps {
    pub role: Role,
    pub children: Html,
}

#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let office = use_office();
    let session = use_session();
    let path = use_address().path;
    let in_inbox = path.starts_with("/staff/inbox");
    let helping = use_state_eq(|| false);
    let is_open = use_state_eq(|| false);
    let go = use_go();
    let on_deed = {
        let (helping, go) = (helping.setter(), go);
        Callback::from(move |deed| match deed {
            Deed::Search => focus_search(),
            Deed::Help => helping.set(true),
            deed => go_by(deed, &go),
        })
    };
    use_chords(on_deed, in_inbox);
    // Another page closes the drawer that led there.
    use_effect_with(path, {
        let is_open = is_open.setter();
        move |_| is_open.set(false)
    });
    let toggle = {
        let (is_open, now) = (is_open.setter(), *is_open);
        move |_: MouseEvent| is_open.set(!now)
    };
    let close = {
        let is_open = is_open.setter();
        move |_: MouseEvent| is_open.set(false)
    };
    let show_help = |shown: bool| {
        let helping = helping.setter();
        move || helping.set(shown)
    };
    let (open_help, close_help) = (show_help(true), show_help(false));
    let name = session.house.as_ref().map_or("Billetterie", |house| &house.name);
    html! {
        <div class={classes!("office", is_open.then_some("menu-open"))}>
            <a class="skip" href="#content">{ office.site().layout.skip_to_content }</a>
            <header class="office-head">
                <button type="button" id="open-menu" class="open-menu" aria-expanded={is_open.to_string()} aria-controls="office-side" onclick={toggle}>
                    <Icon sign={if *is_open { Sign::Cross } else { Sign::Menu }} /><span class="only-read">{ office.shell.open_menu }</span>
                </button>
                <a class="brand" href="/staff">
                    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                        <path d="M2 3h28v4H2zM4 7q6 12 0 22h8Q18 18 12 7zM28 7q-6 12 0 22h-8q-6-11 0-22z" />
                    </svg>
                    <span>{ name.to_owned() }<small>{ office.shell.back_office }</small></span>
                </a>
                if talks(props.role) && !in_inbox { <PresenceSwitch /> }
                <Button id="keys-help" weight={Weight::Quiet} class="round" label={office.shell.keys} onclick={move |_| open_help()}>{ "?" }</Button>
                <Bell on_chat={Callback::noop()} />
            </header>
            <div class="veil" onclick={close} />
            <aside id="office-side" class="office-side">
                <Side role={props.role} />
                if let Some(account) = &session.account { <Who account={account.clone()} role={props.role} /> }
            </aside>
            <main id="content" tabindex="-1">{ props.children.clone() }</main>
            if *helping { { help(office, in_inbox, Callback::from(move |()| close_help())) } }
        </div>
    }
}

fn go_by(deed: Deed, go: &Callback<String>) {
    let to = match deed {
        Deed::Home => "/staff".to_owned(),
        Deed::Inbox => "/staff/inbox".to_owned(),
        Deed::Revenue => "/staff/revenue".to_owned(),
        Deed::Sell => "/staff/sell".to_owned(),
        Deed::Orders => list_of("orders"),
        Deed::Shows => list_of("shows"),
        Deed::Performances => list_of("performances"),
        _ => return,
    };
    go.emit(to);
}

#[derive(Properties, PartialEq)]
struct WhoProps {
    account: std::rc::Rc<Account>,
    role: Role,
}

/// Who is signed in, and the ways out.
#[component]
fn Who(props: &WhoProps) -> Html {
    let office: &Office = use_office();
    let language = use_language();
    let sign_out = use_sign_out();
    let other = match language.locale {
        Locale::Fr => Locale::En,
        Locale::En => Locale::Fr,
    };
    html! {
        <footer class="who">
            <p><b>{ props.account.name.clone() }</b><small>{ (office.shell.role)(props.role) }</small></p>
            <ul>
                <li><a href="/">{ office.shell.to_site }</a></li>
                <li><Go to="/staff/account">{ office.shell.account }</Go></li>
                <li><button type="button" lang={other.code()} onclick={language.choose.reform(move |_| other)}>{ office.site().layout.other_language }</button></li>
                <li><button type="button" onclick={sign_out.reform(|_: MouseEvent| ())}>{ office.site().accounts.sign_out }</button></li>
            </ul>
        </footer>
    }
}
