use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn facts(ua: &str) -> Facts {
    Facts { ua: Some(ua.into()), ..Facts::default() }
}

fn names(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.name()).collect()
}

/// One word for all that a judgement says: os, device, then the verdict for both targets.
fn read(facts: &Facts) -> String {
    let mesh = judge(facts, Target::MeshPc);
    let teams = judge(facts, Target::TeamsImmersive);
    let [os, device] = [mesh.os.name(), mesh.device.name()];
    format!("{os} {device} {} {}", mesh.verdict.name(), teams.verdict.name())
}

const CHROME: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const LINUX: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

/// User agents as browsers send them; what they are by themselves, without any other fact.
#[rstest]
// Windows
#[case::chrome(WINDOWS, "windows desktop can-join can-join")]
#[case::edge(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "windows desktop can-join can-join"
)]
#[case::firefox(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "windows desktop can-join can-join"
)]
#[case::tor(
    "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
    "windows desktop can-join can-join"
)]
#[case::opera(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
    "windows desktop can-join can-join"
)]
#[case::windows_7(
    "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36",
    "windows desktop can-join can-join"
)]
#[case::explorer_with_tablet_word(
    "Mozilla/5.0 (Windows NT 6.3; WOW64; Trident/7.0; .NET4.0E; Tablet PC 2.0; rv:11.0) like Gecko",
    "windows desktop can-join can-join"
)]
#[case::xbox_series(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
    "xbox console wrong-device wrong-device"
)]
#[case::xbox_one(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/58.0.3029.110 Safari/537.36 Edge/16.16299",
    "xbox console wrong-device wrong-device"
)]
#[case::hololens(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; HoloLens) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 Edg/118.0.0.0",
    "windows headset wrong-device wrong-device"
)]
#[case::windows_phone(
    "Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063",
    "windows phone wrong-device wrong-device"
)]
// Apple
#[case::mac_safari(SAFARI, "macos desktop wrong-device can-join")]
#[case::mac_chrome(
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "macos desktop wrong-device can-join"
)]
#[case::mac_firefox(
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0",
    "macos desktop wrong-device can-join"
)]
#[case::iphone(IPHONE, "ios phone wrong-device wrong-device")]
#[case::iphone_chrome(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
    "ios phone wrong-device wrong-device"
)]
#[case::ipod(
    "Mozilla/5.0 (iPod touch; CPU iPhone OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1",
    "ios phone wrong-device wrong-device"
)]
#[case::ipad(
    "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
    "ipados tablet wrong-device wrong-device"
)]
#[case::ipad_chrome_desktop(
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131 Version/11.1.1 Safari/605.1.15",
    "ipados tablet wrong-device wrong-device"
)]
#[case::mac_power_pc(
    "Mozilla/5.0 (Macintosh; U; PPC Mac OS X 10.5; en-US; rv:1.9.1) Gecko/20090624 Firefox/3.5",
    "macos desktop wrong-device can-join"
)]
#[case::windows_phone_desktop(
    "Mozilla/5.0 (Windows NT 6.2; ARM; Trident/7.0; Touch; rv:11.0; WPDesktop; Lumia 1520) like Gecko",
    "windows phone wrong-device wrong-device"
)]
#[case::chromebook_remote(
    "Mozilla/5.0 (X11; Windows x86_64 10718.88.2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/68.0.3440.118 Safari/537.36 CitrixChromeApp",
    "chromeos desktop wrong-device wrong-device"
)]
#[case::gear_vr(
    "Mozilla/5.0 (Linux; Android 7.0; SM-G920I Build/NRD90M) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/3.4.9 SamsungBrowser/4.0 Chrome/57.0.2987.146 Mobile VR Safari/537.36",
    "horizon-os headset wrong-device wrong-device"
)]
#[case::apple_tv("AppleTV14,1/17.0", "unknown tv wrong-device wrong-device")]
#[case::vision_app(
    "Mozilla/5.0 (Apple Vision; CPU OS 2_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "unknown headset wrong-device wrong-device"
)]
// Android
#[case::android_phone(
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "android phone wrong-device wrong-device"
)]
#[case::android_reduced(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "android phone wrong-device wrong-device"
)]
#[case::android_tablet_reduced(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "android tablet wrong-device wrong-device"
)]
#[case::samsung(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
    "android phone wrong-device wrong-device"
)]
#[case::firefox_phone(
    "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0",
    "android phone wrong-device wrong-device"
)]
#[case::firefox_tablet(
    "Mozilla/5.0 (Android 14; Tablet; rv:132.0) Gecko/132.0 Firefox/132.0",
    "android tablet wrong-device wrong-device"
)]
#[case::fire_tablet(
    "Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.6099.230 Safari/537.36",
    "android tablet wrong-device wrong-device"
)]
#[case::fire_tablet_desktop(
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.6099.230 Safari/537.36",
    "android tablet wrong-device wrong-device"
)]
#[case::cubot(
    "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
    "android phone wrong-device wrong-device"
)]
#[case::harmony_2(
    "Mozilla/5.0 (Linux; Android 10; HarmonyOS; ELS-AN00; HMSCore 6.4.0.312) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.105 HuaweiBrowser/12.0.4.301 Mobile Safari/537.36",
    "android phone wrong-device wrong-device"
)]
#[case::harmony_5(
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile",
    "unknown phone wrong-device wrong-device"
)]
#[case::kaios(
    "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
    "unknown phone wrong-device wrong-device"
)]
#[case::blackberry(
    "Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.0.9.2372 Mobile Safari/537.10+",
    "unknown phone wrong-device wrong-device"
)]
#[case::kindle(
    "Mozilla/5.0 (X11; U; Linux armv7l like Android; en-us) AppleWebKit/531.2+ (KHTML, like Gecko) Version/5.0 Safari/533.2+ Kindle/3.0+",
    "android tablet wrong-device wrong-device"
)]
// Linux and the like
#[case::linux(LINUX, "linux desktop wrong-device wrong-device")]
#[case::ubuntu(
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "linux desktop wrong-device wrong-device"
)]
#[case::chromebook(
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "chromeos desktop wrong-device wrong-device"
)]
#[case::chromebook_arm(
    "Mozilla/5.0 (X11; CrOS aarch64 15633.69.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36",
    "chromeos desktop wrong-device wrong-device"
)]
#[case::freebsd(
    "Mozilla/5.0 (X11; FreeBSD amd64; rv:130.0) Gecko/20100101 Firefox/130.0",
    "unknown desktop wrong-device wrong-device"
)]
#[case::steam_deck(
    "Mozilla/5.0 (X11; Linux x86_64; Valve Steam Client/Steam Deck [Steam Deck Beta]/default/0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.183 Safari/537.36",
    "linux console wrong-device wrong-device"
)]
// Headsets
#[case::quest_1(
    "Mozilla/5.0 (Linux; Android 10; Quest) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/15.0.0.0.22.280317669 SamsungBrowser/4.0 Chrome/89.0.4389.90 VR Safari/537.36",
    "horizon-os headset wrong-device wrong-device"
)]
#[case::quest_2(
    "Mozilla/5.0 (Linux; Android 12; Quest 2) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/33.0.0.0.1 Chrome/124.0.0.0 VR Safari/537.36",
    "horizon-os headset wrong-device wrong-device"
)]
#[case::quest_2_desktop(
    "Mozilla/5.0 (X11; Linux x86_64; Quest 2) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/23.2.0.4.49.401374055 SamsungBrowser/4.0 Chrome/104.0.5112.111 VR Safari/537.36",
    "horizon-os headset wrong-device wrong-device"
)]
#[case::quest_3_desktop(
    "Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/31.4.0.6.51.566757996 Chrome/120.0.6099.283 VR Safari/537.36",
    "horizon-os headset wrong-device unsure"
)]
#[case::quest_3_mobile(
    "Mozilla/5.0 (Linux; Android 14; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/36.0 Chrome/132.0.0.0 Mobile VR Safari/537.36",
    "horizon-os headset wrong-device unsure"
)]
#[case::quest_3s(
    "Mozilla/5.0 (X11; Linux x86_64; Quest 3S) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/36.0 Chrome/132.0.0.0 VR Safari/537.36",
    "horizon-os headset wrong-device unsure"
)]
#[case::quest_pro(
    "Mozilla/5.0 (X11; Linux x86_64; Quest Pro) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/24.4.0.22.60.426469926 SamsungBrowser/4.0 Chrome/106.0.5249.181 VR Safari/537.36",
    "horizon-os headset wrong-device wrong-device"
)]
#[case::pico_4(
    "Mozilla/5.0 (X11; Linux x86_64; PICO 4 OS5.4.0 like Quest) AppleWebKit/537.36 (KHTML, like Gecko) PicoBrowser/3.3.22 Chrome/105.0.5195.68 VR Safari/537.36 OculusBrowser/7.0",
    "android headset wrong-device wrong-device"
)]
#[case::wolvic(
    "Mozilla/5.0 (Android 12; Mobile VR; rv:121.0) Gecko/121.0 Firefox/121.0",
    "android headset wrong-device wrong-device"
)]
#[case::android_xr(
    "Mozilla/5.0 (Linux; Android 14; AndroidXR) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0 Safari/537.36",
    "android headset wrong-device wrong-device"
)]
// Consoles and TVs
#[case::playstation_4(
    "Mozilla/5.0 (PlayStation 4 3.00) AppleWebKit/537.73 (KHTML, like Gecko)",
    "unknown console wrong-device wrong-device"
)]
#[case::playstation_5(
    "Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15",
    "unknown console wrong-device wrong-device"
)]
#[case::switch(
    "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.21.3 NintendoBrowser/5.1.0.22474",
    "unknown console wrong-device wrong-device"
)]
#[case::tizen_tv(
    "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36",
    "linux tv wrong-device wrong-device"
)]
#[case::webos_tv(
    "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 WebAppManager",
    "linux tv wrong-device wrong-device"
)]
#[case::android_tv(
    "Mozilla/5.0 (Linux; Android 9; BRAVIA 4K GB ATV3) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/103.0.0.0 Mobile Safari/537.36",
    "android tv wrong-device wrong-device"
)]
#[case::fire_tv(
    "Mozilla/5.0 (Linux; Android 7.1.2; AFTMM Build/NS6265; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/70.0.3538.110 Mobile Safari/537.36",
    "android tv wrong-device wrong-device"
)]
#[case::chromecast(
    "Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000",
    "linux tv wrong-device wrong-device"
)]
#[case::hbbtv(
    "Opera/9.80 (Linux mips; U; HbbTV/1.1.1 (; Philips; ; ; ; ) CE-HTML/1.0 NETTV/3.1.0; en) Presto/2.6.33 Version/10.70",
    "linux tv wrong-device wrong-device"
)]
#[case::roku("Roku/DVP-9.10 (519.10E04111A)", "unknown tv wrong-device wrong-device")]
// Bots, and nothing
#[case::google_bot(
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "unknown unknown unsure unsure"
)]
#[case::link_scanner(
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "unknown unknown unsure unsure"
)]
#[case::whatsapp_preview("WhatsApp/2.23.20.0 A", "unknown unknown unsure unsure")]
#[case::slack_preview(
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "unknown unknown unsure unsure"
)]
#[case::headless(
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36",
    "unknown unknown unsure unsure"
)]
#[case::curl("curl/8.5.0", "unknown unknown unsure unsure")]
#[case::nothing("", "unknown unknown unsure unsure")]
#[case::nonsense("Mozilla/5.0", "unknown unknown unsure unsure")]
fn a_user_agent_tells_the_machine(#[case] ua: &str, #[case] expected: &str) {
    assert_eq!(read(&facts(ua)), expected);
}

