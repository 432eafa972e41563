//! Which kinds of notices a person wants.

use crate::state::bell::use_notice_settings;
use crate::texts::use_texts;
use crate::ui::field::CheckField;
use shared::notices::NoticeKind;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct NoticeSettingsProps {
    /// Whether to offer those that only staff get.
    pub is_staff: bool,
}

#[component]
pub fn NoticeSettings(props: &NoticeSettingsProps) -> Html {
    let words = &use_texts().notices;
    let (settings, on_change) = use_notice_settings();
    let kinds = NoticeKind::ALL.into_iter().filter(|kind| props.is_staff || !kind.is_for_staff());
    html! {
        <section class="card" aria-labelledby="notice-settings">
            <h2 id="notice-settings">{ words.heading }</h2>
            <p>{ words.settings_hint }</p>
            if let Some(settings) = settings {
                { for kinds.map(|kind| {
                    let wanted = settings.settings.iter().find(|known| known.kind == kind).is_none_or(|known| known.wanted);
                    html! {
                        <CheckField id={format!("wants-{kind:?}")} checked={wanted} on_change={on_change.reform(move |wanted| (kind, wanted))}>
                            { (words.kind)(kind) }
                        </CheckField>
                    }
                }) }
            }
        </section>
    }
}
