//! A demonstration theatre that feels real: a house, its programme, and two years of orders. Only ever into an empty
//! database; building it again changes nothing.

mod books;
mod desk;
mod dice;
mod evenings;
mod house_plan;
mod posters;
mod programme;
mod sales;
mod seats;
mod store;

use crate::accounts::passwords::{NewPassword, Passwords};
use crate::catalogue::pictures::Prepared;
use crate::clock::Moment;
use crate::db::{Conn, Db};
use crate::error::{Error, Fallible};
use crate::{accounts, catalogue, house, seating};
use books::Season;
use chrono::{Datelike, TimeDelta};
use dice::Dice;
use programme::{Programme, Staged, Texts, ZONE};
use sales::{Buyer, Fate, Sale, Seat};
use shared::accounts::Role;
use shared::demo::{SIGN_INS, SignIn};
use shared::email::Email;
use shared::house::Locale;
use shared::ids::{AccountId, PlanId};
use std::sync::Arc;

/// Spectators with an account, and all of them.
const CUSTOMERS: usize = 28;
const SPECTATORS: usize = 480;

/// What was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    pub shows: usize,
    pub performances: usize,
    pub orders: usize,
    pub tickets: usize,
}

/// What is made before the database is touched.
struct Prepare {
    texts: Texts,
    posters: Vec<Prepared>,
    passwords: Vec<NewPassword>,
    /// Of an account that nobody can sign in to.
    closed: NewPassword,
}

/// Builds the theatre in one transaction; none when it stands already.
///
/// Refuses a database that has anything else in it.
pub async fn build(db: &Db, now: Moment) -> Fallible<Option<Built>> {
    if db.read(stands).await? {
        return Ok(None);
    }
    let passwords = Passwords::new();
    let mut chosen = vec![];
    for sign_in in SIGN_INS {
        chosen.push(passwords.choose(sign_in.password).await?);
    }
    let closed = passwords.choose(&crate::secrets::new_token()?).await?;
    let drawn = tokio::task::spawn_blocking(|| {
        let texts = programme::texts()?;
        let posters = programme::draw_posters(&texts)?;
        Ok::<_, Error>((texts, posters))
    });
    let (texts, posters) = drawn.await.map_err(|cause| Error::fault("draw the posters", cause))??;
    let ready = Arc::new(Prepare { texts, posters, passwords: chosen, closed });
    db.write(move |conn| if stands(conn)? { Ok(None) } else { write(conn, &ready, now).map(Some) }).await
}

/// Whether the demonstration is there; refuses when something else is.
fn stands(conn: &mut Conn) -> Fallible<bool> {
    if house::show(conn)?.demonstration {
        return Ok(true);
    }
    if store::is_empty(conn)? {
        return Ok(false);
    }
    Err(Error::fault(
        "build the demonstration",
        "the database has data of its own, which stays as it is: name an empty one",
    ))
}

fn write(conn: &mut Conn, ready: &Prepare, now: Moment) -> Fallible<Built> {
    let today = now.with_timezone(&ZONE).date_naive();
    let seed = u64::try_from(today.num_days_from_ce()).unwrap_or(0);
    let programme = programme::write(conn, &ready.texts, &ready.posters, now)?;
    let evenings = evenings::around(today, &mut Dice::new("evenings", seed));
    let staged = programme::stage(conn, &ready.texts, &programme, &evenings, now)?;
    let (staff, buyers) = write_people(conn, ready, now, &mut Dice::new("people", seed))?;
    let plans = programme.plans.iter().map(|plan| seats(conn, *plan)).collect::<Fallible<Vec<_>>>()?;
    let sales = sales::think_up(&staged, &plans, &buyers, now, &mut Dice::new("sales", seed));
    let season = Season {
        programme: &programme,
        staged: &staged,
        plans: &plans,
        buyers: &buyers,
        desk: staff.desk,
        door: staff.door,
        now,
    };
    let tickets = books::write(conn, &season, &sales)?;
    write_comments(conn, ready, &programme, (&staged, &sales, &buyers), now)?;
    desk::write(conn, staff.desk, &buyers, now)?;
    Ok(Built { shows: programme.shows.len(), performances: staged.len(), orders: sales.len(), tickets })
}

struct StaffOnDuty {
    desk: AccountId,
    door: AccountId,
}

