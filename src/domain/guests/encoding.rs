//! Bytes of a file as text, by what they look like: nothing else says how a list was saved.

/// How many bytes are looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 512;

/// What Windows-1252 has at 0x80 to 0x9F; everything else in it is the character of the same number.
/// WHATWG Encoding Standard, index windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads bytes as UTF-8, UTF-16 or, when they are neither, Windows-1252. Line ends come out as `\n`, a byte
/// order mark is left out.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => eight_bit(rest),
        [0xff, 0xfe, rest @ ..] => sixteen_bit(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => sixteen_bit(rest, u16::from_be_bytes),
        _ => match zeros(bytes) {
            Zeros::Odd => sixteen_bit(bytes, u16::from_le_bytes),
            Zeros::Even => sixteen_bit(bytes, u16::from_be_bytes),
            Zeros::Neither => eight_bit(bytes),
        },
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn eight_bit(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes)
        .map_or_else(|_| bytes.iter().map(|byte| windows_1252(*byte)).collect(), str::to_owned)
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn sixteen_bit(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Where zero bytes stand, counted from 0.
enum Zeros {
    Odd,
    Even,
    Neither,
}

/// Addresses are ASCII, so half the bytes of a list in UTF-16 are zeros, and all on the same side.
fn zeros(bytes: &[u8]) -> Zeros {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let count = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, most) = (count(0), count(1), sample.len() / 5);
    match (even, odd) {
        (0, odd) if odd > most => Zeros::Odd,
        (even, 0) if even > most => Zeros::Even,
        _ => Zeros::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const TEXT: &str = "Zoë Größe; zoe@fabrikam.com\n";

    fn utf_16(bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(bytes_of).collect()
    }

    #[rstest]
    #[case::utf_8(TEXT.as_bytes().to_vec())]
    #[case::utf_8_marked([b"\xef\xbb\xbf", TEXT.as_bytes()].concat())]
    #[case::little(utf_16(u16::to_le_bytes))]
    #[case::big(utf_16(u16::to_be_bytes))]
    #[case::little_marked([vec![0xff, 0xfe], utf_16(u16::to_le_bytes)].concat())]
    #[case::big_marked([vec![0xfe, 0xff], utf_16(u16::to_be_bytes)].concat())]
    #[case::windows(b"Zo\xeb Gr\xf6\xdfe; zoe@fabrikam.com\r\n".to_vec())]
    #[case::old_mac(TEXT.replace('\n', "\r").into_bytes())]
    fn however_it_was_saved_it_says_the_same(#[case] bytes: Vec<u8>) {
        assert_eq!(decode(&bytes), TEXT);
    }

    #[test]
    fn windows_has_letters_of_its_own() {
        assert_eq!(decode(b"\x8aid\xe9 \x96 \x80 5 \x93Ada\x94"), "Šidé – € 5 “Ada”");
    }
}
