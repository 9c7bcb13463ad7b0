//! Machines that guests come with, by what their browsers say of themselves.

use serde_json::{Value, json};

use crate::domain::device::Facts;
use crate::domain::named::named;

named! {
    /// A machine with a browser.
    pub enum Machine {
        /// A Windows PC with Edge: everything is as it should be.
        Windows = "windows",
        /// A Windows PC with a Firefox that is too old for Teams meetings.
        OldFirefox = "old-firefox",
        /// A Windows PC with little of everything.
        WeakWindows = "weak-windows",
        /// A PC with Windows 8.1.
        OldWindows = "old-windows",
        /// A PC with Windows on an Arm processor.
        ArmWindows = "arm-windows",
        /// Windows at the other end of a remote desktop.
        RemoteWindows = "remote-windows",
        /// The browser inside Teams on a Windows PC.
        TeamsOnWindows = "teams-on-windows",
        /// A browser that contradicts itself about its system.
        Mixed = "mixed",
        /// A browser that says nothing.
        Silent = "silent",
        /// A program that looks at pages.
        Bot = "bot",
        /// An iPhone.
        Iphone = "iphone",
        /// An Android phone.
        AndroidPhone = "android-phone",
        /// The browser inside Outlook on an iPhone.
        OutlookOnIphone = "outlook-on-iphone",
        /// An iPad.
        Ipad = "ipad",
        /// A Meta Quest 3.
        Quest = "quest",
        /// A HoloLens.
        HoloLens = "hololens",
        /// An Apple Vision Pro that says so.
        VisionPro = "vision-pro",
        /// A Mac.
        Mac = "mac",
        /// A Linux computer.
        Linux = "linux",
        /// A Chromebook.
        Chromebook = "chromebook",
        /// A computer with a system of its own.
        OtherSystem = "other-system",
        /// An Xbox.
        Xbox = "xbox",
        /// A TV.
        Tv = "tv",
    }
}

/// What browsers made from Chromium say behind their system.
const CHROMIUM: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0";

impl Machine {
    /// What its browser says.
    pub fn facts(self) -> Facts {
        serde_json::from_value(self.said()).unwrap_or_default()
    }

    /// Whether its browser has a share sheet.
    pub const fn can_share(self) -> bool {
        matches!(self, Self::Iphone | Self::AndroidPhone | Self::Ipad | Self::Quest | Self::Mac)
    }

    fn said(self) -> Value {
        match self {
            Self::Windows => windows("15.0.0", "x86"),
            Self::ArmWindows => windows("15.0.0", "arm"),
            Self::OldWindows => windows("0.3", "x86"),
            Self::OldFirefox => {
                json!({"ua": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0",
                       "platform": "Win32", "cores": 8})
            }
            Self::WeakWindows => {
                let mut facts = windows("10.0.0", "x86");
                facts["cores"] = json!(2);
                facts["memoryGb"] = json!(4);
                facts["webglRenderer"] = json!("Google SwiftShader");
                facts
            }
            Self::RemoteWindows => {
                let mut facts = windows("10.0.0", "x86");
                facts["webglRenderer"] = json!("VMware SVGA 3D");
                facts
            }
            Self::TeamsOnWindows => {
                let mut facts = windows("15.0.0", "x86");
                let ua = facts["ua"].as_str().unwrap_or_default();
                facts["ua"] = json!([ua, " Teams/25290.205.4069.4894/49"].concat());
                facts
            }
            Self::Mixed => chromium("(Windows NT 10.0; Win64; x64)", "Safari/537.36", "MacIntel"),
            Self::Silent => json!({}),
            Self::Bot => {
                json!({"ua": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"})
            }
            Self::Iphone => {
                json!({"ua": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
                              (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                       "platform": "iPhone", "maxTouchPoints": 5})
            }
            Self::OutlookOnIphone => {
                json!({"ua": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
                              (KHTML, like Gecko) Mobile/15E148 Outlook-iOS/724.2736520.prod.iphone (4.2530.0)",
                       "platform": "iPhone", "maxTouchPoints": 5})
            }
            Self::Ipad => {
                json!({"ua": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
                              (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                       "platform": "MacIntel", "maxTouchPoints": 5})
            }
            Self::Mac => {
                json!({"ua": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
                              (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                       "platform": "MacIntel", "maxTouchPoints": 0})
            }
            Self::AndroidPhone => {
                chromium("(Linux; Android 14; Pixel 8)", "Mobile Safari/537.36", "Linux armv81")
            }
            Self::Quest => chromium(
                "(Linux; Android 14; Quest 3)",
                "VR Safari/537.36 OculusBrowser/40.2",
                "Linux armv81",
            ),
            Self::HoloLens => {
                chromium("(Windows NT 10.0; Win64; x64; WebView/3.0; HoloLens 2)", "Safari/537.36", "Win32")
            }
            Self::VisionPro => {
                json!({"ua": "Mozilla/5.0 (visionOS; Apple Vision Pro) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                              Version/18.4 Safari/605.1.15"})
            }
            Self::Linux => chromium("(X11; Linux x86_64)", "Safari/537.36", "Linux x86_64"),
            Self::Chromebook => chromium("(X11; CrOS x86_64 14541.0.0)", "Safari/537.36", "Linux x86_64"),
            Self::OtherSystem => {
                json!({"ua": "Mozilla/5.0 (X11; FreeBSD amd64; rv:143.0) Gecko/20100101 Firefox/143.0"})
            }
            Self::Xbox => chromium(
                "(Windows NT 10.0; Win64; x64; Xbox; Xbox Series X)",
                "Safari/537.36 Edg/156.0.0.0",
                "Win32",
            ),
            Self::Tv => chromium("(SMART-TV; Linux; Tizen 8.0)", "TV Safari/537.36", "Linux armv7l"),
        }
    }
}

fn chromium(system: &str, behind: &str, platform: &str) -> Value {
    json!({"ua": format!("Mozilla/5.0 {system} {CHROMIUM} {behind}"), "platform": platform, "maxTouchPoints": 0})
}

/// A PC as Edge describes one. Versions: [`crate::domain::device::UaData::platform_version`].
fn windows(version: &str, architecture: &str) -> Value {
    let mut facts = chromium("(Windows NT 10.0; Win64; x64)", "Safari/537.36 Edg/156.0.0.0", "Win32");
    facts["cores"] = json!(8);
    facts["memoryGb"] = json!(16);
    facts["uaData"] = json!({
        "brands": [{"brand": "Microsoft Edge", "version": "156"}, {"brand": "Chromium", "version": "156"}],
        "mobile": false, "platform": "Windows", "platformVersion": version, "architecture": architecture,
    });
    facts
}
