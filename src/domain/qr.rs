//! Texts as codes that the camera of a phone reads (QR codes, ISO/IEC 18004): from a PC to a phone, and on paper.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// The longest text that becomes a code, in bytes. At most version 20 (97 modules a side) with the least error
/// correction: what a phone still reads off a screen where the code is as wide as a column of text.
pub const MAX_BYTES: usize = 858;

/// Up to here a code is small enough to afford more error correction, in bytes.
const SHORT: usize = 200;

/// The free space around a code, in modules (ISO/IEC 18004, section 5.3.8).
const QUIET: i32 = 4;

/// A code to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Modules on a side, the free space around included: the drawing's width and height.
    pub side: i32,
    /// The dark modules, as the `d` of an SVG path; a module is one unit wide.
    pub path: String,
}

/// Whether a text can become a code.
pub fn fits(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_BYTES
}

/// The code of a text; nothing for one that is empty or too long to be read comfortably.
pub fn code(text: &str) -> Option<Code> {
    if !fits(text) {
        return None;
    }
    let correction = if text.len() <= SHORT { QrCodeEcc::Medium } else { QrCodeEcc::Low };
    let drawn = QrCode::encode_segments(&[QrSegment::make_bytes(text.as_bytes())], correction).ok()?;
    let size = drawn.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let width: i32 = (x..size).take_while(|x| drawn.get_module(*x, y)).map(|_| 1).sum();
            if width > 0 {
                let (left, top) = ((x + QUIET).to_string(), (y + QUIET).to_string());
                path.push_str(&["M", &left, " ", &top, "h", &width.to_string(), "v1H", &left, "z"].concat());
            }
            x += width + 1;
        }
    }
    Some(Code { side: size + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// What a reader that is not ours finds in the drawing.
    fn read(code: &Code) -> Option<String> {
        let side = usize::try_from(code.side).unwrap();
        let mut dark = vec![false; side * side];
        for run in code.path.split_terminator('z') {
            let numbers: Vec<usize> = run
                .split(|letter: char| !letter.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let [x, y, width, 1, back] = numbers[..] else { panic!("{run}") };
            assert_eq!(x, back, "{run}");
            dark[y * side + x..][..width].fill(true);
        }
        let (first, last) = (usize::try_from(QUIET).unwrap(), side - usize::try_from(QUIET).unwrap());
        let free = |place: usize| place < first || place >= last;
        assert!(
            (0..side * side).all(|i| !dark[i] || !free(i % side) && !free(i / side)),
            "something in the margin"
        );
        // Module by module: to find a code in a picture is the camera's art, and this reader misses one in some
        // thousands. Codes off screenshots are read in the walks.
        let grid = rqrr::SimpleGrid::from_func(last - first, |x, y| dark[(y + first) * side + x + first]);
        rqrr::Grid::new(grid).decode().ok().map(|(_, text)| text)
    }

    #[rstest]
    #[case::phone("tel:+4989123456")]
    #[case::page("https://guests.contoso.com/#i=1.eyJ0IjoiUm9hZG1hcCJ9")]
    #[case::digits("12345")]
    #[case::capitals("HTTPS://GUESTS.CONTOSO.COM/#/K7MT")]
    #[case::umlauts("Über die Brücke: 橋を渡って")]
    fn another_reader_reads_it(#[case] text: &str) {
        assert_eq!(read(&code(text).unwrap()).as_deref(), Some(text));
    }

    #[test]
    fn the_longest_is_read_and_one_byte_more_is_refused() {
        let longest = "mailto:a@b.example?body=x%20".repeat(40)[..MAX_BYTES].to_owned();
        let drawn = code(&longest).unwrap();
        assert_eq!(drawn.side, 97 + 2 * QUIET);
        assert_eq!(read(&drawn), Some(longest.clone()));
        assert_eq!(code(&(longest + "x")), None);
        assert_eq!(code(""), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn whatever_is_short_enough_is_read_back(text in "[ -~]{1,300}") {
            prop_assert_eq!(read(&code(&text).unwrap()), Some(text));
        }
    }
}
