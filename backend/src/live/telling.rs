//! From an announcement to those who watch: reads what happened, once, and tells each room in its own words.

use super::hub::Room;
use super::{conversations, frame, presence, seats};
use crate::announce::{Announcement, Origin};
use crate::app::App;
use crate::error::Fallible;
use shared::ids::PerformanceId;
use shared::live::{BoxOfficePresence, ServerFrame, Topic, close};
use std::collections::BTreeSet;

/// Tells everything that was announced, and the seats of these performances. Returns performances whose watchers have not
/// read yet what they were told before: their changes are gathered on, so that a crowd gets them as fast as the machine and
/// the network carry them, and no faster.
pub async fn tell_all(
    app: &App,
    said: Vec<(Announcement, Origin)>,
    mut performances: BTreeSet<PerformanceId>,
) -> Fallible<BTreeSet<PerformanceId>> {
    let mut office_changed = false;
    for (said, _) in said {
        match said {
            Announcement::Seats { performance, .. } => {
                performances.insert(performance);
            }
            Announcement::OfficeChanged => office_changed = true,
            other => tell(app, other).await?,
        }
    }
    let busy = {
        let hub = app.live.hub.lock();
        performances.iter().copied().filter(|performance| hub.is_busy(Room::Seats(*performance))).collect()
    };
    for performance in performances.difference(&busy) {
        tell_seats(app, *performance).await?;
    }
    if office_changed {
        tell_office(app).await?;
    }
    Ok(busy)
}

async fn tell(app: &App, said: Announcement) -> Fallible<()> {
    let live = &app.live;
    match said {
        Announcement::Basket { visitor } => live.hub.lock().touch(visitor),
        Announcement::SessionEnded { session } => {
            live.hub.lock().close(close::SESSION_ENDED, |identity| identity.session == Some(session));
        }
        Announcement::SessionsEnded { account, except } => live.hub.lock().close(close::SESSION_ENDED, |identity| {
            identity.account == Some(account) && (except.is_none() || identity.session != except)
        }),
        Announcement::People { process, here, gone } => {
            live.elsewhere.lock().hear(&process, here.clone(), &gone, live.steady());
            tell_people_elsewhere(app, &here, &gone)?;
            if here.iter().any(|person| person.is_staff) || !gone.is_empty() {
                tell_office(app).await?;
            }
        }
        Announcement::Everything => {
            let watched = live.hub.lock().watched_performances();
            for performance in watched {
                seats::refresh(app, performance, seats::LOOK_AFTER).await?;
            }
            refetch(app)?;
            tell_office(app).await?;
        }
        said => conversations::tell(app, said).await?,
    }
    Ok(())
}

/// Brings the board of a performance up to date if somebody watches it; others find it when they ask.
async fn tell_seats(app: &App, performance: PerformanceId) -> Fallible<()> {
    if app.live.hub.lock().is_watched(Room::Seats(performance)) {
        seats::refresh(app, performance, seats::LOOK_AFTER).await?;
    }
    Ok(())
}

/// What visitors may know of the box office now.
pub async fn office(app: &App) -> Fallible<BoxOfficePresence> {
    let (here, now) = (app.live.box_office_here(), app.clock.now());
    app.db.read(move |conn| super::office(conn, &here, now)).await
}

/// Tells whether the box office is there, if that changed.
pub async fn tell_office(app: &App) -> Fallible<()> {
    if !app.live.hub.lock().is_watched(Room::BoxOffice) {
        return Ok(());
    }
    let office = office(app).await?;
    let mut told = app.live.office.lock();
    if told.as_ref() != Some(&office) {
        app.live.hub.lock().send(Room::BoxOffice, &frame(&ServerFrame::BoxOffice(office.clone()))?);
        *told = Some(office);
    }
    Ok(())
}

/// Something was lost: whoever watches anything but seats asks again.
fn refetch(app: &App) -> Fallible<()> {
    let mut hub = app.live.hub.lock();
    for room in hub.rooms() {
        if let Some(topic) = topic(room) {
            hub.send(room, &frame(&ServerFrame::Refetch { topic })?);
        }
    }
    Ok(())
}

