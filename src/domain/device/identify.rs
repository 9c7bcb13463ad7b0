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

/// Whether the text has any of the parts, which are written with `|` between them: a table in one string
/// weighs less in the download than a list of strings.
pub(super) fn has(text: &str, any: &str) -> bool {
    any.split('|').any(|part| text.contains(part))
}

/// Crawlers, link checkers, previews and other programs. Addresses of web pages stand in the user agents
/// of programs alone.
const BOTS: &str = "http:|https:|okhttp|go-http|httpclient|crawl|spider|slurp|headless|phantomjs|selenium|playwright|lighthouse|externalhit|\
    mediapartners| preview|-preview|bingpreview|uripreview|favicon|inspectiontool|googleother|google-|imageproxy|mailproxy|archive|scrapy|\
    robot|scan|monitor|synthetic|checker|validator|ptst/|gtmetrix|pingdom|curl/|wget/|python-|perl|php|\
    axios/|node-fetch|gomez|statuscake|datanyze|google keyword";

fn is_bot(ua: &str) -> bool {
    let word = |(at, _): (usize, &str)| {
        let after = ua.as_bytes().get(at + 3);
        // Cubot makes phones.
        !after.is_some_and(u8::is_ascii_alphanumeric)
            && !ua.get(..at).is_some_and(|before| before.ends_with("cu"))
    };
    has(ua, BOTS) || ua.match_indices("bot").any(word) || ua.starts_with("whatsapp")
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
    if has(ua, "visionos|xros|apple vision|realitydevice") {
        return Some(Machine::of(Os::Unknown, Device::Headset, Model::VisionPro));
    }
    // Before Quest: Pico's browser calls itself "like Quest" and Oculus too.
    if has(ua, "picobrowser|; pico |; pico_") || model.starts_with("pico") {
        return Some(Machine::new(Os::Android, Device::Headset));
    }
    if has(ua, "oculus|; quest|meta quest") || model.contains("quest") || brand("oculus") || brand("quest") {
        let named = |name: &str| ua.contains(name) || model.contains(name);
        let older = named("quest 2")
            || named("quest pro")
            || named("quest 1")
            || model == "quest"
            || has(ua, "; quest)|; quest build|; sm-|pacific");
        let model = if older { Model::Any } else { Model::Quest3 };
        return Some(Machine::of(Os::HorizonOs, Device::Headset, model));
    }
    let xr = |form: &String| form.eq_ignore_ascii_case("xr");
    let is_xr = hints.form_factors.iter().flatten().any(xr);
    let others = "mobile vr| vr safari|wolvic|androidxr|android xr|vive focus|magic leap";
    (is_xr || has(ua, others)).then_some(Machine::new(Os::Android, Device::Headset))
}

fn console(ua: &str, facts: &Facts) -> Option<Machine> {
    if ua.contains("xbox") {
        return Some(Machine::new(Os::Xbox, Device::Console));
    }
    if has(ua, "playstation|nintendo|dreamcast|ouya") {
        return Some(Machine::new(Os::Unknown, Device::Console));
    }
    // The graphics of a Steam Deck, which can run Windows as well.
    let deck = has(&lower(facts.webgl_renderer.as_deref()), "vangogh|custom gpu 0405|custom gpu 0932");
    let is_deck = has(ua, "steam deck|steamdeck|valve steam gamepad") || deck;
    (is_deck && !ua.contains("windows")).then_some(Machine::new(Os::Linux, Device::Console))
}

/// Besides everything with the word `tv` in it.
const TVS: &str = "smarttv|googletv|androidtv|appletv|nettv|mitv|hbbtv|webtv|philipstv|portaltv|\
    inettvbrowser|tvos|netcast|web0s|webos.tv|bravia|viera|roku|crkey|; aft|vidaa|ce-html|sonybdp|directfb";

