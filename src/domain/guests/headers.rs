//! What the columns of a table are called, in the languages of the portal and by the programs that export lists.
//!
//! Programs: Outlook's export of contacts ("E-mail Address", "First Name"), Google Contacts ("E-mail 1 - Value",
//! "Given Name"), the template of Entra's bulk invite ("Email address to invite \[inviteeEmail\] Required"),
//! Microsoft Graph ("displayName", "mail", "givenName", "surname").

use crate::domain::language::Language;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Address,
    Name,
    First,
    Last,
    Language,
}

/// Which columns hold what, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Those with addresses, the one to ask first in front.
    pub(super) addresses: Vec<usize>,
    pub(super) name: Option<usize>,
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
    pub(super) language: Option<usize>,
}

/// The columns by their headers, and how many of them are known; `None` for a row without one for addresses.
pub(super) fn columns<'a>(cells: impl Iterator<Item = &'a str>) -> Option<(Columns, usize)> {
    let known = |(at, cell)| role(cell).map(|(role, rank)| (role, rank, at));
    let mut known: Vec<(Role, usize, usize)> = cells.enumerate().filter_map(known).collect();
    // By rank, so that the order of the columns does not matter.
    known.sort_by_key(|(_, rank, at)| (*rank, *at));
    let of = |wanted: Role| known.iter().filter(move |(role, ..)| *role == wanted).map(|(.., at)| *at);
    let columns = Columns {
        addresses: of(Role::Address).collect(),
        name: of(Role::Name).next(),
        first: of(Role::First).next(),
        last: of(Role::Last).next(),
        language: of(Role::Language).next(),
    };
    (!columns.addresses.is_empty()).then_some((columns, known.len()))
}

/// A language as people write it into a table: its tag, or its name in English or in itself.
pub(super) fn language(cell: &str) -> Option<Language> {
    let name = letters(cell);
    let named =
        LANGUAGES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(language, _)| *language);
    named.or_else(|| Language::read(cell))
}

/// What a column of this name holds, and how strongly the name says so: 0 the most.
fn role(header: &str) -> Option<(Role, usize)> {
    // Entra's template has the property's name in brackets.
    let property =
        header.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inside, _)| inside);
    let name = letters(property.unwrap_or(header));
    HEADERS
        .iter()
        .find_map(|(role, names)| names.iter().position(|known| *known == name).map(|rank| (*role, rank)))
}

/// Letters and digits alone, in lower case: what is left when spaces, hyphens and quotation marks do not matter.
fn letters(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|character| character.is_alphanumeric()).collect()
}

#[rustfmt::skip]
const HEADERS: [(Role, &[&str]); 5] = [
    (Role::Address, &[
        "email", "emailaddress", "mail", "mailaddress", "inviteeemail", "inviteduseremailaddress", "guestemail",
        "attendeeemail", "participantemail", "primaryemail", "workemail", "businessemail",
        "emailadresse", "mailadresse",
        "courriel", "adressecourriel", "adresseemail", "adressemail", "adressedemessagerie", "adresseélectronique",
        "correo", "correoelectrónico", "correoelectronico", "direccióndecorreo", "direccióndecorreoelectrónico",
        "direcciondecorreoelectronico",
        "endereçodeemail", "enderecodeemail", "correioeletrônico", "correioeletrónico",
        "indirizzoemail", "indirizzomail", "postaelettronica", "indirizzopostaelettronica",
        "indirizzodipostaelettronica",
        "emailadres", "mailadres",
        "adresemail", "adresmail", "adrespocztyelektronicznej", "pocztaelektroniczna",
        "eposta", "epostaadresi", "postaadresi",
        "メール", "メールアドレス", "電子メール", "電子メールアドレス", "eメール", "eメールアドレス",
        "이메일", "이메일주소", "전자메일", "전자메일주소", "메일", "메일주소",
        "电子邮件", "电子邮件地址", "电子邮箱", "邮箱", "邮箱地址", "邮件", "邮件地址",
        "البريدالإلكتروني", "البريدالالكتروني", "بريدإلكتروني", "بريدالكتروني", "عنوانالبريدالإلكتروني", "الإيميل",
        "الايميل",
        "דואל", "כתובתדואל", "דואראלקטרוני", "כתובתדואראלקטרוני", "אימייל", "מייל", "כתובתמייל", "כתובתאימייל",
        "email1value", "email1address", "email2", "email2value", "email2address", "email3value", "email3address",
    ]),
    (Role::Name, &[
        "name", "fullname", "displayname", "inviteduserdisplayname", "guestname", "attendeename", "participantname",
        "guest", "attendee", "participant",
        "vollständigername", "anzeigename", "gast", "teilnehmer",
        "nom", "nomcomplet", "nomaffiché", "nomdaffichage",
        "nombre", "nombrecompleto", "nombreparamostrar",
        "nome", "nomecompleto", "nomedeexibição", "nomevisualizzato",
        "naam", "volledigenaam", "weergavenaam",
        "nazwa", "imięinazwisko", "nazwawyświetlana",
        "adsoyad", "adısoyadı", "adıvesoyadı", "tamad", "görünenad", "isim",
        "名前", "お名前", "氏名", "表示名",
        "이름", "성명", "표시이름",
        "姓名", "全名", "名称", "显示名称",
        "الاسم", "الاسمالكامل", "اسمالعرض",
        "שם", "שםמלא", "שםתצוגה", "שםלתצוגה",
    ]),
    (Role::First, &[
        "firstname", "givenname", "forename", "vorname", "prénom", "prenom", "nombredepila", "primeironome",
        "nomepróprio", "voornaam", "imię", "imie", "ad", "adı", "名", "名字", "이름첫번째", "الاسمالأول", "الاسمالاول",
        "שםפרטי",
    ]),
    (Role::Last, &[
        "lastname", "familyname", "surname", "nachname", "familienname", "nomdefamille", "apellido", "apellidos",
        "sobrenome", "apelido", "últimonome", "cognome", "achternaam", "nazwisko", "soyad", "soyadı", "姓", "성",
        "اسمالعائلة", "اللقب", "שםמשפחה",
    ]),
    (Role::Language, &[
        "language", "preferredlanguage", "lang", "locale", "messagelanguage", "sprache", "langue", "idioma", "língua",
        "lingua", "taal", "język", "dil", "言語", "언어", "语言", "اللغة", "שפה",
    ]),
];

