//! Prices as a table: one row a category, one column a rate. In the form they are a list of category, rate and price.

use serde_json::{Map, Value, json};
use shared::forms::{Field, FieldKind};

/// The noun of the rows, and that of the columns.
pub const CATEGORIES: &str = "categories";
pub const RATES: &str = "rates";

/// Whether rows inside a row are prices of categories at rates; says how a price is typed.
pub fn price_field(fields: &[Field]) -> Option<&Field> {
    let [category, rate, price] = fields else { return None };
    let points_at = |field: &Field, wanted: &str| matches!(&field.kind, FieldKind::Relation { noun } if noun == wanted);
    let is_money = matches!(price.kind, FieldKind::Money { .. });
    (points_at(category, CATEGORIES) && points_at(rate, RATES) && is_money).then_some(price)
}

/// The categories and rates that have a row or a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Axes {
    pub categories: Vec<String>,
    pub rates: Vec<String>,
}

impl Axes {
    /// With those of the prices, after its own.
    pub fn with(&self, prices: &[Value]) -> Self {
        let mut all = self.clone();
        for price in prices {
            add(&mut all.categories, part(price, "category"));
            add(&mut all.rates, part(price, "rate"));
        }
        all
    }

    pub fn with_category(mut self, category: &str) -> Self {
        add(&mut self.categories, category);
        self
    }

    pub fn with_rate(mut self, rate: &str) -> Self {
        add(&mut self.rates, rate);
        self
    }
}

fn add(known: &mut Vec<String>, id: &str) {
    if !id.is_empty() && !known.iter().any(|one| one == id) {
        known.push(id.to_owned());
    }
}

fn part<'a>(price: &'a Value, key: &str) -> &'a str {
    price.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// What a category costs at a rate; null when it is not sold at it.
pub fn price_of<'a>(prices: &'a [Value], category: &str, rate: &str, key: &str) -> &'a Value {
    let is_it = |price: &&Value| part(price, "category") == category && part(price, "rate") == rate;
    prices.iter().find(is_it).and_then(|price| price.get(key)).unwrap_or(&Value::Null)
}

/// The prices with one of them changed; null takes it away. They stand in the order of the table.
pub fn priced(prices: &[Value], axes: &Axes, (category, rate, key): (&str, &str, &str), typed: &Value) -> Vec<Value> {
    let mut after = Vec::new();
    for row in &axes.categories {
        for column in &axes.rates {
            let is_it = row == category && column == rate;
            let price = if is_it { typed } else { price_of(prices, row, column, key) };
            if !price.is_null() {
                let members = [("category", json!(row)), ("rate", json!(column)), (key, price.clone())];
                let members = members.map(|(name, value)| (name.to_owned(), value));
                after.push(Value::from(Map::from_iter(members)));
            }
        }
    }
    after
}

/// The prices without those of a category or a rate.
pub fn without(prices: &[Value], key: &str, id: &str) -> Vec<Value> {
    prices.iter().filter(|price| part(price, key) != id).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRICE: &str = "price_minor";

    fn price(category: &str, rate: &str, minor: i64) -> Value {
        json!({ "category": category, "rate": rate, PRICE: minor })
    }

    #[test]
    fn a_price_is_set_changed_and_taken_away_where_it_stands() {
        let prices = [price("1", "7", 2_000), price("2", "7", 1_500)];
        let axes = Axes::default().with(&prices).with_rate("8");
        assert_eq!(
            (axes.categories.as_slice(), axes.rates.as_slice()),
            (&["1".into(), "2".into()][..], &["7".into(), "8".into()][..])
        );
        let more = priced(&prices, &axes, ("1", "8", PRICE), &json!(1_200));
        assert_eq!(more, [price("1", "7", 2_000), price("1", "8", 1_200), price("2", "7", 1_500)]);
        assert_eq!(price_of(&more, "1", "8", PRICE), &json!(1_200));
        assert!(price_of(&more, "2", "8", PRICE).is_null());
        assert_eq!(priced(&more, &axes, ("1", "8", PRICE), &Value::Null), prices);
        assert_eq!(without(&more, "rate", "7"), [price("1", "8", 1_200)]);
    }

    #[test]
    fn only_categories_at_rates_for_money_are_a_table() {
        let field = |kind| Field {
            key: "x".into(),
            label: shared::admin::Words::new("x", "x"),
            hint: None,
            required: true,
            kind,
            only_when: None,
        };
        let relation = |noun: &str| field(FieldKind::Relation { noun: noun.into() });
        let money = || field(FieldKind::Money { currency: "EUR".into() });
        assert!(price_field(&[relation(CATEGORIES), relation(RATES), money()]).is_some());
        assert!(price_field(&[relation(RATES), relation(CATEGORIES), money()]).is_none());
        assert!(price_field(&[relation(CATEGORIES), relation(RATES)]).is_none());
    }
}
