//! `/staff/performances/plan`: a run of performances, first looked at, then made.

use super::form::check::wrong;
use super::form::field_view::FieldView;
use super::place::{Go, list_of, use_go};
use super::planning::fields::{begins, by_hand, counts, prices, sale, what};
use super::planning::preview::preview;
use super::planning::rules::rules;
use super::planning::run::{Rule, run, without};
use crate::api;
use crate::layout::title::use_page_title;
use crate::route::use_query;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use crate::ui::icon::{Icon, Sign};
use chrono::NaiveDateTime;
use serde_json::{Map, Value};
use shared::forms::{Field, RowChoice};
use shared::money::Currency;
use shared::planning::{PlanRun, RunPreview};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::MouseEvent;
use yew::prelude::*;

/// How far the planning is.
#[derive(Clone, PartialEq, Default)]
struct Stage {
    tried: bool,
    busy: bool,
    refused: Option<String>,
    /// What would be made, of which run.
    seen: Option<(PlanRun, Rc<RunPreview>)>,
}

#[component]
pub fn PlanRunPage() -> Html {
    let office = use_office();
    let words = &office.planning;
    use_page_title(words.title);
    let session = use_session();
    let currency = session.house.as_ref().map_or(Currency::Eur, |house| house.currency);
    let zone = AttrValue::from(session.time_zone().to_owned());
    let show = use_query("show");
    let values = use_state(|| begins(currency, show));
    let names = use_state(Map::<String, Value>::new);
    let typed_rules = use_state(|| vec![Rule::default()]);
    let stage = use_state_eq(Stage::default);
    let (told, explain, go) = (use_notices(), use_explain(), use_go());
    // What was changed has to be looked at again.
    let set_rules = {
        let (setter, stage) = (typed_rules.setter(), stage.clone());
        Callback::from(move |rules| {
            setter.set(rules);
            stage.set(Stage { tried: stage.tried, ..Stage::default() });
        })
    };
    let groups = [
        (words.what, what(office)),
        (words.by_hand, by_hand(office)),
        (words.sale, sale(office)),
        (words.prices, prices(office, currency)),
    ];
    let value_of = |key: &str| values.get(key).cloned().unwrap_or(Value::Null);
    let shown = |field: &&Field| counts(field, &values);
    let is_fine = groups
        .iter()
        .flat_map(|(_, fields)| fields)
        .filter(shown)
        .all(|field| wrong(field, &value_of(&field.key)).is_none());
    let wanted = run(&typed_rules, &values).filter(|_| is_fine && typed_rules.iter().all(Rule::is_complete));
    let look_at = {
        let (stage, explain) = (stage.clone(), explain.clone());
        Callback::from(move |wanted: Option<PlanRun>| {
            if stage.busy {
                return;
            }
            let Some(wanted) = wanted else {
                let refused = Some(office.planning.incomplete.to_owned());
                return stage.set(Stage { tried: true, refused, ..Stage::default() });
            };
            stage.set(Stage { tried: true, busy: true, ..Stage::default() });
            let (setter, explain) = (stage.setter(), explain.clone());
            spawn_local(async move {
                setter.set(match api::planning::preview_run(&wanted).await {
                    Ok(seen) => Stage { tried: true, seen: Some((wanted, Rc::new(seen))), ..Stage::default() },
                    Err(refused) => Stage { tried: true, refused: Some(explain.emit(refused)), ..Stage::default() },
                });
            });
        })
    };
    let look = look_at.reform(move |event: SubmitEvent| {
        event.prevent_default();
        wanted.clone()
    });
    let on_leave_out = {
        let (values, typed_rules) = (values.clone(), typed_rules.clone());
        look_at.reform(move |moment: NaiveDateTime| {
            let left = without(&values, moment);
            values.set(left.clone());
            run(&typed_rules, &left)
        })
    };
    let make = {
        let (stage, explain) = (stage.clone(), explain);
        Callback::from(move |_: MouseEvent| {
            let Some((wanted, seen)) = stage.seen.clone().filter(|_| !stage.busy) else { return };
            stage.set(Stage { busy: true, ..(*stage).clone() });
            let (setter, explain, told, go) = (stage.setter(), explain.clone(), told.clone(), go.clone());
            spawn_local(async move {
                match api::planning::plan_run(&wanted).await {
                    Ok(planned) => {
                        told.good((office.planning.made)(planned.performances.len()));
                        go.emit(format!("{}?f.show={}&sort=starts_at", list_of("performances"), wanted.show));
                    }
                    Err(refused) => {
                        let refused = Some(explain.emit(refused));
                        setter.set(Stage { tried: true, busy: false, refused, seen: Some((wanted, seen)) });
                    }
                }
            });
        })
    };
    let field_view = |field: &Field| {
        let on_typed = {
            let (values, stage, key) = (values.clone(), stage.clone(), field.key.clone());
            Callback::from(move |value: Value| {
                let mut typed = (*values).clone();
                typed.insert(key.clone(), value);
                values.set(typed);
                stage.set(Stage { tried: stage.tried, ..Stage::default() });
            })
        };
        let on_named = {
            let names = names.clone();
            Callback::from(move |(noun, choice): (String, RowChoice)| {
                let mut known = (*names).clone();
                known.insert(format!("{noun}:{}", choice.id), choice.title.into());
                names.set(known);
            })
        };
        html! {
            <FieldView key={field.key.clone()} id={format!("run-{}", field.key)} field={field.clone()} zone={zone.clone()}
                value={value_of(&field.key)} names={(*names).clone()} tried={stage.tried} {on_typed} {on_named} />
        }
    };
    html! {
        <div class="office-page plan-run">
            <nav class="crumbs"><Go to={list_of("performances")}><Icon sign={Sign::Left} />{ words.performances }</Go></nav>
            <h1 tabindex="-1">{ words.title }</h1>
            <form class="row-form" onsubmit={look} novalidate=true>
                { for groups.iter().enumerate().map(|(at, (title, fields))| html! {
                    <>
                        <section class="form-section card"><h2>{ *title }</h2><div class="fields">{ for fields.iter().filter(shown).map(field_view) }</div></section>
                        if at == 0 {
                            <section class="form-section card"><h2>{ words.days_by_rule }</h2>{ rules(office, &typed_rules, stage.tried, &set_rules) }</section>
                        }
                    </>
                }) }
                if let Some(refused) = &stage.refused { <p class="form-refused" role="alert">{ refused.clone() }</p> }
                if let Some((_, seen)) = &stage.seen { { preview(office, seen, &on_leave_out) } }
                <div class="row-bar">
                    if stage.seen.is_some() {
                        <Button id="make-run" weight={Weight::Primary} busy={stage.busy} onclick={make}>{ words.make }</Button>
                    } else {
                        <Button id="look-at-run" submit=true weight={Weight::Primary} busy={stage.busy}>{ words.look }</Button>
                    }
                </div>
            </form>
        </div>
    }
}
