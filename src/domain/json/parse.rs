//! A text as JSON (RFC 8259), for what a guest's first page is made of.
//!
//! `serde_json` reads the same texts as the same values (a law tests that), and weighs four kilobytes more of a guest's
//! download: it knows where a mistake is, reads into any type, and rounds every fraction correctly.

use serde_json::{Map, Value};

/// How deep lists and objects may stand in one another, as in `serde_json`.
const DEEPEST: u8 = 127;

/// The value that a text is; nothing where it is not JSON. Of a name that stands twice in an object the last counts. A
/// fraction with more than 15 digits may be off in the last of them.
pub fn parse(json: &str) -> Option<Value> {
    let mut reader = Reader { json, at: 0 };
    let value = reader.value(DEEPEST)?;
    reader.space();
    (reader.at == json.len()).then_some(value)
}

/// Reads a text from a place on, which always stands between two characters.
struct Reader<'a> {
    json: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// Goes past a byte, if it is the next.
    fn take(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    /// Goes past the bytes that are of that kind: whole characters, since it takes all bytes beyond ASCII or none.
    fn pass(&mut self, kind: impl Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        while self.peek().is_some_and(&kind) {
            self.at += 1;
        }
        self.json.get(from..self.at).unwrap_or_default()
    }

    fn space(&mut self) {
        self.pass(|byte| b" \t\n\r".contains(&byte));
    }

    fn value(&mut self, deep: u8) -> Option<Value> {
        self.space();
        match self.peek()? {
            b'{' => {
                let mut fields = Map::new();
                self.items(b'}', deep, |reader, deep| {
                    reader.space();
                    let name = reader.text()?;
                    reader.space();
                    reader.take(b':').then_some(())?;
                    fields.insert(name, reader.value(deep)?);
                    Some(())
                })?;
                Some(Value::Object(fields))
            }
            b'[' => {
                let mut items = Vec::new();
                self.items(b']', deep, |reader, deep| {
                    items.push(reader.value(deep)?);
                    Some(())
                })?;
                Some(Value::Array(items))
            }
            b'"' => self.text().map(Value::String),
            b'-' | b'0'..=b'9' => self.number(),
            _ => match self.pass(|byte| byte.is_ascii_lowercase()) {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                "null" => Some(Value::Null),
                _ => None,
            },
        }
    }

    /// What stands between this bracket and the closing one, with commas between.
    fn items(
        &mut self,
        close: u8,
        deep: u8,
        mut item: impl FnMut(&mut Self, u8) -> Option<()>,
    ) -> Option<()> {
        let deep = deep.checked_sub(1)?;
        self.at += 1;
        self.space();
        if self.take(close) {
            return Some(());
        }
        loop {
            item(self, deep)?;
            self.space();
            if self.take(close) {
                return Some(());
            }
            self.take(b',').then_some(())?;
        }
    }

    fn text(&mut self) -> Option<String> {
        self.take(b'"').then_some(())?;
        let mut text = String::new();
        loop {
            text.push_str(self.pass(|byte| byte >= b' ' && byte != b'"' && byte != b'\\'));
            if self.take(b'"') {
                return Some(text);
            }
            self.take(b'\\').then_some(())?;
            text.push(self.escaped()?);
        }
    }

    /// What follows a backslash.
    fn escaped(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                // Beyond the first 65,536 characters, two of them stand for one.
                let other = match unit {
                    0xd800..0xdc00 => {
                        (self.take(b'\\') && self.take(b'u')).then_some(())?;
                        Some(self.unit()?)
                    }
                    _ => None,
                };
                char::decode_utf16([Some(unit), other].into_iter().flatten()).next()?.ok()?
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u16> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()?).to_digit(16)?;
            unit = unit << 4 | u16::try_from(digit).ok()?;
            self.at += 1;
        }
        Some(unit)
    }

    fn number(&mut self) -> Option<Value> {
        let from = self.at;
        let negative = self.take(b'-');
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        let fraction = if self.take(b'.') { self.digits()? } else { "" };
        let is_whole = fraction.is_empty();
        let mut shift = 0_i32;
        let mut powered = false;
        if self.take(b'e') || self.take(b'E') {
            powered = true;
            let down = self.take(b'-');
            if !down {
                self.take(b'+');
            }
            // Far beyond what can be told.
            let power =
                self.digits()?.bytes().fold(0, |power, digit| (power * 10 + value_of(digit)).min(99_999));
            shift = if down { -power } else { power };
        }
        if is_whole && !powered && (!negative || whole != "0") {
            let digits = self.json.get(from..self.at)?;
            if let Ok(number) = digits.parse::<i64>() {
                return Some(number.into());
            }
            if let Ok(number) = digits.parse::<u64>() {
                return Some(number.into());
            }
        }
        let digits = whole.bytes().chain(fraction.bytes());
        let mut number = digits.fold(0.0, |number, digit| number * 10.0 + f64::from(value_of(digit)));
        shift = shift.saturating_sub(i32::try_from(fraction.len()).ok()?);
        while shift != 0 && number != 0.0 && number.is_finite() {
            // Up to this power, ten's are exact.
            let step = shift.clamp(-22, 22);
            let mut power = 1.0;
            for _ in 0..step.abs() {
                power *= 10.0;
            }
            number = if step < 0 { number / power } else { number * power };
            shift -= step;
        }
        number.is_finite().then(|| Value::from(if negative { -number } else { number }))
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<&'a str> {
        Some(self.pass(|byte| byte.is_ascii_digit())).filter(|digits| !digits.is_empty())
    }
}