/// The whole of a room, for those who missed something: the seats themselves, or the word to ask again.
pub fn whole(app: &App, room: Room) -> Option<bytestring::ByteString> {
    match room {
        Room::Seats(performance) => app.live.seats.whole(performance),
        other => frame(&ServerFrame::Refetch { topic: topic(other)? }).ok(),
    }
}

const fn topic(room: Room) -> Option<Topic> {
    Some(match room {
        // Seats are told as a whole instead.
        Room::Seats(_) => return None,
        Room::BoxOffice => Topic::BoxOffice,
        Room::Chat(_) => Topic::Chat,
        Room::Notices(_) => Topic::Notices,
        Room::Conversation(conversation) => Topic::Conversation { conversation },
        Room::Inbox => Topic::Inbox,
        Room::Visitors => Topic::Visitors,
    })
}

/// Tells staff, and other processes, who came, went or changed here.
pub async fn tell_people(app: &App, everybody: bool) -> Fallible<()> {
    let live = &app.live;
    let changed = live.hub.lock().take_changed();
    let is_asked = live.hub.lock().is_watched(Room::Visitors);
    if (changed.is_empty() && !everybody) || (!is_asked && live.peers.get().is_none()) {
        return Ok(());
    }
    let (here, gone): (Vec<_>, Vec<_>) = {
        let hub = live.hub.lock();
        let (here, gone): (Vec<_>, Vec<_>) = if everybody {
            let gone = changed.iter().filter(|person| !hub.people().contains_key(person)).cloned().collect();
            (hub.people().keys().cloned().collect(), gone)
        } else {
            changed.iter().cloned().partition(|person| hub.people().contains_key(person))
        };
        let here = here.into_iter().filter_map(|person| hub.people().get(&person).cloned().map(|here| (person, here)));
        (here.collect(), gone)
    };
    let now = app.clock.now();
    let (described, here) = app.db.read(move |conn| Ok((presence::describe(conn, &here, now)?, here.clone()))).await?;
    let gone: Vec<String> = gone.iter().map(presence::key).collect();
    let people = described
        .into_iter()
        .zip(here)
        .map(|(described, (person, here))| (changed.contains(&person), described, here.is_box_office));
    let people: Vec<_> = people.collect();
    if is_asked {
        let total = live.total();
        let mut hub = live.hub.lock();
        for (_, visitor, _) in people.iter().filter(|(changed, _, is_staff)| *changed && !is_staff) {
            let told = ServerFrame::VisitorHere { total, visitor: visitor.clone() };
            hub.send(Room::Visitors, &frame(&told)?);
        }
        for person in gone.iter().filter(|person| !live.elsewhere.lock().has(person)) {
            hub.send(Room::Visitors, &frame(&ServerFrame::VisitorLeft { total, person: person.clone() })?);
        }
    }
    let there = people.into_iter().map(|(_, here, is_staff)| crate::announce::PersonThere { here, is_staff });
    super::run::tell_peers(app, there.collect(), gone);
    Ok(())
}

fn tell_people_elsewhere(app: &App, here: &[crate::announce::PersonThere], gone: &[String]) -> Fallible<()> {
    let live = &app.live;
    if !live.hub.lock().is_watched(Room::Visitors) {
        return Ok(());
    }
    let total = live.total();
    let is_local = |person: &str| live.hub.lock().people().keys().any(|known| presence::key(known) == person);
    for person in here.iter().filter(|person| !person.is_staff && !is_local(&person.here.person)) {
        let told = ServerFrame::VisitorHere { total, visitor: person.here.clone() };
        live.hub.lock().send(Room::Visitors, &frame(&told)?);
    }
    for person in gone.iter().filter(|person| !is_local(person)) {
        let told = ServerFrame::VisitorLeft { total, person: person.clone() };
        live.hub.lock().send(Room::Visitors, &frame(&told)?);
    }
    Ok(())
}
