//! Money in: the capture of an order, and how a pending one ends.

use serde_json::{Value, json};

use crate::{
    books::{Books, Capture, CaptureStatus, Order, OrderStatus, Outcome, Settlement, moment, transaction_id, written},
    orders::{self, Detail, set},
    refunds,
    refusal::{Refusal, Reply, not_found, unprocessable},
    webhooks::{self, EventType},
};

/// Captures an approved order once. `imposed` is a fault's outcome and wins over the payer's choice.
pub fn capture(books: &mut Books, id: &str, imposed: Option<Outcome>, detail: Detail) -> Result<Reply, Refusal> {
    let base_url = books.base_url.clone();
    let order = books.order(id).ok_or_else(not_found)?;
    let outcome = imposed.unwrap_or(order.outcome);
    may_capture(books, order, outcome)?;

    let order = books.order_mut(id).ok_or_else(not_found)?;
    let now = moment();
    order.status = OrderStatus::Completed;
    order.updated_at = now;
    let (status, kind, says) = match outcome {
        Outcome::Completed => (CaptureStatus::Completed, EventType::CaptureCompleted, "Payment completed for"),
        Outcome::Declined | Outcome::Refused => {
            (CaptureStatus::Declined, EventType::CaptureDeclined, "Payment declined for")
        }
        Outcome::Pending | Outcome::PendingThenCompleted | Outcome::PendingThenDenied => {
            (CaptureStatus::Pending, EventType::CapturePending, "Payment pending for")
        }
    };
    let capture = Capture {
        id: transaction_id(),
        status,
        amount: order.unit.amount.clone(),
        invoice_id: order.unit.invoice_id.clone(),
        custom_id: order.unit.custom_id.clone(),
        refunds: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    let resource = full(order, &capture, &base_url);
    let summary = summary(says, &capture);
    let settlement = match outcome {
        Outcome::PendingThenCompleted => Some((capture.id.clone(), Settlement::Complete)),
        Outcome::PendingThenDenied => Some((capture.id.clone(), Settlement::Deny)),
        Outcome::Completed | Outcome::Refused | Outcome::Declined | Outcome::Pending => None,
    };
    order.captures.push(capture);
    let whole = orders::full(order, &base_url);
    let body = match detail {
        Detail::Representation => whole.clone(),
        Detail::Minimal => orders::captured(order, &base_url),
    };
    books.settling.extend(settlement);
    books.events.push(webhooks::event(EventType::OrderCompleted, whole, "Checkout Order Completed".to_owned()));
    books.events.push(webhooks::event(kind, resource, summary));
    Ok(Reply::created(body))
}

/// The capture as it is.
pub fn show(books: &Books, id: &str) -> Result<Reply, Refusal> {
    let (order, capture) = books.capture(id).ok_or_else(not_found)?;
    Ok(Reply::ok(full(order, capture, &books.base_url)))
}

/// Ends a pending capture. `None` when there is no pending capture of this id.
pub fn settle(books: &mut Books, id: &str, settlement: Settlement) -> Option<()> {
    let capture = books.capture_mut(id).filter(|capture| capture.status == CaptureStatus::Pending)?;
    let (status, kind, says) = match settlement {
        Settlement::Complete => (CaptureStatus::Completed, EventType::CaptureCompleted, "Payment completed for"),
        Settlement::Deny => (CaptureStatus::Declined, EventType::CaptureDenied, "Payment denied for"),
    };
    capture.status = status;
    capture.updated_at = moment();
    let summary = summary(says, capture);
    tell(books, id, kind, summary)
}

/// The payer complains; the money stays where it is for now. `None` when no money reached the seller.
pub fn dispute(books: &mut Books, id: &str) -> Option<()> {
    let (order, capture) = books.capture(id).filter(|(_, capture)| capture.took_money())?;
    let dispute_id = format!("PP-D-{}", order.number);
    let now = written(moment());
    let resource = json!({
        "dispute_id": dispute_id,
        "create_time": now,
        "update_time": now,
        "disputed_transactions": [{
            "seller_transaction_id": capture.id,
            "create_time": written(capture.created_at),
            "transaction_status": "COMPLETED",
            "gross_amount": capture.amount,
            "invoice_number": capture.invoice_id,
            "custom": capture.custom_id,
            "seller_protection_eligible": true,
        }],
        "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
        "status": "OPEN",
        "dispute_amount": capture.amount,
        "dispute_life_cycle_stage": "INQUIRY",
        "dispute_channel": "INTERNAL",
        "links": [{
            "href": format!("{}/v1/customer/disputes/{dispute_id}", books.base_url),
            "rel": "self",
            "method": "GET",
        }],
    });
    let summary = "A new dispute opened with Case # ".to_owned() + &dispute_id;
    books.events.push(webhooks::event(EventType::DisputeCreated, resource, summary));
    Some(())
}

/// The captures and refunds of an order, or `None` before the first.
pub fn payments(order: &Order, base_url: &str) -> Option<Value> {
    if order.captures.is_empty() {
        return None;
    }
    let captures: Vec<Value> = order.captures.iter().map(|capture| full(order, capture, base_url)).collect();
    let refunds: Vec<Value> = order
        .captures
        .iter()
        .flat_map(|capture| capture.refunds.iter().map(move |refund| refunds::full(order, capture, refund, base_url)))
        .collect();
    let mut payments = json!({"captures": captures});
    set(&mut payments, "refunds", &(!refunds.is_empty()).then_some(refunds));
    Some(payments)
}

/// Everything about a capture.
pub fn full(order: &Order, capture: &Capture, base_url: &str) -> Value {
    let own = format!("{base_url}/v2/payments/captures/{}", capture.id);
    let mut body = json!({
        "id": capture.id,
        "status": capture.status,
        "amount": capture.amount,
        "final_capture": true,
        "seller_protection": {
            "status": "ELIGIBLE",
            "dispute_categories": ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
        },
        "supplementary_data": {"related_ids": {"order_id": order.id}},
        "create_time": written(capture.created_at),
        "update_time": written(capture.updated_at),
        "links": [
            {"href": own, "rel": "self", "method": "GET"},
            {"href": format!("{own}/refund"), "rel": "refund", "method": "POST"},
            {"href": format!("{base_url}/v2/checkout/orders/{}", order.id), "rel": "up", "method": "GET"},
        ],
    });
    set(&mut body, "invoice_id", &capture.invoice_id);
    set(&mut body, "custom_id", &capture.custom_id);
    if capture.took_money() {
        let fee = capture.amount.fee();
        let breakdown = json!({
            "gross_amount": capture.amount,
            "paypal_fee": fee,
            "net_amount": capture.amount.with(capture.amount.hundredths - fee.hundredths),
        });
        set(&mut body, "seller_receivable_breakdown", &Some(breakdown));
    } else {
        let reason = if capture.status == CaptureStatus::Pending { "PENDING_REVIEW" } else { "OTHER" };
        set(&mut body, "status_details", &Some(json!({"reason": reason})));
    }
    body
}

/// Tells about a capture as it is now.
fn tell(books: &mut Books, id: &str, kind: EventType, summary: String) -> Option<()> {
    let (order, capture) = books.capture(id)?;
    let resource = full(order, capture, &books.base_url);
    books.events.push(webhooks::event(kind, resource, summary));
    Some(())
}

fn may_capture(books: &Books, order: &Order, outcome: Outcome) -> Result<(), Refusal> {
    match order.status {
        OrderStatus::Approved => {}
        OrderStatus::Completed => {
            let says = "Order already captured. If 'intent=CAPTURE' only one capture per order is allowed.";
            return Err(unprocessable("ORDER_ALREADY_CAPTURED", says));
        }
        OrderStatus::Created | OrderStatus::PayerActionRequired => {
            let says = "Payer has not yet approved the Order for payment. Please redirect the payer to the \
                        'rel':'approve' url returned as part of the HATEOAS links within the Create Order call.";
            return Err(unprocessable("ORDER_NOT_APPROVED", says));
        }
    }
    let paid_before = |other: &Order| {
        other.unit.invoice_id.is_some()
            && other.unit.invoice_id == order.unit.invoice_id
            && other.captures.iter().any(|capture| capture.status != CaptureStatus::Declined)
    };
    if books.orders.values().any(paid_before) {
        let says = "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting \
                    requires that Invoice Id be unique for each transaction.";
        return Err(unprocessable("DUPLICATE_INVOICE_ID", says));
    }
    if outcome == Outcome::Refused {
        let says = "The instrument presented was either declined by the processor or bank, or it can't be used for \
                    this payment.";
        let again = orders::approval_url(order, &books.base_url);
        return Err(unprocessable("INSTRUMENT_DECLINED", says).redirecting(again));
    }
    Ok(())
}

fn summary(says: &str, capture: &Capture) -> String {
    format!("{says} {} {}", capture.amount.decimal(), capture.amount.currency)
}
