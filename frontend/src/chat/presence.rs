//! Whether somebody is at the box office, in words.

use crate::clock;
use crate::texts::Texts;
use crate::ui::format::day_of;
use shared::live::{BoxOfficePresence, PresenceState};

/// «La billetterie est là», «… est de retour à 14:00».
pub fn words(texts: &Texts, office: &BoxOfficePresence, zone: &str) -> String {
    let words = &texts.live;
    match (office.state, office.back_at) {
        (PresenceState::Here, _) => words.here.to_owned(),
        (PresenceState::Busy, _) => words.busy.to_owned(),
        (PresenceState::Away, None) => words.away.to_owned(),
        (PresenceState::Away, Some(at)) => {
            let format = texts.format();
            let today = day_of(at, zone) == clock::today(zone);
            (words.back_at)(&if today { (words.at)(&format.time(at, zone)) } else { format.moment(at, zone) })
        }
    }
}

/// The class that colours the sign beside the words.
pub const fn class(office: Option<&BoxOfficePresence>) -> &'static str {
    match office {
        Some(BoxOfficePresence { state: PresenceState::Here, .. }) => "here",
        Some(BoxOfficePresence { state: PresenceState::Busy, .. }) => "busy",
        _ => "away",
    }
}
