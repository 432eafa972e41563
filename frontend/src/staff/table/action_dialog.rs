//! The dialog of an action: what it needs, what it would do and to what else, and the button that does it.

use super::acting::{Acting, ActingMove, Stage};
use crate::load::Refused;
use crate::staff::form::check::wrong;
use crate::staff::form::field_view::FieldView;
use crate::staff::reschedulings::would_touch;
use crate::state::table::{Run, use_run};
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::error_panel::use_explain;
use crate::ui::skeleton::Skeleton;
use serde_json::{Map, Value};
use shared::admin::{Action, ActionDone, RunAction, Selection};
use shared::refusal::Refusal;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ActionDialogProps {
    pub noun: AttrValue,
    pub action: Action,
    pub rows: Selection,
    pub zone: AttrValue,
    pub on_close: Callback<()>,
    /// It was done to so many rows.
    pub on_done: Callback<i64>,
}

#[component]
pub fn ActionDialog(props: &ActionDialogProps) -> Html {
    let office = use_office();
    let (words, common) = (&office.table, &office.site().common);
    let needs_nothing = props.action.fields.is_empty();
    let acting = use_reducer(move || Acting::new(needs_nothing));
    let (run, explain) = (use_run(&props.noun), use_explain());
    let send = {
        let (moves, on_done, values) = (acting.dispatcher(), props.on_done.clone(), acting.values.clone());
        let (key, rows) = (props.action.key.clone(), props.rows.clone());
        move |confirmed: bool| {
            let action = RunAction { action: key.clone(), rows: rows.clone(), values: values.clone(), confirmed };
            let (moves, on_done, explain) = (moves.clone(), on_done.clone(), explain.clone());
            run.emit(Run {
                action,
                on_done: Callback::from(move |answer: Result<ActionDone, Refused>| match answer {
                    Ok(done) if done.done => on_done.emit(done.rows),
                    Ok(seen) => moves.dispatch(ActingMove::Seen(seen)),
                    Err(refused) => {
                        let field = field_of(&refused);
                        moves.dispatch(ActingMove::Refused { field, message: explain.emit(refused) });
                    }
                }),
            });
        }
    };
    use_effect_with(acting.stage == Stage::Looking, {
        let send = send.clone();
        move |looking| {
            if *looking {
                send(false);
            }
        }
    });
    let step = |step: ActingMove| {
        let moves = acting.dispatcher();
        Callback::from(move |()| moves.dispatch(step.clone()))
    };
    let (look, again) = (step(ActingMove::Look), step(ActingMove::Again));
    let do_it = {
        let moves = acting.dispatcher();
        Callback::from(move |_: MouseEvent| {
            moves.dispatch(ActingMove::Do);
            send(true);
        })
    };
    let onsubmit = {
        let (moves, fields, values) = (acting.dispatcher(), props.action.fields.clone(), acting.values.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let wrongs =
                fields.iter().map(|field| (field, wrong(field, values.get(&field.key).unwrap_or(&Value::Null))));
            match wrongs.into_iter().find_map(|(field, wrong)| Some((field.key.clone(), wrong?))) {
                Some((field, wrong)) => {
                    moves.dispatch(ActingMove::Refused { field: Some(field), message: (office.form.wrong)(wrong) });
                }
                None => look.emit(()),
            }
        })
    };
    let weight = if props.action.destructive { Weight::Danger } else { Weight::Primary };
    let label = office.say(&props.action.label).to_owned();
    let cancel = props.on_close.reform(|_: MouseEvent| ());
    let inside = match &acting.stage {
        Stage::Filling => html! {
            <form {onsubmit} novalidate=true>
                { for props.action.fields.iter().map(|field| field_of_action(props, &acting, field)) }
                <footer class="actions">
                    <Button onclick={cancel}>{ words.leave_it }</Button>
                    <Button weight={Weight::Primary} submit=true id="action-look">{ common.confirm }</Button>
                </footer>
            </form>
        },
        Stage::Looking => html! { <><p class="soft">{ words.looking }</p><Skeleton count={3} /></> },
        Stage::Shown(seen) | Stage::Doing(seen) => html! {
            <>
                { preview(office, seen, would_touch(&props.noun, &props.action, &props.rows)) }
                <footer class="actions">
                    if !needs_nothing { <Button weight={Weight::Quiet} onclick={again.reform(|_: MouseEvent| ())}>{ common.back }</Button> }
                    <Button onclick={cancel}>{ words.leave_it }</Button>
                    if acting.can() || matches!(acting.stage, Stage::Doing(_)) {
                        <Button id="action-do" {weight} busy={matches!(acting.stage, Stage::Doing(_))} onclick={do_it}>{ label.clone() }</Button>
                    }
                </footer>
            </>
        },
    };
    html! {
        <Dialog title={label} on_close={props.on_close.clone()} class="action-dialog">
            if let Some((None, message)) = &acting.refused { <p class="field-error" role="alert">{ message.clone() }</p> }
            { inside }
        </Dialog>
    }
}

fn field_of_action(props: &ActionDialogProps, acting: &UseReducerHandle<Acting>, field: &shared::forms::Field) -> Html {
    let moves = acting.dispatcher();
    let key = field.key.clone();
    let on_typed = Callback::from(move |value| moves.dispatch(ActingMove::Typed { field: key.clone(), value }));
    let is_about = |about: &Option<String>| about.as_deref() == Some(field.key.as_str());
    let error = acting.refused.as_ref().filter(|(about, _)| is_about(about)).map(|(_, message)| message.clone());
    html! {
        <FieldView key={field.key.clone()} id={format!("action-{}", field.key)} field={field.clone()} zone={props.zone.clone()}
            value={acting.values.get(&field.key).cloned().unwrap_or(Value::Null)} names={Map::new()} {error} {on_typed} />
    }
}

fn field_of(refused: &Refused) -> Option<String> {
    match refused.refusal()? {
        Refusal::Invalid { field, .. } => Some(field.strip_prefix("values.").unwrap_or(field).to_owned()),
        _ => None,
    }
}

/// What would be done, to what else (in `told` when more can be told than counts), and to which rows not.
pub fn preview(office: &Office, seen: &ActionDone, told: Option<Html>) -> Html {
    let words = &office.table;
    let format = office.format();
    let left_out = i64::try_from(seen.left_out.len()).unwrap_or(i64::MAX);
    html! {
        <div class="preview">
            if seen.rows > 0 { <p class="number"><b>{ (words.will_change)(&format.number(seen.rows)) }</b></p> }
            else { <p>{ words.nothing_to_do }</p> }
            if let Some(told) = told {
                { told }
            } else if !seen.touched.is_empty() {
                <h3>{ words.touched }</h3>
                <ul>
                    { for seen.touched.iter().map(|touched| html! {
                        <li class={touched.forbids.then_some("forbids")}>
                            <b class="number">{ format.number(touched.rows) }</b>{ format!(" {}", office.say(&touched.what)) }
                            if touched.forbids { <small>{ format!(" — {}", words.forbids) }</small> }
                        </li>
                    }) }
                </ul>
            }
            if left_out > 0 {
                <details open={seen.rows == 0}>
                    <summary>{ (words.left_out)(left_out, &format.number(left_out)) }</summary>
                    <ul>{ for seen.left_out.iter().map(|left| html! { <li>{ left.title.clone() }<small>{ format!(" — {}", crate::texts::office::table::reason(office, &left.code)) }</small></li> }) }</ul>
                </details>
            }
        </div>
    }
}
