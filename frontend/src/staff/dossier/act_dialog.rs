//! The dialog of an action on an order: what it will do, what it needs, and the button that does it.

use super::act_fields::Fields;
use super::wish::Wish;
use crate::accounts::form::use_form;
use crate::accounts::form_error::FormError;
use crate::state::dossier::{OrderDeed, use_act_on_order};
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use shared::dossier::{ActOnOrder, Dossier, OrderActKind};
use shared::ids::TicketId;
use shared::money::Money;
use shared::refusal::Refusal;
use std::rc::Rc;
use yew::prelude::*;

/// Fields whose errors stand beside them.
const SHOWN: [&str; 9] =
    ["act.email", "email", "act.note", "what.amount", "amount", "what.tickets", "act.name", "act.holder", "reason"];

#[derive(Properties, PartialEq)]
pub struct ActDialogProps {
    pub dossier: Rc<Dossier>,
    pub kind: OrderActKind,
    /// The ticket whose button was pressed.
    pub ticket: Option<TicketId>,
    pub on_close: Callback<()>,
    /// It was done: the order as it is afterwards.
    pub on_done: Callback<Dossier>,
    /// The page is older than the order and is to be read again.
    pub on_reload: Callback<()>,
}

#[component]
pub fn ActDialog(props: &ActDialogProps) -> Html {
    let office = use_office();
    let words = &office.dossier;
    let (form, act_on_order) = (use_form(), use_act_on_order());
    let (dossier, kind) = (props.dossier.clone(), props.kind);
    let wish = use_reducer({
        let (dossier, ticket) = (dossier.clone(), props.ticket);
        move || Wish::new(&dossier, ticket)
    });
    let act = wish.act(kind, &dossier);
    let lacks = act.as_ref().err().copied();
    let onsubmit = {
        let (form, on_done, dossier) = (form.clone(), props.on_done.clone(), dossier.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.busy() {
                return;
            }
            let Ok(act) = act.clone() else {
                return form.not_yet();
            };
            let (sent, on_done) = (form.sent(), on_done.clone());
            let told = Callback::from(move |answer: Result<Dossier, _>| match answer {
                Ok(after) => {
                    sent.emit(Ok(()));
                    on_done.emit(after);
                }
                Err(refused) => sent.emit(Err(refused)),
            });
            let wish = ActOnOrder { expected: dossier.version.clone(), act };
            act_on_order.emit(OrderDeed { order: dossier.order.id, wish, on_done: told });
        })
    };
    let is_stale = form.refused().is_some_and(|refused| refused.refusal() == Some(&Refusal::Outdated));
    let destroys = matches!(kind, OrderActKind::Cancel | OrderActKind::Refund);
    let weight = if destroys { Weight::Danger } else { Weight::Primary };
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    let fields = Fields { office, dossier: &dossier, wish: &wish, form: &form, lacks };
    let inside = if is_stale {
        html! {
            <div class="stale" role="alert">
                <p>{ words.stale }</p>
                <footer class="actions">
                    <Button onclick={cancel}>{ office.site().common.cancel }</Button>
                    <Button id="reload-dossier" weight={Weight::Primary} onclick={props.on_reload.reform(|_: MouseEvent| ())}>{ words.reload }</Button>
                </footer>
            </div>
        }
    } else {
        html! {
            <form ref={form.node.clone()} {onsubmit} novalidate=true>
                <p class="will-do">{ will_do(office, &dossier, kind) }</p>
                <FormError sentence={form.general_error(&SHOWN)} />
                { fields.view(kind) }
                <footer class="actions">
                    <Button onclick={cancel}>{ office.site().common.cancel }</Button>
                    <Button id="act-go" submit=true {weight} busy={form.busy()}>{ (words.act)(kind) }</Button>
                </footer>
            </form>
        }
    };
    html! { <Dialog title={(words.act)(kind)} on_close={props.on_close.clone()} class="act-dialog">{ inside }</Dialog> }
}

/// What happens, with the amount and the address.
fn will_do(office: &Office, dossier: &Dossier, kind: OrderActKind) -> String {
    let order = &dossier.order;
    let left = Money::new((order.total.minor - order.refunded.minor).max(0), order.total.currency);
    let amount = office.format().money(if order.paid_at.is_some() { left } else { Money::new(0, left.currency) });
    match kind {
        OrderActKind::TakePayment => {
            (office.dossier.will_do)(kind, &office.format().money(order.total), &order.buyer_name)
        }
        _ => (office.dossier.will_do)(kind, &amount, order.buyer_email.as_str()),
    }
}
