//! Messages to those who can help, ready to be sent.

use super::row::{Answer, Invitation, Need, Row};
use crate::domain::invite::GuestAddress;
use crate::domain::words::{Message, number};

/// A message whose words the page resolves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Whom it goes to; empty when the organizer has to know.
    pub to: Vec<GuestAddress>,
    /// Subject line.
    pub subject: Message,
    /// Text, an empty line between paragraphs.
    pub body: Vec<Paragraph>,
}

/// A paragraph of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// A sentence.
    Says(Message),
    /// Addresses, one on a line.
    People(Vec<GuestAddress>),
}

/// To whoever assigns licenses at `host`: exactly these people need exactly these licenses. Only those who are in
/// the tenant already, since nobody else can be given one; nothing if there are none.
pub fn to_license_admin<'a>(rows: impl IntoIterator<Item = &'a Row>, host: &str) -> Option<Letter> {
    let rows: Vec<&Row> = rows.into_iter().filter(|row| row.person.is_some()).collect();
    let mut body = Vec::new();
    for (need, id) in [
        (Need::TeamsLicense, "board.message.admin.teams-license"),
        (Need::PremiumLicense, "board.message.admin.premium-license"),
        (Need::MeshPlan, "board.message.admin.mesh-plan"),
    ] {
        let people = addresses(rows.iter().copied().filter(|row| row.needs_this(need)));
        if !people.is_empty() {
            body.push(Paragraph::Says(Message::new(id).count("n", number(people.len()))));
            body.push(Paragraph::People(people));
        }
    }
    if body.is_empty() {
        return None;
    }
    body.insert(0, Paragraph::Says(Message::new("board.message.admin.lead").text("host", host)));
    body.push(Paragraph::Says(Message::new("board.message.admin.where")));
    let subject = Message::new("board.message.admin.subject").text("host", host);
    Some(Letter { to: Vec::new(), subject, body })
}

/// To a guest who has not accepted the invitation to `host` yet; nothing for anybody else.
pub fn reminder(row: &Row, host: &str) -> Option<Letter> {
    remind(addresses(Some(row).filter(|row| is_pending(row))), host)
}

/// The same to all of them at once. Their addresses belong where none of them sees the others'.
pub fn reminder_to_all<'a>(rows: impl IntoIterator<Item = &'a Row>, host: &str) -> Option<Letter> {
    remind(addresses(rows.into_iter().filter(|row| is_pending(row))), host)
}

fn remind(to: Vec<GuestAddress>, host: &str) -> Option<Letter> {
    let say = |id| Message::new(id).text("host", host);
    let body = ["board.message.remind.lead", "board.message.remind.find", "board.message.remind.lost"];
    let body = body.into_iter().map(|id| Paragraph::Says(say(id))).collect();
    (!to.is_empty()).then(|| Letter { to, subject: say("board.message.remind.subject"), body })
}

fn is_pending(row: &Row) -> bool {
    row.invited == Answer::Known(Invitation::Pending)
}

fn addresses<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Vec<GuestAddress> {
    rows.into_iter().map(|row| row.guest.address.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tenant::{KINDS, Kindred, read};
    use super::*;

    fn told(letter: &Letter) -> Vec<String> {
        let line = |paragraph: &Paragraph| match paragraph {
            Paragraph::Says(message) => message.id.rsplit('.').next().unwrap().to_owned(),
            Paragraph::People(people) => {
                people.iter().map(GuestAddress::secret).collect::<Vec<_>>().join("\n")
            }
        };
        letter.body.iter().map(line).collect()
    }

    #[test]
    fn the_admin_reads_exactly_who_needs_what() {
        let letter = to_license_admin(read(&KINDS).0.rows(), "Contoso").unwrap();
        let expected = [
            "lead",
            "teams-license",
            "Guest.3@fabrikam.com",
            "premium-license",
            "Guest.3@fabrikam.com",
            "mesh-plan",
            "Guest.4@fabrikam.com",
            "where",
        ];
        assert_eq!(told(&letter), expected);
        assert!(letter.to.is_empty());
    }

    #[test]
    fn nothing_is_asked_for_those_who_have_it_or_are_not_there() {
        let (board, _) = read(&[Kindred::Ready, Kindred::Absent, Kindred::Pending]);
        assert_eq!(to_license_admin(board.rows(), "Contoso"), None);
    }

    #[test]
    fn only_who_has_not_accepted_is_reminded() {
        let (board, _) = read(&KINDS);
        let letter = reminder_to_all(board.rows(), "Contoso").unwrap();
        let to: Vec<&str> = letter.to.iter().map(GuestAddress::secret).collect();
        assert_eq!(to, ["Guest.2@fabrikam.com"]);
        assert_eq!(told(&letter), ["lead", "find", "lost"]);
        assert_eq!(board.rows().iter().filter_map(|row| reminder(row, "Contoso")).count(), 1);
    }
}
