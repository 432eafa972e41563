//! A first show and its first performance, on sale at once.

use super::Stage;
use crate::load::Load;
use crate::staff::place::Go;
use crate::staff::settings::local::{field, form, hinted, line, needed, section, text};
use crate::staff::settings::sheet_form::{SheetForm, use_sheet};
use crate::state::wizard::{use_make_evening, use_plan, use_plans};
use crate::texts::office::use_office;
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::SelectField;
use crate::ui::skeleton::Skeleton;
use serde_json::json;
use shared::admin::Words;
use shared::forms::{Field, FieldKind, Form};
use shared::money::Currency;
use shared::seating::SeatingPlan;
use std::rc::Rc;
use yew::prelude::*;

/// As the server has it.
const TITLE_MAX: usize = 200;
const PRESENTATION_MAX: usize = 10_000;
const DURATION_MAX: i64 = 1_440;
/// 5.5 %, in hundredths of a percent.
const VAT_BP: i64 = 550;

#[derive(Properties, PartialEq)]
pub struct EveningStageProps {
    pub zone: AttrValue,
    pub currency: Currency,
    /// Whether there is a show that can be performed.
    pub has_show: bool,
    pub on_done: Callback<()>,
    pub onward: Html,
}

/// First the plan, because every category of it has a price.
#[component]
pub fn EveningStage(props: &EveningStageProps) -> Html {
    let words = &use_office().wizard;
    let plans = use_plans();
    let chosen = use_state_eq(|| None::<String>);
    let first = plans.ready().and_then(|plans| plans.first()).map(|plan| plan.id.clone());
    let plan = (*chosen).clone().or(first);
    let loaded = use_plan(plan.clone());
    let all = match &plans.load {
        Load::Waiting => return html! { <Skeleton count={6} /> },
        Load::Refused(refused) => {
            return html! { <ErrorPanel refused={refused.clone()} on_retry={plans.reload.clone()} /> };
        }
        Load::Ready(plans) => plans,
    };
    let Some(plan) = plan else {
        return html! {
            <Empty title={words.first_the_room}><p><Go to={Stage::Room.address()} class="button">{ words.to_the_room }</Go></p></Empty>
        };
    };
    let options: Vec<_> = all.iter().map(|plan| (plan.id.clone().into(), plan.title.clone().into())).collect();
    let on_change = {
        let chosen = chosen.setter();
        Callback::from(move |id: String| chosen.set(Some(id)))
    };
    html! {
        <>
            if options.len() > 1 { <SelectField id="wizard-plan" label={words.plan} value={plan.clone()} {options} {on_change} /> }
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={6} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(found) => match &**found {
                    Some(found) => html! {
                        <div key={plan}><EveningForm plan={found.clone()} zone={props.zone.clone()} currency={props.currency} has_show={props.has_show}
                            on_done={props.on_done.clone()} onward={props.onward.clone()} /></div>
                    },
                    None => Html::default(),
                },
            } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct EveningFormProps {
    plan: Rc<SeatingPlan>,
    zone: AttrValue,
    currency: Currency,
    has_show: bool,
    on_done: Callback<()>,
    onward: Html,
}

#[component]
fn EveningForm(props: &EveningFormProps) -> Html {
    let office = use_office();
    let sheet = use_sheet(evening(&props.plan, props.currency, &props.zone));
    let on_save = use_make_evening(&sheet, &props.plan, props.currency, props.on_done.clone());
    let mut hidden = Vec::new();
    if !sheet.value("show").is_null() {
        hidden.extend(["title", "presentation", "duration_minutes"]);
    } else if !props.has_show {
        hidden.push("show");
    }
    html! { <SheetForm {sheet} {on_save} {hidden} save={office.wizard.save_and_go_on} tools={props.onward.clone()} /> }
}

fn evening(plan: &SeatingPlan, currency: Currency, zone: &str) -> Rc<Form> {
    let show = vec![
        hinted(
            field(
                "show",
                ("Spectacle déjà noté", "Show that is known"),
                FieldKind::Relation { noun: "shows".to_owned() },
            ),
            ("Vide pour un nouveau spectacle.", "Empty for a new show."),
        ),
        needed("title", ("Titre", "Title"), line(TITLE_MAX)),
        field(
            "duration_minutes",
            ("Durée, minutes", "Length, minutes"),
            FieldKind::Number { min: 1, max: DURATION_MAX },
        ),
        field("presentation", ("Présentation", "Presentation"), text(PRESENTATION_MAX)),
    ];
    let mut performance = vec![
        needed("starts_at", ("Date et heure", "Date and time"), FieldKind::Moment),
        hinted(
            needed("vat_rate_bp", ("TVA", "VAT"), FieldKind::Percent),
            (
                "Comprise dans les prix. 0 pour qui n’y est pas soumis.",
                "Included in the prices. 0 for those who owe none.",
            ),
        ),
    ];
    performance.extend(plan.categories.iter().map(|category| {
        let kind = FieldKind::Money { currency: currency.code().to_owned() };
        Field {
            label: Words::new(&format!("Plein tarif, {}", category.name), &format!("Full price, {}", category.name)),
            ..needed(&price_key(category.id), ("", ""), kind)
        }
    }));
    let sections = vec![
        section(Some(("Le spectacle", "The show")), show),
        section(Some(("La séance", "The performance")), performance),
    ];
    let values = json!({ "vat_rate_bp": VAT_BP });
    form(0, sections, values.as_object().cloned().unwrap_or_default(), zone)
}

/// The field with the price of a category.
pub fn price_key(category: shared::ids::CategoryId) -> String {
    format!("price-{category}")
}
