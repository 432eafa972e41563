//! What the first run does: one request after the other. What was made before one of them was refused is kept in the form, so
//! that it is not made twice.

use crate::api;
use crate::load::{Loaded, Refused, use_load};
use crate::staff::form::sheet::{Sheet, SheetMove};
use crate::staff::settings::sheet_form::{Saving, said};
use crate::staff::wizard::evening::price_key;
use crate::staff::wizard::identity;
use crate::staff::wizard::room::text_of;
use crate::state::notices::use_notices;
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::use_explain;
use serde_json::{Map, Value};
use shared::catalogue::{PerformanceState, Price, WritePerformance, WriteRate, WriteShow, WriteVenue};
use shared::forms::{Form, RowChoice};
use shared::ids::{PlanId, RateId, ShowId, VenueId};
use shared::money::{Currency, Money};
use shared::refusal::Refusal;
use shared::seating::{FreeZone, PublishFreePlan, SeatingPlan};
use shared::settings::Settings;
use shared::staff::{Invitation, InviteStaff};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Where a refusal is shown.
type Explain = Callback<Refused, String>;
type Moves = UseReducerDispatcher<Sheet>;

/// Writes what the house says of itself.
#[hook]
pub fn use_write_identity(
    sheet: &UseReducerHandle<Sheet>,
    settings: &Rc<Settings>,
    on_done: Callback<()>,
) -> Callback<Saving> {
    let (explain, moves, settings) = (use_explain(), sheet.dispatcher(), settings.clone());
    Callback::from(move |saving: Saving| {
        let (explain, moves, on_done) = (explain.clone(), moves.clone(), on_done.clone());
        let groups = identity::groups(&settings, &saving.values);
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            match api::settings::write_settings(saving.version, &groups).await {
                Ok(after) => {
                    moves.dispatch(SheetMove::Saved(identity::identity(&after, true)));
                    on_done.emit(());
                }
                Err(refused) if refused.refusal() == Some(&Refusal::Outdated) => {
                    moves.dispatch(match api::settings::settings().await {
                        Ok(theirs) => SheetMove::Outdated(identity::identity(&theirs, true)),
                        Err(refused) => said(refused, &explain),
                    });
                }
                Err(refused) => moves.dispatch(said(refused, &explain)),
            }
        });
    })
}

/// A venue to be made or found, and its places: out of a file, else without numbers.
pub struct Room {
    pub saving: Saving,
    pub plan: Option<File>,
}

#[hook]
pub fn use_make_room(sheet: &UseReducerHandle<Sheet>, zone: &AttrValue, on_done: Callback<()>) -> Callback<Room> {
    let (office, explain, zone) = (use_office(), use_explain(), zone.to_string());
    let (moves, form) = (sheet.dispatcher(), sheet.form.clone());
    Callback::from(move |room: Room| {
        let (explain, moves, on_done) = (explain.clone(), moves.clone(), on_done.clone());
        let (form, zone) = (form.clone(), zone.clone());
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            match make_room(office, &moves, room, zone).await {
                Ok(()) => {
                    moves.dispatch(SheetMove::Saved(form));
                    on_done.emit(());
                }
                Err(refused) => moves.dispatch(plan_said(office, refused, &explain)),
            }
        });
    })
}

async fn make_room(office: &Office, moves: &Moves, room: Room, time_zone: String) -> Result<(), Refused> {
    let values = &room.saving.values;
    let venue = match related(values, "venue") {
        Some(venue) => VenueId(venue),
        None => {
            let member = |key| text_of(values, key);
            let (name, address) = (member("name"), member("address"));
            let written = WriteVenue { name, address, city: member("city"), time_zone, access: member("access") };
            let made = api::settings::write_venue(&written).await?;
            remember(moves, "venues", "venue", made.id.0, made.name);
            made.id
        }
    };
    match &room.plan {
        Some(file) => api::settings::import_plan(venue, file).await?,
        None => {
            let capacity = values.get("capacity").and_then(Value::as_i64).unwrap_or_default();
            let zones = vec![FreeZone { name: office.wizard.free_zone.to_owned(), capacity }];
            api::settings::publish_free_plan(&PublishFreePlan { venue, name: None, zones }).await?
        }
    };
    Ok(())
}

/// What is wrong with the file is said, too.
fn plan_said(office: &Office, refused: Refused, explain: &Explain) -> SheetMove {
    let first = match refused.refusal() {
        Some(Refusal::PlanInvalid { errors }) => errors.first().cloned(),
        _ => None,
    };
    match first {
        Some(error) => SheetMove::Refused((office.wizard.plan_wrong)(&error.path, &error.problem)),
        None => said(refused, explain),
    }
}

/// Every plan that a performance can be given.
#[hook]
pub fn use_plans() -> Loaded<Vec<RowChoice>> {
    use_load((), |()| api::tables::choices("plans", ""))
}

/// The plan with its categories; none while none is chosen.
#[hook]
pub fn use_plan(id: Option<String>) -> Loaded<Option<Rc<SeatingPlan>>> {
    use_load(id, |id| async move {
        match id.and_then(|id| id.parse().ok()) {
            Some(id) => api::seating_plan(PlanId(id)).await.map(|plan| Some(Rc::new(plan))),
            None => Ok(None),
        }
    })
}

