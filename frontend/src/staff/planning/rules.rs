//! Days by rule: «Fridays and Saturdays at 20:00 until 12 December».

use super::run::Rule;
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, text_of};
use crate::ui::icon::{Icon, Sign};
use web_sys::{InputEvent, MouseEvent};
use yew::prelude::*;

/// `set` is given all rules as they are then.
pub fn rules(office: &Office, rules: &[Rule], tried: bool, set: &Callback<Vec<Rule>>) -> Html {
    let words = &office.planning;
    let add = {
        let now = rules.to_vec();
        // The next rule begins like the last: matinees differ in little.
        set.reform(move |_: MouseEvent| [now.clone(), vec![now.last().cloned().unwrap_or_default()]].concat())
    };
    html! {
        <div class="run-rules">
            { for rules.iter().enumerate().map(|(at, rule)| one(office, rules, at, rule, tried, set)) }
            <Button id="add-rule" class="small" onclick={add}><Icon sign={Sign::Plus} />{ words.add_rule }</Button>
        </div>
    }
}

fn one(office: &Office, all: &[Rule], at: usize, rule: &Rule, tried: bool, set: &Callback<Vec<Rule>>) -> Html {
    let words = &office.planning;
    let with = |change: fn(&mut Rule, String)| {
        let all = all.to_vec();
        set.reform(move |typed: String| {
            let mut all = all.clone();
            if let Some(rule) = all.get_mut(at) {
                change(rule, typed);
            }
            all
        })
    };
    let without = {
        let all = all.to_vec();
        set.reform(move |_: MouseEvent| {
            let mut all = all.clone();
            all.remove(at);
            all
        })
    };
    let time = with(|rule, typed| rule.time = typed);
    html! {
        <fieldset class="run-rule">
            <legend class="only-read">{ (words.rule)(at + 1) }</legend>
            <div class="weekdays" role="group" aria-label={words.weekdays}>
                { for (0..7).map(|day| weekday(office, all, at, day, rule, set)) }
            </div>
            <div class="fields">
                <div class="field">
                    <label for={format!("rule-{at}-time")}>{ words.time }</label>
                    <input id={format!("rule-{at}-time")} type="time" value={rule.time.clone()} required=true oninput={time.reform(|event: InputEvent| text_of(&event))} />
                </div>
                <Field id={format!("rule-{at}-from")} kind="date" label={words.from} value={rule.from.clone()} on_input={with(|rule, typed| rule.from = typed)} />
                <Field id={format!("rule-{at}-to")} kind="date" label={words.to} value={rule.to.clone()} on_input={with(|rule, typed| rule.to = typed)} />
                if all.len() > 1 {
                    <Button class="round small" weight={Weight::Quiet} label={words.remove_rule} onclick={without}><Icon sign={Sign::Bin} /></Button>
                }
            </div>
            if tried && !rule.is_complete() { <p class="field-error" role="alert">{ words.rule_incomplete }</p> }
        </fieldset>
    }
}

fn weekday(office: &Office, all: &[Rule], at: usize, day: usize, rule: &Rule, set: &Callback<Vec<Rule>>) -> Html {
    let chosen = rule.days.get(day).copied().unwrap_or_default();
    let onchange = {
        let all = all.to_vec();
        set.reform(move |_: Event| {
            let mut all = all.clone();
            if let Some(chosen) = all.get_mut(at).and_then(|rule| rule.days.get_mut(day)) {
                *chosen = !*chosen;
            }
            all
        })
    };
    let name = office.planning.weekday.get(day).copied().unwrap_or_default();
    html! {
        <label key={day.to_string()}><input type="checkbox" id={format!("rule-{at}-day-{day}")} checked={chosen} {onchange} /><span>{ name }</span></label>
    }
}