#[rstest]
#[case::teams_windows(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/1.5.00.9163 Chrome/85.0.4183.121 Electron/10.4.7 Safari/537.36",
    InAppBrowser::Teams,
    "windows desktop in-app-browser in-app-browser"
)]
#[case::teams_new(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0 Teams/24295.605.3225.8804/49",
    InAppBrowser::Teams,
    "windows desktop in-app-browser in-app-browser"
)]
#[case::teams_ios(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 TeamsMobile-iOS",
    InAppBrowser::Teams,
    "ios phone wrong-device wrong-device"
)]
#[case::outlook_windows(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0 OneOutlook/1.2024.1106.400",
    InAppBrowser::Outlook,
    "windows desktop in-app-browser in-app-browser"
)]
#[case::outlook_ios(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Outlook-iOS/745.0",
    InAppBrowser::Outlook,
    "ios phone wrong-device wrong-device"
)]
#[case::slack_windows(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.39.90 Chrome/127.0.6533.72 Electron/31.2.1 Safari/537.36",
    InAppBrowser::Slack,
    "windows desktop in-app-browser in-app-browser"
)]
#[case::slack_mac(
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.39.90 Chrome/127.0.6533.72 Electron/13.1.9 Safari/537.36",
    InAppBrowser::Slack,
    "macos desktop wrong-device in-app-browser"
)]
#[case::wechat_windows(
    "Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090c0f)",
    InAppBrowser::WeChat,
    "windows desktop in-app-browser in-app-browser"
)]
#[case::wechat_ios(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50(0x18003234) NetType/WIFI Language/en",
    InAppBrowser::WeChat,
    "ios phone wrong-device wrong-device"
)]
#[case::line_android(
    "Mozilla/5.0 (Linux; Android 14; XQ-ES72 Build/70.0.A.2.233; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/129.0.6668.71 Mobile Safari/537.36 Line/14.16.0/IAB",
    InAppBrowser::Line,
    "android phone wrong-device wrong-device"
)]
#[case::facebook_ios(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21G93 [FBAN/FBIOS;FBAV/479.0.0.41.108;FBBV/640369452;FBDV/iPhone14,7;FBMD/iPhone]",
    InAppBrowser::Facebook,
    "ios phone wrong-device wrong-device"
)]
#[case::facebook_android(
    "Mozilla/5.0 (Linux; Android 13; SM-A536B Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.58 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/487.0.0.52.78;]",
    InAppBrowser::Facebook,
    "android phone wrong-device wrong-device"
)]
#[case::instagram(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F90 Instagram 353.0.0.21.90 (iPhone14,5; iOS 17_5_1; en_US)",
    InAppBrowser::Instagram,
    "ios phone wrong-device wrong-device"
)]
#[case::linkedin(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.5680",
    InAppBrowser::LinkedIn,
    "ios phone wrong-device wrong-device"
)]
#[case::whatsapp(
    "Mozilla/5.0 (Linux; Android 13; SM-S901B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36 WhatsApp/2.23.25.83",
    InAppBrowser::WhatsApp,
    "android phone wrong-device wrong-device"
)]
#[case::gmail(
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Gmail/6.0.240915",
    InAppBrowser::Gmail,
    "ipados tablet wrong-device wrong-device"
)]
#[case::google_app(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/342.0.693598186 Mobile/15E148 Safari/604.1",
    InAppBrowser::Other,
    "ios phone wrong-device wrong-device"
)]
#[case::ios_web_view(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    InAppBrowser::Other,
    "ios phone wrong-device wrong-device"
)]
#[case::mac_web_view(
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
    InAppBrowser::Other,
    "macos desktop wrong-device in-app-browser"
)]
#[case::android_web_view(
    "Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36",
    InAppBrowser::Other,
    "android phone wrong-device wrong-device"
)]
#[case::older_android_web_view(
    "Mozilla/5.0 (Linux; Android 4.4.2; GT-I9505 Build/KOT49H) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/30.0.0.0 Mobile Safari/537.36",
    InAppBrowser::Other,
    "android phone wrong-device wrong-device"
)]
#[case::store_app(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; WebView/3.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.102 Safari/537.36 Edge/18.19045",
    InAppBrowser::Other,
    "windows desktop in-app-browser in-app-browser"
)]
fn a_browser_inside_an_app_is_known(#[case] ua: &str, #[case] app: InAppBrowser, #[case] expected: &str) {
    assert_eq!(read(&facts(ua)), expected);
    let judged = judge(&facts(ua), Target::MeshPc);
    assert_eq!(judged.in_app, Some(app));
    assert!(judged.reasons.contains(&Reason::InAppBrowser));
}

