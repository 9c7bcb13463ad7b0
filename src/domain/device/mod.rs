//! Facts about the visitor's machine, and the verdict they lead to.
//!
//! [`judge`] is told what a browser reveals about itself, any of which may be missing or untrue, and
//! answers what the machine is and whether a guest can join from it. Two rules hold throughout: what is
//! not known makes the verdict *unsure*, which behaves like *can join*; and hints about the hardware
//! never refuse anybody.
//!
//! A browser inside another app (a mail or chat app) tends to fail at sign-in. On a machine that could
//! otherwise join, that is the verdict, because the cure is to open the link in a real browser there.
//! On a phone or any other machine that cannot join, the machine is the verdict and the app is one more
//! reason: sending the guest to another browser on the same phone would waste a step.

mod identify;
mod in_app;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::identify::{Machine, Model};
use super::json::{self, Fields, Unexpected};
use super::named::named;
use super::target::Target;

/// What a browser says about itself and its machine. All of it is optional, and none of it is proof.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "Value")]
pub struct Facts {
    /// `navigator.userAgent`.
    pub ua: Option<String>,
    /// `navigator.platform`.
    pub platform: Option<String>,
    /// `navigator.maxTouchPoints`.
    pub max_touch_points: Option<u32>,
    /// `navigator.userAgentData` with its high-entropy values; Chromium only.
    pub ua_data: Option<UaData>,
    /// The unmasked renderer of WebGL.
    pub webgl_renderer: Option<String>,
    /// `navigator.hardwareConcurrency`.
    pub cores: Option<u32>,
    /// `navigator.deviceMemory`, in GiB, rounded to a power of two; older Chromium says at most 8.
    pub memory_gb: Option<f64>,
}

/// User-agent client hints (wicg.github.io/ua-client-hints).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UaData {
    /// The browser's names, invented ones among them.
    pub brands: Option<Vec<Brand>>,
    /// Whether the browser prefers pages for phones.
    pub mobile: Option<bool>,
    /// The operating system, e.g. `Windows`.
    pub platform: Option<String>,
    /// Its version; on Windows 13 and more mean Windows 11
    /// (learn.microsoft.com/microsoft-edge/web-platform/how-to-detect-win11).
    pub platform_version: Option<String>,
    /// The processor's family: `x86` or `arm`.
    pub architecture: Option<String>,
    /// The device's model; empty on PCs.
    pub model: Option<String>,
    /// What shape the device has, e.g. `XR`.
    pub form_factors: Option<Vec<String>>,
}

/// One of a browser's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The name.
    pub brand: Option<String>,
    /// Its major version.
    pub version: Option<String>,
}

impl Facts {
    /// Reads the JSON that the browser's probe writes. What is not of that form says nothing.
    pub fn read(json: &str) -> Self {
        json::parse(json).and_then(|facts| facts.try_into().ok()).unwrap_or_default()
    }
}

impl TryFrom<Value> for Facts {
    type Error = Unexpected;

    /// Every field may be missing or null.
    fn try_from(facts: Value) -> Result<Self, Unexpected> {
        let fields = Fields::of(&facts).ok_or(Unexpected(""))?;
        let count = |name| fields.get(name, |value| u32::try_from(value.as_u64()?).ok());
        Ok(Self {
            ua: fields.text("ua")?,
            platform: fields.text("platform")?,
            max_touch_points: count("maxTouchPoints")?,
            ua_data: fields.get("uaData", |hints| UaData::read(Fields::of(hints)?).ok())?,
            webgl_renderer: fields.text("webglRenderer")?,
            cores: count("cores")?,
            memory_gb: fields.get("memoryGb", Value::as_f64)?,
        })
    }
}

impl UaData {
    fn read(fields: Fields<'_>) -> Result<Self, Unexpected> {
        Ok(Self {
            brands: fields.list("brands", |brand| Brand::read(Fields::of(brand)?).ok())?,
            mobile: fields.flag("mobile")?,
            platform: fields.text("platform")?,
            platform_version: fields.text("platformVersion")?,
            architecture: fields.text("architecture")?,
            model: fields.text("model")?,
            form_factors: fields.list("formFactors", |name| name.as_str().map(str::to_owned))?,
        })
    }
}

impl Brand {
    fn read(fields: Fields<'_>) -> Result<Self, Unexpected> {
        Ok(Self { brand: fields.text("brand")?, version: fields.text("version")? })
    }
}

