//! What was ordered: performances, places, rates and prices.

use crate::route::{Link, Route};
use crate::texts::Texts;
use crate::texts::use_texts;
use crate::ui::format::{Format, use_format};
use shared::money::Money;
use shared::orders::{Order, OrderLine, OrderPerformance};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct LinesProps {
    pub order: Rc<Order>,
}

#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    let format = use_format();
    let order = &props.order;
    html! {
        <section class="order-lines" aria-labelledby="order-lines">
            <h2 id="order-lines">{ words.your_order }</h2>
            { for order.performances.iter().map(|performance| performance_lines(texts, format, performance)) }
            if let Some(code) = &order.voucher {
                <p class="soft">{ (texts.basket.voucher_of)(code) }</p>
            }
            <p class="order-total"><span>{ words.total }</span><b class="number">{ price(texts, format, order.total) }</b></p>
        </section>
    }
}

fn performance_lines(texts: &Texts, format: Format, lines: &OrderPerformance) -> Html {
    let card = &lines.performance;
    html! {
        <div key={card.id.0} class="order-performance">
            <h3><Link to={Route::Show { slug: card.show_slug.clone() }}>{ card.show_title.clone() }</Link></h3>
            <p class="soft">
                <time datetime={card.starts_at.to_rfc3339()}>{ format.moment(card.starts_at, &card.time_zone) }</time>
                { format!(" · {}", card.venue_name) }
            </p>
            <ul>{ for lines.lines.iter().map(|line| one_line(texts, format, line)) }</ul>
        </div>
    }
}

fn one_line(texts: &Texts, format: Format, line: &OrderLine) -> Html {
    let place = texts.tickets.place(&line.place);
    html! {
        <li key={line.id.0} class={classes!(line.void.then_some("void"))}>
            <span>
                if line.void { <s>{ place }</s>{ format!(" ({})", texts.orders.void) } } else { { place } }
                <small class="soft">{ format!("{} · {}", line.place.category, line.rate_name) }</small>
            </span>
            <span class="number">
                if line.list_price != line.price {
                    <s aria-label={texts.basket.list_price}>{ format.money(line.list_price) }</s>{ " " }
                }
                { price(texts, format, line.price) }
            </span>
        </li>
    }
}

fn price(texts: &Texts, format: Format, amount: Money) -> String {
    if amount.is_zero() { texts.common.free_of_charge.to_owned() } else { format.money(amount) }
}