fn value_of(digit: u8) -> i32 {
    i32::from(digit - b'0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// As `serde_json` reads it; of fractions, what they are about.
    fn agrees(json: &str) {
        let (ours, theirs) = (parse(json), serde_json::from_str::<Value>(json).ok());
        assert!(
            match (&ours, &theirs) {
                (Some(ours), Some(theirs)) => alike(ours, theirs),
                (None, None) => true,
                _ => false,
            },
            "{json:?}: {ours:?}, {theirs:?}"
        );
    }

    fn alike(ours: &Value, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Value::Number(ours), Value::Number(theirs)) if theirs.is_f64() => {
                let (ours_, theirs_) = (ours.as_f64().unwrap(), theirs.as_f64().unwrap());
                let exact = theirs.to_string().len() < 15 && (1e-20..1e20).contains(&theirs_.abs());
                ours.is_f64()
                    && (ours_.to_bits() == theirs_.to_bits()
                        || !exact && (ours_ - theirs_).abs() <= theirs_.abs() * 1e-12 + 1e-300)
            }
            (Value::Array(ours), Value::Array(theirs)) => {
                ours.len() == theirs.len()
                    && ours.iter().zip(theirs).all(|(ours, theirs)| alike(ours, theirs))
            }
            (Value::Object(ours), Value::Object(theirs)) => {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .zip(theirs)
                        .all(|(ours, theirs)| ours.0 == theirs.0 && alike(ours.1, theirs.1))
            }
            _ => ours == theirs,
        }
    }

    #[test]
    fn odd_texts_are_read_as_serde_json_reads_them() {
        let deep = |depth| ["[".repeat(depth), "]".repeat(depth)].concat();
        for json in [
            "",
            " ",
            "{}",
            "[]",
            "[,]",
            "[1,]",
            "{,}",
            r#"{"a":1,}"#,
            r#"{"a" : 1 , "a":2}"#,
            r#"{"a"}"#,
            "{a:1}",
            "nul",
            "nulll",
            "null x",
            "True",
            "-",
            "-0",
            "0",
            "-0.0",
            "01",
            "-01",
            "1.",
            ".5",
            "1e",
            "1e+",
            "1E5",
            "1e-5",
            "0.25",
            "0.1",
            "2.5e-3",
            "123456789012.5",
            "9223372036854775807",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "1e400",
            "-1e400",
            "1e-400",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "1e-99999999999999999999",
            "+1",
            "0x1",
            "NaN",
            r#""\u00e9\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ud83d\u0041""#,
            r#""\ude00""#,
            r#""\u12""#,
            r#""\u+123""#,
            r#""\x""#,
            r#""\/\b\f\n\r\t\"\\""#,
            "\"\t\"",
            "\"\u{7f}ß漢😀\"",
            "\"",
            "\"a",
            "\u{feff}1",
            "1 2",
            "[1 2]",
            "\u{a0}1",
            "[\"a\",[],{\"b\":[null,true,false]}]",
        ] {
            agrees(json);
        }
        for depth in [126, 127, 128, 129, 5_000] {
            agrees(&deep(depth));
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaves = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            (any::<i16>(), 1_u16..1_000).prop_map(|(up, down)| Value::from(f64::from(up) / f64::from(down))),
            any::<String>().prop_map(Value::from),
        ];
        leaves.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[ -~ß]{0,4}", inner, 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_json_writes_is_read_as_it_reads_it(value in values(), pretty: bool) {
            let json = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            agrees(&json.unwrap());
        }

        #[test]
        fn a_damaged_text_is_read_or_refused_as_by_serde_json(
            value in values(),
            (at, cut, more) in (any::<prop::sample::Index>(), 0_usize..3, r#"[\[\]{},:"\\0-9eE.+\-u \nnt\x00]{0,3}"#),
        ) {
            let json: Vec<char> = value.to_string().chars().collect();
            let at = at.index(json.len() + 1);
            let rest = json.get(at + cut..).unwrap_or_default();
            agrees(&json[..at].iter().copied().chain(more.chars()).chain(rest.iter().copied()).collect::<String>());
        }
    }
}
