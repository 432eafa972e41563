//! Reads the server's JSON into the shared types. Nobody sees why a text could not be read, so the error is empty: the
//! compiler then drops every message about what was expected, which makes the WASM a good deal smaller.

mod number;

use number::Number;
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;

/// How deep arrays and objects may nest.
const DEPTH_MAX: u8 = 32;

/// The text is no JSON, or not of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong;

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, Wrong>;

/// The value that the whole text is.
pub fn read<'t, T: serde::Deserialize<'t>>(text: &'t str) -> Read<T> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = T::deserialize(&mut reader)?;
    reader.skip_space();
    if reader.at == text.len() { Ok(value) } else { Err(Wrong) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: u8,
}

impl<'t> Reader<'t> {
    fn next_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.next_byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// The next byte that is no space, which stays to be read.
    fn peek(&mut self) -> Read<u8> {
        self.skip_space();
        self.next_byte().ok_or(Wrong)
    }

    fn expect(&mut self, byte: u8) -> Read<()> {
        if self.peek()? == byte {
            self.at += 1;
            return Ok(());
        }
        Err(Wrong)
    }

    fn word(&mut self, word: &str) -> Read<()> {
        let rest = self.text.get(self.at..).ok_or(Wrong)?;
        if rest.starts_with(word) {
            self.at += word.len();
            return Ok(());
        }
        Err(Wrong)
    }

    fn boolean(&mut self) -> Read<bool> {
        match self.peek()? {
            b't' => self.word("true").map(|()| true),
            _ => self.word("false").map(|()| false),
        }
    }

    fn string(&mut self) -> Read<Cow<'t, str>> {
        self.expect(b'"')?;
        let start = self.at;
        loop {
            match self.next_byte().ok_or(Wrong)? {
                b'"' => {
                    let plain = self.text.get(start..self.at).ok_or(Wrong)?;
                    self.at += 1;
                    return Ok(Cow::Borrowed(plain));
                }
                b'\\' => break,
                0..0x20 => return Err(Wrong),
                _ => self.at += 1,
            }
        }
        let mut text = self.text.get(start..self.at).ok_or(Wrong)?.to_owned();
        loop {
            let rest = self.text.get(self.at..).ok_or(Wrong)?;
            let next = rest.chars().next().ok_or(Wrong)?;
            self.at += next.len_utf8();
            match next {
                '"' => return Ok(Cow::Owned(text)),
                '\\' => text.push(self.escaped()?),
                '\0'..' ' => return Err(Wrong),
                next => text.push(next),
            }
        }
    }

    fn escaped(&mut self) -> Read<char> {
        let escape = self.next_byte().ok_or(Wrong)?;
        self.at += 1;
        Ok(match escape {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(escape),
            b'u' => {
                let first = self.hex()?;
                let code = if (0xd800..0xdc00).contains(&first) {
                    self.word("\\u")?;
                    let second = self.hex()?.checked_sub(0xdc00).ok_or(Wrong)?;
                    0x1_0000 + ((first - 0xd800) << 10) + second
                } else {
                    first
                };
                char::from_u32(code).ok_or(Wrong)?
            }
            _ => return Err(Wrong),
        })
    }

    fn hex(&mut self) -> Read<u32> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Wrong)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Wrong)
    }

    /// Goes into an array or an object.
    fn enter(&mut self) -> Read<()> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(Wrong) } else { Ok(()) }
    }

    /// Whether another item follows; otherwise the closing bracket was read.
    fn more(&mut self, first: &mut bool, closing: u8) -> Read<bool> {
        if self.peek()? == closing {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.expect(b',')?;
        }
        Ok(true)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.peek()? {
            b'{' => self.deserialize_map(visitor),
            b'[' => self.deserialize_seq(visitor),
            b'"' => self.deserialize_str(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => self.deserialize_f64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_bool(self.boolean()?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.number()? {
            Number::Whole(number) => visitor.visit_i64(number),
            Number::Fraction(_) => Err(Wrong),
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.number()? {
            Number::Whole(number) => visitor.visit_i64(number),
            Number::Fraction(number) => visitor.visit_f64(number),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_str(&self.string()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek()? == b'n' {
            self.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.peek()?;
        self.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek()? != b'[' {
            return Err(Wrong);
        }
        self.enter()?;
        let mut items = Items { reader: self, first: true, done: false };
        let value = visitor.visit_seq(&mut items)?;
        // A tuple stops asking when it is full.
        if !items.done && items.reader.more(&mut items.first, b']')? {
            return Err(Wrong);
        }
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek()? != b'{' {
            return Err(Wrong);
        }
        self.enter()?;
        visitor.visit_map(Items { reader: self, first: true, done: false })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_map(visitor)
    }

    /// The variant's name alone, or an object whose one member is named as the variant.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        if self.peek()? != b'{' {
            return visitor.visit_enum(StrDeserializer::new(&self.string()?));
        }
        self.enter()?;
        let value = visitor.visit_enum(Variant { reader: self })?;
        if self.more(&mut false, b'}')? { Err(Wrong) } else { Ok(value) }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! { i8 i16 i128 u8 u128 f32 char bytes byte_buf unit_struct tuple_struct }
}

/// The items of an array, or the members of an object.
struct Items<'r, 't> {
    reader: &'r mut Reader<'t>,
    first: bool,
    done: bool,
}

impl<'t> SeqAccess<'t> for &mut Items<'_, 't> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.reader.more(&mut self.first, b']')? {
            self.done = true;
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'t> MapAccess<'t> for Items<'_, 't> {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.reader.more(&mut self.first, b'}')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Read<S::Value> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant that holds something, inside its object.
struct Variant<'r, 't> {
    reader: &'r mut Reader<'t>,
}

impl<'t> EnumAccess<'t> for Variant<'_, 't> {
    type Error = Wrong;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Read<(S::Value, Self)> {
        let variant = seed.deserialize(&mut *self.reader)?;
        self.reader.expect(b':')?;
        Ok((variant, self))
    }
}

impl<'t> VariantAccess<'t> for Variant<'_, 't> {
    type Error = Wrong;

    fn unit_variant(self) -> Read<()> {
        de::Deserialize::deserialize(self.reader)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Read<S::Value> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.reader.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'t>>(self, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.reader.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::basket::BasketLine;
    use shared::catalogue::{ListProgramme, PlacesLeft, Sale};
    use shared::ids::{ConversationId, PerformanceId};
    use shared::refusal::{Problem, Refusal};
    use std::collections::BTreeMap;

    /// Any characters, but few: what matters is which, not how many.
    fn words() -> impl Strategy<Value = String> {
        proptest::collection::vec(any::<char>(), 0..6).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn reads_what_serde_json_writes(
            numbers in proptest::collection::vec(any::<Option<i64>>(), 0..5),
            flag in any::<bool>(),
            named in proptest::collection::btree_map(words(), words(), 0..4),
        ) {
            let value = (numbers, flag, named);
            let text = serde_json::to_string_pretty(&value).unwrap();
            prop_assert_eq!(read(&text), Ok(value));
        }

        #[test]
        fn coordinates_are_exact(minor in -10_000_000_i32..10_000_000, decimals in 0_i32..6) {
            let value = f64::from(minor) / 10_f64.powi(decimals);
            prop_assert_eq!(read::<f64>(&serde_json::to_string(&value).unwrap()), Ok(value));
        }

        #[test]
        fn any_double_is_read_closely(value in any::<f64>().prop_filter("JSON has no others", |v| v.is_finite())) {
            let there = read::<f64>(&serde_json::to_string(&value).unwrap()).unwrap();
            prop_assert!((there - value).abs() <= value.abs() * 1e-12 || value.abs() < 1e-290 || value.abs() > 1e290);
        }

        #[test]
        fn agrees_with_serde_json_on_what_is_no_json(text in r#"[\[\]{}":,0-9a-fnul\\ tre.\-]{0,24}"#) {
            let there = serde_json::from_str::<Vec<Option<BTreeMap<String, i64>>>>(&text);
            let here = read::<Vec<Option<BTreeMap<String, i64>>>>(&text);
            // Leading zeros and commas before brackets are no reason to refuse an answer of our own server.
            if let Ok(there) = there {
                prop_assert_eq!(here, Ok(there));
            }
        }

        #[test]
        fn never_panics(text in words()) {
            let _ = read::<Problem>(&text);
            let _ = read::<Vec<String>>(&text);
        }
    }

    #[test]
    fn reads_the_shared_types() {
        let sale: Sale = read(r#"{"closes_at":"2026-11-23T19:30:00Z","state":"open"}"#).unwrap();
        assert!(matches!(sale, Sale::Open { .. }));
        assert_eq!(read(r#"{"level":"few","places":3}"#), Ok(PlacesLeft::Few { places: 3 }));
        let problem: Problem = read(
            r#"{"type":"t","title":"","status":409,"detail":"d","code":"seats_taken","seats":[1,2],"new":{"a":[1]}}"#,
        )
        .unwrap();
        assert!(matches!(&problem.refusal, Refusal::SeatsTaken { seats } if seats.len() == 2));
        assert_eq!(read::<Problem>(r#"{"code":"from_the_future","x":1}"#).unwrap().refusal, Refusal::Unknown);
        let line = r#"{"id":1,"seat":2,"place":{"zone":"z","numbered":true,"row":"A","seat":"1","category":"c","kind":"standard"},
            "rate":3,"price":{"minor":1250,"currency":"EUR"},"list_price":{"minor":1250,"currency":"EUR"},"prices":[[3,{"minor":1250,"currency":"EUR"}]],"state":"held"}"#;
        let line: BasketLine = read(line).unwrap();
        assert_eq!(line.prices.len(), 1);
        assert!(read::<BasketLine>("{}").is_err());
        assert!(read::<ListProgramme>(r#"{"from":"2026-11-23","unheard":1}"#).is_err());
    }

    #[test]
    fn reads_escapes_and_refuses_broken_ones() {
        assert_eq!(read::<String>(r#""\u00e9\ud83c\udfad\n\"""#).as_deref(), Ok("é🎭\n\""));
        for broken in [r#""\ud83c""#, r#""\ud83cx""#, r#""\x""#, r#""\u12""#, "\"a", r#""a" b"#, "\"\u{1}\""] {
            assert!(read::<String>(broken).is_err(), "{broken}");
        }
        assert!(read::<Vec<de::IgnoredAny>>(&"[".repeat(10_000)).is_err());
    }

    #[test]
    fn frames_of_the_socket_are_read() {
        use shared::live::{ServerFrame, Topic};
        let frames = [
            ServerFrame::Watching { topic: Topic::Seats { performance: PerformanceId(7) }, version: Some(3) },
            ServerFrame::Watching { topic: Topic::BoxOffice, version: None },
            ServerFrame::Refetch { topic: Topic::Conversation { conversation: ConversationId(1) } },
            ServerFrame::NoticesRead { unread: 2 },
            ServerFrame::Beat { now: "2026-11-24T04:00:00Z".parse().unwrap() },
        ];
        for frame in frames {
            let text = serde_json::to_string(&frame).unwrap();
            assert_eq!(read::<ServerFrame>(&text), Ok(frame), "{text}");
        }
        let changed = r#"{ "seats_changed" : {"performance":7,"from":1,"to":2,"seats":[[12,"h"],[13,"."]]} }"#;
        let Ok(ServerFrame::SeatsChanged(changed)) = read(changed) else { panic!("no change of seats") };
        assert_eq!(changed.seats, [(12, 'h'), (13, '.')]);
        assert_eq!(read::<Topic>(r#"{"seats":{"performance":7},"more":1}"#), Err(Wrong));
        assert_eq!(read::<Topic>(r#"{"nothing":{}}"#), Err(Wrong));
    }
}
