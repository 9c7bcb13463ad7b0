//! The languages the portal speaks, and which of them to begin with.

use super::named::named;

named! {
    /// A language with words of its own, by its BCP 47 tag: the name of its folder under `public/words`.
    pub enum Language, tag {
        /// English.
        English = "en",
        /// German.
        German = "de",
        /// French.
        French = "fr",
        /// Spanish.
        Spanish = "es",
        /// Portuguese as written in Brazil.
        Portuguese = "pt-BR",
        /// Italian.
        Italian = "it",
        /// Dutch.
        Dutch = "nl",
        /// Polish.
        Polish = "pl",
        /// Turkish.
        Turkish = "tr",
        /// Japanese.
        Japanese = "ja",
        /// Korean.
        Korean = "ko",
        /// Chinese in simplified characters.
        Chinese = "zh-Hans",
        /// Arabic.
        Arabic = "ar",
        /// Hebrew.
        Hebrew = "he",
    }
}

impl Language {
    /// The language that somebody who asks for `tag` reads: `de-AT` reads German, `pt-PT` Portuguese. Whoever asks
    /// for traditional characters is not given simplified ones.
    pub fn read(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        let primary = match parts.next()? {
            // Its tag until 1989, which some systems still send.
            "iw" => "he",
            "zh" if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => return None,
            primary => primary,
        };
        Self::ALL.iter().copied().find(|language| language.tag().split('-').next() == Some(primary))
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }
}

/// What may say which language to begin with, the strongest first. All of it is untrusted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What was chosen on this page before.
    pub chosen: Option<String>,
    /// What the browser prefers, most wanted first.
    pub preferred: Vec<String>,
    /// What the invite was written in.
    pub invite: Option<String>,
}

impl Wishes {
    /// The language to begin with, of those that are offered; the first of them where no wish can be met.
    pub fn among(&self, offered: &[Language]) -> Language {
        let wishes = self.chosen.iter().chain(&self.preferred).chain(&self.invite);
        wishes
            .filter_map(|tag| Language::read(tag))
            .find(|language| offered.contains(language))
            .or(offered.first().copied())
            .unwrap_or(Language::English)
    }

    /// How dates and numbers are written in a language: as where the reader comes from, if the browser tells.
    pub fn locale(&self, language: Language) -> String {
        let well_formed = |tag: &&String| {
            tag.len() <= 35
                && tag.split('-').all(|part| {
                    (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
                })
        };
        let own = self.preferred.iter().filter(well_formed).find(|tag| Language::read(tag) == Some(language));
        own.map_or_else(|| language.tag().to_owned(), Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("en-GB", Some(Language::English))]
    #[case("DE_at", Some(Language::German))]
    #[case("pt-PT", Some(Language::Portuguese))]
    #[case("zh", Some(Language::Chinese))]
    #[case("zh-CN", Some(Language::Chinese))]
    #[case("zh-Hans-SG", Some(Language::Chinese))]
    #[case("zh-TW", None)]
    #[case("zh-Hant", None)]
    #[case("iw-IL", Some(Language::Hebrew))]
    #[case("ar-EG", Some(Language::Arabic))]
    #[case("sv", None)]
    #[case("den", None)]
    #[case("", None)]
    fn a_tag_is_read_as_far_as_words_go(#[case] tag: &str, #[case] expected: Option<Language>) {
        assert_eq!(Language::read(tag), expected);
    }

    #[test]
    fn every_language_reads_its_own_tag() {
        for language in Language::ALL {
            assert_eq!(Language::read(language.tag()), Some(*language));
        }
    }

    fn wishes(chosen: &str, preferred: &[&str], invite: &str) -> Wishes {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Wishes {
            chosen: some(chosen),
            preferred: preferred.iter().map(|tag| (*tag).to_owned()).collect(),
            invite: some(invite),
        }
    }

    #[rstest]
    #[case::chosen("fr", &["de-DE", "en"], "pl", Language::French)]
    #[case::browser("", &["sv", "de-DE", "en"], "pl", Language::German)]
    #[case::invite("", &["sv"], "pl", Language::Polish)]
    #[case::nothing("", &[], "", Language::English)]
    #[case::unknown("xx", &["zh-TW"], "<script>", Language::English)]
    fn the_strongest_wish_that_can_be_met_decides(
        #[case] chosen: &str,
        #[case] preferred: &[&str],
        #[case] invite: &str,
        #[case] expected: Language,
    ) {
        assert_eq!(wishes(chosen, preferred, invite).among(Language::ALL), expected);
    }

    #[test]
    fn only_what_is_offered_is_spoken() {
        let offered = [Language::German, Language::Polish];
        assert_eq!(wishes("fr", &["pl"], "").among(&offered), Language::Polish);
        assert_eq!(wishes("fr", &["ja"], "").among(&offered), Language::German);
        assert_eq!(wishes("fr", &[], "").among(&[]), Language::English);
    }

    #[rstest]
    #[case(&["de-AT", "en-GB"], Language::English, "en-GB")]
    #[case(&["de-AT", "en-GB"], Language::German, "de-AT")]
    #[case(&["de-AT"], Language::French, "fr")]
    #[case(&["de-\u{1}"], Language::German, "de")]
    fn dates_are_written_as_at_home(
        #[case] preferred: &[&str],
        #[case] language: Language,
        #[case] expected: &str,
    ) {
        assert_eq!(wishes("", preferred, "").locale(language), expected);
    }

    proptest! {
        #[test]
        fn whatever_is_wished_some_offered_language_is_spoken(
            chosen in "\\PC{0,20}", preferred in proptest::collection::vec("\\PC{0,12}", 0..4), invite in "\\PC{0,20}",
        ) {
            let wishes = Wishes { chosen: Some(chosen), preferred, invite: Some(invite) };
            let offered = [Language::Japanese, Language::Arabic];
            prop_assert!(offered.contains(&wishes.among(&offered)));
        }
    }
}
