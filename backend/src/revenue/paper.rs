//! Receipts statements and daily closings on paper.

use super::report::{Column, Report, Section, print};
use super::words::{self, pick};
use crate::error::Fallible;
use crate::tickets::words as dates;
use chrono_tz::Tz;
use shared::house::Locale;
use shared::money::{Currency, Money};
use shared::receipts::{DailyClosing, JournalSpan, ReceiptsLine, ReceiptsStatement};
use shared::revenue::VatSum;

/// The receipts statement of a performance (bordereau de recettes).
pub fn statement(statement: &ReceiptsStatement, locale: Locale) -> Fallible<Vec<u8>> {
    let say = |french, english| pick(locale, french, english).to_owned();
    let zone: Tz = statement.time_zone.parse().unwrap_or(Tz::UTC);
    let when = dates::day_and_time(statement.starts_at, zone, locale);
    let places = &statement.places;
    let mut facts = vec![
        (say("Organisateur", "Organiser"), one_line(&[&statement.organiser, &statement.organiser_address])),
        (say("Spectacle", "Show"), statement.show_title.clone()),
        (say("Séance", "Performance"), when.clone()),
        (say("Lieu", "Venue"), one_line(&[&statement.venue, &statement.venue_address])),
        (
            say("Places", "Places"),
            match locale {
                Locale::Fr => format!("jauge {}, vendues {}, libres {}", places.capacity, places.sold, places.free),
                Locale::En => format!("capacity {}, sold {}, free {}", places.capacity, places.sold, places.free),
            },
        ),
        (say("Édité le", "Made on"), dates::day_and_time(statement.edited_at, zone, locale)),
    ];
    if statement.cancelled {
        facts.push((say("État", "State"), say("Séance annulée", "Performance cancelled")));
    }
    let currency = statement.currency;
    let figures = &statement.figures;
    let mut sections = vec![tickets(&say("Billets vendus", "Tickets sold"), &statement.sold, currency, locale)];
    if !statement.free.is_empty() {
        sections.push(tickets(&say("Billets gratuits", "Free tickets"), &statement.free, currency, locale));
    }
    if !statement.refunded.is_empty() {
        sections.push(tickets(&say("Billets rendus", "Tickets given back"), &statement.refunded, currency, locale));
    }
    let amount = |minor| words::amount(minor, currency, locale);
    sections.push(Section {
        heading: say("Recettes", "Receipts"),
        columns: vec![Column::text("", 3.0), Column::number("", 1.0)],
        rows: vec![
            vec![say("Recettes brutes", "Gross"), amount(figures.gross_minor)],
            vec![say("Remboursements", "Refunds"), amount(-figures.refunds_minor)],
        ],
        total: Some(vec![say("Recettes nettes", "Net"), amount(figures.net_minor)]),
    });
    sections.push(vat(&statement.vat, currency, locale));
    print(&Report {
        title: say("Bordereau de recettes", "Receipts statement"),
        organiser: statement.organiser.clone(),
        subtitle: format!("{} · {when}", statement.show_title),
        facts,
        sections,
        notes: vec![journal(statement.journal.as_ref(), locale), rounding(locale)],
        locale,
    })
}

