//! `/staff/t/{noun}/{id}` and `/staff/t/{noun}/new`: a row in its form.

use super::customer_tools::CustomerTools;
use super::form::card_view::card_view;
use super::form::history::History;
use super::form::related::Related;
use super::form::sheet::Sheet;
use super::place::{Go, list_of, reschedulings_of};
use super::row_form::RowForm;
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::route::use_query;
use crate::state::back_office::use_allowed;
use crate::state::row::{Which, use_row};
use crate::texts::office::use_office;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::admin::Act;
use shared::forms::Form;
use shared::ids::AccountId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FormPageProps {
    pub noun: AttrValue,
    /// None for a new row.
    pub id: Option<AttrValue>,
}

#[component]
pub fn FormPage(props: &FormPageProps) -> Html {
    let office = use_office();
    let allowed = use_allowed();
    let copy_of = use_query("copy_of");
    let which = props.id.clone().map_or(Which::New { copy_of }, Which::Row);
    let loaded = use_row(&props.noun, &which);
    let title = loaded.ready().map(|form| title_of(office, form)).unwrap_or_default();
    use_page_title(title.clone());
    let many = allowed.noun(&props.noun).map(|noun| office.say(&noun.many).to_owned()).unwrap_or_default();
    // The version that was saved here counts, not the larger one: it may be a hash of what the row holds.
    let saved = use_state_eq(|| None::<i64>);
    let version = saved.or_else(|| loaded.ready().map(|form| form.version)).unwrap_or_default();
    let on_saved = {
        let saved = saved.setter();
        Callback::from(move |version| saved.set(Some(version)))
    };
    html! {
        <div class="office-page form-page">
            <nav class="crumbs">
                <Go to={list_of(&props.noun)}><Icon sign={Sign::Left} />{ many }</Go>
                if let Some(id) = props.id.as_ref().filter(|_| props.noun == "performances" && allowed.may("performances", Act::Change)) {
                    <Go to={reschedulings_of(id)}>{ office.rescheduling.title }</Go>
                }
            </nav>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={8} /> },
                Load::Refused(refused) => html! { <ErrorPanel title_tag="h1" refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(form) => html! {
                    <>
                        <h1 tabindex="-1">{ title }</h1>
                        if let Some(id) = props.id.as_ref().filter(|_| props.noun == "customers").and_then(|id| id.parse::<AccountId>().ok()) {
                            <CustomerTools {id} name={form.title.clone()} />
                        }
                        <div class="form-and-history">
                            if is_read_only(form) { { card_view(office, form) } } else {
                                <RowForm noun={props.noun.clone()} sheet={Sheet::new(form.clone())} {on_saved} />
                            }
                            if let Some(id) = props.id.clone() {
                                <div class="beside-form">
                                    <Related noun={props.noun.clone()} id={id.clone()} />
                                    <History noun={props.noun.clone()} {id} {version} zone={form.time_zone.clone()} sections={form.sections.clone()} />
                                </div>
                            }
                        </div>
                    </>
                },
            } }
        </div>
    }
}

fn is_read_only(form: &Form) -> bool {
    form.id.is_some() && !form.noun.may.contains(&Act::Change)
}

fn title_of(office: &crate::texts::office::Office, form: &Form) -> String {
    match form.id {
        Some(_) => form.title.clone(),
        None => (office.form.new)(office.say(&form.noun.one)),
    }
}
