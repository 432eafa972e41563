//! Money back: refunds over the API or by hand in PayPal's pages, and reversals by PayPal itself.

use serde_json::{Value, json};

use crate::{
    books::{Books, Capture, CaptureStatus, Order, Origin, Refund, moment, transaction_id, written},
    money::Amount,
    orders::{Detail, set},
    refusal::{Refusal, Reply, not_found, unprocessable},
    webhooks::{self, EventType},
};

/// Refunds what the body's `amount` says, or all that is left when it names none.
pub fn refund(
    books: &mut Books,
    capture_id: &str,
    body: &Value,
    origin: Origin,
    detail: Detail,
) -> Result<Reply, Refusal> {
    let capture = books.capture_mut(capture_id).ok_or_else(not_found)?;
    let amount = refundable(capture, body)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let now = moment();
    let total = capture.refunded() + amount.hundredths;
    let refund = Refund {
        id: transaction_id(),
        origin,
        total: amount.with(total),
        invoice_id: text("invoice_id").or_else(|| capture.invoice_id.clone()),
        custom_id: text("custom_id").or_else(|| capture.custom_id.clone()),
        note_to_payer: text("note_to_payer"),
        amount,
        created_at: now,
    };
    let everything = total >= capture.amount.hundredths;
    capture.status = if everything { CaptureStatus::Refunded } else { CaptureStatus::PartiallyRefunded };
    capture.updated_at = now;
    let id = refund.id.clone();
    capture.refunds.push(refund);
    let whole = tell(books, &id, EventType::CaptureRefunded).ok_or_else(not_found)?;
    Ok(Reply::created(match detail {
        Detail::Representation => whole,
        Detail::Minimal => json!({"id": id, "status": "COMPLETED", "links": whole.get("links")}),
    }))
}

/// PayPal takes back all that is left, say after a chargeback. `None` when there is nothing to take.
pub fn reverse(books: &mut Books, capture_id: &str) -> Option<()> {
    let capture = books.capture_mut(capture_id)?;
    let amount = refundable(capture, &Value::Null).ok()?;
    let now = moment();
    let refund = Refund {
        id: transaction_id(),
        origin: Origin::Reversal,
        total: amount.with(capture.amount.hundredths),
        invoice_id: capture.invoice_id.clone(),
        custom_id: capture.custom_id.clone(),
        note_to_payer: None,
        amount,
        created_at: now,
    };
    capture.status = CaptureStatus::Refunded;
    capture.updated_at = now;
    let id = refund.id.clone();
    capture.refunds.push(refund);
    tell(books, &id, EventType::CaptureReversed).map(|_| ())
}

/// The refund as it is.
pub fn show(books: &Books, id: &str) -> Result<Reply, Refusal> {
    let (order, capture, refund) = books.refund(id).ok_or_else(not_found)?;
    Ok(Reply::ok(full(order, capture, refund, &books.base_url)))
}

/// The seller's account cannot pay the refund; nothing happens to the capture.
pub fn no_funds() -> Refusal {
    let says = "Capture could not be refunded due to insufficient funds. Please check to see if you have sufficient \
                funds in your PayPal account.";
    unprocessable("REFUND_FAILED_INSUFFICIENT_FUNDS", says)
}

/// Everything about a refund.
pub fn full(order: &Order, capture: &Capture, refund: &Refund, base_url: &str) -> Value {
    let mut body = json!({
        "id": refund.id,
        "status": "COMPLETED",
        "amount": refund.amount,
        "seller_payable_breakdown": {
            "gross_amount": refund.amount,
            "paypal_fee": refund.amount.with(0),
            "net_amount": refund.amount,
            "total_refunded_amount": refund.total,
        },
        "supplementary_data": {"related_ids": {"order_id": order.id, "capture_id": capture.id}},
        "create_time": written(refund.created_at),
        "update_time": written(refund.created_at),
        "links": [
            {"href": format!("{base_url}/v2/payments/refunds/{}", refund.id), "rel": "self", "method": "GET"},
            {"href": format!("{base_url}/v2/payments/captures/{}", capture.id), "rel": "up", "method": "GET"},
        ],
    });
    set(&mut body, "invoice_id", &refund.invoice_id);
    set(&mut body, "custom_id", &refund.custom_id);
    set(&mut body, "note_to_payer", &refund.note_to_payer);
    body
}

fn tell(books: &mut Books, id: &str, kind: EventType) -> Option<Value> {
    let (order, capture, refund) = books.refund(id)?;
    let whole = full(order, capture, refund, &books.base_url);
    let verb = if kind == EventType::CaptureReversed { "reversed" } else { "refunded" };
    let summary = format!("A {} {} capture payment was {verb}", refund.amount.decimal(), refund.amount.currency);
    books.events.push(webhooks::event(kind, whole.clone(), summary));
    Some(whole)
}

/// How much may go back now.
fn refundable(capture: &Capture, body: &Value) -> Result<Amount, Refusal> {
    match capture.status {
        CaptureStatus::Completed | CaptureStatus::PartiallyRefunded => {}
        CaptureStatus::Refunded => {
            return Err(unprocessable("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded."));
        }
        CaptureStatus::Pending => {
            return Err(unprocessable("PENDING_CAPTURE", "Cannot initiate a refund as the capture is pending."));
        }
        CaptureStatus::Declined => {
            return Err(unprocessable(
                "CAPTURE_STATUS_NOT_VALID",
                "Invalid capture status. Status should be COMPLETED.",
            ));
        }
    }
    let left = capture.amount.with(capture.amount.hundredths - capture.refunded());
    let Some(wanted) = body.get("amount") else {
        return Ok(left);
    };
    let wanted = Amount::read(Some(wanted), "/amount")?;
    if wanted.currency != left.currency {
        let says = "Refund must be in the same currency as the capture.";
        return Err(unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", says).at("/amount/currency_code"));
    }
    if wanted.hundredths > left.hundredths {
        let says = "The refund amount must be less than or equal to the capture amount that has not yet been refunded.";
        return Err(unprocessable("REFUND_AMOUNT_EXCEEDED", says).at("/amount/value"));
    }
    Ok(wanted)
}