/// Makes a show, if it is a new one, and puts a performance of it on sale.
#[hook]
pub fn use_make_evening(
    sheet: &UseReducerHandle<Sheet>,
    plan: &Rc<SeatingPlan>,
    currency: Currency,
    on_done: Callback<()>,
) -> Callback<Saving> {
    let (office, explain) = (use_office(), use_explain());
    let (moves, form, plan) = (sheet.dispatcher(), sheet.form.clone(), plan.clone());
    Callback::from(move |saving: Saving| {
        let (explain, moves, on_done) = (explain.clone(), moves.clone(), on_done.clone());
        let (form, plan) = (form.clone(), plan.clone());
        let Some(draft) = performance(&saving.values, &plan, currency) else {
            return moves.dispatch(SheetMove::Refused(office.wizard.not_readable.to_owned()));
        };
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            match make_evening(office, &moves, &saving.values, draft).await {
                Ok(()) => {
                    moves.dispatch(SheetMove::Saved(form));
                    on_done.emit(());
                }
                Err(refused) => moves.dispatch(said(refused, &explain)),
            }
        });
    })
}

async fn make_evening(
    office: &Office,
    moves: &Moves,
    values: &Map<String, Value>,
    draft: WritePerformance,
) -> Result<(), Refused> {
    let known = api::settings::rates().await?;
    let rate = match known.iter().find(|rate| !rate.hidden) {
        Some(rate) => rate.id,
        None => {
            let name = office.wizard.full_rate.to_owned();
            api::settings::write_rate(&WriteRate { name, condition: String::new(), hidden: false }).await?.id
        }
    };
    let show = match related(values, "show") {
        Some(show) => ShowId(show),
        None => {
            let made = api::settings::create_show(&show(values)).await?;
            remember(moves, "shows", "show", made.id.0, made.title);
            made.id
        }
    };
    let prices = draft.prices.into_iter().map(|price| Price { rate, ..price }).collect();
    api::settings::create_performance(&WritePerformance { show, prices, ..draft }).await?;
    Ok(())
}

fn show(values: &Map<String, Value>) -> WriteShow {
    let minutes = values.get("duration_minutes").and_then(Value::as_i64);
    WriteShow {
        title: text_of(values, "title"),
        subtitle: String::new(),
        genre: None,
        credits: Vec::new(),
        presentation: text_of(values, "presentation"),
        duration_minutes: minutes.and_then(|minutes| i32::try_from(minutes).ok()),
        age_from: None,
        language: None,
        published: true,
    }
}

/// The performance without its show and rate; none when the moment or a price cannot be read.
fn performance(values: &Map<String, Value>, plan: &SeatingPlan, currency: Currency) -> Option<WritePerformance> {
    let prices = plan.categories.iter().map(|category| {
        let minor = values.get(&price_key(category.id))?.as_i64()?;
        Some(Price { category: category.id, rate: RateId(0), price: Money::new(minor, currency) })
    });
    Some(WritePerformance {
        show: ShowId(0),
        plan: plan.id,
        starts_at: values.get("starts_at")?.as_str()?.parse().ok()?,
        doors_at: None,
        sale_opens_at: None,
        sale_closes_at: None,
        state: PerformanceState::OnSale,
        vat_rate_bp: values.get("vat_rate_bp")?.as_i64()?.try_into().ok()?,
        note: String::new(),
        prices: prices.collect::<Option<_>>()?,
    })
}

/// The row that a field points at.
fn related(values: &Map<String, Value>, key: &str) -> Option<i64> {
    values.get(key)?.as_str()?.parse().ok()
}

/// Points the field at what was just made.
fn remember(moves: &Moves, noun: &str, field: &str, id: i64, title: String) {
    let id = id.to_string();
    moves.dispatch(SheetMove::Named { noun: noun.to_owned(), id: id.clone(), title });
    moves.dispatch(SheetMove::Typed { field: field.to_owned(), value: Value::from(id) });
}

#[hook]
pub fn use_invitations() -> Loaded<Vec<Invitation>> {
    use_load((), |()| api::settings::invitations())
}

/// Invites; the form is `blank` again afterwards.
#[hook]
pub fn use_invite(sheet: &UseReducerHandle<Sheet>, blank: Rc<Form>, on_done: Callback<()>) -> Callback<Saving> {
    let (office, explain, told) = (use_office(), use_explain(), use_notices());
    let moves = sheet.dispatcher();
    Callback::from(move |saving: Saving| {
        let (explain, moves, told) = (explain.clone(), moves.clone(), told.clone());
        let (blank, on_done) = (blank.clone(), on_done.clone());
        let Ok(who) = serde_json::from_value::<InviteStaff>(Value::Object(saving.values)) else {
            let message = office.site().accounts.email_odd.to_owned();
            return moves.dispatch(SheetMove::Wrong { field: "email".to_owned(), message });
        };
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            match api::settings::invite_staff(&who).await {
                Ok(invitation) => {
                    told.good((office.wizard.invited)(invitation.email.as_str()));
                    moves.dispatch(SheetMove::Saved(blank));
                    on_done.emit(());
                }
                Err(refused) => moves.dispatch(said(refused, &explain)),
            }
        });
    })
}
