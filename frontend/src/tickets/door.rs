//! Tickets one at a time, as large as the screen, for the person at the door: swiped with a finger or with the arrows.

use crate::texts::use_texts;
use crate::tickets::qr::Qr;
use crate::ui::button::Button;
use crate::ui::dialog::Dialog;
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use shared::tickets::Ticket;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DoorProps {
    /// Only valid ones; not empty.
    pub tickets: Vec<Ticket>,
    /// Which of them comes first.
    pub first: usize,
    pub on_close: Callback<()>,
}

#[component]
pub fn Door(props: &DoorProps) -> Html {
    let words = &use_texts().tickets;
    let format = use_format();
    let strip = use_node_ref();
    let shown = use_state_eq(|| props.first);
    let count = props.tickets.len();
    use_effect_with(strip.clone(), {
        let first = props.first;
        move |strip| bring(strip, first)
    });
    let onscroll = {
        let (strip, shown) = (strip.clone(), shown.setter());
        Callback::from(move |_: Event| shown.set(in_view(&strip)))
    };
    let step = |by: isize| {
        let (strip, target) = (strip.clone(), shown.checked_add_signed(by).filter(|target| *target < count));
        (
            target.is_none(),
            Callback::from(move |_: MouseEvent| {
                if let Some(target) = target {
                    bring(&strip, target);
                }
            }),
        )
    };
    let ((at_start, on_previous), (at_end, on_next)) = (step(-1), step(1));
    html! {
        <Dialog title={words.at_door} class="door" on_close={props.on_close.clone()}>
            <div class="door-strip" ref={strip} {onscroll} tabindex="0" role="group" aria-label={(words.title)(count)}>
                { for props.tickets.iter().map(|ticket| html! {
                    <section key={ticket.id.0} class="door-ticket">
                        <Qr rows={ticket.qr.clone()} label={(words.qr_of)(&ticket.number)} />
                        <h3>{ ticket.show_title.clone() }</h3>
                        <p>{ format.moment(ticket.starts_at, &ticket.time_zone) }<br /><b>{ words.place(&ticket.place) }</b></p>
                        <p class="soft">{ format!("{} · {}", ticket.rate_name, ticket.holder) }<br /><span class="number">{ ticket.number.clone() }</span></p>
                    </section>
                }) }
            </div>
            if count > 1 {
                <footer class="door-steps">
                    <Button class="round" disabled={at_start} onclick={on_previous} label={words.previous}><Icon sign={Sign::Left} /></Button>
                    <span role="status">{ (words.of)(*shown + 1, count) }</span>
                    <Button class="round" disabled={at_end} onclick={on_next} label={words.next}><Icon sign={Sign::Right} /></Button>
                </footer>
            }
        </Dialog>
    }
}

/// Scrolls the strip to one of its tickets.
fn bring(strip: &NodeRef, index: usize) {
    let ticket = strip
        .cast::<Element>()
        .and_then(|strip| strip.children().item(u32::try_from(index).unwrap_or_default()))
        .and_then(|ticket| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(ticket).ok());
    if let (Some(strip), Some(ticket)) = (strip.cast::<HtmlElement>(), ticket) {
        strip.set_scroll_left(ticket.offset_left() - strip.offset_left());
    }
}

/// The ticket most in view.
fn in_view(strip: &NodeRef) -> usize {
    strip.cast::<Element>().map_or(0, |strip| {
        let width = strip.client_width().max(1);
        usize::try_from((strip.scroll_left() + width / 2) / width).unwrap_or_default()
    })
}
