//! Orders. What is done with one stands on its own page.

use super::{CHANNELS, LOCALES, ORDER_STATES};
use crate::admin::noun::{Column, Deed, Filter, Hand, Kind, Narrowing, Noun, Touch};
use crate::db::Conn;
use crate::dossier;
use crate::error::Fallible;
use shared::dossier::{ActOnOrder, OrderAct};
use shared::ids::OrderId;

pub static ORDERS: Noun = Noun {
    key: "orders",
    one: ("Commande", "Order"),
    many: ("Commandes", "Orders"),
    from: "orders",
    id: "orders.id",
    title: "orders.number",
    moment: None,
    only: "",
    columns: &[
        Column { key: "number", label: ("Numéro", "Number"), sql: "orders.number", kind: Kind::Text },
        Column { key: "placed_at", label: ("Passée le", "Placed"), sql: "orders.placed_at", kind: Kind::Moment },
        Column { key: "state", label: ("État", "State"), sql: "orders.state", kind: Kind::Choice(ORDER_STATES) },
        Column { key: "buyer", label: ("Acheteur", "Buyer"), sql: "orders.buyer_name", kind: Kind::Text },
        Column { key: "email", label: ("Courriel", "E-mail"), sql: "orders.buyer_email", kind: Kind::Text },
        Column {
            key: "places",
            label: ("Places", "Places"),
            sql: "(SELECT COUNT(*) FROM order_lines WHERE order_lines.order_id = orders.id)",
            kind: Kind::Number,
        },
        Column { key: "total", label: ("Total", "Total"), sql: "orders.total_minor", kind: Kind::Money },
        Column { key: "refunded", label: ("Remboursé", "Refunded"), sql: "orders.refunded_minor", kind: Kind::Money },
        Column { key: "channel", label: ("Canal", "Channel"), sql: "orders.channel", kind: Kind::Choice(CHANNELS) },
        Column { key: "paid_at", label: ("Payée le", "Paid"), sql: "orders.paid_at", kind: Kind::Moment },
    ],
    search: &["orders.number", "orders.buyer_name", "orders.buyer_email"],
    filters: &[
        Filter { key: "state", label: ("État", "State"), sql: "orders.state", kind: Narrowing::Choice(ORDER_STATES) },
        Filter {
            key: "channel",
            label: ("Canal", "Channel"),
            sql: "orders.channel",
            kind: Narrowing::Choice(CHANNELS),
        },
        Filter { key: "locale", label: ("Langue", "Language"), sql: "orders.locale", kind: Narrowing::Choice(LOCALES) },
        Filter {
            key: "refunded",
            label: ("Avec remboursement", "With a refund"),
            sql: "orders.refunded_minor > 0",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "account",
            label: ("Avec un compte", "With an account"),
            sql: "orders.account_id IS NOT NULL",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "performance",
            label: ("Séance", "Performance"),
            sql: "EXISTS (SELECT 1 FROM order_lines WHERE order_lines.order_id = orders.id AND order_lines.performance_id = ?)",
            kind: Narrowing::Related("performances"),
        },
        Filter {
            key: "customer",
            label: ("Client", "Customer"),
            sql: "orders.account_id = ?",
            kind: Narrowing::Related("customers"),
        },
        Filter { key: "paid", label: ("Payée entre", "Paid between"), sql: "orders.paid_at", kind: Narrowing::Dates },
    ],
    date: Some("orders.placed_at"),
    sort: "-placed_at",
    form: None,
    actions: &[
        Deed {
            key: "resend",
            label: ("Renvoyer les billets", "Send the tickets again"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: true,
            act: |conn, id, _, hand| act(conn, id, OrderAct::ResendTickets, hand),
        },
        Deed {
            key: "cancel",
            label: ("Annuler et rembourser", "Cancel and pay back"),
            destructive: true,
            fields: Vec::new,
            touches: &[Touch {
                what: ("billets valables", "valid tickets"),
                count: "SELECT COUNT(*) AS number FROM tickets WHERE order_id = ? AND state = 'valid'",
                forbids: false,
            }],
            own_trail: true,
            act: |conn, id, _, hand| act(conn, id, OrderAct::Cancel, hand),
        },
    ],
};

/// Does to an order what its own page does, as the order is now.
fn act(conn: &mut Conn, id: i64, act: OrderAct, hand: &Hand<'_>) -> Fallible<()> {
    let order = OrderId(id);
    let expected = dossier::show(conn, order, hand.now)?.version;
    dossier::act(conn, order, &ActOnOrder { expected, act }, hand.by, hand.now).map(drop)
}