#[rstest]
#[case(WINDOWS)]
#[case(SAFARI)]
#[case(IPHONE)]
#[case(LINUX)]
#[case("Mozilla/5.0 (X11; U; Linux Slackware i686; en-US; rv:1.9.0.10) Gecko/2009042315 Firefox/3.0.10")]
#[case(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"
)]
fn a_real_browser_is_not_inside_an_app(#[case] ua: &str) {
    assert_eq!(judge(&facts(ua), Target::MeshPc).in_app, None);
}

fn hinted(platform: &str, mobile: bool) -> UaData {
    UaData { platform: Some(platform.into()), mobile: Some(mobile), ..UaData::default() }
}

#[test]
fn an_ipad_that_claims_to_be_a_mac_is_an_ipad() {
    let mac = Facts { platform: Some("MacIntel".into()), max_touch_points: Some(0), ..facts(SAFARI) };
    assert_eq!(read(&mac), "macos desktop wrong-device can-join");
    let ipad = Facts { max_touch_points: Some(5), ..mac };
    assert_eq!(read(&ipad), "ipados tablet wrong-device wrong-device");
    let ipad_without_ua = Facts { ua: None, ..ipad };
    assert_eq!(read(&ipad_without_ua), "ipados tablet wrong-device wrong-device");
}

