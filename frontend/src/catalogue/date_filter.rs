//! Today, this weekend, this month, or days of one's own.

use crate::catalogue::filter::Span;
use crate::texts::Texts;
use crate::ui::field::Field;
use chrono::NaiveDate;
use yew::prelude::*;

pub fn date_filter(texts: &Texts, chosen: Span, today: NaiveDate, on_change: &Callback<Span>) -> Html {
    let words = &texts.catalogue;
    let between = match chosen {
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
    let on_from = on_change
        .reform(move |day: String| Span::Between { from: day.parse().ok(), to: between.and_then(|(_, to)| to) });
    let on_to = on_change
        .reform(move |day: String| Span::Between { from: between.and_then(|(from, _)| from), to: day.parse().ok() });
    html! {
        <fieldset class="date-filter">
            <legend class="only-read">{ words.when }</legend>
            <div class="chips">
                { for choices.into_iter().map(|(span, name)| {
                    let checked = span == chosen || (between.is_some() && matches!(span, Span::Between { .. }));
                    let onchange = on_change.reform(move |_| span);
                    html! {
                        <label class="chip">
                            <input type="radio" name="when" {checked} {onchange} /><span>{ name }</span>
                        </label>
                    }
                }) }
            </div>
            if let Some((from, to)) = between {
                <div class="between">
                    <Field id="from" kind="date" label={words.from_day} value={text(from)} min={today.to_string()}
                        max={to.map(|to| AttrValue::from(to.to_string()))} required=false on_input={on_from} />
                    <Field id="to" kind="date" label={words.to_day} value={text(to)} required=false on_input={on_to}
                        min={from.unwrap_or(today).to_string()} />
                </div>
            }
        </fieldset>
    }
}
