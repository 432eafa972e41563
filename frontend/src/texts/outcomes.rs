//! The sentence on top of an order: what happened, and what was or was not charged. Nothing here may say more than the
//! server knows (invariant I11).

use shared::orders::Outcome;

/// How a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundTold {
    OnItsWay,
    Arrived,
    /// It could not be made; the staff knows.
    Stuck,
}

/// What the sentences fill in, ready to be read.
#[derive(Debug)]
pub struct Told<'a> {
    pub total: &'a str,
    /// The order costs nothing.
    pub free: bool,
    pub refunded: &'a str,
    pub refund: RefundTold,
    /// Until when to pay or to choose; none when that is over.
    pub until: Option<&'a str>,
    pub email: &'a str,
}

/// A title and the sentence under it.
#[derive(Debug)]
pub struct Saying {
    pub title: &'static str,
    pub tell: fn(&Told) -> String,
}

#[derive(Debug)]
pub struct Outcomes {
    pub to_pay: Saying,
    pub pending: Saying,
    pub declined: Saying,
    pub paid: Saying,
    pub free: Saying,
    pub expired: Saying,
    pub seats_gone_not_charged: Saying,
    pub seats_gone_charged: Saying,
    pub refunded: Saying,
    pub partly_refunded: Saying,
    pub cancelled: Saying,
}

impl Outcomes {
    pub const fn of(&self, outcome: Outcome) -> &Saying {
        match outcome {
            Outcome::ToPay => &self.to_pay,
            Outcome::Pending => &self.pending,
            Outcome::Declined => &self.declined,
            Outcome::Paid => &self.paid,
            Outcome::Free => &self.free,
            Outcome::ExpiredNotCharged => &self.expired,
            Outcome::SeatsGoneNotCharged => &self.seats_gone_not_charged,
            Outcome::SeatsGoneCharged => &self.seats_gone_charged,
            Outcome::Refunded => &self.refunded,
            Outcome::PartlyRefunded => &self.partly_refunded,
            Outcome::CancelledNotCharged => &self.cancelled,
        }
    }
}