/// What the machine is, and whether a guest can join from it.
///
/// Serializes to `{"os","device","verdict","reasons"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The operating system.
    pub os: Os,
    /// The kind of device.
    pub device: Device,
    /// Whether a guest can join from it.
    pub verdict: Verdict,
    /// Why, the weightiest first; then hints.
    pub reasons: Vec<Reason>,
    /// The app that this browser is inside of, if it is inside of one.
    #[serde(skip)]
    pub in_app: Option<InAppBrowser>,
}

named! {
    /// Operating systems.
    pub enum Os {
        /// Windows.
        Windows = "windows",
        /// macOS.
        MacOs = "macos",
        /// Linux, that of smart TVs included.
        Linux = "linux",
        /// ChromeOS.
        ChromeOs = "chromeos",
        /// Android and what is made from it.
        Android = "android",
        /// iOS.
        Ios = "ios",
        /// iPadOS.
        IpadOs = "ipados",
        /// Meta Horizon OS, on Quest headsets.
        HorizonOs = "horizon-os",
        /// The Xbox system.
        Xbox = "xbox",
        /// Another one, or none that can be told.
        Unknown = "unknown",
    }
}

named! {
    /// Kinds of devices.
    pub enum Device {
        /// A desktop or laptop computer.
        Desktop = "desktop",
        /// A phone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
        /// A headset.
        Headset = "headset",
        /// A game console.
        Console = "console",
        /// A TV or a box beside one.
        Tv = "tv",
        /// None that can be told.
        Unknown = "unknown",
    }
}

named! {
    /// Whether a guest can join from a machine.
    pub enum Verdict {
        /// As far as can be told, yes.
        CanJoin = "can-join",
        /// No.
        WrongDevice = "wrong-device",
        /// Yes, but not in this browser, which is inside another app.
        InAppBrowser = "in-app-browser",
        /// Nobody can tell: to be treated like yes.
        Unsure = "unsure",
    }
}

named! {
    /// Why a verdict is as it is. Its words are under `device.reason.<id>`.
    pub enum Reason {
        /// A phone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
        /// A headset.
        Headset = "headset",
        /// The headset is a HoloLens.
        HoloLens = "hololens",
        /// The headset is an Apple Vision Pro.
        VisionPro = "vision-pro",
        /// The Teams app for immersive events exists on Quest 3; whether it admits guests is not known.
        QuestGuestUnverified = "quest-guest-unverified",
        /// A game console.
        Console = "console",
        /// A TV.
        Tv = "tv",
        /// A Mac.
        Mac = "mac",
        /// A Linux computer.
        Linux = "linux",
        /// A Chromebook.
        Chromebook = "chromebook",
        /// A computer with some other system, known not to be Windows or macOS.
        OtherSystem = "other-system",
        /// A browser inside another app.
        InAppBrowser = "in-app-browser",
        /// The browser contradicts itself about the system it runs on.
        MixedSignals = "mixed-signals",
        /// Nothing that is known here.
        Unrecognized = "unrecognized",
        /// A program, not a person's browser.
        Bot = "bot",
        /// Windows on an Arm processor; whether the Mesh app runs there is not known.
        WindowsArm = "windows-arm",
        /// A Windows older than Windows 10.
        WindowsOld = "windows-old",
        /// Windows, without its version.
        WindowsVersionUnknown = "windows-version-unknown",
        /// Fewer than four processor cores.
        FewCores = "few-cores",
        /// Less than 8 GB of memory.
        LittleMemory = "little-memory",
        /// Graphics are computed without a graphics processor.
        SoftwareGraphics = "software-graphics",
        /// Probably a remote desktop or a virtual machine.
        RemoteDesktopLikely = "remote-desktop-likely",
    }
}

named! {
    /// Apps with a browser inside.
    pub enum InAppBrowser {
        /// Microsoft Teams.
        Teams = "teams",
        /// Microsoft Outlook.
        Outlook = "outlook",
        /// Gmail.
        Gmail = "gmail",
        /// LinkedIn.
        LinkedIn = "linkedin",
        /// Facebook or Messenger.
        Facebook = "facebook",
        /// Instagram.
        Instagram = "instagram",
        /// WhatsApp.
        WhatsApp = "whatsapp",
        /// Slack.
        Slack = "slack",
        /// WeChat.
        WeChat = "wechat",
        /// Line.
        Line = "line",
        /// Some other app.
        Other = "other",
    }
}