#[test]
fn a_windows_pc_with_touch_is_a_pc() {
    let surface = Facts { platform: Some("Win32".into()), max_touch_points: Some(10), ..facts(WINDOWS) };
    assert_eq!(read(&surface), "windows desktop can-join can-join");
}

#[test]
fn an_android_browser_asked_for_the_desktop_page_is_android() {
    let tablet = Facts { platform: Some("Linux aarch64".into()), max_touch_points: Some(5), ..facts(LINUX) };
    assert_eq!(read(&tablet), "android tablet wrong-device wrong-device");
    let hinted = Facts { ua_data: Some(hinted("Android", true)), ..facts(LINUX) };
    assert_eq!(read(&hinted), "android phone wrong-device wrong-device");
}

#[test]
fn hints_tell_the_system_when_the_user_agent_does_not() {
    for (platform, mobile, expected) in [
        ("Windows", false, "windows desktop can-join can-join"),
        ("macOS", false, "macos desktop wrong-device can-join"),
        ("Linux", false, "linux desktop wrong-device wrong-device"),
        ("Chrome OS", false, "chromeos desktop wrong-device wrong-device"),
        ("Android", true, "android phone wrong-device wrong-device"),
        ("Android", false, "android tablet wrong-device wrong-device"),
        ("", false, "unknown unknown unsure unsure"),
    ] {
        let facts = Facts { ua_data: Some(hinted(platform, mobile)), ..Facts::default() };
        assert_eq!(read(&facts), expected, "{platform}");
    }
}

