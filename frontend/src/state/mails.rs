//! What admins do with the text of a mail: look at it filled in, keep it, send it to themselves, take the program's own.

use crate::api;
use crate::load::{Loaded, use_load};
use crate::staff::form::sheet::{Sheet, SheetMove};
use crate::staff::settings::mail_text::{form_of, text_of};
use crate::staff::settings::sheet_form::{Saving, said};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::error_panel::use_explain;
use shared::house::Locale;
use shared::refusal::Refusal;
use shared::settings::{MailKind, MailPreview, MailTemplate, TemplateText};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which mail, in which language.
pub type Which = (MailKind, Locale);

/// The mail filled in with made-up facts.
#[hook]
pub fn use_preview(which: Which, text: TemplateText) -> Loaded<MailPreview> {
    use_load(
        (which, text),
        |((kind, locale), text)| async move { api::settings::preview_mail(kind, locale, &text).await },
    )
}

/// Keeps the text; `on_saved` hears the mail as it is now.
#[hook]
pub fn use_save_mail(
    template: &Rc<MailTemplate>,
    sheet: &UseReducerHandle<Sheet>,
    on_saved: Callback<MailTemplate>,
) -> Callback<Saving> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    let (template, moves) = (template.clone(), sheet.dispatcher());
    Callback::from(move |saving: Saving| {
        let (moves, told, explain, on_saved) = (moves.clone(), told.clone(), explain.clone(), on_saved.clone());
        let (kind, locale) = (template.kind, template.locale);
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            let text = text_of(&saving.values);
            match api::settings::write_mail_template(kind, locale, saving.version, &text).await {
                Ok(after) => {
                    told.good(office.mails.saved);
                    moves.dispatch(SheetMove::Saved(form_of(&after)));
                    on_saved.emit(after);
                }
                Err(refused) if refused.refusal() == Some(&Refusal::Outdated) => {
                    let all = api::settings::mail_templates().await;
                    let theirs = all.map(|all| all.into_iter().find(|one| (one.kind, one.locale) == (kind, locale)));
                    match theirs {
                        Ok(Some(theirs)) => moves.dispatch(SheetMove::Outdated(form_of(&theirs))),
                        Ok(None) => moves.dispatch(said(refused, &explain)),
                        Err(refused) => moves.dispatch(said(refused, &explain)),
                    }
                }
                Err(refused) => moves.dispatch(said(refused, &explain)),
            }
        });
    })
}

/// Sends the mail with a text to whoever asks.
#[hook]
pub fn use_send_test(which: Which) -> Callback<TemplateText> {
    let (office, told, explain, session) = (use_office(), use_notices(), use_explain(), use_session());
    Callback::from(move |text: TemplateText| {
        let (told, explain) = (told.clone(), explain.clone());
        let to = session.account.as_ref().map(|account| account.email.as_str().to_owned()).unwrap_or_default();
        spawn_local(async move {
            match api::settings::send_test_mail(which.0, which.1, &text).await {
                Ok(()) => told.good((office.mails.sent)(&to)),
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    })
}

/// Takes the program's own text again.
#[hook]
pub fn use_reset_mail(which: Which, on_reset: Callback<MailTemplate>) -> Callback<()> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    Callback::from(move |()| {
        let (told, explain, on_reset) = (told.clone(), explain.clone(), on_reset.clone());
        spawn_local(async move {
            match api::settings::reset_mail_template(which.0, which.1).await {
                Ok(after) => {
                    told.good(office.mails.is_own);
                    on_reset.emit(after);
                }
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    })
}