/// The sign-ins, customers with accounts and those without; Ada is the first of the buyers.
fn write_people(conn: &mut Conn, ready: &Prepare, now: Moment, dice: &mut Dice) -> Fallible<(StaffOnDuty, Vec<Buyer>)> {
    let joined_at = now - TimeDelta::days(800);
    let (mut desk, mut door, mut buyers) = (None, None, vec![]);
    for (SignIn { email: address, name, role, .. }, password) in SIGN_INS.iter().zip(&ready.passwords) {
        let email = email(address)?;
        match role {
            Some(role) => {
                let account = accounts::team::create_staff(conn, &email, name, &password.hash, *role, joined_at)?;
                match role {
                    Role::BoxOffice => desk = Some(account),
                    Role::Door => door = Some(account),
                    Role::Admin | Role::Moderator => {}
                }
            }
            None => {
                let account = accounts::create_confirmed(conn, &email, name, &password.hash, Locale::Fr, joined_at)?;
                buyers.push(Buyer {
                    name: (*name).to_owned(),
                    email: email.to_string(),
                    account: Some(account),
                    locale: Locale::Fr,
                });
            }
        }
    }
    let people = &ready.texts.people;
    let mut names: Vec<(&String, &String)> =
        people.first.iter().flat_map(|first| people.last.iter().map(move |last| (first, last))).collect();
    dice.shuffle(&mut names);
    for (number, (first, last)) in names.into_iter().take(SPECTATORS).enumerate() {
        let (name, address) = (format!("{first} {last}"), format!("{first}.{last}@example.org"));
        let address = email(&deunicode::deunicode(&address).to_lowercase())?;
        let locale = if dice.percent(93) { Locale::Fr } else { Locale::En };
        let account = if number < CUSTOMERS {
            Some(accounts::create_confirmed(conn, &address, &name, &ready.closed.hash, locale, joined_at)?)
        } else {
            None
        };
        buyers.push(Buyer { name, email: address.to_string(), account, locale });
    }
    let nobody = || Error::fault("build the demonstration", "nobody is on duty");
    Ok((StaffOnDuty { desk: desk.ok_or_else(nobody)?, door: door.ok_or_else(nobody)? }, buyers))
}

fn email(address: &str) -> Fallible<Email> {
    address.parse().map_err(|cause| Error::fault("read a demonstration address", cause))
}

fn seats(conn: &mut Conn, plan: PlanId) -> Fallible<Vec<Seat>> {
    let focus = seating::plan(conn, plan)?.focus;
    let spots = store::spots(conn, plan, (focus.x, focus.y))?;
    let ids: Vec<_> = spots.iter().map(|(id, _)| *id).collect();
    let mut places = seating::places(conn, &ids)?;
    let seat = |(id, spot)| {
        let place = places.remove(&id)?;
        Some(Seat { id, category: place.category, place: place.label, spot })
    };
    Ok(spots.into_iter().filter_map(seat).collect())
}

/// What customers wrote about shows they have seen, some days later.
fn write_comments(
    conn: &mut Conn,
    ready: &Prepare,
    programme: &Programme,
    (staged, sales, buyers): (&[Staged], &[Sale], &[Buyer]),
    now: Moment,
) -> Fallible<()> {
    for (number, (text, show)) in ready.texts.shows.iter().zip(&programme.shows).enumerate() {
        let mut seen: Vec<(Moment, AccountId)> = vec![];
        for sale in sales.iter().rev().filter(|sale| sale.fate == Fate::Paid) {
            let (Some(stage), Some(buyer)) = (staged.get(sale.evening), buyers.get(sale.buyer)) else { continue };
            let Some(account) =
                buyer.account.filter(|_| stage.show == number && stage.starts_at < now - TimeDelta::days(2))
            else {
                continue;
            };
            if seen.iter().all(|(_, known)| *known != account) {
                seen.push((stage.starts_at, account));
            }
        }
        // Ada first, then who came last.
        seen.sort_by_key(|(at, account)| {
            (buyers.first().and_then(|ada| ada.account) != Some(*account), std::cmp::Reverse(*at))
        });
        let mut written = 0;
        for (comment, (at, account)) in text.comments.iter().zip(seen) {
            let hours = 14 + 31 * i64::from(written);
            let written_at = (at + TimeDelta::hours(hours)).min(now - TimeDelta::minutes(40 + hours));
            store::insert_comment(conn, *show, account, comment, written_at)?;
            written += 1;
        }
        catalogue::count_comment(conn, *show, i64::from(written))?;
    }
    Ok(())
}
