//! The words of the basket page.

use shared::vouchers::VoucherProblem;

#[derive(Debug)]
pub struct Basket {
    pub title: &'static str,
    pub empty: &'static str,
    pub empty_hint: &'static str,
    pub total: &'static str,
    pub time_left: &'static str,
    pub time_left_hint: &'static str,
    pub extend: &'static str,
    pub extended: &'static str,
    pub to_checkout: &'static str,
    pub empty_it: &'static str,
    pub empty_question: &'static str,
    pub more_seats: &'static str,
    pub expired: &'static str,
    pub expired_hint: fn(i64) -> String,
    pub lost_hint: fn(i64) -> String,
    pub take_again: fn(i64) -> String,
    pub clear_lost: &'static str,
    pub line_expired: &'static str,
    pub line_lost: &'static str,
    pub taken_again: fn(i64) -> String,
    pub gone: fn(i64) -> String,
    pub price_differs: &'static str,
    pub removed: &'static str,
    pub voucher_ask: &'static str,
    pub voucher_code: &'static str,
    pub voucher_use: &'static str,
    pub voucher_drop: fn(&str) -> String,
    pub voucher_of: fn(&str) -> String,
    pub voucher_opens: fn(&str) -> String,
    pub list_price: &'static str,
    pub problem: fn(VoucherProblem, i64) -> String,
}

pub const FR: Basket = Basket {
    title: "Votre panier",
    empty: "Votre panier est vide",
    empty_hint: "Choisissez un spectacle, puis vos places : elles vous attendent ici.",
    total: "Total",
    time_left: "Gardées encore",
    time_left_hint: "Passé ce temps, vos places retournent à la vente.",
    extend: "Prolonger",
    extended: "Le temps est prolongé.",
    to_checkout: "Commander",
    empty_it: "Vider le panier",
    empty_question: "Rendre toutes vos places ?",
    more_seats: "Ajouter des places",
    expired: "Le temps est écoulé",
    expired_hint: |count| {
        if count < 2 {
            "Une place n’est plus gardée, mais elle est encore libre : vous pouvez la reprendre au prix du jour."
                .to_owned()
        } else {
            format!(
                "{count} places ne sont plus gardées, mais elles sont encore libres : vous pouvez les reprendre au prix du jour."
            )
        }
    },
    lost_hint: |count| {
        if count < 2 {
            "Une place a été prise par quelqu’un d’autre.".to_owned()
        } else {
            format!("{count} places ont été prises par d’autres.")
        }
    },
    take_again: |count| {
        if count < 2 { "Reprendre la place".to_owned() } else { format!("Reprendre les {count} places") }
    },
    clear_lost: "Retirer ce qui est perdu",
    line_expired: "plus gardée, encore libre",
    line_lost: "prise par quelqu’un d’autre",
    taken_again: |count| {
        if count < 2 {
            "La place est de nouveau à vous.".to_owned()
        } else {
            format!("Les {count} places sont de nouveau à vous.")
        }
    },
    gone: |count| {
        if count < 2 {
            "Une place n’était plus libre : elle a quitté le panier.".to_owned()
        } else {
            format!("{count} places n’étaient plus libres : elles ont quitté le panier.")
        }
    },
    price_differs: "Des prix ont changé entre-temps : regardez le total.",
    removed: "La place est rendue.",
    voucher_ask: "J’ai un bon",
    voucher_code: "Code du bon",
    voucher_use: "Utiliser",
    voucher_drop: |code| format!("Retirer le bon {code}"),
    voucher_of: |code| format!("Bon {code}"),
    voucher_opens: |rate| format!("Ce bon donne droit au tarif « {rate} » : choisissez-le pour vos places."),
    list_price: "Prix sans le bon",
    problem: |problem, min_places| match problem {
        VoucherProblem::NotForThese => "Le bon ne vaut pas ici.".to_owned(),
        VoucherProblem::TooFewPlaces => format!("Le bon vaut à partir de {min_places} places."),
        VoucherProblem::TooManyPlaces => "Le bon vaut pour moins de places.".to_owned(),
        VoucherProblem::CheapEnough => "Cette place ne coûte pas plus que le prix du bon.".to_owned(),
        VoucherProblem::Expired => "Le bon n’est plus valable.".to_owned(),
        VoucherProblem::UsedUp => "Le bon a déjà servi autant de fois que prévu.".to_owned(),
        VoucherProblem::ChooseRate => "Choisissez le tarif du bon.".to_owned(),
    },
};

pub const EN: Basket = Basket {
    title: "Your basket",
    empty: "Your basket is empty",
    empty_hint: "Choose a show, then your seats: they wait for you here.",
    total: "Total",
    time_left: "Kept for",
    time_left_hint: "After that, your seats go back on sale.",
    extend: "More time",
    extended: "The time is extended.",
    to_checkout: "Check out",
    empty_it: "Empty the basket",
    empty_question: "Give all your seats back?",
    more_seats: "Add seats",
    expired: "Time is over",
    expired_hint: |count| {
        if count == 1 {
            "One seat is no longer kept, but it is still free: you can take it again at today’s price.".to_owned()
        } else {
            format!(
                "{count} seats are no longer kept, but they are still free: you can take them again at today’s price."
            )
        }
    },
    lost_hint: |count| {
        if count == 1 { "One seat went to somebody else.".to_owned() } else { format!("{count} seats went to others.") }
    },
    take_again: |count| {
        if count == 1 { "Take the seat again".to_owned() } else { format!("Take the {count} seats again") }
    },
    clear_lost: "Remove what is lost",
    line_expired: "no longer kept, still free",
    line_lost: "taken by somebody else",
    taken_again: |count| {
        if count == 1 { "The seat is yours again.".to_owned() } else { format!("The {count} seats are yours again.") }
    },
    gone: |count| {
        if count == 1 {
            "One seat was no longer free: it left the basket.".to_owned()
        } else {
            format!("{count} seats were no longer free: they left the basket.")
        }
    },
    price_differs: "Prices changed meanwhile: look at the total.",
    removed: "The seat is given back.",
    voucher_ask: "I have a voucher",
    voucher_code: "Voucher code",
    voucher_use: "Use it",
    voucher_drop: |code| format!("Take voucher {code} out"),
    voucher_of: |code| format!("Voucher {code}"),
    voucher_opens: |rate| format!("This voucher opens the rate “{rate}”: choose it for your seats."),
    list_price: "Price without the voucher",
    problem: |problem, min_places| match problem {
        VoucherProblem::NotForThese => "The voucher is not for this.".to_owned(),
        VoucherProblem::TooFewPlaces => format!("The voucher needs at least {min_places} seats."),
        VoucherProblem::TooManyPlaces => "The voucher is for fewer seats.".to_owned(),
        VoucherProblem::CheapEnough => "This seat costs no more than with the voucher.".to_owned(),
        VoucherProblem::Expired => "The voucher is no longer valid.".to_owned(),
        VoucherProblem::UsedUp => "The voucher has been used as often as it may.".to_owned(),
        VoucherProblem::ChooseRate => "Choose the voucher’s rate.".to_owned(),
    },
};
