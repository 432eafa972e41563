//! The hours in which the box office answers, as rows of a form: a day, and two times as people write them.

use super::local::{Said, field as optional, hinted, line, needed, option};
use serde_json::{Value, json};
use shared::forms::{Field, FieldKind};
use shared::live::OpeningHours;

const DAYS: [Said; 7] = [
    ("Lundi", "Monday"),
    ("Mardi", "Tuesday"),
    ("Mercredi", "Wednesday"),
    ("Jeudi", "Thursday"),
    ("Vendredi", "Friday"),
    ("Samedi", "Saturday"),
    ("Dimanche", "Sunday"),
];
/// Twice a day, all week.
const ROWS_MAX: i64 = 28;

/// All hours of a week, as rows.
pub fn field() -> Field {
    let options = DAYS.iter().enumerate().map(|(day, name)| option(&day.to_string(), *name)).collect();
    let fields = vec![
        needed("weekday", ("Jour", "Day"), FieldKind::Choice { options }),
        needed("opens", ("De", "From"), line(5)),
        needed("closes", ("À", "To"), line(5)),
    ];
    let label = ("Quand l’équipe répond en ligne", "When the staff answer online");
    hinted(
        optional("hours", label, FieldKind::Children { fields, max: ROWS_MAX }),
        ("Comme 9:30 ou 14h\u{a0}; jusqu’à 24:00.", "Such as 9:30 or 14:00; up to 24:00."),
    )
}

pub fn rows(hours: &[OpeningHours]) -> Value {
    let row = |hours: &OpeningHours| json!({ "weekday": hours.weekday.to_string(), "opens": written(hours.opens_minute), "closes": written(hours.closes_minute) });
    Value::from(hours.iter().map(row).collect::<Vec<_>>())
}

/// The rows as the server wants them; none when a day or a time cannot be read.
pub fn request(rows: &Value) -> Option<Value> {
    let row = |row: &Value| {
        let weekday: i32 = row.get("weekday")?.as_str()?.parse().ok()?;
        let minute = |key: &str| read(row.get(key)?.as_str()?);
        Some(json!({ "weekday": weekday, "opens_minute": minute("opens")?, "closes_minute": minute("closes")? }))
    };
    let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter().map(row).collect::<Option<Vec<_>>>().map(Value::from)
}

fn written(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes since midnight of «9», «9h», «9h30», «09:30».
fn read(typed: &str) -> Option<i32> {
    let (hours, minutes) = typed.trim().split_once([':', 'h', 'H']).unwrap_or((typed.trim(), ""));
    let minutes: i32 = if minutes.trim().is_empty() { 0 } else { minutes.trim().parse().ok()? };
    let hours: i32 = hours.trim().parse().ok()?;
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    ((0..60).contains(&minutes) && (0..=1440).contains(&minute)).then_some(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        let typed = ["9", "9h", "9h30", "09:30", " 24:00 ", "14H05"].map(read);
        assert_eq!(typed, [540, 540, 570, 570, 1440, 845].map(Some));
        assert_eq!(["", "neuf", "9:75", "24:01", "-1", "9:-5"].map(read), [None; 6]);
    }

    #[test]
    fn a_week_is_the_same_after_a_round() {
        let hours = [OpeningHours { weekday: 4, opens_minute: 570, closes_minute: 1440 }];
        let sent = request(&rows(&hours)).unwrap();
        assert_eq!(sent, json!([{ "weekday": 4, "opens_minute": 570, "closes_minute": 1440 }]));
        assert_eq!(request(&json!([{ "weekday": null, "opens": "9", "closes": "10" }])), None);
    }
}
