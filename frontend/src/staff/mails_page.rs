//! `/staff/settings/mails`: every mail that the program sends by itself, in both languages; `?mail=` and `?language=` say which.

use super::place::{Go, use_go};
use super::settings::mail_editor::MailEditor;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::SelectField;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::house::Locale;
use shared::settings::{MailKind, MailTemplate};
use std::rc::Rc;
use yew::prelude::*;

#[component]
pub fn MailsPage() -> Html {
    let office = use_office();
    let words = &office.mails;
    use_page_title(words.title);
    let all = use_load((), |()| api::settings::mail_templates());
    let (mail, language) = (use_query("mail"), use_query("language"));
    let locale = language.map_or(office.locale, |code| Locale::from_code(&code));
    let kind = MailKind::ALL.into_iter().find(|kind| Some(api::settings::mail_word(*kind)) == mail);
    let kind = kind.unwrap_or(MailKind::OrderPlaced);
    // Another one of these begins the form anew.
    let turn = use_state_eq(|| 0_u32);
    let put = {
        let all = all.clone();
        Callback::from(move |after: MailTemplate| {
            let now = all.ready().map(|now| now.iter().map(|one| replaced(one, &after)).collect::<Vec<_>>());
            all.put(now.unwrap_or_default());
        })
    };
    let on_reset = {
        let (put, turn) = (put.clone(), turn.clone());
        Callback::from(move |after| {
            put.emit(after);
            turn.set(turn.wrapping_add(1));
        })
    };
    let inside = match &all.load {
        Load::Waiting => html! { <Skeleton count={8} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={all.reload.clone()} /> },
        Load::Ready(templates) => {
            let chosen = templates.iter().find(|one| (one.kind, one.locale) == (kind, locale));
            html! {
                <div class="mails-columns">
                    { list(office, templates, kind, locale) }
                    if let Some(chosen) = chosen {
                        <section aria-labelledby="mail-title">
                            <h2 id="mail-title">{ office.say(&chosen.about).to_owned() }</h2>
                            <Choosing {kind} {locale} templates={templates.clone()} />
                            <div key={format!("{kind:?}{}{}", locale.code(), *turn)}><MailEditor template={Rc::new(chosen.clone())} on_saved={put} {on_reset} /></div>
                        </section>
                    }
                </div>
            }
        }
    };
    html! {
        <div class="office-page settings-page mails-page">
            <nav class="crumbs"><Go to="/staff/settings"><Icon sign={Sign::Left} />{ office.settings.title }</Go></nav>
            <header class="page-head"><h1 tabindex="-1">{ words.title }</h1></header>
            { inside }
        </div>
    }
}

fn replaced(one: &MailTemplate, after: &MailTemplate) -> MailTemplate {
    if (one.kind, one.locale) == (after.kind, after.locale) { after.clone() } else { one.clone() }
}

fn address(kind: MailKind, locale: Locale) -> String {
    format!("/staff/settings/mails?mail={}&language={}", api::settings::mail_word(kind), locale.code())
}

/// All mails beside the one that is shown; on a phone a choice stands for it.
fn list(office: &Office, templates: &[MailTemplate], kind: MailKind, locale: Locale) -> Html {
    let words = &office.mails;
    html! {
        <nav class="mail-list" aria-label={words.title}>
            <ul>
                { for templates.iter().filter(|one| one.locale == locale).map(|one| html! {
                    <li key={api::settings::mail_word(one.kind)} class={(one.kind == kind).then_some("current")} aria-current={(one.kind == kind).then_some("true")}>
                        <Go to={address(one.kind, locale)}>
                            { office.say(&one.about).to_owned() }
                            if !one.is_default { <Badge tone={BadgeTone::Warm}>{ words.changed }</Badge> }
                        </Go>
                    </li>
                }) }
            </ul>
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct ChoosingProps {
    kind: MailKind,
    locale: Locale,
    templates: Rc<Vec<MailTemplate>>,
}

/// The language, and on a phone the mail.
#[component]
fn Choosing(props: &ChoosingProps) -> Html {
    let office = use_office();
    let words = &office.mails;
    let go = use_go();
    let (kind, locale) = (props.kind, props.locale);
    let on_mail =
        go.reform(move |word: String| format!("/staff/settings/mails?mail={word}&language={}", locale.code()));
    let mails = props.templates.iter().filter(|one| one.locale == locale);
    let mails: Vec<_> = mails
        .map(|one| (api::settings::mail_word(one.kind).into(), office.say(&one.about).to_owned().into()))
        .collect();
    let languages = [(Locale::Fr, office.site().accounts.french), (Locale::En, office.site().accounts.english)];
    html! {
        <>
            <div class="mail-choice"><SelectField id="mail" label={words.mail} value={api::settings::mail_word(kind)} options={mails} on_change={on_mail} /></div>
            <nav class="settings-parts" aria-label={words.language}>
                <ul>
                    { for languages.into_iter().map(|(one, name)| html! {
                        <li key={one.code()} class={(one == locale).then_some("current")} aria-current={(one == locale).then_some("true")}>
                            <Go to={address(kind, one)}>{ name }</Go>
                        </li>
                    }) }
                </ul>
            </nav>
        </>
    }
}
