//! What a host may bring to the look of the pages: a picture and a color.
//!
//! A color is used where it can be read: as text on every ground, and under the words of a button, with at
//! least 4.5:1 (WCAG 2.2, 1.4.3). It is made darker or lighter for that, by half of the way at most; a color
//! that would have to go further is no longer the host's, and the page keeps its own.

/// What a host brings to the look of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// A picture beside the portal's name.
    pub logo: Option<Logo>,
    /// The color of links and buttons.
    pub accent: Option<Color>,
}

/// A picture among the portal's own files: a relative path that ends in `.png` or `.svg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo(String);

impl Logo {
    /// Reads a path: letters, digits, `-`, `_` and `.`, folders behind `/`; never out of the portal's folder.
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.trim();
        let part = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        let is_picture = [".png", ".svg"].iter().any(|end| path.ends_with(end));
        (is_picture && path.split('/').all(part)).then(|| Self(path.to_owned()))
    }

    /// The path, relative to the page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A color of a screen: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    /// Reads `#08545a`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let number =
            digits.chars().try_fold(0, |sum, digit| Some(sum % (1 << 24) * 16 + digit.to_digit(16)?))?;
        let [_, red, green, blue] = u32::to_be_bytes(number);
        (digits.len() == 6).then_some(Self([red, green, blue]))
    }

    /// As it stands in a style: `#08545a`.
    pub fn css(self) -> String {
        let digits = self.0.into_iter().flat_map(|channel| [channel >> 4, channel & 15]);
        let digit = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0');
        std::iter::once('#').chain(digits.map(digit)).collect()
    }

    /// This color with `percent` of another one in it.
    fn with(self, other: Self, percent: u32) -> Self {
        let mix = |own: u8, other: u8| {
            let sum = u32::from(own) * (100 - percent) + u32::from(other) * percent;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        let ([red, green, blue], [other_red, other_green, other_blue]) = (self.0, other.0);
        Self([mix(red, other_red), mix(green, other_green), mix(blue, other_blue)])
    }

    /// Relative luminance, from 0 to 1: WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { power((channel + 0.055) / 1.055) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// `base` to the power of 2.4, for bases from 0.05 to 1: its square times the fifth root of its square, by
/// Newton's method. The general power of the standard library would weigh two kilobytes in a download.
fn power(base: f64) -> f64 {
    let square = base * base;
    let mut root = 1.0_f64;
    for _ in 0..30 {
        root = (4.0 * root + square / (root * root * root * root)) / 5.0;
    }
    square * root
}

/// Contrast ratio of two colors, from 1 to 21: WCAG 2.2, "contrast ratio".
pub fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What text needs at least: WCAG 2.2, 1.4.3.
const ENOUGH: f64 = 4.5;

/// How much of black or white goes into a color at most, in percent.
const FURTHEST: u32 = 50;

/// How much of the accent is in the soft ground under notices, in percent; `style/1-tokens.css` mixes it.
const SOFT: u32 = 12;

/// What an accent stands on in one mode, and what stands on it; the colors of `style/1-tokens.css`.
struct Mode {
    /// Where the sheet's color is mixed into for the soft ground.
    surface: Color,
    /// The other grounds, and the words of a button.
    others: [Color; 3],
    /// What the color is mixed with until it can be read.
    towards: Color,
}

const LIGHT: Mode = Mode {
    surface: Color([0xff, 0xff, 0xff]),
    others: [Color([0xf2, 0xf4, 0xf4]), Color([0xf6, 0xf8, 0xf8]), Color([0xff, 0xff, 0xff])],
    towards: Color([0, 0, 0]),
};

const DARK: Mode = Mode {
    surface: Color([0x18, 0x20, 0x22]),
    others: [Color([0x0f, 0x15, 0x17]), Color([0x11, 0x18, 0x19]), Color([0x06, 0x28, 0x2b])],
    towards: Color([0xff, 0xff, 0xff]),
};

/// A host's accent as it can be read in light and in dark; nothing where the page keeps its own.
pub fn readable(accent: Color) -> (Option<Color>, Option<Color>) {
    (LIGHT.readable(accent), DARK.readable(accent))
}

impl Mode {
    fn readable(&self, accent: Color) -> Option<Color> {
        let mut percent = 0;
        while percent <= FURTHEST {
            let color = accent.with(self.towards, percent);
            if self.holds(color) {
                return Some(color);
            }
            percent += 1;
        }
        None
    }

    fn holds(&self, color: Color) -> bool {
        let [ground, sunken, words] = self.others;
        let grounds = [self.surface, self.surface.with(color, SOFT), ground, sunken, words];
        grounds.iter().all(|ground| contrast(color, *ground) >= ENOUGH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap()
    }

    /// Known pairs: the extremes, and the grays and the red that WCAG's own techniques name.
    #[rstest]
    #[case("#000000", "#ffffff", 21.0)]
    #[case("#ffffff", "#ffffff", 1.0)]
    #[case("#767676", "#ffffff", 4.54)]
    #[case("#777777", "#ffffff", 4.48)]
    #[case("#949494", "#ffffff", 3.03)]
    #[case("#ff0000", "#ffffff", 4.0)]
    #[case("#0000ff", "#ffffff", 8.59)]
    fn contrast_of_known_pairs(#[case] one: &str, #[case] other: &str, #[case] ratio: f64) {
        assert!((contrast(color(one), color(other)) - ratio).abs() < 0.005);
        assert!((contrast(color(other), color(one)) - ratio).abs() < 0.005);
    }

    #[test]
    fn the_power_is_the_standard_librarys() {
        for step in 5..=100 {
            let base = f64::from(step) / 100.0;
            assert!((power(base) - base.powf(2.4)).abs() < 1e-9, "{base}");
        }
    }

    #[rstest]
    // Ours.
    #[case("#08545a", Some("#08545a"), true)]
    // A blue that is good on white as it is, and is made lighter on black.
    #[case("#0b57d0", Some("#0b57d0"), true)]
    // An orange that is made darker on white, and is good on black as it is.
    #[case("#d9730d", Some("#a3560a"), true)]
    // Too far from anything that can be read on white, and on black.
    #[case("#ffff00", None, true)]
    #[case("#ffffff", None, true)]
    #[case("#000000", Some("#000000"), false)]
    fn an_accent_is_adapted_or_refused(
        #[case] accent: &str,
        #[case] light: Option<&str>,
        #[case] dark: bool,
    ) {
        let (in_light, in_dark) = readable(color(accent));
        assert_eq!((in_light.map(Color::css).as_deref(), in_dark.is_some()), (light, dark));
    }

    #[rstest]
    #[case("logo.svg", true)]
    #[case("brand/contoso-2.png", true)]
    #[case(" logo.svg ", true)]
    #[case("/logo.svg", false)]
    #[case("//evil.example/logo.svg", false)]
    #[case("https://evil.example/logo.svg", false)]
    #[case("../logo.svg", false)]
    #[case("brand/../../logo.svg", false)]
    #[case("data:image/svg+xml,x.svg", false)]
    #[case("logo.svg?x.png", false)]
    #[case("logo.gif", false)]
    #[case(".png", false)]
    #[case("", false)]
    fn a_logo_is_a_picture_of_the_portals_own(#[case] text: &str, #[case] sound: bool) {
        assert_eq!(Logo::parse(text).is_some(), sound);
    }

    #[rstest]
    #[case("#0845")]
    #[case("08545a")]
    #[case("#08545g")]
    #[case("#+8545a")]
    #[case("teal")]
    fn no_color(#[case] text: &str) {
        assert_eq!(Color::parse(text), None);
    }

    /// The colors here are the page's.
    #[test]
    fn the_grounds_are_those_of_the_style() {
        let style = std::fs::read_to_string("style/1-tokens.css").unwrap();
        let short = |color: Color| if color.css() == "#ffffff" { "#fff".to_owned() } else { color.css() };
        let pairs = [("surface", LIGHT.surface, DARK.surface)].into_iter().chain(
            ["ground", "sunken", "on-accent"]
                .into_iter()
                .enumerate()
                .map(|(at, name)| (name, LIGHT.others[at], DARK.others[at])),
        );
        for (name, light, dark) in pairs {
            let line = format!("--{name}: light-dark({}, {});", short(light), short(dark));
            assert!(style.contains(&line), "{line}");
        }
        assert!(
            style.contains(&format!(
                "--accent-soft: color-mix(in srgb, var(--accent) {SOFT}%, var(--surface));"
            ))
        );
    }

    proptest! {
        #[test]
        fn what_is_used_can_be_read(channels: [u8; 3]) {
            let (light, dark) = readable(Color(channels));
            for (mode, color) in [(LIGHT, light), (DARK, dark)] {
                let Some(color) = color else { continue };
                for ground in mode.others.into_iter().chain([mode.surface, mode.surface.with(color, SOFT)]) {
                    prop_assert!(contrast(color, ground) >= ENOUGH);
                }
            }
        }

        #[test]
        fn a_color_is_written_as_it_is_read(channels: [u8; 3]) {
            prop_assert_eq!(Color::parse(&Color(channels).css()), Some(Color(channels)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = (Color::parse(&text), Logo::parse(&text));
        }
    }
}
