//! What the network has to let through, as a list to copy and as a table to load into a tool. The addresses
//! themselves are those of the readiness check: [`network::needs`](crate::domain::readiness::network::needs).

use crate::domain::readiness::network::{Need, Port, Purpose};
use crate::domain::words::Message;

/// What Microsoft names by words rather than by host names.
pub(super) const NAMED_BY_WORDS: [Purpose; 3] = [Purpose::Sets, Purpose::Media, Purpose::Content];

/// The columns of [`as_csv`].
const COLUMNS: [&str; 4] = ["purpose", "host", "protocol", "port"];

/// One address and one port: a rule of a firewall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// What for.
    pub purpose: Purpose,
    /// A host name, `*` standing for anything; `None` where words name the addresses: [`hosts`].
    pub host: Option<String>,
    /// What has to be open; `None` where Microsoft publishes it.
    pub port: Option<Port>,
}

/// The words for addresses that have no host names.
pub fn hosts(purpose: Purpose) -> Message {
    Message::new(["checklist.hosts.", purpose.name()].concat())
}

/// Every address with every port of its need, in the order of the needs.
pub fn endpoints(needs: &[Need]) -> Vec<Endpoint> {
    let mut endpoints = Vec::new();
    for Need { purpose, hosts, ports } in needs {
        for host in or_none(hosts) {
            endpoints.extend(or_none(ports).map(|port| Endpoint {
                purpose: *purpose,
                host: host.clone(),
                port,
            }));
        }
    }
    endpoints
}

/// The needs, one a line, in the words that `say` finds.
pub fn as_text(needs: &[Need], say: impl Fn(&Message) -> String) -> String {
    let lines: Vec<String> = needs.iter().map(|need| say(&need.line())).collect();
    lines.join("\n")
}

/// The endpoints as a table: purpose, host, protocol, port, one row each (RFC 4180).
pub fn as_csv(needs: &[Need], say: impl Fn(&Message) -> String) -> String {
    let rows = endpoints(needs).into_iter().map(|Endpoint { purpose, host, port }| {
        let host = host.unwrap_or_else(|| say(&hosts(purpose)));
        let (protocol, numbers) =
            port.map_or(("", String::new()), |port| (port.protocol.name(), port.numbers));
        row([purpose.name(), &host, protocol, &numbers])
    });
    std::iter::once(row(COLUMNS)).chain(rows).collect()
}

/// Everything on a list; where it is empty, one nothing.
fn or_none<T: Clone>(list: &[T]) -> impl Iterator<Item = Option<T>> {
    let nothing = list.is_empty().then_some(None);
    list.iter().cloned().map(Some).chain(nothing)
}

fn row(cells: [&str; COLUMNS.len()]) -> String {
    let cells = cells.map(|cell| ["\"", &cell.replace('"', "\"\""), "\""].concat());
    cells.join(",") + "\r\n"
}
