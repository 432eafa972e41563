//! `/staff/performances/{id}/reschedulings`: what was decided about a performance, and how far it is.

use super::place::{Go, row_of};
use super::reschedulings::decision::{decision, evening};
use super::reschedulings::orders::RescheduledOrders;
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::state::reschedulings::use_reschedulings;
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::ids::PerformanceId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ReschedulingsPageProps {
    pub id: PerformanceId,
}

#[component]
pub fn ReschedulingsPage(props: &ReschedulingsPageProps) -> Html {
    let office = use_office();
    let words = &office.rescheduling;
    let session = use_session();
    let zone = AttrValue::from(session.time_zone().to_owned());
    let loaded = use_reschedulings(props.id);
    use_page_title(words.title);
    let performance = loaded.ready().and_then(|known| known.first()).map(|one| evening(office, &one.performance));
    html! {
        <div class="office-page reschedulings">
            <nav class="crumbs"><Go to={row_of("performances", &props.id.to_string())}><Icon sign={Sign::Left} />{ words.to_performance }</Go></nav>
            <header class="page-head">
                <h1 tabindex="-1">{ words.title }</h1>
                <Button id="look-again" class="small" weight={Weight::Quiet} onclick={loaded.reload.reform(|_: MouseEvent| ())}>{ office.dossier.reload }</Button>
            </header>
            if let Some(performance) = performance { <p class="lead">{ performance }</p> }
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={8} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(known) if known.is_empty() => html! { <Empty title={words.none}><p>{ words.none_hint }</p></Empty> },
                Load::Ready(known) => html! {
                    <>
                        { for known.iter().map(|one| html! {
                            <article key={one.id.to_string()} class="card decision" data-decision={one.id.to_string()} aria-labelledby={format!("decision-{}", one.id)}>
                                { decision(office, one, &zone) }
                                <RescheduledOrders decision={one.clone()} zone={zone.clone()} />
                            </article>
                        }) }
                    </>
                },
            } }
        </div>
    }
}
