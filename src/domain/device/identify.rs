//! Which machine it is, from what its browser says.

use super::{Device, Facts, Os, UaData};

/// A machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Machine {
    pub(super) os: Os,
    pub(super) device: Device,
    pub(super) model: Model,
    /// The system that the browser speaks of elsewhere, when the two cannot both be true.
    pub(super) contradiction: Option<Os>,
}

/// What matters of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    Any,
    Bot,
    HoloLens,
    VisionPro,
    /// A Quest 3 or 3S, or a Quest that does not say which.
    Quest3,
}

impl Machine {
    const fn new(os: Os, device: Device) -> Self {
        Self { os, device, model: Model::Any, contradiction: None }
    }

    const fn of(os: Os, device: Device, model: Model) -> Self {
        Self { os, device, model, contradiction: None }
    }
}

/// The text in lower-case ASCII letters, or nothing.
pub(super) fn lower(text: Option<&str>) -> String {
    text.unwrap_or_default().to_ascii_lowercase()
}

/// Which machine it is.
pub(super) fn machine(facts: &Facts) -> Machine {
    let ua = lower(facts.ua.as_deref());
    let none = UaData::default();
    let hints = facts.ua_data.as_ref().unwrap_or(&none);
    // Special devices say so somewhere, and claim to be something ordinary everywhere else: a headset
    // says it is Android or desktop Linux, a console that it is Windows.
    if is_bot(&ua) {
        return Machine::of(Os::Unknown, Device::Unknown, Model::Bot);
    }
    headset(&ua, hints)
        .or_else(|| console(&ua, facts))
        .or_else(|| tv(&ua))
        .unwrap_or_else(|| ordinary(&ua, facts, hints))
}

fn has(text: &str, any: &[&str]) -> bool {
    any.iter().any(|part| text.contains(part))
}

/// Crawlers, link checkers, previews and other programs.
fn is_bot(ua: &str) -> bool {
    const NAMES: &[&str] = &[
        "crawl",
        "spider",
        "slurp",
        "headlesschrome",
        "phantomjs",
        "lighthouse",
        "externalhit",
        "mediapartners",
        "uripreview",
        "bingpreview",
        "web preview",
        "inspectiontool",
        "googleother",
        "google-read-aloud",
        "google-safety",
        "googleimageproxy",
        "yahoomailproxy",
        "archiver",
        "scrapy",
        "ptst/",
        "gtmetrix",
        "pingdom",
        "curl/",
        "wget/",
        "python-",
        "go-http",
        "okhttp",
        "axios/",
        "node-fetch",
        "libwww",
        "httpclient",
        "+http",
    ];
    let word = |(at, _): (usize, &str)| {
        let after = ua.as_bytes().get(at + 3);
        // Cubot makes phones.
        !after.is_some_and(u8::is_ascii_alphanumeric)
            && !ua.get(..at).is_some_and(|before| before.ends_with("cu"))
    };
    has(ua, NAMES) || ua.match_indices("bot").any(word) || ua.starts_with("whatsapp/")
}

fn headset(ua: &str, hints: &UaData) -> Option<Machine> {
    let model = lower(hints.model.as_deref());
    let brand = |name: &str| {
        let brands = hints.brands.iter().flatten();
        brands.into_iter().any(|brand| lower(brand.brand.as_deref()).contains(name))
    };
    if ua.contains("hololens") {
        return Some(Machine::of(Os::Windows, Device::Headset, Model::HoloLens));
    }
    if has(ua, &["visionos", "xros", "apple vision", "realitydevice"]) {
        return Some(Machine::of(Os::Unknown, Device::Headset, Model::VisionPro));
    }
    // Before Quest: Pico's browser calls itself "like Quest" and Oculus too.
    if has(ua, &["picobrowser", "; pico ", "; pico_"]) || model.starts_with("pico") {
        return Some(Machine::new(Os::Android, Device::Headset));
    }
    if has(ua, &["oculus", "; quest", "meta quest"])
        || model.contains("quest")
        || brand("oculus")
        || brand("quest")
    {
        let named = |name: &str| ua.contains(name) || model.contains(name);
        let older = named("quest 2")
            || named("quest pro")
            || named("quest 1")
            || model == "quest"
            || ua.contains("; quest)")
            || ua.contains("; quest build");
        let model = if older { Model::Any } else { Model::Quest3 };
        return Some(Machine::of(Os::HorizonOs, Device::Headset, model));
    }
    let xr = |form: &String| form.eq_ignore_ascii_case("xr");
    let is_xr = hints.form_factors.iter().flatten().any(xr);
    let others = ["mobile vr", " vr safari", "wolvic", "androidxr", "android xr", "vive focus", "magic leap"];
    (is_xr || has(ua, &others)).then_some(Machine::new(Os::Android, Device::Headset))
}

