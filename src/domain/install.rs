//! Ways to get a target's app. None of them downloads anything by itself.

use url::Url;

use super::config::TargetSettings;
use super::device::Os;

/// Where and how the app is to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// A web page.
    pub web: Option<Url>,
    /// The address that opens its page in the Store app, on this very PC.
    pub store: Option<String>,
    /// The command that installs it on a Windows PC.
    pub winget: Option<String>,
}

/// Ways to get the app, as seen from a machine with that system. A system that is not known may be Windows.
pub fn ways(settings: &TargetSettings, os: Os) -> Ways {
    let id = settings.store_id.as_deref();
    let here = matches!(os, Os::Windows | Os::Unknown);
    Ways {
        web: settings.install_url.clone(),
        // Windows documentation, "Launch the Microsoft Store app".
        store: id.filter(|_| here).map(|id| ["ms-windows-store://pdp/?ProductId=", id].concat()),
        // WinGet documentation, `install`: a product id names an app in the source `msstore`.
        winget: id.map(|id| ["winget install ", id, " -s msstore"].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::target::Target;

    #[test]
    fn the_store_app_is_offered_where_there_may_be_one() {
        let mesh = TargetSettings::usual(Target::MeshPc);
        for os in Os::ALL {
            let ways = ways(&mesh, *os);
            assert_eq!(ways.store.is_some(), matches!(os, Os::Windows | Os::Unknown), "{os:?}");
            assert!(ways.web.is_some() && ways.winget.is_some());
        }
        assert_eq!(
            ways(&mesh, Os::Windows),
            Ways {
                web: Url::parse("https://apps.microsoft.com/detail/9NLXZJ1FDBD7").ok(),
                store: Some("ms-windows-store://pdp/?ProductId=9NLXZJ1FDBD7".into()),
                winget: Some("winget install 9NLXZJ1FDBD7 -s msstore".into()),
            }
        );
    }

    #[test]
    fn without_a_product_id_there_is_the_web_page() {
        let teams = ways(&TargetSettings::usual(Target::TeamsImmersive), Os::Windows);
        assert_eq!((teams.store, teams.winget), (None, None));
        assert!(teams.web.is_some());
    }
}
