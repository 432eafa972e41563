//! The way to the basket, from everywhere: how many places are held and for how long still.

use crate::route::{Link, Route};
use crate::state::basket::use_basket;
use crate::texts::use_texts;
use crate::ui::countdown::Countdown;
use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

#[component]
pub fn BasketButton() -> Html {
    let texts = use_texts();
    let basket = use_basket();
    let held = basket.held();
    let class = classes!("basket-button", (held > 0).then_some("filled"));
    html! {
        <Link to={Route::Basket} {class} marks_current=true>
            <Icon sign={Sign::Ticket} />
            <span class="only-read-small">{ texts.layout.basket }</span>
            if held > 0 {
                <span class="count"><span aria-hidden="true">{ held }</span><span class="only-read">{ (texts.common.places)(held) }</span></span>
                <Countdown ends_at_local_ms={basket.ends_at_local_ms()} label={texts.layout.time_left} />
            }
        </Link>
    }
}