/// What the machine is, and whether a guest can join the target from it. Total: any facts have an
/// answer.
pub fn judge(facts: &Facts, target: Target) -> Judgement {
    let machine = identify::machine(facts);
    let in_app = if machine.model == Model::Bot { None } else { in_app::find(facts) };
    let (mut verdict, mut reasons) = suitability(machine, target);
    // Two accounts of the system: when both lead to the same verdict, it does not matter which is true.
    if let Some(other) = machine.contradiction {
        let other = Machine { os: other, device: Device::Desktop, model: Model::Any, contradiction: None };
        if suitability(other, target).0 != verdict {
            (verdict, reasons) = (Verdict::Unsure, vec![Reason::MixedSignals]);
        }
    }
    if in_app.is_some() {
        reasons.push(Reason::InAppBrowser);
        if verdict != Verdict::WrongDevice {
            verdict = Verdict::InAppBrowser;
        }
    }
    if verdict != Verdict::WrongDevice && machine.device == Device::Desktop {
        hints(facts, machine.os, target, &mut reasons);
    }
    Judgement { os: machine.os, device: machine.device, verdict, reasons, in_app }
}

/// Guests join Mesh events from the Mesh app on a Windows PC alone, and immersive events in Teams from
/// the Teams app on Windows and macOS (Microsoft's pages "Join an event" and "Plan for immersive
/// events").
fn suitability(machine: Machine, target: Target) -> (Verdict, Vec<Reason>) {
    let reason = match (machine.device, machine.os) {
        _ if machine.model == Model::Bot => return (Verdict::Unsure, vec![Reason::Bot]),
        (Device::Headset, _) => {
            let mut reasons = vec![Reason::Headset];
            let more = match machine.model {
                Model::HoloLens => Some(Reason::HoloLens),
                Model::VisionPro => Some(Reason::VisionPro),
                Model::Quest3 if target == Target::TeamsImmersive => Some(Reason::QuestGuestUnverified),
                _ => None,
            };
            reasons.extend(more);
            let unverified = more == Some(Reason::QuestGuestUnverified);
            return (if unverified { Verdict::Unsure } else { Verdict::WrongDevice }, reasons);
        }
        (Device::Phone, _) => Reason::Phone,
        (Device::Tablet, _) => Reason::Tablet,
        (Device::Console, _) => Reason::Console,
        (Device::Tv, _) => Reason::Tv,
        (_, Os::Windows) => return (Verdict::CanJoin, Vec::new()),
        (_, Os::MacOs) if target == Target::TeamsImmersive => return (Verdict::CanJoin, Vec::new()),
        (_, Os::MacOs) => Reason::Mac,
        (_, Os::Linux) => Reason::Linux,
        (_, Os::ChromeOs) => Reason::Chromebook,
        (Device::Desktop, _) => Reason::OtherSystem,
        (Device::Unknown, _) => return (Verdict::Unsure, vec![Reason::Unrecognized]),
    };
    (Verdict::WrongDevice, vec![reason])
}

/// What may make it slow or keep the app from running. The minimum of four cores and 8 GB is
/// Microsoft's for Mesh and for immersive events; the rest is experience.
fn hints(facts: &Facts, os: Os, target: Target, reasons: &mut Vec<Reason>) {
    let mut hint = |applies: bool, reason: Reason| {
        if applies {
            reasons.push(reason);
        }
    };
    let renderer = identify::lower(facts.webgl_renderer.as_deref());
    if os == Os::Windows {
        let (old, known) = identify::windows_version(facts);
        hint(target == Target::MeshPc && identify::is_windows_arm(facts, &renderer), Reason::WindowsArm);
        hint(old, Reason::WindowsOld);
        hint(!known, Reason::WindowsVersionUnknown);
    }
    hint(facts.cores.is_some_and(|cores| cores < 4), Reason::FewCores);
    hint(facts.memory_gb.is_some_and(|memory| memory < 8.0), Reason::LittleMemory);
    hint(
        identify::has(&renderer, "swiftshader|llvmpipe|softpipe|swrast|basic render|software"),
        Reason::SoftwareGraphics,
    );
    // Display adapters of remote desktops and virtual machines, and graphics cards that hosts share.
    let remote = "basic render|remote|citrix|vmware|svga3d|virtualbox|parallels|virgl|virtio|hyper-v|qxl|\
        nvidia grid|nvidia tesla|mxgpu";
    hint(identify::has(&renderer, remote), Reason::RemoteDesktopLikely);
}
