//! `/basket`: everything chosen, by performance, with the time that is left.

use crate::basket::expired::Expired;
use crate::basket::line_row::LineRow;
use crate::basket::summary::Summary;
use crate::layout::title::use_page_title;
use crate::route::{Link, Route};
use crate::state::basket::use_basket;
use crate::state::basket_asks::{BasketAsk, BasketAsks, use_basket_asks};
use crate::texts::use_texts;
use crate::ui::empty::Empty;
use crate::ui::format::use_format;
use crate::ui::skeleton::Skeleton;
use shared::basket::BasketPerformance;
use yew::prelude::*;

#[component]
pub fn BasketPage() -> Html {
    let texts = use_texts();
    use_page_title(texts.basket.title);
    let context = use_basket();
    let asks = use_basket_asks();
    // Another tab may have changed it.
    use_effect_with((), {
        let reload = context.reload.clone();
        move |()| reload.emit(())
    });
    let content = match &context.basket {
        None => html! { <Skeleton count={6} /> },
        Some(basket) if basket.performances.iter().all(|performance| performance.lines.is_empty()) => {
            html! {
                <Empty title={texts.basket.empty}>
                    <p>{ texts.basket.empty_hint }</p>
                    <Link to={Route::Programme} class="button primary">{ texts.common.to_programme }</Link>
                </Empty>
            }
        }
        Some(basket) => html! {
            <div class="basket-columns">
                <div>
                    <Expired basket={basket.clone()} asks={asks.clone()} />
                    { for basket.performances.iter().filter(|performance| !performance.lines.is_empty()).map(|performance| html! {
                        <PerformanceLines key={performance.performance.id.to_string()} performance={performance.clone()} asks={asks.clone()}
                            min_places={basket.voucher.as_ref().map_or(0, |voucher| voucher.min_places)} />
                    }) }
                </div>
                <Summary basket={basket.clone()} {asks} />
            </div>
        },
    };
    html! {
        <div class="page middle basket-page">
            <h1 tabindex="-1">{ texts.basket.title }</h1>
            { content }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PerformanceLinesProps {
    pub performance: BasketPerformance,
    pub asks: BasketAsks,
    /// How many places the basket's voucher needs.
    #[prop_or_default]
    pub min_places: i64,
    /// Whether lines can leave and others be added.
    #[prop_or(true)]
    pub may_change: bool,
}

/// The lines of one performance, under its name.
#[component]
pub fn PerformanceLines(props: &PerformanceLinesProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let performance = &props.performance.performance;
    let on_rate = {
        let asks = props.asks.clone();
        Callback::from(move |(line, rate)| asks.ask(BasketAsk::Rate(line, rate)))
    };
    let on_remove = {
        let asks = props.asks.clone();
        Callback::from(move |line| asks.ask(BasketAsk::Remove(line)))
    };
    let heading = format!("basket-{}", performance.id);
    html! {
        <section class="card basket-performance" aria-labelledby={heading.clone()}>
            <header>
                <h2 id={heading}>
                    <Link to={Route::Show { slug: performance.show_slug.clone() }}>{ performance.show_title.clone() }</Link>
                </h2>
                <p class="soft">{ format!("{} · {}", format.moment(performance.starts_at, &performance.time_zone), performance.venue_name) }</p>
            </header>
            <ul class="line-rows">
                { for props.performance.lines.iter().map(|line| html! {
                    <LineRow key={format!("{}-{}", line.id, props.asks.refusals)} line={line.clone()} rates={props.performance.rates.clone()} min_places={props.min_places}
                        on_rate={on_rate.clone()} on_remove={props.may_change.then(|| on_remove.clone())} />
                }) }
            </ul>
            if props.may_change {
                <Link to={Route::Seats { id: performance.id }} class="button quiet small">{ texts.basket.more_seats }</Link>
            }
        </section>
    }
}
