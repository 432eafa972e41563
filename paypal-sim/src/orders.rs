//! Orders v2 without the capture: create, show, change, and what the payer does with them.

use serde_json::{Value, json};

use crate::{
    books::{Books, Order, OrderStatus, Outcome, Payer, Unit, moment, payer_id, transaction_id, written},
    captures,
    money::Amount,
    order_request::{self, NewOrder},
    refusal::{Refusal, Reply, invalid, missing, not_found, unprocessable},
    webhooks::{self, EventType},
};

/// How much of a resource the caller asked for with `Prefer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Minimal,
    Representation,
}

/// Creates an order; `request_id` tells whether the call carried one, which PayPal demands with a payment source.
pub fn create(books: &mut Books, body: &Value, request_id: bool, detail: Detail) -> Result<Reply, Refusal> {
    let new = order_request::read(body)?;
    if new.payer_action && !request_id {
        let says = "A PayPal-Request-Id is required if you are trying to process payment for an Order. Please specify a \
                    PayPal-Request-Id or Create the Order without a payment_source specified.";
        return Err(invalid("PAYPAL_REQUEST_ID_REQUIRED", says));
    }
    let payer_action = new.payer_action;
    books.count += 1;
    let order = fresh(new, books.count);
    let body = match detail {
        Detail::Representation => full(&order, &books.base_url),
        Detail::Minimal => brief(&order, &books.base_url),
    };
    books.orders.insert(order.id.clone(), order);
    // PayPal answers 200 where it already took the payment source in, and 201 where it only noted the order.
    Ok(if payer_action { Reply::ok(body) } else { Reply::created(body) })
}

/// The order as it is.
pub fn show(books: &Books, id: &str) -> Result<Reply, Refusal> {
    let order = books.order(id).ok_or_else(not_found)?;
    Ok(Reply::ok(full(order, &books.base_url)))
}

/// Applies a JSON patch to an order that is not completed: all of it or nothing.
pub fn patch(books: &mut Books, id: &str, body: &Value) -> Result<Reply, Refusal> {
    let order = books.order_mut(id).ok_or_else(not_found)?;
    if order.status == OrderStatus::Completed {
        return Err(unprocessable("ORDER_ALREADY_COMPLETED", "The order cannot be patched after it is completed."));
    }
    let steps = body.as_array().ok_or_else(|| missing("/"))?;
    let mut unit = order.unit.clone();
    for step in steps {
        change(&mut unit, step)?;
    }
    order.unit = unit;
    order.updated_at = moment();
    Ok(Reply::nothing())
}

/// The payer approves, and what they chose decides the capture. Harmless for an order approved already; `None` when the
/// order is completed or unknown.
pub fn approve(books: &mut Books, id: &str, outcome: Outcome) -> Option<()> {
    let base_url = books.base_url.clone();
    let order = books.order_mut(id).filter(|order| order.status != OrderStatus::Completed)?;
    order.outcome = outcome;
    let first = order.status != OrderStatus::Approved;
    order.status = OrderStatus::Approved;
    order.updated_at = moment();
    let payer = || Payer { id: payer_id(), email: "payer@example.com".to_owned() };
    order.payer.get_or_insert_with(payer);
    let resource = full(order, &base_url);
    if first {
        let summary = "An order has been approved by buyer".to_owned();
        books.events.push(webhooks::event(EventType::OrderApproved, resource, summary));
    }
    Some(())
}

/// PayPal forgets the order. `None` when it is unknown.
pub fn expire(books: &mut Books, id: &str) -> Option<()> {
    books.order_mut(id)?.expired = true;
    Some(())
}

/// Where the payer approves.
pub fn approval_url(order: &Order, base_url: &str) -> String {
    format!("{base_url}/checkoutnow?token={}", order.id)
}

/// Everything about an order.
pub fn full(order: &Order, base_url: &str) -> Value {
    let mut unit = json!({
        "reference_id": order.unit.reference_id,
        "amount": order.unit.amount,
        "payee": {"email_address": "box-office@example.com", "merchant_id": "BOXOFFICE2345"},
    });
    set(&mut unit, "invoice_id", &order.unit.invoice_id);
    set(&mut unit, "custom_id", &order.unit.custom_id);
    set(&mut unit, "description", &order.unit.description);
    if let Some(payments) = captures::payments(order, base_url) {
        set(&mut unit, "payments", &Some(payments));
    }
    let mut body = brief(order, base_url);
    set(&mut body, "intent", &Some("CAPTURE"));
    set(&mut body, "purchase_units", &Some(json!([unit])));
    set(&mut body, "create_time", &Some(written(order.created_at)));
    set(&mut body, "update_time", &Some(written(order.updated_at)));
    set(&mut body, "payer", &order.payer.as_ref().map(payer));
    body
}

