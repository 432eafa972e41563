//! What a person does about money that needs one.

use shared::payments::AttentionKind;

#[derive(Debug)]
pub struct Attention {
    pub to_do: fn(AttentionKind) -> &'static str,
}

pub const FR: Attention = Attention {
    to_do: |kind| match kind {
        AttentionKind::CapturedWithoutSeats => {
            "L’argent est arrivé, mais les places étaient parties. L’acheteur peut en choisir d’autres, sinon il est remboursé\u{a0}: suivez la commande."
        }
        AttentionKind::SecondCapture => {
            "La même commande a été payée deux fois. Le second paiement est remboursé tout seul\u{a0}; vérifiez qu’il l’est."
        }
        AttentionKind::AmountMismatch => {
            "PayPal a encaissé un autre montant que celui de la commande. Comparez, puis remboursez ou réclamez la différence."
        }
        AttentionKind::RefundFailed => {
            "PayPal n’a pas remboursé. Vérifiez le solde du compte PayPal, puis rendez l’argent autrement, par virement ou au guichet."
        }
        AttentionKind::RefundOutside => {
            "Quelqu’un a remboursé depuis PayPal. Les billets sont toujours valables\u{a0}: voyez s’ils doivent le rester."
        }
        AttentionKind::Reversed => {
            "PayPal a repris l’argent. Voyez pourquoi chez PayPal, et décidez si les billets restent valables."
        }
        AttentionKind::Dispute => "L’acheteur conteste le paiement. Répondez chez PayPal dans le délai qu’il indique.",
        AttentionKind::Stuck => {
            "Ce paiement n’avance plus. Interrogez PayPal depuis le rapprochement, ou regardez chez PayPal."
        }
        AttentionKind::PayBackByHand => {
            "Cet argent a été pris au guichet\u{a0}: rendez-le, puis marquez le cas comme réglé."
        }
    },
};

pub const EN: Attention = Attention {
    to_do: |kind| match kind {
        AttentionKind::CapturedWithoutSeats => {
            "The money came, but the seats were gone. The buyer may choose others, else it is paid back: follow the order."
        }
        AttentionKind::SecondCapture => {
            "The same order was paid twice. The second payment is paid back by itself; check that it is."
        }
        AttentionKind::AmountMismatch => {
            "PayPal captured another amount than the order’s. Compare them, then pay back or ask for the difference."
        }
        AttentionKind::RefundFailed => {
            "PayPal did not pay back. Check the balance of the PayPal account, then give the money back another way, by transfer or at the desk."
        }
        AttentionKind::RefundOutside => {
            "Somebody paid back from PayPal itself. The tickets are still valid: see whether they should be."
        }
        AttentionKind::Reversed => {
            "PayPal took the money back. See why at PayPal, and decide whether the tickets stay valid."
        }
        AttentionKind::Dispute => "The buyer disputes the payment. Answer at PayPal within the time it gives.",
        AttentionKind::Stuck => {
            "This payment makes no progress. Ask PayPal from the reconciliation, or look at PayPal."
        }
        AttentionKind::PayBackByHand => {
            "This money was taken at the desk: hand it back, then mark the case as resolved."
        }
    },
};
