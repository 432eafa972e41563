//! One mail in one language: its text, what may stand in it, and how it looks filled in.

use super::mail_text::{form_of, text_of};
use super::sheet_form::{SheetForm, use_sheet};
use crate::load::{Load, Loaded};
use crate::state::mails::{use_preview, use_reset_mail, use_save_mail, use_send_test};
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Confirm;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::settings::{MailPreview, MailTemplate, Placeholder};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MailEditorProps {
    pub template: Rc<MailTemplate>,
    pub on_saved: Callback<MailTemplate>,
    /// The program's own text is back: the form begins anew.
    pub on_reset: Callback<MailTemplate>,
}

#[component]
pub fn MailEditor(props: &MailEditorProps) -> Html {
    let office = use_office();
    let words = &office.mails;
    let template = &props.template;
    let which = (template.kind, template.locale);
    let sheet = use_sheet(form_of(template));
    let shown = use_state_eq(|| template.text.clone());
    let preview = use_preview(which, (*shown).clone());
    let on_saved = {
        let (shown, on_saved) = (shown.setter(), props.on_saved.clone());
        Callback::from(move |after: MailTemplate| {
            shown.set(after.text.clone());
            on_saved.emit(after);
        })
    };
    let on_save = use_save_mail(template, &sheet, on_saved);
    let test = use_send_test(which);
    let asking = use_state_eq(|| false);
    let reset = use_reset_mail(which, props.on_reset.clone());
    let text = text_of(&sheet.values);
    let look = {
        let (shown, text) = (shown.setter(), text.clone());
        move |_: MouseEvent| shown.set(text.clone())
    };
    let set = |asked: bool| {
        let asking = asking.setter();
        move || asking.set(asked)
    };
    let (ask, close) = (set(true), set(false));
    let tools = html! {
        <>
            if !template.is_default {
                <Button id="reset-mail" class="small" weight={Weight::Quiet} onclick={move |_| ask()}>{ words.reset }</Button>
            }
            <Button id="preview-mail" class="small" onclick={look}>{ words.preview }</Button>
            <Button id="test-mail" class="small" onclick={test.reform(move |_: MouseEvent| text.clone())}>{ words.test }</Button>
        </>
    };
    html! {
        <div class="mail-editor">
            <div>
                <SheetForm {sheet} {on_save} save={office.form.save} {tools} />
                { placeholders(office, &template.placeholders) }
            </div>
            { looks(office, &preview) }
            if *asking {
                <Confirm title={words.reset} question={words.reset_question} action={words.reset}
                    on_confirm={reset} on_close={Callback::from(move |()| close())} />
            }
        </div>
    }
}

fn placeholders(office: &Office, placeholders: &[Placeholder]) -> Html {
    let words = &office.mails;
    html! {
        <section class="card form-section placeholders" aria-labelledby="placeholders-title">
            <h3 id="placeholders-title">{ words.placeholders }</h3>
            <p class="soft">{ words.placeholders_hint }</p>
            <dl>
                { for placeholders.iter().map(|placeholder| html! {
                    <div key={placeholder.key.clone()}>
                        <dt><code>{ format!("{{{}}}", placeholder.key) }</code></dt>
                        <dd>{ office.say(&placeholder.means).to_owned() }<small class="soft">{ format!(" · {}", placeholder.sample) }</small></dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}

fn looks(office: &Office, preview: &Loaded<MailPreview>) -> Html {
    let inside = match &preview.load {
        Load::Waiting => html! { <Skeleton count={5} /> },
        Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} /> },
        Load::Ready(mail) => html! {
            <>
                <p id="preview-subject"><b>{ mail.subject.clone() }</b></p>
                <pre id="preview-text" tabindex="0" aria-label={office.mails.preview}>{ mail.text.clone() }</pre>
            </>
        },
    };
    html! {
        <section class="card form-section mail-preview" aria-labelledby="preview-title">
            <h3 id="preview-title">{ office.mails.preview }</h3>
            <p class="soft">{ office.mails.preview_hint }</p>
            { inside }
        </section>
    }
}