/// What a capture answers without `Prefer: return=representation`.
pub fn captured(order: &Order, base_url: &str) -> Value {
    let mut body = brief(order, base_url);
    let payments = captures::payments(order, base_url);
    let units = json!([{"reference_id": order.unit.reference_id, "payments": payments}]);
    set(&mut body, "purchase_units", &Some(units));
    set(&mut body, "payer", &order.payer.as_ref().map(payer));
    body
}

/// Id, status, source and links.
fn brief(order: &Order, base_url: &str) -> Value {
    let own = format!("{base_url}/v2/checkout/orders/{}", order.id);
    let mut links = vec![json!({"href": own, "rel": "self", "method": "GET"})];
    if order.status != OrderStatus::Completed {
        let rel = if order.payer_action { "payer-action" } else { "approve" };
        links.push(json!({"href": approval_url(order, base_url), "rel": rel, "method": "GET"}));
        if !order.payer_action {
            links.push(json!({"href": own, "rel": "update", "method": "PATCH"}));
        }
        if !order.payer_action || order.status == OrderStatus::Approved {
            links.push(json!({"href": format!("{own}/capture"), "rel": "capture", "method": "POST"}));
        }
    }
    let mut body = json!({"id": order.id, "status": order.status, "links": links});
    let source = order.payer.as_ref().map_or_else(
        || order.payer_action.then(|| json!({"paypal": {}})),
        |payer| {
            Some(json!({"paypal": {
                "email_address": payer.email,
                "account_id": payer.id,
                "account_status": "VERIFIED",
                "name": {"given_name": "Camille", "surname": "Martin"},
                "address": {"country_code": "FR"},
            }}))
        },
    );
    set(&mut body, "payment_source", &source);
    body
}

fn payer(payer: &Payer) -> Value {
    json!({
        "payer_id": payer.id,
        "email_address": payer.email,
        "name": {"given_name": "Camille", "surname": "Martin"},
        "address": {"country_code": "FR"},
    })
}

fn fresh(new: NewOrder, number: u64) -> Order {
    let now = moment();
    let status = if new.payer_action { OrderStatus::PayerActionRequired } else { OrderStatus::Created };
    Order {
        id: transaction_id(),
        number,
        unit: new.unit,
        payer_action: new.payer_action,
        return_url: new.return_url,
        cancel_url: new.cancel_url,
        brand_name: new.brand_name,
        locale: new.locale,
        status,
        outcome: Outcome::default(),
        payer: None,
        expired: false,
        captures: Vec::new(),
        created_at: now,
        updated_at: now,
    }
}

/// One step of a patch on the purchase unit.
fn change(unit: &mut Unit, step: &Value) -> Result<(), Refusal> {
    let op = step.get("op").and_then(Value::as_str).ok_or_else(|| missing("/op"))?;
    let path = step.get("path").and_then(Value::as_str).ok_or_else(|| missing("/path"))?;
    if !matches!(op, "replace" | "add") {
        return Err(unprocessable("INVALID_PATCH_OPERATION", "The operation cannot be honored.").at("/op"));
    }
    let of_unit = path.strip_prefix("/purchase_units/@reference_id=='").and_then(|rest| rest.split_once("'/"));
    let Some((reference_id, field)) = of_unit else {
        return Err(unprocessable("NOT_PATCHABLE", "Cannot be patched.").at("/path"));
    };
    if reference_id != unit.reference_id {
        return Err(unprocessable("REFERENCE_ID_NOT_FOUND", "Filter expression value is incorrect.").at("/path"));
    }
    let value = step.get("value").ok_or_else(|| missing("/value"))?;
    let text = || value.as_str().map(str::to_owned).ok_or_else(|| missing("/value"));
    match field {
        "amount" => unit.amount = Amount::read(Some(value), "/value")?,
        "invoice_id" => unit.invoice_id = Some(text()?),
        "custom_id" => unit.custom_id = Some(text()?),
        "description" => unit.description = Some(text()?),
        _ => return Err(unprocessable("NOT_PATCHABLE", "Cannot be patched.").at("/path")),
    }
    Ok(())
}

/// Adds a field when there is something to say.
pub fn set<T: serde::Serialize>(body: &mut Value, field: &str, value: &Option<T>) {
    if let (Some(fields), Some(value)) = (body.as_object_mut(), value) {
        fields.insert(field.to_owned(), json!(value));
    }
}