pub const FR: Outcomes = Outcomes {
    to_pay: Saying {
        title: "Vos places sont gardées",
        tell: |told| match (told.free, told.until) {
            (true, Some(until)) => format!("Rien à payer. Confirmez avant {until} et vos billets sont à vous."),
            (true, None) => "Rien à payer. Confirmez et vos billets sont à vous.".to_owned(),
            (false, Some(until)) => {
                format!(
                    "Rien n’a été débité pour l’instant. Réglez {} avant {until} pour recevoir vos billets.",
                    told.total
                )
            }
            (false, None) => {
                format!("Rien n’a été débité pour l’instant. Réglez {} pour recevoir vos billets.", told.total)
            }
        },
    },
    pending: Saying {
        title: "Encore un instant",
        tell: |told| {
            format!(
                "PayPal n’a pas encore confirmé votre paiement de {}. Vos places sont gardées\u{a0}; ne payez pas une seconde fois. Vos billets arriveront ici et à l’adresse {}.",
                told.total, told.email
            )
        },
    },
    declined: Saying {
        title: "Le paiement a été refusé",
        tell: |told| match told.until {
            Some(until) => {
                format!(
                    "Rien n’a été débité. Vos places restent gardées jusqu’à {until}\u{a0}: essayez avec un autre moyen de paiement."
                )
            }
            None => "Rien n’a été débité.".to_owned(),
        },
    },
    paid: Saying {
        title: "Vos places vous attendent",
        tell: |told| {
            format!(
                "Votre paiement de {} est arrivé. Vos billets sont ici, et en chemin vers {}.",
                told.total, told.email
            )
        },
    },
    free: Saying {
        title: "Vos places vous attendent",
        tell: |told| {
            format!("C’est gratuit\u{a0}: rien n’a été débité. Vos billets sont ici, et en chemin vers {}.", told.email)
        },
    },
    expired: Saying {
        title: "Cette commande a expiré",
        tell: |_| "Elle n’a pas été payée à temps et les places ont été rendues. Rien n’a été débité.".to_owned(),
    },
    seats_gone_not_charged: Saying {
        title: "Ces places sont parties",
        tell: |_| {
            "Le délai était passé et d’autres personnes ont pris ces places avant votre paiement. Vous n’avez pas été débité."
                .to_owned()
        },
    },
    seats_gone_charged: Saying {
        title: "Vos places ont été prises",
        tell: |told| match told.until {
            Some(until) => format!(
                "Votre paiement de {} est arrivé, mais trop tard pour ces places. Choisissez-en d’autres avant {until}, ou faites-vous rembourser. Sans réponse de votre part, tout vous est rendu.",
                told.total
            ),
            None => {
                format!("Votre paiement de {} est arrivé trop tard pour ces places. Tout vous est rendu.", told.total)
            }
        },
    },
    refunded: Saying {
        title: "Commande remboursée",
        tell: |told| match told.refund {
            RefundTold::Arrived => format!("{} vous ont été rendus par le moyen de paiement utilisé.", told.refunded),
            RefundTold::OnItsWay => format!(
                "{} vous sont rendus par le moyen de paiement utilisé. Selon votre banque, cela prend quelques jours.",
                told.refunded
            ),
            RefundTold::Stuck => format!(
                "Le remboursement de {} n’a pas pu se faire tout seul. Le théâtre le sait et s’en occupe.",
                told.refunded
            ),
        },
    },
    partly_refunded: Saying {
        title: "Une partie vous est rendue",
        tell: |told| match told.refund {
            RefundTold::Arrived => format!("Sur {}, {} vous ont été rendus.", told.total, told.refunded),
            RefundTold::OnItsWay => format!(
                "Sur {}, {} vous sont rendus par le moyen de paiement utilisé. Selon votre banque, cela prend quelques jours.",
                told.total, told.refunded
            ),
            RefundTold::Stuck => format!(
                "Un remboursement de {} n’a pas pu se faire tout seul. Le théâtre le sait et s’en occupe.",
                told.refunded
            ),
        },
    },
    cancelled: Saying {
        title: "Commande annulée",
        tell: |_| "Les places ont été rendues. Rien n’a été débité.".to_owned(),
    },
};