#[test]
fn the_platform_tells_the_system_when_nothing_else_does() {
    for (platform, expected) in [
        ("Win32", "windows desktop can-join can-join"),
        ("MacIntel", "macos desktop wrong-device can-join"),
        ("Linux x86_64", "linux desktop wrong-device wrong-device"),
        ("iPhone", "ios phone wrong-device wrong-device"),
        ("FreeBSD amd64", "unknown unknown unsure unsure"),
    ] {
        let facts = Facts { platform: Some(platform.into()), ..Facts::default() };
        assert_eq!(read(&facts), expected, "{platform}");
    }
}

#[test]
fn hints_win_over_a_changed_user_agent() {
    let disguised = Facts { ua_data: Some(hinted("Windows", false)), ..facts(LINUX) };
    assert_eq!(read(&disguised), "windows desktop can-join can-join");
    let emulated = Facts {
        platform: Some("Linux x86_64".into()),
        ua_data: Some(hinted("Windows", false)),
        ..facts(WINDOWS)
    };
    assert_eq!(read(&emulated), "windows desktop can-join can-join");
}

#[test]
fn contradictions_matter_only_when_the_verdicts_differ() {
    let disguised = Facts { platform: Some("Linux x86_64".into()), ..facts(WINDOWS) };
    assert_eq!(read(&disguised), "windows desktop unsure unsure");
    assert_eq!(names(&judge(&disguised, Target::MeshPc).reasons), ["mixed-signals"]);
    let mac_or_linux = Facts { platform: Some("Linux x86_64".into()), ..facts(SAFARI) };
    assert_eq!(read(&mac_or_linux), "macos desktop wrong-device unsure");
    let phone = Facts { platform: Some("Linux x86_64".into()), ..facts(IPHONE) };
    assert_eq!(read(&phone), "ios phone wrong-device wrong-device");
}

