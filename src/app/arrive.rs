//! A guest's first page, before the rest of the guest's module has come: who hosts what and when, what it takes, and the
//! button to begin. It stands on its own, without Leptos. What is pressed is noted on the page, for the guest's module to
//! take up; so is that there is nothing of this kind to show.

use futures_util::future::join3;
use wasm_bindgen_futures::spawn_local;

use super::dictionary::Dictionary;
use super::words::wishes;
use crate::browser::{clock, http, location, page, probe, storage};
use crate::domain::device::Facts;
use crate::domain::glance::{Glance, Glimpse, Settings};
use crate::domain::language::Language;

/// The words that the first page is written with.
pub struct Spoken {
    /// By id.
    pub words: Dictionary,
    /// How dates and numbers are written: a BCP 47 tag.
    pub locale: String,
}

/// Draws the first page where it is what the address asks for, and says when that is decided. `wait` says that a press takes a moment.
pub fn start(draw: impl FnOnce(&Glimpse, Spoken) + 'static, wait: impl Fn() + 'static) {
    spawn_local(async move {
        if let Some((glimpse, language, spoken)) = arrive().await {
            let say = |id: &str| spoken.words.say(id);
            page::speak(language.tag(), language.is_right_to_left(), &say);
            draw(&glimpse, spoken);
            page::on_press(move |name| {
                if page::root(PRESSED).is_none() {
                    wait();
                }
                page::set_root(PRESSED, name);
            });
            page::ready();
        }
        page::announce(ARRIVED);
    });
}

/// What the first page says, and the words for it; nothing where something else is to be shown, which only the guest's
/// module can tell.
async fn arrive() -> Option<(Glimpse, Language, Spoken)> {
    let glance = Glance::at(&location::fragment())?;
    let wishes = wishes(glance.language());
    let likely = wishes.among(Language::ALL);
    let (config, facts, words) = join3(http::file("config.json"), probe::facts(), words(likely)).await;
    let config = Settings::read(&config.ok().filter(|config| config.status == 200)?.body)?;
    let language = wishes.among(&config.languages()?);
    let words = if language == likely { words } else { self::words(language).await }?;
    let facts = Facts::read(&facts);
    let glimpse = glance.in_portal(&config, &facts, clock::now())?;
    // Without storage no sign-in comes back, which the page has to say.
    storage::works().then(|| (glimpse, language, Spoken { words, locale: wishes.locale(language) }))
}

/// The words of the first page.
async fn words(language: Language) -> Option<Dictionary> {
    let (words, files) = Dictionary::of_page();
    if language == Language::English { Some(words) } else { Dictionary::fetch(language, &files).await }
}

/// The event that says that the first page stands, or that there is none.
const ARRIVED: &str = "arrived";

/// The attribute of the document's root that holds what was pressed.
pub const PRESSED: &str = "data-pressed";