fn console(ua: &str, facts: &Facts) -> Option<Machine> {
    if ua.contains("xbox") {
        return Some(Machine::new(Os::Xbox, Device::Console));
    }
    if has(ua, &["playstation", "nintendo"]) {
        return Some(Machine::new(Os::Unknown, Device::Console));
    }
    // The graphics of a Steam Deck, which can run Windows as well.
    let deck =
        has(&lower(facts.webgl_renderer.as_deref()), &["vangogh", "custom gpu 0405", "custom gpu 0932"]);
    let is_deck = has(ua, &["steam deck", "steamdeck", "valve steam gamepad"]) || deck;
    (is_deck && !ua.contains("windows")).then_some(Machine::new(Os::Linux, Device::Console))
}

fn tv(ua: &str) -> Option<Machine> {
    const NAMES: &[&str] = &[
        "smart-tv",
        "smarttv",
        "googletv",
        "androidtv",
        "appletv",
        "hbbtv",
        "nettv",
        "mitv",
        "netcast",
        "web0s",
        "webos.tv",
        "bravia",
        "viera",
        "roku/",
        "crkey",
        "; aft",
        "vidaa",
        "tvos",
        "philipstv",
        "portaltv",
        "inettvbrowser",
        "ce-html",
    ];
    let word = |part: &str| part == "tv" || part == "dtv";
    let is_tv = has(ua, NAMES) || ua.split(|letter: char| !letter.is_ascii_alphanumeric()).any(word);
    let os = if ua.contains("android") {
        Os::Android
    } else if has(ua, &["linux", "tizen", "web0s", "webos"]) {
        Os::Linux
    } else {
        Os::Unknown
    };
    is_tv.then_some(Machine::new(os, Device::Tv))
}

/// Computers, tablets and phones.
fn ordinary(ua: &str, facts: &Facts, hints: &UaData) -> Machine {
    let mobile = hints.mobile == Some(true);
    let touch = facts.max_touch_points.unwrap_or_default();
    let platform = lower(facts.platform.as_deref());
    let hinted = by_hint(hints);
    let Some(mut machine) = by_ua(ua, mobile) else {
        let os = hinted.or_else(|| by_platform(&platform, touch));
        return os
            .map_or(Machine::new(Os::Unknown, Device::Unknown), |os| Machine::new(os, shape(os, mobile)));
    };
    if machine.os == Os::Unknown {
        return machine;
    }
    // An iPad, and an iPhone asked for the desktop page, claim to be a Mac; no Mac has touch.
    if machine.os == Os::MacOs && touch > 1 && !platform.starts_with("win") {
        return Machine::new(Os::IpadOs, Device::Tablet);
    }
    if let Some(hinted) = hinted {
        // Extensions that change the user agent leave the hints alone.
        let more_exact = hinted == Os::Linux && family(machine.os) == Family::Linux;
        if hinted != machine.os && !more_exact {
            machine = Machine::new(hinted, shape(hinted, mobile));
        }
        return machine;
    }
    let Some(said) = by_platform(&platform, touch) else { return machine };
    if family(said) != family(machine.os) {
        machine.contradiction = Some(said);
    } else if machine.os == Os::MacOs && said != Os::MacOs {
        return Machine::new(said, shape(said, mobile));
    } else if machine.os == Os::Linux && has(&platform, &["arm", "aarch64"]) && touch > 1 {
        // An Android browser asked for the desktop page.
        return Machine::new(Os::Android, Device::Tablet);
    }
    machine
}

/// Systems that a browser does not confuse with those of another family.
#[derive(PartialEq, Eq)]
enum Family {
    Windows,
    Apple,
    Linux,
}

fn family(os: Os) -> Family {
    match os {
        Os::Windows | Os::Xbox => Family::Windows,
        Os::MacOs | Os::Ios | Os::IpadOs => Family::Apple,
        _ => Family::Linux,
    }
}

/// The usual device of a system.
fn shape(os: Os, mobile: bool) -> Device {
    match os {
        Os::Ios => Device::Phone,
        Os::Android if mobile => Device::Phone,
        Os::IpadOs | Os::Android => Device::Tablet,
        _ => Device::Desktop,
    }
}

fn by_hint(hints: &UaData) -> Option<Os> {
    match lower(hints.platform.as_deref()).as_str() {
        "windows" => Some(Os::Windows),
        "macos" | "mac os x" => Some(Os::MacOs),
        "linux" => Some(Os::Linux),
        "chrome os" | "chromium os" | "chromeos" => Some(Os::ChromeOs),
        "android" => Some(Os::Android),
        "ios" => Some(Os::Ios),
        _ => None,
    }
}

