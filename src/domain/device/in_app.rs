//! Browsers inside other apps, where sign-in tends to fail.

use super::identify::lower;
use super::{Facts, InAppBrowser};

/// What such browsers say of themselves, in lower case.
const TOKENS: &[(&str, InAppBrowser)] = &[
    ("teamsmobile", InAppBrowser::Teams),
    ("teams/", InAppBrowser::Teams),
    ("outlook", InAppBrowser::Outlook),
    ("msoffice", InAppBrowser::Outlook),
    ("gmail", InAppBrowser::Gmail),
    ("linkedin", InAppBrowser::LinkedIn),
    ("instagram", InAppBrowser::Instagram),
    ("whatsapp", InAppBrowser::WhatsApp),
    ("fban", InAppBrowser::Facebook),
    ("fbav", InAppBrowser::Facebook),
    ("fb_iab", InAppBrowser::Facebook),
    ("fbios", InAppBrowser::Facebook),
    ("messengerlite", InAppBrowser::Facebook),
    ("slack/", InAppBrowser::Slack),
    ("slack_ssb", InAppBrowser::Slack),
    ("micromessenger", InAppBrowser::WeChat),
    ("wechat", InAppBrowser::WeChat),
    (" line/", InAppBrowser::Line),
    // Many more; which one it is makes no difference to the guest.
    ("gsa/", InAppBrowser::Other),
    ("kakaotalk", InAppBrowser::Other),
    ("naver(inapp", InAppBrowser::Other),
    ("snapchat", InAppBrowser::Other),
    ("musical_ly", InAppBrowser::Other),
    ("bytedance", InAppBrowser::Other),
    ("tiktok", InAppBrowser::Other),
    ("twitter", InAppBrowser::Other),
    ("pinterest", InAppBrowser::Other),
    ("telegram", InAppBrowser::Other),
    ("discord/", InAppBrowser::Other),
    ("viber", InAppBrowser::Other),
    (" qq/", InAppBrowser::Other),
    ("weibo", InAppBrowser::Other),
    ("dingtalk", InAppBrowser::Other),
    ("alipay", InAppBrowser::Other),
    ("lark/", InAppBrowser::Other),
    ("skype/", InAppBrowser::Other),
    ("thunderbird/", InAppBrowser::Other),
    ("valve steam", InAppBrowser::Other),
    ("electron/", InAppBrowser::Other),
    ("msapphost", InAppBrowser::Other),
    ("webview/", InAppBrowser::Other),
    ("; wv)", InAppBrowser::Other),
];

/// The app that the browser is inside of, if it is inside of one.
pub(super) fn find(facts: &Facts) -> Option<InAppBrowser> {
    let ua = lower(facts.ua.as_deref());
    if let Some((_, app)) = TOKENS.iter().find(|(token, _)| ua.contains(token)) {
        return Some(*app);
    }
    let brands = facts.ua_data.iter().flat_map(|hints| hints.brands.iter().flatten());
    let web_view = brands.into_iter().any(|brand| lower(brand.brand.as_deref()).contains("webview"));
    let says = |part: &str| ua.contains(part);
    // On Apple's systems every browser says Safari, but what an app opens inside itself does not.
    let apple = says("applewebkit")
        && (says("iphone") || says("ipad") || says("ipod") || says("macintosh"))
        && !says("safari")
        && !says("chrome");
    // Android's web view kept the version of the browser it replaced.
    let android = says("android") && says("version/4.0 chrome/") && !says("browser/");
    (web_view || apple || android).then_some(InAppBrowser::Other)
}