#[rstest]
#[case::quest_by_model("", Some("Quest 3"), None, "horizon-os headset wrong-device unsure")]
#[case::quest_2_by_model(LINUX, Some("Quest 2"), None, "horizon-os headset wrong-device wrong-device")]
#[case::quest_by_brand(LINUX, None, Some("Oculus Browser"), "horizon-os headset wrong-device unsure")]
#[case::web_view_2(
    WINDOWS,
    None,
    Some("Microsoft Edge WebView2"),
    "windows desktop in-app-browser in-app-browser"
)]
#[case::brave(WINDOWS, None, Some("Brave"), "windows desktop can-join can-join")]
fn brand_and_model_tell_too(
    #[case] ua: &str,
    #[case] model: Option<&str>,
    #[case] brand: Option<&str>,
    #[case] expected: &str,
) {
    let brand = brand.map(|brand| vec![Brand { brand: Some(brand.into()), version: None }]);
    let ua_data = UaData { model: model.map(Into::into), brands: brand, ..UaData::default() };
    assert_eq!(read(&Facts { ua_data: Some(ua_data), ..facts(ua) }), expected);
}

#[test]
fn the_shape_tells_a_headset() {
    let ua_data = UaData { form_factors: Some(vec!["XR".into()]), ..hinted("Android", false) };
    let xr =
        Facts { ua_data: Some(ua_data), ..facts(&format!("Mozilla/5.0 (Linux; Android 10; K) {CHROME}")) };
    assert_eq!(read(&xr), "android headset wrong-device wrong-device");
}

#[test]
fn a_steam_deck_is_known_by_its_graphics_unless_it_runs_windows() {
    let renderer = Some("AMD Custom GPU 0405 (radeonsi, vangogh, LLVM 15.0.7)".into());
    let deck = Facts { webgl_renderer: renderer.clone(), ..facts(LINUX) };
    assert_eq!(read(&deck), "linux console wrong-device wrong-device");
    let windows = Facts { webgl_renderer: renderer, ..facts(WINDOWS) };
    assert_eq!(read(&windows), "windows desktop can-join can-join");
}

#[rstest]
#[case::phone(IPHONE, &["phone"])]
#[case::mac(SAFARI, &["mac"])]
#[case::linux(LINUX, &["linux"])]
#[case::chromebook("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36", &["chromebook"])]
#[case::hololens("Mozilla/5.0 (Windows NT 10.0; Win64; x64; HoloLens) AppleWebKit/537.36", &["headset", "hololens"])]
#[case::vision("Mozilla/5.0 (visionOS)", &["headset", "vision-pro"])]
#[case::quest("Mozilla/5.0 (X11; Linux x86_64; Quest 3) OculusBrowser/31", &["headset"])]
#[case::xbox("Mozilla/5.0 (Windows NT 10.0; Xbox; Xbox One)", &["console"])]
#[case::tv("Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0)", &["tv"])]
#[case::freebsd("Mozilla/5.0 (X11; FreeBSD amd64; rv:130.0)", &["other-system"])]
#[case::bot("Googlebot/2.1", &["bot"])]
#[case::nothing("?", &["unrecognized"])]
#[case::windows(WINDOWS, &[])]
#[case::windows_without_version("Mozilla/5.0 (Windows) Gecko Firefox", &["windows-version-unknown"])]
#[case::windows_8("Mozilla/5.0 (Windows NT 6.2; ARM; Trident/7.0; Touch; rv:11.0) like Gecko", &["windows-arm", "windows-old"])]
#[case::app_on_phone("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [LinkedInApp]", &["phone", "in-app-browser"])]
fn a_judgement_says_why(#[case] ua: &str, #[case] expected: &[&str]) {
    assert_eq!(names(&judge(&facts(ua), Target::MeshPc).reasons), expected);
}

