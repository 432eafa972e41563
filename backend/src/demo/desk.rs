//! The desk of the demonstration: its hours, prepared answers, and what people wrote to it lately.

use super::sales::Buyer;
use super::store;
use crate::announce::Owner;
use crate::auth::Visitor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::{chat, house};
use chrono::TimeDelta;
use shared::chat::{ConversationState, Mark, SendMessage, WriteAnswer};
use shared::house::Locale;
use shared::ids::{AccountId, SessionId};
use shared::live::{BoxOfficePresence, OpeningHours, PresenceState};

/// Tuesday to Saturday, 14:00 to 18:30.
const WEEKDAYS: std::ops::RangeInclusive<i32> = 1..=5;
const OPENS_MINUTE: i32 = 14 * 60;
const CLOSES_MINUTE: i32 = 18 * 60 + 30;

const ANSWERS: [(&str, &str); 4] = [
    (
        "Billets renvoyés",
        "Bonjour {name}, je viens de vous renvoyer les billets de la commande {order}. Bonne soirée !",
    ),
    (
        "Retard",
        "Les portes ferment au lever de rideau, {date}. Les retardataires entrent à la première pause, sans garantie de place.",
    ),
    (
        "Fauteuil roulant",
        "Les espaces pour fauteuils roulants sont au rang P, de plain-pied ; la place de l’accompagnant est à côté. Je peux vous les réserver.",
    ),
    ("Au revoir", "Avec plaisir. À bientôt à La Lanterne, {me}."),
];

/// A conversation: how long ago it began, in hours, who wrote what, and whether it is closed.
struct Thread {
    hours_ago: i64,
    said: &'static [(Who, &'static str)],
    closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Customer,
    Desk,
}
use Who::{Customer, Desk};

const THREADS: [Thread; 5] = [
    Thread {
        hours_ago: 74,
        said: &[
            (Customer, "Bonjour, y a-t-il un vestiaire ? Nous viendrons directement de la gare avec deux valises."),
            (Desk, "Bonjour ! Oui, dans le foyer, gratuit, jusqu’à une demi-heure après la fin du spectacle."),
            (Customer, "Parfait, merci beaucoup."),
        ],
        closed: true,
    },
    Thread {
        hours_ago: 50,
        said: &[
            (Customer, "Je ne retrouve pas le courriel avec mes billets, pouvez-vous me les renvoyer ?"),
            (Desk, "C’est fait : ils sont aussi dans « Mes commandes » quand vous êtes connecté."),
        ],
        closed: true,
    },
    Thread {
        hours_ago: 27,
        said: &[
            (Customer, "Mon fils a neuf ans. La Mouette lui conviendrait-elle, ou plutôt un autre spectacle ?"),
            (
                Desk,
                "C’est un peu long pour neuf ans. Regardez plutôt nos spectacles « jeune public », à 15 h le dimanche.",
            ),
            (Customer, "Bonne idée. Combien de temps durent-ils ?"),
        ],
        closed: false,
    },
    Thread {
        hours_ago: 5,
        said: &[(Customer, "Est-il possible d’échanger deux places de jeudi contre vendredi ?")],
        closed: false,
    },
    Thread {
        hours_ago: 2,
        said: &[
            (Customer, "Ma mère se déplace en fauteuil roulant. Quelles places nous conseillez-vous ?"),
            (Desk, "Le rang P du parterre : de plain-pied, avec votre place à côté de la sienne."),
        ],
        closed: false,
    },
];

/// Fills the desk; the conversations are those of the first customers after Ada.
pub fn write(conn: &mut Conn, desk: AccountId, buyers: &[Buyer], now: Moment) -> Fallible<()> {
    let open = |weekday| OpeningHours { weekday, opens_minute: OPENS_MINUTE, closes_minute: CLOSES_MINUTE };
    house::write_hours(conn, &WEEKDAYS.map(open).collect::<Vec<_>>())?;
    for (title, text) in ANSWERS {
        chat::inbox::write_answer(conn, &WriteAnswer { title: title.to_owned(), text: text.to_owned() })?;
    }
    let customers = buyers.iter().skip(1).filter_map(|buyer| buyer.account);
    for (thread, account) in THREADS.iter().zip(customers) {
        write_thread(conn, thread, account, desk, now)?;
    }
    Ok(())
}

fn write_thread(conn: &mut Conn, thread: &Thread, account: AccountId, desk: AccountId, now: Moment) -> Fallible<()> {
    let began_at = now - TimeDelta::hours(thread.hours_ago);
    let visitor = store::insert_visitor(conn, began_at)?;
    let customer = Visitor { session: SessionId(0), visitor, account: Some(account) };
    let office = BoxOfficePresence { state: PresenceState::Here, back_at: None, hours: Vec::new() };
    let mut conversation = None;
    for (number, (who, text)) in (1..).zip(thread.said) {
        let message = SendMessage {
            client_id: format!("demo-{account}-{number}"),
            text: (*text).to_owned(),
            attachments: Vec::new(),
            contact: None,
            locale: Locale::Fr,
        };
        let sent_at = began_at + TimeDelta::minutes(3 * number);
        match conversation {
            Some(conversation) if *who == Desk => {
                chat::inbox::answer(conn, conversation, (desk, visitor), &message, sent_at)?;
                let mark = Mark { delivered: number, read: number };
                chat::mark(conn, Owner::Account(account), mark)?;
            }
            _ => conversation = Some(chat::send(conn, &customer, &message, &office, sent_at)?.conversation.id),
        }
    }
    if let Some(conversation) = conversation.filter(|_| thread.closed) {
        chat::inbox::set_state(conn, conversation, ConversationState::Closed)?;
    }
    Ok(())
}