fn by_platform(platform: &str, touch: u32) -> Option<Os> {
    let starts = |with: &str| platform.starts_with(with);
    if starts("win") {
        Some(Os::Windows)
    } else if starts("ipad") || starts("mac") && touch > 1 {
        Some(Os::IpadOs)
    } else if starts("mac") {
        Some(Os::MacOs)
    } else if starts("iphone") || starts("ipod") {
        Some(Os::Ios)
    } else if starts("android") {
        Some(Os::Android)
    } else if starts("linux") {
        // Desktop Linux on Arm with touch is far rarer than an Android phone.
        let android = has(platform, &["arm", "aarch64"]) && touch > 1;
        Some(if android { Os::Android } else { Os::Linux })
    } else {
        None
    }
}

/// The machine that the user agent claims to be. The order matters: most claim to be several.
fn by_ua(ua: &str, mobile: bool) -> Option<Machine> {
    let machine = if has(ua, &["windows phone", "iemobile", "windows ce", "windows mobile", "wp7"]) {
        Machine::new(Os::Windows, Device::Phone)
    } else if ua.contains("; cros ") {
        Machine::new(Os::ChromeOs, Device::Desktop)
    } else if ua.contains("ipad") || (ua.contains("macintosh") && has(ua, &["crios/", "fxios/", "edgios/"])) {
        Machine::new(Os::IpadOs, Device::Tablet)
    } else if has(ua, &["iphone", "ipod"]) {
        Machine::new(Os::Ios, Device::Phone)
    } else if has(ua, &["silk/", "silk-accelerated"]) {
        // Fire tablets; asked for the desktop page they claim to be a Mac or a Linux computer.
        Machine::new(Os::Android, Device::Tablet)
    } else if ua.contains("android") {
        let phone = (mobile || ua.contains("mobi")) && !ua.contains("tablet");
        Machine::new(Os::Android, if phone { Device::Phone } else { Device::Tablet })
    } else if has(ua, &["windows", "win32", "win64", "winnt", "win98", "win95"]) {
        Machine::new(Os::Windows, Device::Desktop)
    } else if has(ua, &["playbook", "kindle/", "(tablet;"]) {
        Machine::new(Os::Unknown, Device::Tablet)
    } else if has(ua, PHONES) {
        Machine::new(Os::Unknown, Device::Phone)
    } else if has(ua, &["macintosh", "mac os x", "mac_powerpc"]) {
        Machine::new(Os::MacOs, Device::Desktop)
    } else if has(ua, OTHER_SYSTEMS) {
        Machine::new(Os::Unknown, Device::Desktop)
    } else if has(ua, &["x11", "linux", "ubuntu"]) {
        Machine::new(Os::Linux, Device::Desktop)
    } else {
        return None;
    };
    Some(machine)
}

const PHONES: &[&str] = &[
    "mobi",
    "kaios",
    "symbian",
    "series60",
    "series40",
    "blackberry",
    "bb10",
    "nokia",
    "midp",
    "brew",
    "up.browser",
    "meego",
    "maemo",
    "(phone;",
];

const OTHER_SYSTEMS: &[&str] = &[
    "freebsd",
    "openbsd",
    "netbsd",
    "dragonfly",
    "sunos",
    "haiku",
    "os/2",
    "fuchsia",
    "openharmony",
    "hp-ux",
    "irix",
    "amiga",
];

/// Whether Windows is older than Windows 10, and whether its version is known at all. Windows 10 and 11
/// need not be told apart.
pub(super) fn windows_version(facts: &Facts) -> (bool, bool) {
    let hinted = facts.ua_data.as_ref().and_then(|hints| hints.platform_version.as_deref());
    let major = hinted.and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    if let Some(major) = major {
        // 0.1 is Windows 7, 0.3 is Windows 8.1.
        return (major == 0, true);
    }
    let ua = lower(facts.ua.as_deref());
    let old = has(
        &ua,
        &[
            "windows nt 3",
            "windows nt 4",
            "windows nt 5",
            "windows nt 6",
            "windows 9",
            "win9",
            "windows me",
            "windows xp",
            "windows 2000",
            "windows 7",
            "windows 8",
        ],
    );
    (old, old || ua.contains("windows nt 1"))
}

/// Whether it is Windows on Arm, as far as anything says so.
pub(super) fn is_windows_arm(facts: &Facts, renderer: &str) -> bool {
    let hinted = facts.ua_data.as_ref().and_then(|hints| hints.architecture.as_deref());
    hinted.is_some_and(|family| family.eq_ignore_ascii_case("arm"))
        || has(&lower(facts.ua.as_deref()), &["; arm", "aarch64"])
        || has(renderer, &["adreno", "qualcomm"])
}