/// The closing of a day, or its draft.
pub fn closing(closing: &DailyClosing, locale: Locale) -> Fallible<Vec<u8>> {
    let say = |french, english| pick(locale, french, english).to_owned();
    let zone: Tz = closing.time_zone.parse().unwrap_or(Tz::UTC);
    let day = words::day(closing.day, locale);
    let title = match (closing.number, locale) {
        (Some(number), Locale::Fr) => format!("Clôture n°\u{a0}{number}"),
        (Some(number), Locale::En) => format!("Closing no. {number}"),
        (None, _) => say("Brouillon de clôture", "Draft of a closing"),
    };
    let mut facts = vec![(say("Journée", "Day"), day.clone())];
    let edited = dates::day_and_time(closing.edited_at, zone, locale);
    match &closing.closed_by {
        Some(name) => facts.push((say("Clôturée", "Closed"), one_line(&[&edited, name]))),
        None => facts.push((say("Édité le", "Made on"), edited)),
    }
    let of = |money: Money| words::amount(money.minor, money.currency, locale);
    if let Some(counted) = closing.counted_cash {
        facts.push((say("Espèces comptées", "Cash counted"), of(counted)));
    }
    if let Some(difference) = closing.difference {
        facts.push((say("Écart", "Difference"), of(difference)));
    }
    if !closing.note.is_empty() {
        facts.push((say("Remarque", "Note"), closing.note.clone()));
    }
    let amount = |minor| words::amount(minor, closing.currency, locale);
    let figures = &closing.figures;
    let earned = Section {
        heading: say("Recettes du jour", "Revenue of the day"),
        columns: vec![Column::text("", 3.0), Column::number("", 1.0)],
        rows: vec![
            vec![say("Billets vendus", "Tickets sold"), figures.tickets_sold.to_string()],
            vec![say("Billets gratuits", "Free tickets"), figures.tickets_free.to_string()],
            vec![say("Billets rendus", "Tickets given back"), figures.tickets_refunded.to_string()],
            vec![say("Recettes brutes", "Gross"), amount(figures.gross_minor)],
            vec![say("Remboursements", "Refunds"), amount(-figures.refunds_minor)],
        ],
        total: Some(vec![say("Recettes nettes", "Net"), amount(figures.net_minor)]),
    };
    print(&Report {
        title,
        organiser: closing.organiser.clone(),
        subtitle: day,
        facts,
        sections: vec![
            methods(closing, locale),
            books(closing, locale),
            earned,
            vat(&closing.vat, closing.currency, locale),
            operations(closing, zone, locale),
        ],
        notes: vec![journal(closing.journal.as_ref(), locale), rounding(locale)],
        locale,
    })
}

fn one_line(parts: &[&str]) -> String {
    let parts: Vec<String> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| part.replace('\n', ", ")).collect();
    parts.join(" · ")
}

fn tickets(heading: &str, lines: &[ReceiptsLine], currency: Currency, locale: Locale) -> Section {
    let say = |french, english| pick(locale, french, english);
    let row = |line: &ReceiptsLine| {
        vec![
            line.category.clone(),
            line.rate.clone(),
            words::amount(line.unit_price_minor, currency, locale),
            line.count.to_string(),
            words::amount(line.amount_minor, currency, locale),
        ]
    };
    let (count, amount) = lines.iter().fold((0, 0), |sum, line| (sum.0 + line.count, sum.1 + line.amount_minor));
    Section {
        heading: heading.to_owned(),
        columns: vec![
            Column::text(say("Catégorie", "Category"), 2.0),
            Column::text(say("Tarif", "Rate"), 2.0),
            Column::number(say("Prix unitaire", "Unit price"), 1.2),
            Column::number(say("Nombre", "Count"), 0.8),
            Column::number(say("Montant", "Amount"), 1.4),
        ],
        rows: lines.iter().map(row).collect(),
        total: Some(vec![
            "Total".to_owned(),
            String::new(),
            String::new(),
            count.to_string(),
            words::amount(amount, currency, locale),
        ]),
    }
}

fn vat(sums: &[VatSum], currency: Currency, locale: Locale) -> Section {
    let say = |french, english| pick(locale, french, english);
    let amount = |minor| words::amount(minor, currency, locale);
    let row = |sum: &VatSum| {
        vec![
            words::percent(sum.rate_bp, locale),
            amount(sum.net_minor),
            amount(sum.without_vat_minor),
            amount(sum.vat_minor),
        ]
    };
    let sum = |of: fn(&VatSum) -> i64| amount(sums.iter().map(of).sum());
    Section {
        heading: say("TVA", "VAT").to_owned(),
        columns: vec![
            Column::text(say("Taux", "Rate"), 1.0),
            Column::number(say("Net, TVA comprise", "Net, VAT included"), 1.5),
            Column::number(say("Hors TVA", "Without VAT"), 1.5),
            Column::number(say("TVA", "VAT"), 1.5),
        ],
        rows: sums.iter().map(row).collect(),
        total: Some(vec![
            "Total".to_owned(),
            sum(|sum| sum.net_minor),
            sum(|sum| sum.without_vat_minor),
            sum(|sum| sum.vat_minor),
        ]),
    }
}

