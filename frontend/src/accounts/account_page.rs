//! My account: who I am, where I am signed in, and what is kept about me.

use crate::accounts::change_email::ChangeEmailForm;
use crate::accounts::change_password::ChangePasswordForm;
use crate::accounts::erase_account::Erase;
use crate::accounts::form::Sending;
use crate::accounts::profile::Profile;
use crate::accounts::sessions::Sessions;
use crate::address::use_navigator;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, Refused, use_load};
use crate::notices::settings::NoticeSettings;
use crate::route::{Link, Route};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::state::sign_out::use_sign_out;
use crate::texts::{use_language, use_texts};
use crate::ui::button::Button;
use crate::ui::empty::Empty;
use crate::ui::error_panel::{ErrorPanel, use_explain};
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::accounts::{Account, ChangeEmail, ChangePassword, ChangeProfile, EraseAccount};
use shared::ids::SessionId;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[component]
pub fn AccountPage() -> Html {
    let texts = use_texts();
    let session = use_session();
    use_page_title(texts.accounts.title);
    match &session.account {
        Some(account) => html! { <Rooms account={account.clone()} /> },
        None if session.known => html! {
            <div class="page middle">
                <h1 tabindex="-1">{ texts.accounts.title }</h1>
                <Empty title={texts.refusals.sign_in_needed}>
                    <p><Link to={Route::SignIn} query="?next=/account" class="button primary">{ texts.layout.sign_in }</Link></p>
                </Empty>
            </div>
        },
        None => html! { <div class="page middle"><Skeleton count={6} /></div> },
    }
}

#[derive(Properties, PartialEq)]
struct RoomsProps {
    account: Rc<Account>,
}

#[component]
fn Rooms(props: &RoomsProps) -> Html {
    let words = &use_texts().accounts;
    let format = use_format();
    let (session, notices, language) = (use_session(), use_notices(), use_language());
    let navigator = use_navigator();
    let sign_out = use_sign_out();
    let since = format.date_only(props.account.created_at, session.time_zone());

    let on_profile = {
        let (session, notices) = (session.clone(), notices.clone());
        sends(
            |what: ChangeProfile| async move { api::change_profile(&what).await },
            move |account: Account| {
                language.choose.emit(account.locale);
                notices.good(words.profile_saved);
                session.reload.emit(());
            },
        )
    };
    let on_email = {
        let (session, notices) = (session.clone(), notices.clone());
        sends(
            |what: ChangeEmail| async move { api::change_email(&what).await.map(|()| what.new_email) },
            move |email| {
                notices.good((words.email_sent)(email.as_str()));
                session.reload.emit(());
            },
        )
    };
    let on_password = {
        let notices = notices.clone();
        sends(
            |what: ChangePassword| async move { api::change_password(&what).await },
            move |()| {
                notices.good(words.password_changed);
            },
        )
    };
    let on_erase = sends(
        |what: EraseAccount| async move { api::erase_account(&what).await },
        move |()| {
            notices.good(words.erased);
            session.forget_account();
            navigator.replace(&Route::Programme);
        },
    );
    html! {
        <div class="page middle account">
            <header class="account-head">
                <h1 tabindex="-1">{ words.title }</h1>
                <p class="soft">{ format!("{} · {}", props.account.email, (words.since)(&since)) }</p>
                <Button id="sign-out" onclick={sign_out.reform(|_| ())}>{ words.sign_out }</Button>
            </header>
            <div class="account-rooms">
                <Profile account={props.account.clone()} on_send={on_profile} />
                <ChangeEmailForm account={props.account.clone()} on_send={on_email} />
                <ChangePasswordForm email={props.account.email.to_string()} on_send={on_password} />
                <SessionsRoom />
                <NoticeSettings is_staff={props.account.role.is_some()} />
                <section class="card" aria-labelledby="data">
                    <h2 id="data">{ words.data }</h2>
                    <p>{ words.data_hint }</p>
                    <a id="download-data" class="button" href={api::ACCOUNT_EXPORT_ADDRESS} download="">
                        <Icon sign={Sign::Download} />{ words.download_data }
                    </a>
                    <hr />
                    <p>{ words.erase_hint }</p>
                    <Erase on_send={on_erase} />
                </section>
            </div>
        </div>
    }
}

/// Sends what a form hands over and, when it worked, does `then` with the answer.
fn sends<T, A, F>(ask: impl Fn(T) -> F + 'static, then: impl Fn(A) + Clone + 'static) -> Callback<Sending<T>>
where
    T: 'static,
    A: 'static,
    F: Future<Output = Result<A, Refused>> + 'static,
{
    Callback::from(move |Sending { what, on_done }: Sending<T>| {
        let (answer, then) = (ask(what), then.clone());
        spawn_local(async move { on_done.emit(answer.await.map(then)) });
    })
}

#[component]
fn SessionsRoom() -> Html {
    let words = &use_texts().accounts;
    let (session, notices, explain) = (use_session(), use_notices(), use_explain());
    let sessions = use_load((), |()| api::sessions());
    let ending = use_state_eq(|| None::<SessionId>);
    let on_end = {
        let (notices, explain, reload, ending) =
            (notices.clone(), explain.clone(), sessions.reload.clone(), ending.setter());
        Callback::from(move |id: SessionId| {
            ending.set(Some(id));
            let (notices, explain, reload, ending) = (notices.clone(), explain.clone(), reload.clone(), ending.clone());
            spawn_local(async move {
                if let Err(refused) = api::end_session(id).await {
                    notices.bad(explain.emit(refused));
                }
                ending.set(None);
                reload.emit(());
            });
        })
    };
    let on_everywhere = Callback::from(move |()| {
        let (session, notices, explain) = (session.clone(), notices.clone(), explain.clone());
        spawn_local(async move {
            match api::sign_out_everywhere().await {
                Ok(()) => notices.good(words.signed_out),
                Err(refused) => notices.bad(explain.emit(refused)),
            }
            session.forget_account();
        });
    });
    html! {
        <section class="card" aria-labelledby="sessions">
            <h2 id="sessions">{ words.sessions }</h2>
            <p>{ words.sessions_hint }</p>
            { match &sessions.load {
                Load::Waiting => html! { <Skeleton /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={sessions.reload.clone()} /> },
                Load::Ready(list) => html! { <Sessions sessions={list.clone()} ending={*ending} {on_end} {on_everywhere} /> },
            } }
        </section>
    }
}
