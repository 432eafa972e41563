//! The desk with one customer: places on one side, the money on the other, and what is handed over when it is sold.

use super::offer::Offer;
use super::places::Places;
use super::sale::{Lacks, Sale, SaleMove};
use super::sold::{Sold, sold};
use super::till::Till;
use super::told::told;
use crate::accounts::form::{FormHandle, use_form};
use crate::load::Refused;
use crate::seating::board::{Board, Look};
use crate::seating::prices::sold_categories;
use crate::seating::scene::Scene;
use crate::staff::keyboard::reach;
use crate::state::sell::{Sell, tickets_of, use_sell};
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::use_explain;
use shared::orders::Order;
use std::rc::Rc;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CounterProps {
    pub offer: Offer,
    pub scene: Rc<Scene>,
    pub board: UseReducerHandle<Board>,
    /// What a sale begins with.
    pub first: Sale,
    /// Seats, prices or the sale are others than those shown.
    pub on_changed: Callback<()>,
}

#[component]
pub fn Counter(props: &CounterProps) -> Html {
    let office = use_office();
    let (offer, scene) = (&props.offer, &props.scene);
    let sale = use_reducer({
        let first = props.first.clone();
        move || first
    });
    let (form, explain) = (use_form(), use_explain());
    let selling = use_selling(offer, &sale, &form, &props.on_changed);
    let looks = use_memo(((*props.board).clone(), scene.clone(), sale.seats.clone()), |(board, scene, _)| {
        looks(board, scene, offer, &sale)
    });
    use_focus_after(selling.handed.is_some());
    if let Some(what) = &*selling.handed {
        let on_next = {
            let handed = selling.handed.setter();
            Callback::from(move |()| handed.set(None))
        };
        return sold(office, what, &on_next);
    }
    let go = selling.go;
    let by_key = {
        let go = go.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                go.emit(());
            }
        })
    };
    let refused = form.refused().filter(|_| selling.sent.as_ref() == Some(&*sale));
    let told = refused.map(|refused| told(office, scene, refused, &sale, &explain));
    let lacks = sale.wish(offer).err();
    let missing = form.error(&["places", "seats"], says(office, lacks, Lacks::Places));
    let till = Till { office, offer, sale: &sale, form: &form, lacks, total: sale.total(offer), told, go };
    html! {
        <div class="sell-columns" onkeydown={by_key} ref={form.node.clone()}>
            <Places offer={offer.clone()} scene={scene.clone()} board={props.board.clone()} {looks} sale={sale.clone()} {missing} />
            { till.view() }
        </div>
    }
}

/// How far the sale is.
struct Selling {
    /// What was sent last: a refusal is about that, and not about what was changed since.
    sent: UseStateHandle<Option<Sale>>,
    /// What was sold and waits to be handed over.
    handed: UseStateHandle<Option<Rc<Sold>>>,
    go: Callback<()>,
}

#[hook]
fn use_selling(offer: &Offer, sale: &UseReducerHandle<Sale>, form: &FormHandle, on_changed: &Callback<()>) -> Selling {
    let sell = use_sell();
    let sent = use_state_eq(|| None::<Sale>);
    let handed = use_state_eq(|| None::<Rc<Sold>>);
    let go = {
        let (offer, sale, form, on_changed) = (offer.clone(), sale.clone(), form.clone(), on_changed.clone());
        let (handed, sent) = (handed.setter(), sent.setter());
        Callback::from(move |()| {
            if form.busy() {
                return;
            }
            let Ok(wish) = sale.wish(&offer) else {
                return form.not_yet();
            };
            sent.set(Some((*sale).clone()));
            let change = sale.total(&offer).and_then(|total| sale.change(total));
            let mailed = wish.email.as_ref().map(ToString::to_string);
            let (told, moves, handed, on_changed) =
                (form.sent(), sale.dispatcher(), handed.clone(), on_changed.clone());
            let on_done = Callback::from(move |answer: Result<Order, Refused>| {
                if let Ok(order) = &answer {
                    moves.dispatch(SaleMove::Next);
                    let mailed = mailed.clone();
                    handed.set(Some(Rc::new(Sold { pdf: tickets_of(order), order: order.clone(), change, mailed })));
                }
                on_changed.emit(());
                told.emit(answer.map(drop));
            });
            sell.emit(Sell { wish, on_done });
        })
    };
    Selling { sent, handed, go }
}

/// The focus goes to the next customer when it is sold, and to the places when they are here.
#[hook]
fn use_focus_after(is_sold: bool) {
    let before = use_mut_ref(|| false);
    use_effect_with(is_sold, move |is_sold| {
        let was_sold = before.replace(*is_sold);
        if *is_sold || was_sold {
            reach(if *is_sold { "#next-customer" } else { "#sell-places :is(input, button)" }, HtmlElement::focus);
        }
    });
}

/// How the seats look here: those that were picked stand out, also when a visitor took one meanwhile.
fn looks(board: &Board, scene: &Scene, offer: &Offer, sale: &Sale) -> Vec<Look> {
    let mut looks = board.looks(scene, &sold_categories(&offer.performance, &scene.plan));
    for picked in &sale.seats {
        if let Some(look) = scene.number_of(picked.seat).and_then(|number| looks.get_mut(number)) {
            *look = if *look == Look::Free { Look::Mine } else { Look::Lost };
        }
    }
    looks
}

/// What to say of `about`, when that is what the sale lacks.
pub fn says(office: &Office, lacks: Option<Lacks>, about: Lacks) -> Option<String> {
    (lacks == Some(about)).then(|| (office.sell.lacks)(about).to_owned())
}
