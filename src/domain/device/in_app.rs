//! Browsers inside other apps, where sign-in tends to fail.

use super::identify::{has, lower};
use super::{Facts, InAppBrowser};

/// What such browsers say of themselves, in lower case, with `|` between.
const TOKENS: &[(&str, InAppBrowser)] = &[
    ("teamsmobile|teams/", InAppBrowser::Teams),
    ("outlook|msoffice", InAppBrowser::Outlook),
    ("gmail", InAppBrowser::Gmail),
    ("linkedin", InAppBrowser::LinkedIn),
    ("instagram", InAppBrowser::Instagram),
    ("whatsapp", InAppBrowser::WhatsApp),
    ("fban|fbav|fb_iab|fbios|messengerlite", InAppBrowser::Facebook),
    ("slack/|slack_ssb", InAppBrowser::Slack),
    ("micromessenger|wechat", InAppBrowser::WeChat),
    (" line/", InAppBrowser::Line),
    // Many more; which one it is makes no difference to the guest.
    (
        "gsa/|kakaotalk|naver(inapp|snapchat|musical_ly|bytedance|tiktok|twitter|pinterest|\
        telegram|discord/|viber| qq/|weibo|dingtalk|alipay|lark/|skype/|thunderbird/|\
        valve steam|electron/|msapphost|webview/|; wv)|lotus-notes|adobeair|spotify/",
        InAppBrowser::Other,
    ),
];

/// The app that the browser is inside of, if it is inside of one.
pub(super) fn find(facts: &Facts) -> Option<InAppBrowser> {
    let ua = lower(facts.ua.as_deref());
    if let Some((_, app)) = TOKENS.iter().find(|(tokens, _)| has(&ua, tokens)) {
        return Some(*app);
    }
    let brands = facts.ua_data.iter().flat_map(|hints| hints.brands.iter().flatten());
    let web_view = brands.into_iter().any(|brand| lower(brand.brand.as_deref()).contains("webview"));
    // On Apple's systems every browser says Safari, but what an app opens inside itself does not.
    let apple =
        has(&ua, "applewebkit") && has(&ua, "iphone|ipad|ipod|macintosh") && !has(&ua, "safari|chrome");
    // Android's web view kept the version of the browser it replaced; some browsers are made from it.
    let android = has(&ua, "android") && has(&ua, "version/4.0 chrome/") && !has(&ua, "browser/|duckduckgo");
    (web_view || apple || android).then_some(InAppBrowser::Other)
}