#[test]
fn a_quest_3_is_not_refused_an_immersive_event_for_certain() {
    let quest = facts("Mozilla/5.0 (X11; Linux x86_64; Quest 3) OculusBrowser/31");
    assert_eq!(names(&judge(&quest, Target::TeamsImmersive).reasons), ["headset", "quest-guest-unverified"]);
}

#[rstest]
#[case("ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)", &[])]
#[case("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)", &["software-graphics"])]
#[case("llvmpipe (LLVM 15.0.7, 256 bits)", &["software-graphics"])]
#[case("ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)", &["software-graphics", "remote-desktop-likely"])]
#[case("ANGLE (VMware, VMware SVGA 3D Direct3D11 vs_5_0 ps_5_0, D3D11)", &["remote-desktop-likely"])]
#[case("ANGLE (Parallels, Parallels Display Adapter (WDDM) Direct3D11)", &["remote-desktop-likely"])]
#[case("ANGLE (Qualcomm, Qualcomm(R) Adreno(TM) X1-85 GPU Direct3D11)", &["windows-arm"])]
fn graphics_are_hints_alone(#[case] renderer: &str, #[case] expected: &[&str]) {
    let judged = judge(&Facts { webgl_renderer: Some(renderer.into()), ..facts(WINDOWS) }, Target::MeshPc);
    assert_eq!((judged.verdict, names(&judged.reasons)), (Verdict::CanJoin, expected.to_vec()));
}

#[test]
fn few_cores_and_little_memory_are_hints_alone() {
    let weak = Facts { cores: Some(2), memory_gb: Some(4.0), ..facts(WINDOWS) };
    let judged = judge(&weak, Target::MeshPc);
    assert_eq!(
        (judged.verdict, names(&judged.reasons)),
        (Verdict::CanJoin, vec!["few-cores", "little-memory"])
    );
    let enough = Facts { cores: Some(4), memory_gb: Some(8.0), ..facts(WINDOWS) };
    assert!(judge(&enough, Target::MeshPc).reasons.is_empty());
    // Where the device is wrong, its hardware is beside the point.
    let phone = Facts { cores: Some(2), memory_gb: Some(4.0), ..facts(IPHONE) };
    assert_eq!(names(&judge(&phone, Target::MeshPc).reasons), ["phone"]);
}

#[rstest]
#[case::windows_10("10.0.0", "x86", &[])]
#[case::windows_11("15.0.0", "x86", &[])]
#[case::windows_11_arm("15.0.0", "arm", &["windows-arm"])]
#[case::windows_7("0.1.0", "x86", &["windows-old"])]
#[case::hidden("", "", &[])]
fn hints_tell_version_and_processor(
    #[case] version: &str,
    #[case] architecture: &str,
    #[case] expected: &[&str],
) {
    let ua_data = UaData {
        platform_version: Some(version.into()),
        architecture: Some(architecture.into()),
        ..hinted("Windows", false)
    };
    let facts = Facts { ua_data: Some(ua_data), ..facts(WINDOWS) };
    assert_eq!(names(&judge(&facts, Target::MeshPc).reasons), expected);
}