fn methods(closing: &DailyClosing, locale: Locale) -> Section {
    let say = |french, english| pick(locale, french, english);
    let of = |money: Money| words::amount(money.minor, money.currency, locale);
    let row = |method: &shared::receipts::ClosingMethod| {
        vec![
            words::method(method.method, locale).to_owned(),
            method.payments.to_string(),
            of(method.received),
            method.refunds.to_string(),
            of(method.paid_back),
            of(method.net),
        ]
    };
    Section {
        heading: say("Par moyen de paiement", "By payment method").to_owned(),
        columns: vec![
            Column::text(say("Moyen", "Method"), 2.0),
            Column::number(say("Paiements", "Payments"), 1.0),
            Column::number(say("Reçu", "Received"), 1.4),
            Column::number(say("Remboursements", "Refunds"), 1.2),
            Column::number(say("Rendu", "Paid back"), 1.4),
            Column::number(say("Net", "Net"), 1.4),
        ],
        rows: closing.methods.iter().map(row).collect(),
        total: None,
    }
}

fn books(closing: &DailyClosing, locale: Locale) -> Section {
    let say = |french, english| pick(locale, french, english);
    let of = |money: Money| words::amount(money.minor, money.currency, locale);
    let row = |book: &shared::receipts::ClosingBook| {
        vec![
            words::book(&book.book, locale).to_owned(),
            of(book.opening),
            of(book.added),
            of(book.taken),
            of(book.closing),
        ]
    };
    Section {
        heading: say("Soldes", "Balances").to_owned(),
        columns: vec![
            Column::text(say("Compte", "Book"), 2.0),
            Column::number(say("Au début", "Opening"), 1.4),
            Column::number(say("Entrées", "Added"), 1.4),
            Column::number(say("Sorties", "Taken"), 1.4),
            Column::number(say("À la fin", "Closing"), 1.4),
        ],
        rows: closing.books.iter().map(row).collect(),
        total: None,
    }
}

fn operations(closing: &DailyClosing, zone: Tz, locale: Locale) -> Section {
    let say = |french, english| pick(locale, french, english);
    let row = |operation: &shared::receipts::ClosingOperation| {
        vec![
            operation.at.with_timezone(&zone).format("%H:%M:%S").to_string(),
            words::method(operation.method, locale).to_owned(),
            operation.order_number.clone(),
            words::amount(operation.amount.minor, operation.amount.currency, locale),
        ]
    };
    Section {
        heading: say("Opérations", "Operations").to_owned(),
        columns: vec![
            Column::text(say("Heure", "Time"), 1.0),
            Column::text(say("Moyen", "Method"), 2.0),
            Column::text(say("Commande", "Order"), 2.0),
            Column::number(say("Montant", "Amount"), 1.4),
        ],
        rows: closing.operations.iter().map(row).collect(),
        total: None,
    }
}

fn journal(span: Option<&JournalSpan>, locale: Locale) -> String {
    match (span, locale) {
        (None, Locale::Fr) => "Aucune opération au journal.".to_owned(),
        (None, Locale::En) => "No operation in the journal.".to_owned(),
        (Some(span), Locale::Fr) => format!(
            "Journal : {} opération(s), du n°\u{a0}{} au n°\u{a0}{}. Empreinte de la dernière : {}",
            span.operations, span.first_number, span.last_number, span.hash
        )
        .replace(" :", "\u{a0}:"),
        (Some(span), Locale::En) => format!(
            "Journal: {} operation(s), from no. {} to no. {}. Hash of the last one: {}",
            span.operations, span.first_number, span.last_number, span.hash
        ),
    }
}

fn rounding(locale: Locale) -> String {
    pick(
        locale,
        "Prix TVA comprise. TVA calculée une fois par taux sur la somme nette, arrondie au centime le plus proche.",
        "Prices include VAT. VAT is computed once per rate on the net sum and rounded to the nearest cent.",
    )
    .to_owned()
}
