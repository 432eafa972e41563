//! Reads the body of "create order" and refuses it as PayPal does, field by field.

use reqwest::Url;
use serde_json::Value;

use crate::{
    books::Unit,
    money::Amount,
    refusal::{Refusal, invalid, missing, unprocessable},
};

/// A valid request for an order.
#[derive(Debug)]
pub struct NewOrder {
    pub unit: Unit,
    pub payer_action: bool,
    pub return_url: Option<String>,
    pub cancel_url: Option<String>,
    pub brand_name: Option<String>,
    pub locale: Option<String>,
}

/// Reads the request: intent CAPTURE, one purchase unit, and a context in either of the two places.
pub fn read(body: &Value) -> Result<NewOrder, Refusal> {
    match body.get("intent").and_then(Value::as_str) {
        Some("CAPTURE") => {}
        Some("AUTHORIZE") => return Err(unsupported("/intent")),
        Some(_) => {
            return Err(invalid("INVALID_PARAMETER_VALUE", "The value of a field is invalid.").at("/intent"));
        }
        None => return Err(missing("/intent")),
    }
    let units = body.get("purchase_units").and_then(Value::as_array).ok_or_else(|| missing("/purchase_units"))?;
    let unit = match units.as_slice() {
        [] => {
            let says = "The number of items in an array parameter is too small.";
            return Err(invalid("INVALID_ARRAY_MIN_ITEMS", says).at("/purchase_units"));
        }
        [unit] => read_unit(unit)?,
        [_, _, ..] => return Err(unsupported("/purchase_units")),
    };
    let payer_action = body.get("payment_source").is_some();
    let (at, context) = if payer_action {
        let at = "/payment_source/paypal/experience_context";
        if body.pointer("/payment_source/paypal").is_none() {
            return Err(unsupported("/payment_source"));
        }
        (at, body.pointer(at))
    } else {
        ("/application_context", body.get("application_context"))
    };
    let context = context.unwrap_or(&Value::Null);
    Ok(NewOrder {
        unit,
        payer_action,
        return_url: address(context, at, "return_url")?,
        cancel_url: address(context, at, "cancel_url")?,
        brand_name: text(context, at, "brand_name", 127)?,
        locale: text(context, at, "locale", 10)?,
    })
}

fn read_unit(unit: &Value) -> Result<Unit, Refusal> {
    let at = "/purchase_units/@reference_id=='default'";
    let reference_id = text(unit, at, "reference_id", 256)?.unwrap_or_else(|| "default".to_owned());
    let at = format!("/purchase_units/@reference_id=='{reference_id}'");
    let amount = Amount::read(unit.get("amount"), &format!("{at}/amount"))?;
    check_breakdown(unit, &amount, &at)?;
    Ok(Unit {
        invoice_id: text(unit, &at, "invoice_id", 127)?,
        custom_id: text(unit, &at, "custom_id", 255)?,
        description: text(unit, &at, "description", 127)?,
        reference_id,
        amount,
    })
}

/// The parts must add up to the amount, and the items to the item total.
fn check_breakdown(unit: &Value, amount: &Amount, at: &str) -> Result<(), Refusal> {
    let items = unit.get("items").and_then(Value::as_array);
    let Some(breakdown) = unit.pointer("/amount/breakdown") else {
        return match items {
            Some(_) => {
                Err(unprocessable("ITEM_TOTAL_REQUIRED", "If item details are specified, item total is required.")
                    .at(format!("{at}/amount/breakdown/item_total")))
            }
            None => Ok(()),
        };
    };
    let part = |name: &str| match breakdown.get(name) {
        Some(value) => {
            let at = format!("{at}/amount/breakdown/{name}");
            let part = Amount::read_any(Some(value), &at)?;
            same_currency(&part, amount, &at)?;
            Ok(part.hundredths)
        }
        None => Ok(0),
    };
    let mut sum = 0_i64;
    for added in ["item_total", "tax_total", "shipping", "handling", "insurance"] {
        sum = sum.saturating_add(part(added)?);
    }
    for subtracted in ["shipping_discount", "discount"] {
        sum = sum.saturating_sub(part(subtracted)?);
    }
    if sum != amount.hundredths {
        let says =
            "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount.";
        return Err(unprocessable("AMOUNT_MISMATCH", says).at(format!("{at}/amount/value")));
    }
    let Some(items) = items else { return Ok(()) };
    if sum_of_items(items, amount, at)? != part("item_total")? {
        let says = "Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit.";
        return Err(unprocessable("ITEM_TOTAL_MISMATCH", says).at(format!("{at}/amount/breakdown/item_total/value")));
    }
    Ok(())
}

fn sum_of_items(items: &[Value], amount: &Amount, at: &str) -> Result<i64, Refusal> {
    let mut sum = 0_i64;
    for (place, item) in items.iter().enumerate() {
        let at = format!("{at}/items/{place}");
        text(item, &at, "name", 127)?.ok_or_else(|| missing(&format!("{at}/name")))?;
        let price = Amount::read_any(item.get("unit_amount"), &format!("{at}/unit_amount"))?;
        same_currency(&price, amount, &at)?;
        let quantity = item.get("quantity").ok_or_else(|| missing(&format!("{at}/quantity")))?;
        let quantity: i64 =
            quantity.as_str().and_then(|text| text.parse().ok()).filter(|many| *many > 0).ok_or_else(|| {
                invalid("INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format.")
                    .at(format!("{at}/quantity"))
            })?;
        sum = sum.saturating_add(price.hundredths.saturating_mul(quantity));
    }
    Ok(sum)
}

fn same_currency(part: &Amount, whole: &Amount, at: &str) -> Result<(), Refusal> {
    if part.currency == whole.currency {
        return Ok(());
    }
    let says = "The currency of the amounts in a purchase unit must be the same.";
    Err(unprocessable("CURRENCY_MISMATCH", says).at(format!("{at}/currency_code")))
}

fn text(from: &Value, at: &str, name: &str, longest: usize) -> Result<Option<String>, Refusal> {
    let Some(value) = from.get(name).filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    let text = value.as_str().filter(|text| !text.is_empty() && text.chars().count() <= longest).ok_or_else(|| {
        invalid("INVALID_STRING_LENGTH", "The value of a field is either too short or too long.")
            .at(format!("{at}/{name}"))
    })?;
    Ok(Some(text.to_owned()))
}

fn address(context: &Value, at: &str, name: &str) -> Result<Option<String>, Refusal> {
    let Some(address) = text(context, at, name, 4000)? else {
        return Ok(None);
    };
    match Url::parse(&address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Some(address)),
        _ => Err(invalid("INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format.")
            .at(format!("{at}/{name}"))),
    }
}

/// PayPal can do this; the box office never asks for it, and neither can this stand-in.
fn unsupported(field: &str) -> Refusal {
    invalid("NOT_SUPPORTED", "A field used is not currently supported.").at(field)
}