pub const EN: Outcomes = Outcomes {
    to_pay: Saying {
        title: "Your seats are being kept",
        tell: |told| match (told.free, told.until) {
            (true, Some(until)) => format!("Nothing to pay. Confirm before {until} and the tickets are yours."),
            (true, None) => "Nothing to pay. Confirm and the tickets are yours.".to_owned(),
            (false, Some(until)) => {
                format!("Nothing has been charged so far. Pay {} before {until} to get your tickets.", told.total)
            }
            (false, None) => format!("Nothing has been charged so far. Pay {} to get your tickets.", told.total),
        },
    },
    pending: Saying {
        title: "One more moment",
        tell: |told| {
            format!(
                "PayPal has not confirmed your payment of {} yet. Your seats are kept; please do not pay a second time. Your tickets will appear here and be sent to {}.",
                told.total, told.email
            )
        },
    },
    declined: Saying {
        title: "The payment was declined",
        tell: |told| match told.until {
            Some(until) => {
                format!("Nothing was charged. Your seats are still kept until {until}: please try another way to pay.")
            }
            None => "Nothing was charged.".to_owned(),
        },
    },
    paid: Saying {
        title: "Your seats are waiting for you",
        tell: |told| {
            format!(
                "Your payment of {} has arrived. Your tickets are here, and on their way to {}.",
                told.total, told.email
            )
        },
    },
    free: Saying {
        title: "Your seats are waiting for you",
        tell: |told| {
            format!("Free of charge: nothing was charged. Your tickets are here, and on their way to {}.", told.email)
        },
    },
    expired: Saying {
        title: "This order has expired",
        tell: |_| "It was not paid in time and the seats were given back. Nothing was charged.".to_owned(),
    },
    seats_gone_not_charged: Saying {
        title: "These seats are gone",
        tell: |_| {
            "Time was over, and other people took these seats before your payment came. You were not charged."
                .to_owned()
        },
    },
    seats_gone_charged: Saying {
        title: "Your seats were taken",
        tell: |told| match told.until {
            Some(until) => format!(
                "Your payment of {} arrived, but too late for these seats. Choose others before {until}, or get your money back. If we do not hear from you, everything is refunded.",
                told.total
            ),
            None => format!("Your payment of {} arrived too late for these seats. Everything is refunded.", told.total),
        },
    },
    refunded: Saying {
        title: "Order refunded",
        tell: |told| match told.refund {
            RefundTold::Arrived => format!("{} went back the way you paid.", told.refunded),
            RefundTold::OnItsWay => {
                format!("{} goes back the way you paid. Depending on your bank, this takes a few days.", told.refunded)
            }
            RefundTold::Stuck => {
                format!(
                    "The refund of {} did not go through by itself. The theatre knows and takes care of it.",
                    told.refunded
                )
            }
        },
    },
    partly_refunded: Saying {
        title: "Partly refunded",
        tell: |told| match told.refund {
            RefundTold::Arrived => format!("Of {}, {} went back to you.", told.total, told.refunded),
            RefundTold::OnItsWay => format!(
                "Of {}, {} goes back the way you paid. Depending on your bank, this takes a few days.",
                told.total, told.refunded
            ),
            RefundTold::Stuck => {
                format!(
                    "A refund of {} did not go through by itself. The theatre knows and takes care of it.",
                    told.refunded
                )
            }
        },
    },
    cancelled: Saying {
        title: "Order cancelled",
        tell: |_| "The seats were given back. Nothing was charged.".to_owned(),
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Outcome; 11] = [
        Outcome::ToPay,
        Outcome::Pending,
        Outcome::Declined,
        Outcome::Paid,
        Outcome::Free,
        Outcome::ExpiredNotCharged,
        Outcome::SeatsGoneNotCharged,
        Outcome::SeatsGoneCharged,
        Outcome::Refunded,
        Outcome::PartlyRefunded,
        Outcome::CancelledNotCharged,
    ];

    fn told(until: Option<&str>) -> Told<'_> {
        Told {
            total: "56 €",
            free: false,
            refunded: "28 €",
            refund: RefundTold::OnItsWay,
            until,
            email: "ada@example.org",
        }
    }

    #[test]
    fn whoever_was_not_charged_is_told_so_and_nobody_else() {
        for (words, not_charged) in [
            (&FR, &["Rien n’a été débité", "rien n’a été débité", "pas été débité"][..]),
            (&EN, &["Nothing was charged", "nothing was charged", "Nothing has been charged", "not charged"][..]),
        ] {
            for outcome in ALL {
                for until in [None, Some("20:15")] {
                    let sentence = (words.of(outcome).tell)(&told(until));
                    let says_so = not_charged.iter().any(|phrase| sentence.contains(phrase));
                    let nothing_charged = matches!(
                        outcome,
                        Outcome::ToPay
                            | Outcome::Declined
                            | Outcome::Free
                            | Outcome::ExpiredNotCharged
                            | Outcome::SeatsGoneNotCharged
                            | Outcome::CancelledNotCharged
                    );
                    assert_eq!(says_so, nothing_charged, "{outcome:?}: {sentence}");
                }
            }
        }
    }

    #[test]
    fn a_refund_that_failed_is_not_called_done() {
        let stuck = Told { refund: RefundTold::Stuck, ..told(None) };
        for words in [&FR, &EN] {
            for outcome in [Outcome::Refunded, Outcome::PartlyRefunded] {
                let sentence = (words.of(outcome).tell)(&stuck);
                assert!(
                    sentence.contains("28 €")
                        && sentence.to_lowercase().contains("théâtre") != sentence.contains("theatre")
                );
            }
        }
    }
}
