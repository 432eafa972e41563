//! What admins do with the settings: groups of them, the logo, and the account at PayPal.

use crate::accounts::form::Sending;
use crate::api;
use crate::load::Refused;
use crate::staff::form::sheet::{Sheet, SheetMove};
use crate::staff::settings::group::Group;
use crate::staff::settings::sheet_form::{Saving, said};
use crate::state::notices::use_notices;
use crate::texts::office::use_office;
use crate::ui::error_panel::use_explain;
use shared::refusal::Refusal;
use shared::settings::{CheckOutcome, PaypalCheck, PaypalSettings, Settings, WritePaypal};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Saves one group; `on_saved` hears all settings as they are now.
#[hook]
pub fn use_save_group(group: Group, sheet: &UseReducerHandle<Sheet>, on_saved: Callback<Settings>) -> Callback<Saving> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    let moves = sheet.dispatcher();
    Callback::from(move |saving: Saving| {
        let Some(groups) = group.request(&saving.values) else {
            let message = office.settings.hours_unreadable.to_owned();
            return moves.dispatch(SheetMove::Wrong { field: "hours".to_owned(), message });
        };
        let (moves, told, explain, on_saved) = (moves.clone(), told.clone(), explain.clone(), on_saved.clone());
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            match api::settings::write_settings(saving.version, &groups).await {
                Ok(after) => {
                    let words = &office.settings;
                    told.good(if after.accent_adjusted { words.accent_adjusted } else { words.saved });
                    moves.dispatch(SheetMove::Saved(group.form(&after)));
                    on_saved.emit(after);
                }
                Err(refused) if refused.refusal() == Some(&Refusal::Outdated) => {
                    moves.dispatch(match api::settings::settings().await {
                        Ok(theirs) => SheetMove::Outdated(group.form(&theirs)),
                        Err(refused) => said(refused, &explain),
                    });
                }
                Err(refused) => moves.dispatch(said(refused, &explain)),
            }
        });
    })
}

/// Another logo, or none.
pub struct SetLogo {
    pub file: Option<File>,
    pub on_done: Callback<()>,
}

#[hook]
pub fn use_set_logo(on_saved: Callback<Settings>) -> Callback<SetLogo> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    Callback::from(move |SetLogo { file, on_done }: SetLogo| {
        let (told, explain, on_saved) = (told.clone(), explain.clone(), on_saved.clone());
        spawn_local(async move {
            let answer = match &file {
                Some(file) => api::settings::write_logo(file).await,
                None => api::settings::remove_logo().await,
            };
            on_done.emit(());
            match answer {
                Ok(after) => {
                    told.good(office.settings.saved);
                    on_saved.emit(after);
                }
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    })
}

/// Credentials to be tried, and kept if they are right.
pub struct TryPaypal {
    pub account: WritePaypal,
    pub version: i64,
    /// Kept without asking PayPal.
    pub unchecked: bool,
}

/// `on_checked` hears what PayPal said, `on_saved` the account as it is kept now.
#[hook]
pub fn use_try_paypal(
    on_checked: Callback<PaypalCheck>,
    on_saved: Callback<PaypalSettings>,
) -> Callback<Sending<TryPaypal>> {
    let (office, told) = (use_office(), use_notices());
    Callback::from(move |Sending { what, on_done }: Sending<TryPaypal>| {
        let (on_checked, on_saved, told) = (on_checked.clone(), on_saved.clone(), told.clone());
        spawn_local(async move {
            match try_paypal(what, &on_checked).await {
                Ok(Some(kept)) => {
                    on_done.emit(Ok(()));
                    told.good(office.settings.paypal.saved);
                    on_saved.emit(kept);
                }
                Ok(None) => on_done.emit(Ok(())),
                Err(refused) => on_done.emit(Err(refused)),
            }
        });
    })
}

/// The account that is kept; none when PayPal does not know these credentials.
async fn try_paypal(what: TryPaypal, on_checked: &Callback<PaypalCheck>) -> Result<Option<PaypalSettings>, Refused> {
    let TryPaypal { mut account, version, unchecked } = what;
    if !unchecked {
        let check = api::settings::check_paypal(&account).await?;
        let is_right = check.sign_in == CheckOutcome::Works;
        if is_right {
            account.webhook_id.clone_from(&check.webhook_id);
        }
        on_checked.emit(check);
        if !is_right {
            return Ok(None);
        }
    }
    api::settings::write_paypal(version, &account).await.map(Some)
}

/// Forgets the account of a version.
#[hook]
pub fn use_remove_paypal(on_removed: Callback<PaypalSettings>) -> Callback<i64> {
    let (office, told, explain) = (use_office(), use_notices(), use_explain());
    Callback::from(move |version| {
        let (told, explain, on_removed) = (told.clone(), explain.clone(), on_removed.clone());
        spawn_local(async move {
            match api::settings::remove_paypal(version).await {
                Ok(left) => {
                    told.good(office.settings.paypal.removed);
                    on_removed.emit(left);
                }
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    })
}

/// Downloads a copy of everything, where the server makes one; the callback hears of a refusal, or of none.
#[hook]
pub fn use_backup(on_answer: Callback<Option<Refused>>) -> Callback<()> {
    Callback::from(move |()| {
        let on_answer = on_answer.clone();
        spawn_local(async move {
            let refused = api::settings::check_backup().await.err();
            if refused.is_none() {
                // A file to be kept: the page stays.
                let _ = web_sys::window().map(|window| window.location().assign(&api::settings::backup_address()));
            }
            on_answer.emit(refused);
        });
    })
}
