//! What stands around every page of the staff: the menu, who is signed in, the bell, and the keys that lead everywhere.

use super::going::use_going;
use super::menu::{Entry, GROUPS, entries};
use super::route::{StaffLink, StaffRoute, use_staff_route};
use super::words::words;
use crate::address::use_address;
use crate::api;
use crate::layout::header::language_switch;
use crate::layout::notices::NoticesView;
use crate::layout::scroll::use_scroll_memory;
use crate::layout::shell::{use_accent, use_offline};
use crate::live::{self, use_lost_line};
use crate::load::use_load;
use crate::notices::bell::Bell;
use crate::route::{Link, Route};
use crate::state::session::{SessionContext, use_session};
use crate::state::sign_out::use_sign_out;
use crate::texts::{Texts, use_language, use_texts};
use crate::ui::dialog::Dialog;
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::accounts::Account;
use yew::prelude::*;

#[component]
pub fn StaffShell(props: &yew::html::ChildrenProps) -> Html {
    let texts = use_texts();
    let session = use_session();
    let offline = use_offline(&session);
    let lost = use_lost_line();
    use_accent(session.house.as_ref().and_then(|house| house.accent.clone()));
    let page = use_address().path;
    use_effect_with(page, |page| live::page_changed(page));
    let member = session.account.as_ref().filter(|account| account.role.is_some()).cloned();
    html! {
        <>
            <a class="skip" href="#content">{ texts.layout.skip_to_content }</a>
            if offline { <p class="offline" role="status">{ texts.layout.you_are_offline }</p> }
            if lost && !offline { <p class="offline" role="status">{ texts.live.lost }</p> }
            if let Some(account) = member {
                <Frame {account}>{ props.children.clone() }</Frame>
            } else {
                <main id="content" class="page middle" tabindex="-1">{ closed(texts, &session) }</main>
            }
            <NoticesView />
        </>
    }
}

/// What others than the staff see.
fn closed(texts: &Texts, session: &SessionContext) -> Html {
    let words = &words(texts).shell;
    if let Some(refused) = &session.refused {
        return html! { <ErrorPanel refused={refused.clone()} on_retry={session.reload.clone()} /> };
    }
    if !session.known {
        return html! { <Skeleton count={6} /> };
    }
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    html! {
        <>
            <h1 tabindex="-1">{ words.title }</h1>
            <Empty title={words.staff_only}>
                <p>{ words.staff_only_hint }</p>
                <p><Link to={Route::SignIn} query={format!("?next={path}")} class="button primary">{ texts.layout.sign_in }</Link></p>
            </Empty>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FrameProps {
    account: std::rc::Rc<Account>,
    children: Html,
}

/// Menu and page.
#[component]
fn Frame(props: &FrameProps) -> Html {
    let texts = use_texts();
    let words = &words(texts).shell;
    use_scroll_memory();
    let language = use_language();
    let tables = use_load((), |()| api::staff::tables());
    let nouns = tables.ready().map(|office| office.nouns.clone()).unwrap_or_default();
    let role = props.account.role.unwrap_or(shared::accounts::Role::Door);
    let entries = entries(texts, role, &nouns);
    let open = use_state_eq(|| false);
    let helping = use_state_eq(|| false);
    let show_help = {
        let helping = helping.setter();
        Callback::from(move |shown: bool| helping.set(shown))
    };
    use_going(&entries, show_help.reform(|()| true));
    let current = use_staff_route();
    use_effect_with(current.clone(), {
        let open = open.setter();
        move |_| open.set(false)
    });
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class={classes!("staff", open.then_some("menu-open"))}>
            <header class="staff-bar">
                <button type="button" id="staff-menu-button" class="button quiet round" aria-expanded={open.to_string()}
                    aria-controls="staff-menu" onclick={toggle}>
                    <Icon sign={Sign::List} /><span class="only-read">{ if *open { words.close_menu } else { words.menu } }</span>
                </button>
                <Link to={Route::Programme} class="to-site">{ words.to_site }</Link>
                <span class="gap"></span>
                <Bell on_chat={Callback::noop()} />
                { language_switch(texts, &language) }
                <Who account={props.account.clone()} />
            </header>
            <nav id="staff-menu" class="staff-menu" aria-label={words.menu}>{ menu(texts, &entries, &current) }</nav>
            <main id="content" class="staff-main" tabindex="-1">{ props.children.clone() }</main>
            if *helping { { help(texts, &entries, show_help.reform(|()| false)) } }
        </div>
    }
}

fn menu(texts: &Texts, entries: &[Entry], current: &StaffRoute) -> Html {
    let here = |to: &StaffRoute| match (current, to) {
        (StaffRoute::Row { noun, .. } | StaffRoute::New { noun }, StaffRoute::List { noun: listed }) => noun == listed,
        _ => current == to,
    };
    html! {
        { for GROUPS.iter().map(|group| {
            let mut inside = entries.iter().filter(|entry| entry.group == *group).peekable();
            if inside.peek().is_none() {
                return Html::default();
            }
            html! {
                <section>
                    <h2>{ (words(texts).shell.group)(*group) }</h2>
                    <ul>{ for inside.map(|entry| html! {
                        <li class={here(&entry.to).then_some("here")}>
                            <StaffLink to={entry.to.clone()} marks_current=true>{ entry.name.clone() }</StaffLink>
                        </li>
                    }) }</ul>
                </section>
            }
        }) }
    }
}

fn help(texts: &Texts, entries: &[Entry], on_close: Callback<()>) -> Html {
    let words = &words(texts).shell;
    let line =
        |keys: &str, meaning: String| html! { <div><dt><kbd>{ keys.to_owned() }</kbd></dt><dd>{ meaning }</dd></div> };
    html! {
        <Dialog title={words.keys} {on_close}>
            <dl class="keys">
                { line("/", words.key_search.to_owned()) }
                { line("?", words.key_help.to_owned()) }
                { for entries.iter().filter_map(|entry| Some(line(&format!("g {}", entry.letter?), (words.key_go)(&entry.name)))) }
            </dl>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct WhoProps {
    account: std::rc::Rc<Account>,
}

/// Who is signed in. A popover: the browser closes it on Escape and on a click beside it.
#[component]
fn Who(props: &WhoProps) -> Html {
    let texts = use_texts();
    let sign_out = use_sign_out();
    let page = use_address().path;
    let name = &props.account.name;
    let role = props.account.role.map(|role| (words(texts).shell.role)(role));
    html! {
        <>
            <button type="button" id="account-menu" class="staff-who" popovertarget="account-menu-items">
                <Icon sign={Sign::Person} /><span class="only-read-small">{ name.clone() }</span>
            </button>
            <div key={page} id="account-menu-items" class="account-menu" popover="auto">
                <b>{ name.clone() }</b><small>{ role }</small>
                <Link to={Route::Account}>{ texts.layout.my_account }</Link>
                <button type="button" onclick={sign_out.reform(|_: MouseEvent| ())}>{ texts.accounts.sign_out }</button>
            </div>
        </>
    }
}