fn tv(ua: &str) -> Option<Machine> {
    let word = |part: &str| part == "tv" || part == "dtv";
    let is_tv = has(ua, TVS) || ua.split(|letter: char| !letter.is_ascii_alphanumeric()).any(word);
    let os = if ua.contains("android") {
        Os::Android
    } else if has(ua, "linux|tizen|webos|web0s") {
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
    let said = by_platform(&platform, touch);
    // An iPad, and an iPhone asked for the desktop page, claim to be a Mac; no Mac has touch. On theirs no
    // browser gives hints.
    if machine.os == Os::MacOs && touch > 1 && hinted.is_none() && said != Some(Os::Windows) {
        let os = said.filter(|said| matches!(said, Os::Ios | Os::Android)).unwrap_or(Os::IpadOs);
        return Machine::new(os, shape(os, mobile));
    }
    // An Android browser asked for the desktop page claims to be a Linux computer, in its hints as well.
    if machine.os == Os::Linux && said == Some(Os::Android) && matches!(hinted, None | Some(Os::Linux)) {
        return Machine::new(Os::Android, Device::Tablet);
    }
    if let Some(hinted) = hinted {
        // Extensions that change the user agent leave the hints alone.
        let more_exact = hinted == Os::Linux && family(machine.os) == Family::Linux;
        if hinted != machine.os && !more_exact {
            machine = Machine::new(hinted, shape(hinted, mobile));
        }
        return machine;
    }
    let Some(said) = said else { return machine };
    if family(said) != family(machine.os) {
        machine.contradiction = Some(said);
    } else if machine.os == Os::MacOs && said != Os::MacOs {
        return Machine::new(said, shape(said, mobile));
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
        let android = has(platform, "arm|aarch64") && touch > 1;
        Some(if android { Os::Android } else { Os::Linux })
    } else {
        None
    }
}

/// The machine that the user agent claims to be, by the first row that fits. The order matters: most
/// claim to be several.
const CLAIMS: &[(&str, Os, Device)] = &[
    (
        "windows phone|windowsphone|windows mobile|windowsmobile|windows ce|iemobile|wp7|wpdesktop|; wds |windows; ppc",
        Os::Windows,
        Device::Phone,
    ),
    ("; cros |x11; windows ", Os::ChromeOs, Device::Desktop),
    ("ipad|ipd os", Os::IpadOs, Device::Tablet),
    ("iphone|ipod|iph os|(ios;|;ios |like mac os x", Os::Ios, Device::Phone),
    // Fire tablets; asked for the desktop page they claim to be a Mac or a Linux computer.
    ("silk/|silk-accelerated", Os::Android, Device::Tablet),
    ("android|; adr ", Os::Android, Device::Tablet),
    ("windows|win32|win64|winnt|win98|win95", Os::Windows, Device::Desktop),
    ("playbook|kindle/|(tablet;|hpwos|touchpad/", Os::Unknown, Device::Tablet),
    (
        "mobi|kaios|symbian|series60|series 60|series40|blackberry|bb10|nokia|midp|brew|up.browser|up.link|\
        meego|maemo|(phone;|opera mini|obigo|netfront|nf-browser|openbrowser|jig browser|teleca|ucweb|j2me|\
        bada|palmos|webos/|docomo|foma;|kddi|softbank|willcom|ddipocket",
        Os::Unknown,
        Device::Phone,
    ),
    (
        "bsd|dragonfly|sunos|haiku|beos|os/2|fuchsia|openharmony|hp-ux|irix|amiga|qnx|risc os|hurd|serenityos",
        Os::Unknown,
        Device::Desktop,
    ),
    ("macintosh|mac os x|mac_powerpc", Os::MacOs, Device::Desktop),
    ("x11|linux|ubuntu", Os::Linux, Device::Desktop),
    // What apps on Apple's systems say when they fetch something; only a Mac names its processor.
    ("(x86_64)|(i386)", Os::MacOs, Device::Desktop),
    ("cfnetwork", Os::Ios, Device::Phone),
    // Phones that name their maker and no system.
    (
        "samsung|sony|lge|lg-|lg |mot-|motorola|sie-|alcatel|htc|huawei|lenovo|pantech",
        Os::Unknown,
        Device::Phone,
    ),
];

fn by_ua(ua: &str, mobile: bool) -> Option<Machine> {
    if ua.contains("macintosh") && has(ua, "crios/|fxios/|edgios/") {
        return Some(Machine::new(Os::IpadOs, Device::Tablet));
    }
    let (token, os, device) = *CLAIMS.iter().find(|(claim, ..)| has(ua, claim))?;
    let phone = token.starts_with("android") && (mobile || ua.contains("mobi")) && !ua.contains("tablet");
    Some(Machine::new(os, if phone { Device::Phone } else { device }))
}

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
        "windows nt 3|windows nt 4|windows nt 5|windows nt 6|windows 9|win9|windows me|windows xp|\
        windows 2000|windows 7|windows 8",
    );
    (old, old || ua.contains("windows nt 1"))
}

/// Whether it is Windows on Arm, as far as anything says so.
pub(super) fn is_windows_arm(facts: &Facts, renderer: &str) -> bool {
    let hinted = facts.ua_data.as_ref().and_then(|hints| hints.architecture.as_deref());
    hinted.is_some_and(|family| family.eq_ignore_ascii_case("arm"))
        || has(&lower(facts.ua.as_deref()), "; arm|aarch64")
        || has(renderer, "adreno|qualcomm")
}
