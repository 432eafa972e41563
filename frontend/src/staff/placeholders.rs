//! Fills in the places of a prepared answer.

/// What stands for a place, such as `("name", Some("Ada"))`. A place without a value stays as it is, to be seen and written
/// by hand.
pub type Value<'a> = (&'a str, Option<String>);

/// Replaces `{name}` by its value, for every place that has one.
pub fn filled(text: &str, values: &[Value]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(place, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == place)?;
            value.as_deref().map(|value| (value, after))
        });
        match value {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_unknown_ones_stay() {
        let values = [("name", Some("{me}".to_owned())), ("show", None), ("me", Some("Ada".to_owned()))];
        assert_eq!(filled("Bonjour {name}, {show}? {{me}} {x", &values), "Bonjour {me}, {show}? {Ada} {x");
        assert_eq!(filled("", &values), "");
    }
}