#[test]
fn facts_are_read_as_a_browser_gives_them() {
    let json = r#"{
        "ua": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "platform": "Win32", "maxTouchPoints": 0, "webglRenderer": null, "cores": 2, "memoryGb": 0.5, "target": "mesh-pc", "later": [1],
        "uaData": {"brands": [{"brand": "Chromium", "version": "131"}, {"brand": "Not_A Brand", "version": "24"}], "mobile": false,
            "platform": "Windows", "platformVersion": "15.0.0", "architecture": "arm", "bitness": "64", "model": "", "formFactors": ["Desktop"]}
    }"#;
    let facts: Facts = serde_json::from_str(json).unwrap();
    assert_eq!(
        serde_json::to_string(&judge(&facts, Target::MeshPc)).unwrap(),
        r#"{"os":"windows","device":"desktop","verdict":"can-join","reasons":["windows-arm","few-cores","little-memory"]}"#
    );
    for nothing in [
        "{}",
        r#"{"ua":null,"uaData":null}"#,
        r#"{"uaData":{"brands":null,"mobile":null,"formFactors":null}}"#,
    ] {
        let facts: Facts = serde_json::from_str(nothing).unwrap();
        assert_eq!(
            serde_json::to_string(&judge(&facts, Target::MeshPc)).unwrap(),
            r#"{"os":"unknown","device":"unknown","verdict":"unsure","reasons":["unrecognized"]}"#
        );
    }
}

fn any_ua() -> impl Strategy<Value = Option<String>> {
    let words = [
        "Windows NT 10.0",
        "Macintosh",
        "X11; Linux x86_64",
        "Android 10; K",
        "Mobile",
        "iPhone",
        "iPad",
        "Quest 3",
        "Xbox",
        "; CrOS ",
        "TV",
        "AppleWebKit/605",
        "Safari/1",
        "Teams/1",
        "bot",
        "Version/4.0 Chrome/1",
        "; wv)",
        "HoloLens",
        "PICO 4",
        " ",
        ";",
        "ä",
    ];
    let words =
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..6).prop_map(|words| words.concat());
    prop::option::of(prop_oneof![words, ".{0,40}"])
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let platforms = ["Win32", "MacIntel", "Linux aarch64", "Linux x86_64", "iPhone", "", "x"];
    let systems = ["Windows", "macOS", "Linux", "Android", "Chrome OS", "", "x"];
    let ua_data = (prop::sample::select(systems.to_vec()), any::<bool>(), ".{0,6}").prop_map(
        |(system, mobile, text)| UaData {
            platform_version: Some(text.clone()),
            model: Some(text),
            ..hinted(system, mobile)
        },
    );
    (
        any_ua(),
        prop::option::of(prop::sample::select(platforms.to_vec())),
        any::<Option<u32>>(),
        prop::option::of(ua_data),
        prop::option::of(".{0,20}"),
        (any::<Option<u32>>(), any::<Option<f64>>()),
    )
        .prop_map(|(ua, platform, max_touch_points, ua_data, webgl_renderer, (cores, memory_gb))| {
            Facts {
                ua,
                platform: platform.map(Into::into),
                max_touch_points,
                ua_data,
                webgl_renderer,
                cores,
                memory_gb,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_facts_have_a_verdict_with_a_reason(facts in any_facts(), teams in any::<bool>()) {
        let target = if teams { Target::TeamsImmersive } else { Target::MeshPc };
        let judged = judge(&facts, target);
        if judged.verdict != Verdict::CanJoin {
            prop_assert!(!judged.reasons.is_empty());
        }
        prop_assert_eq!(judged.in_app.is_some(), judged.reasons.contains(&Reason::InAppBrowser));
        // Only a Windows PC, or for Teams a Mac, ever gets a plain yes.
        if judged.verdict == Verdict::CanJoin {
            prop_assert_eq!(judged.device, Device::Desktop);
            prop_assert!(judged.os == Os::Windows || teams && judged.os == Os::MacOs);
        }
    }

    #[test]
    fn hardware_never_decides(facts in any_facts(), cores in any::<Option<u32>>(), memory_gb in any::<Option<f64>>()) {
        let other = Facts { cores, memory_gb, ..facts.clone() };
        prop_assert_eq!(judge(&facts, Target::MeshPc).verdict, judge(&other, Target::MeshPc).verdict);
    }
}
