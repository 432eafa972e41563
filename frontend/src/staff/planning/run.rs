//! What was typed for a run, as it is sent.

use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};
use shared::planning::PlanRun;

/// The days of the week as the API says them, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// One rule as it is typed: days of the week at one time, between two days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    pub days: [bool; 7],
    /// `20:00`.
    pub time: String,
    /// `2026-12-12`.
    pub from: String,
    pub to: String,
}

impl Rule {
    pub fn is_complete(&self) -> bool {
        self.days.contains(&true) && !self.time.is_empty() && !self.from.is_empty() && !self.to.is_empty()
    }

    fn sent(&self) -> Value {
        let days: Vec<&str> =
            WEEKDAYS.iter().zip(self.days).filter(|(_, chosen)| *chosen).map(|(day, _)| *day).collect();
        json!({"weekdays": days, "time": seconds(&self.time), "from": self.from, "to": self.to})
    }
}

/// `20:00` is `20:00:00`.
fn seconds(time: &str) -> String {
    if time.len() == 5 { format!("{time}:00") } else { time.to_owned() }
}

/// The run; none when something is missing or no value of its kind.
pub fn run(rules: &[Rule], values: &Map<String, Value>) -> Option<PlanRun> {
    let text = |key: &str| values.get(key).and_then(Value::as_str).unwrap_or_default();
    let id = |value: Option<&Value>| value.and_then(Value::as_str).and_then(|id| id.parse::<i64>().ok());
    let children = |key: &str| values.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let extra = children("extra").into_iter().map(|row| {
        let part = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        format!("{}T{}", part("date"), seconds(&part("time")))
    });
    let except = children("except").iter().filter_map(|row| row.get("date").cloned()).collect::<Vec<_>>();
    let sale_opens = match text("sale_opens") {
        "days_before" => json!({"kind": "days_before", "days": values.get("days").and_then(Value::as_i64)?}),
        _ => json!({"kind": "at_once"}),
    };
    let prices = match text("prices_from") {
        "given" => {
            let mut prices = Vec::new();
            for row in children("prices") {
                let money = json!({"minor": row.get("price_minor")?.as_i64()?, "currency": text("currency")});
                prices
                    .push(json!({"category": id(row.get("category"))?, "rate": id(row.get("rate"))?, "price": money}));
            }
            json!({"kind": "given", "prices": prices})
        }
        _ => json!({"kind": "copied", "from": id(values.get("copy_from"))?}),
    };
    let sent = json!({
        "show": id(values.get("show"))?,
        "plan": id(values.get("plan"))?,
        "rules": rules.iter().map(Rule::sent).collect::<Vec<_>>(),
        "extra": extra.collect::<Vec<_>>(),
        "except": except,
        "doors_minutes_before": values.get("doors").and_then(Value::as_i64),
        "sale_opens": sale_opens,
        "sale_closes_minutes_before": values.get("closes").and_then(Value::as_i64),
        "state": text("state"),
        "vat_rate_bp": values.get("vat_rate_bp").and_then(Value::as_i64)?,
        "note": text("note"),
        "prices": prices,
        "on_conflict": text("on_conflict"),
    });
    serde_json::from_value(sent).ok()
}

/// What was typed, without the performance at this moment of the venue's clock: a date by hand goes, a day of the rules becomes
/// an exception.
pub fn without(values: &Map<String, Value>, moment: NaiveDateTime) -> Map<String, Value> {
    let (date, time) = (moment.format("%Y-%m-%d").to_string(), moment.format("%H:%M").to_string());
    let rows = |key: &str| values.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let is_by_hand = |row: &Value| {
        let part = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
        part("date") == date && part("time").starts_with(&time)
    };
    let mut left = values.clone();
    let (by_hand, extra): (Vec<Value>, Vec<Value>) = rows("extra").into_iter().partition(is_by_hand);
    if by_hand.is_empty() {
        let mut except = rows("except");
        except.push(json!({ "date": date }));
        left.insert("except".to_owned(), Value::from(except));
    } else {
        left.insert("extra".to_owned(), Value::from(extra));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::planning::{OnConflict, RunPrices, SaleOpens};

    fn typed() -> Map<String, Value> {
        let values = json!({
            "show": "3", "plan": "1", "sale_opens": "at_once", "state": "on_sale", "vat_rate_bp": 550, "note": "",
            "prices_from": "copied", "copy_from": "12", "on_conflict": "skip",
            "extra": [{"date": "2026-12-31", "time": "21:00"}], "except": [{"date": "2026-12-05"}],
        });
        values.as_object().cloned().unwrap()
    }

    #[test]
    fn fridays_and_saturdays_until_a_day_are_one_rule() {
        let rule = Rule {
            days: [false, false, false, false, true, true, false],
            time: "20:00".to_owned(),
            from: "2026-11-27".to_owned(),
            to: "2026-12-12".to_owned(),
        };
        assert!(rule.is_complete() && !Rule::default().is_complete());
        let run = run(&[rule], &typed()).unwrap();
        assert_eq!(run.rules[0].weekdays.len(), 2);
        assert_eq!(run.rules[0].time.to_string(), "20:00:00");
        assert_eq!((run.extra.len(), run.except.len()), (1, 1));
        assert!(matches!(run.prices, RunPrices::Copied { from } if from.0 == 12));
        assert_eq!((run.on_conflict, run.sale_opens), (OnConflict::Skip, SaleOpens::AtOnce));
    }

    #[test]
    fn a_date_that_is_left_out_goes_from_where_it_came() {
        let at = |text: &str| text.parse().unwrap();
        let by_hand = without(&typed(), at("2026-12-31T21:00:00"));
        assert_eq!((by_hand["extra"].as_array().unwrap().len(), &by_hand["except"]), (0, &typed()["except"]));
        let by_rule = without(&typed(), at("2026-12-11T20:00:00"));
        assert_eq!(by_rule["extra"], typed()["extra"]);
        assert_eq!(by_rule["except"], json!([{"date": "2026-12-05"}, {"date": "2026-12-11"}]));
    }

    #[test]
    fn what_is_missing_is_not_sent() {
        let mut values = typed();
        values.insert("show".to_owned(), Value::Null);
        assert!(run(&[], &values).is_none());
        let mut values = typed();
        values.insert("sale_opens".to_owned(), json!("days_before"));
        assert!(run(&[], &values).is_none());
    }
}