#[rustfmt::skip]
const LANGUAGES: [(Language, &[&str]); 14] = [
    (Language::English, &["english"]),
    (Language::German, &["german", "deutsch"]),
    (Language::French, &["french", "français"]),
    (Language::Spanish, &["spanish", "español"]),
    (Language::Portuguese, &["portuguese", "português"]),
    (Language::Italian, &["italian", "italiano"]),
    (Language::Dutch, &["dutch", "nederlands"]),
    (Language::Polish, &["polish", "polski"]),
    (Language::Turkish, &["turkish", "türkçe"]),
    (Language::Japanese, &["japanese", "日本語"]),
    (Language::Korean, &["korean", "한국어"]),
    (Language::Chinese, &["chinese", "中文", "简体中文"]),
    (Language::Arabic, &["arabic", "العربية"]),
    (Language::Hebrew, &["hebrew", "עברית"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn every_known_name_can_be_met() {
        let headers = HEADERS.iter().flat_map(|(_, names)| *names);
        let languages = LANGUAGES.iter().flat_map(|(_, names)| *names);
        for name in headers.chain(languages) {
            assert_eq!(letters(name), *name);
        }
    }

    #[test]
    fn no_name_says_two_things() {
        let mut all: Vec<&str> = HEADERS.iter().flat_map(|(_, names)| *names).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[rstest]
    #[case("E-mail Address", Role::Address)]
    #[case("E-Mail-Adresse", Role::Address)]
    #[case("Adresse e-mail", Role::Address)]
    #[case("Correo electrónico", Role::Address)]
    #[case("Endereço de e-mail", Role::Address)]
    #[case("Adres e-mail", Role::Address)]
    #[case("E-POSTA", Role::Address)]
    #[case("メール アドレス", Role::Address)]
    #[case("דוא\"ל", Role::Address)]
    #[case("البريد الإلكتروني", Role::Address)]
    #[case("Email address to invite [inviteeEmail] Required", Role::Address)]
    #[case("First Name", Role::First)]
    #[case("Prénom", Role::First)]
    #[case("Soyadı", Role::Last)]
    #[case("İSİM", Role::Name)]
    #[case("Preferred language", Role::Language)]
    fn a_header_is_known_however_it_is_spelled(#[case] header: &str, #[case] expected: Role) {
        assert_eq!(role(header).map(|(role, _)| role), Some(expected));
    }

    #[rstest]
    #[case("")]
    #[case("E-mail Display Name")]
    #[case("Organization Name")]
    #[case("Redirection url [inviteRedirectURL] Required")]
    fn a_header_that_says_something_else_is_left_alone(#[case] header: &str) {
        assert_eq!(role(header), None);
    }

    #[rstest]
    #[case("de-AT", Some(Language::German))]
    #[case("Deutsch", Some(Language::German))]
    #[case(" 简体中文 ", Some(Language::Chinese))]
    #[case("Klingon", None)]
    #[case("", None)]
    fn a_language_is_known_by_tag_and_by_name(#[case] cell: &str, #[case] expected: Option<Language>) {
        assert_eq!(language(cell), expected);
    }
}
