//! Today, this weekend, this month, or days of one's own.

use crate::catalogue::filter::Span;
use crate::texts::use_texts;
use crate::ui::field::Field;
use chrono::NaiveDate;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DateFilterProps {
    pub span: Span,
    pub today: NaiveDate,
    pub on_change: Callback<Span>,
}

#[component]
pub fn DateFilter(props: &DateFilterProps) -> Html {
    let words = &use_texts().catalogue;
    let between = match props.span {
        Span::Between { from, to } => Some((from, to)),
        _ => None,
    };
    let choices = [
        (Span::Any, words.any_time),
        (Span::Today, words.today),
        (Span::Weekend, words.weekend),
        (Span::Month, words.month),
        (Span::Between { from: None, to: None }, words.between),
    ];
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let on_from = props
        .on_change
        .reform(move |day: String| Span::Between { from: day.parse().ok(), to: between.and_then(|(_, to)| to) });
    let on_to = props
        .on_change
        .reform(move |day: String| Span::Between { from: between.and_then(|(from, _)| from), to: day.parse().ok() });
    html! {
        <fieldset class="date-filter">
            <legend class="only-read">{ words.when }</legend>
            <div class="chips">
                { for choices.into_iter().map(|(span, name)| {
                    let chosen = span == props.span || (between.is_some() && matches!(span, Span::Between { .. }));
                    let onchange = props.on_change.reform(move |_| span);
                    html! {
                        <label class="chip">
                            <input type="radio" name="when" checked={chosen} {onchange} /><span>{ name }</span>
                        </label>
                    }
                }) }
            </div>
            if let Some((from, to)) = between {
                <div class="between">
                    <Field id="from" kind="date" label={words.from_day} value={text(from)} min={props.today.to_string()}
                        max={to.map(|to| AttrValue::from(to.to_string()))} required=false on_input={on_from} />
                    <Field id="to" kind="date" label={words.to_day} value={text(to)} required=false on_input={on_to}
                        min={from.unwrap_or(props.today).to_string()} />
                </div>
            }
        </fieldset>
    }
}
