//! The programme page's calendar: loads a month and moves to the ones around it.

use crate::api;
use crate::catalogue::calendar::calendar;
use crate::catalogue::filter::{Filter, next_month, previous_month};
use crate::load::{Load, Refused, use_load};
use crate::texts::use_texts;
use crate::ui::button::Button;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use chrono::NaiveDate;
use shared::catalogue::{ListProgramme, PerformanceCard};
use yew::prelude::*;

/// How many answers of the server make a month at most.
const MONTH_MAX_PAGES: usize = 5;

#[derive(Properties, PartialEq)]
pub struct CalendarPageProps {
    pub filter: Filter,
    pub today: NaiveDate,
    pub on_change: Callback<Filter>,
}

#[component]
pub fn CalendarPage(props: &CalendarPageProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let month = props.filter.shown_month(props.today);
    let performances = use_load(props.filter.month_performances(props.today), whole_month);
    let to = |month: NaiveDate| {
        let filter = Filter { month: Some(month), ..props.filter.clone() };
        props.on_change.reform(move |_| filter.clone())
    };
    let first = month <= props.filter_today_month();
    html! {
        <section class="month" aria-labelledby="month">
            <header class="month-head">
                <Button class="round" disabled={first} label={texts.catalogue.previous_month} onclick={to(previous_month(month))}>
                    <Icon sign={Sign::Left} />
                </Button>
                <h2 id="month" aria-live="polite">{ format.month(month) }</h2>
                <Button class="round" label={texts.catalogue.next_month} onclick={to(next_month(month))}>
                    <Icon sign={Sign::Right} />
                </Button>
            </header>
            { match &performances.load {
                Load::Waiting => html! { <Skeleton kind="month-bones" count={35} /> },
                Load::Ready(performances) => calendar(texts, month, props.today, performances),
                Load::Refused(refused) => html! {
                    <ErrorPanel refused={refused.clone()} on_retry={performances.reload.clone()} />
                },
            } }
        </section>
    }
}

impl CalendarPageProps {
    fn filter_today_month(&self) -> NaiveDate {
        Filter::default().shown_month(self.today)
    }
}

/// Every performance of the month, page after page.
async fn whole_month(mut which: ListProgramme) -> Result<Vec<PerformanceCard>, Refused> {
    let mut all = Vec::new();
    for _ in 0..MONTH_MAX_PAGES {
        let page = api::list_performances(&which).await?;
        all.extend(page.items);
        which.cursor = page.next;
        if which.cursor.is_none() {
            break;
        }
    }
    Ok(all)
}
