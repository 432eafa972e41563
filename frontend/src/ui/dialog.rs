//! A modal dialog on the browser's own `<dialog>`: it keeps the focus, closes on Escape and gives the focus back.

use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub title: AttrValue,
    /// Escape, the cross or a click beside it; the owner then takes the dialog away.
    pub on_close: Callback<()>,
    pub children: Html,
    #[prop_or_default]
    pub class: Classes,
}

/// Open as long as it is there.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let texts = use_texts();
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        let dialog = dialog.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only when it is open already.
            let _ = dialog.show_modal();
        }
        move || {
            // Closing, rather than only leaving the page, makes the browser give the focus back.
            if let Some(dialog) = dialog {
                dialog.close();
            }
        }
    });
    let close = props.on_close.reform(|_: MouseEvent| ());
    let on_cancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            on_close.emit(());
        })
    };
    let beside = {
        let (dialog, on_close) = (dialog.clone(), props.on_close.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
            if target.is_some() && target == dialog.cast() {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog ref={dialog} class={classes!("dialog", props.class.clone())} oncancel={on_cancel} onclick={beside} aria-labelledby="dialog-title">
            <div class="dialog-inside">
                <header>
                    <h2 id="dialog-title">{ props.title.clone() }</h2>
                    <Button weight={Weight::Quiet} class="round" label={texts.common.close} onclick={close}>
                        <Icon sign={Sign::Cross} />
                    </Button>
                </header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct ConfirmProps {
    pub title: AttrValue,
    pub question: AttrValue,
    /// What happens, on the button: «Supprimer».
    pub action: AttrValue,
    #[prop_or(false)]
    pub busy: bool,
    pub on_confirm: Callback<()>,
    pub on_close: Callback<()>,
}

/// Asks before something that cannot be undone.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let texts = use_texts();
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <p>{ props.question.clone() }</p>
            <footer class="actions">
                <Button onclick={props.on_close.reform(|_| ())}>{ texts.common.cancel }</Button>
                <Button weight={Weight::Danger} busy={props.busy} onclick={props.on_confirm.reform(|_| ())}>
                    { props.action.clone() }
                </Button>
            </footer>
        </Dialog>
    }
}
