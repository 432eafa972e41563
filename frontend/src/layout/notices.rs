//! Shows the messages that pages tell, reads them out, and lets them go after a while.

use crate::state::notices::{Notice, ShownNotices, Tone, use_notices};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long a message that is no error stays, in milliseconds.
const SHOWN_MS: u32 = 8_000;

#[component]
pub fn NoticesView() -> Html {
    let texts = use_texts();
    let notices = use_notices();
    let shown = use_context::<ShownNotices>();
    let shown: &[Notice] = shown.as_ref().map_or(&[], |shown| &shown.0.shown);
    html! {
        <section class="notices" aria-label={texts.layout.notices}>
            <div role="status" aria-live="polite">
                { for shown.iter().map(|notice| {
                    let (notices, id) = (notices.clone(), notice.id);
                    html! { <NoticeView key={id} notice={notice.clone()} on_gone={move |()| notices.dismiss(id)} /> }
                }) }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct NoticeProps {
    notice: Notice,
    on_gone: Callback<()>,
}

#[component]
fn NoticeView(props: &NoticeProps) -> Html {
    let texts = use_texts();
    let tone = props.notice.tone;
    let latest_on_gone = use_mut_ref(|| props.on_gone.clone());
    *latest_on_gone.borrow_mut() = props.on_gone.clone();
    use_effect_with(props.notice.id, move |_| {
        let timer = (tone != Tone::Bad).then(|| Timeout::new(SHOWN_MS, move || latest_on_gone.borrow().emit(())));
        move || drop(timer)
    });
    let class = match tone {
        Tone::Good => "notice good",
        Tone::Plain => "notice",
        Tone::Bad => "notice bad",
        Tone::Quiet => return html! { <p class="only-read">{ props.notice.text.clone() }</p> },
    };
    html! {
        <div {class}>
            <p>{ props.notice.text.clone() }</p>
            <Button weight={Weight::Quiet} class="round" label={texts.common.close} onclick={props.on_gone.reform(|_| ())}>
                <Icon sign={Sign::Cross} />
            </Button>
        </div>
    }
}
