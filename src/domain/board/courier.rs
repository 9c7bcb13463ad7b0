//! Takes requests to Graph, one at a time, and knows when to wait and when to leave it to the organizer.

use crate::domain::config::ServiceAddress;
use crate::domain::directory::batch::{self, Part};
use crate::domain::directory::fault::{FaultHeaders, GraphFault, Refused};
use crate::domain::directory::{AnswerUnreadable, patience};
use crate::domain::problem::{Kind, Problem};
use crate::domain::time::Moment;

/// What a machine wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send this, and hand the answer back.
    Ask(Request),
    /// The answer to the last request is not in yet.
    Busy,
    /// Ask again at that moment.
    Wait {
        /// Not before.
        until: Moment,
    },
    /// It is for the organizer to go on: by `resume`, after a new sign-in when the problem asks for one.
    Paused(Refused),
    /// Nothing is left to do.
    Done,
}

/// One request to Graph.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Goes back with the answer.
    pub ticket: Ticket,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The whole address, always on Graph's own origin.
    pub url: String,
    /// JSON to send along.
    pub body: Option<String>,
}

/// Tells which request an answer belongs to; one that is no longer waited for is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u32);

/// What came back: any HTTP answer, whatever its status.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
    /// `Retry-After`
    pub retry_after: Option<String>,
    /// `request-id`
    pub request_id: Option<String>,
    /// `WWW-Authenticate`
    pub authenticate: Option<String>,
}

/// Takes requests; `W` is what a machine wants to know again when the answer is there.
pub(super) struct Courier<W> {
    graph: ServiceAddress,
    issued: u32,
    flying: Option<W>,
    until: Option<Moment>,
    paused: Option<Refused>,
    tries: u8,
}

/// What became of a request.
pub(super) enum Landed<W> {
    /// It is not the one that is waited for.
    Stale,
    /// It has to be asked once more.
    Again(W),
    /// It was answered, perhaps with an error that asking again does not cure.
    Answered(W, Reply),
}

/// What became of one question of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It has to be asked once more.
    Again,
    /// Answered, perhaps with an error that asking again does not cure.
    Answered { status: u16, body: String },
    /// The batch was answered, this question of it was not.
    Lost,
}

impl<W> Courier<W> {
    pub(super) fn new(graph: ServiceAddress) -> Self {
        Self { graph, issued: 0, flying: None, until: None, paused: None, tries: 0 }
    }

    /// One that knows nothing of the requests of `earlier` but what Graph asked for: their answers are stale, its
    /// wait still holds.
    pub(super) fn after(earlier: &Self) -> Self {
        Self { issued: earlier.issued, until: earlier.until, ..Self::new(earlier.graph.clone()) }
    }

    pub(super) const fn graph(&self) -> &ServiceAddress {
        &self.graph
    }

    /// Why nothing can be sent now, if so.
    pub(super) fn held(&self, now: Moment) -> Option<Next> {
        if let Some(refused) = &self.paused {
            return Some(Next::Paused(refused.clone()));
        }
        if self.flying.is_some() {
            return Some(Next::Busy);
        }
        self.until.filter(|until| *until > now).map(|until| Next::Wait { until })
    }

    pub(super) fn get(&mut self, url: String, work: W) -> Next {
        self.send("GET", url, None, work)
    }

    pub(super) fn batch(&mut self, parts: &[Part], work: W) -> Next {
        let url = [self.graph.as_str(), batch::ADDRESS].concat();
        self.send("POST", url, Some(batch::write(parts)), work)
    }

    fn send(&mut self, method: &'static str, url: String, body: Option<String>, work: W) -> Next {
        self.issued = self.issued.wrapping_add(1);
        self.flying = Some(work);
        Next::Ask(Request { ticket: Ticket(self.issued), method, url, body })
    }

    /// Goes on after a pause, though not before Microsoft lets it.
    pub(super) fn resume(&mut self) {
        self.paused = None;
        self.tries = 0;
    }

    pub(super) fn landed(
        &mut self,
        ticket: Ticket,
        answer: Result<Reply, Problem>,
        now: Moment,
    ) -> Landed<W> {
        if ticket.0 != self.issued {
            return Landed::Stale;
        }
        let Some(work) = self.flying.take() else { return Landed::Stale };
        let refused = match answer {
            Err(problem) => problem.into(),
            Ok(reply) if passes(reply.status) => refused(&reply, now),
            Ok(reply) => return Landed::Answered(work, reply),
        };
        self.stumble(refused, now);
        Landed::Again(work)
    }

    /// The fate of each of `count` questions, whose ids are their places in the batch.
    pub(super) fn open(&mut self, reply: &Reply, count: usize, now: Moment) -> Vec<Fate> {
        let answers = if reply.status == 200 {
            batch::read(&reply.body).map_err(|unreadable| unreadable.problem().into())
        } else {
            Err(refused(reply, now))
        };
        let answers = match answers {
            Ok(answers) => answers,
            Err(refused) => {
                self.stumble(refused, now);
                return vec![Fate::Again; count];
            }
        };
        let mut fates = vec![Fate::Lost; count];
        let mut worst: Option<Refused> = None;
        for answer in answers {
            let Some(fate) = answer.id.parse().ok().and_then(|place: usize| fates.get_mut(place)) else {
                continue;
            };
            if !passes(answer.status) {
                self.tries = 0;
                *fate = Fate::Answered { status: answer.status, body: answer.body };
                continue;
            }
            *fate = Fate::Again;
            let reply = Reply {
                status: answer.status,
                body: answer.body,
                retry_after: answer.retry_after,
                ..Reply::default()
            };
            let refused = refused(&reply, now);
            if worst.as_ref().is_none_or(|worst| weight(worst) < weight(&refused)) {
                worst = Some(refused);
            }
        }
        if let Some(worst) = worst {
            self.stumble(worst, now);
        }
        fates
    }

    /// Waits as long as is asked, or leaves it to the organizer; even then nothing is asked sooner.
    fn stumble(&mut self, refused: Refused, now: Moment) {
        let Some(pause) = patience::pause(&refused.problem, self.tries, now) else {
            let asked = refused.problem.trace.wait_seconds.map_or(0, i64::from);
            self.until = Some(now.plus(asked * 1000));
            self.paused = Some(refused);
            return;
        };
        self.tries += 1;
        self.until = Some(now.plus(pause));
    }

    /// The questions got through.
    pub(super) fn progress(&mut self) {
        self.tries = 0;
    }
}

/// Whether asking again, or signing in again, may cure it.
const fn passes(status: u16) -> bool {
    matches!(status, 401 | 429 | 500..)
}

/// Of several reasons to wait, the one that decides: a lapsed sign-in, else the longest wait.
fn weight(refused: &Refused) -> (bool, Option<u32>) {
    (refused.problem.kind == Kind::SessionExpired, refused.problem.trace.wait_seconds)
}

fn refused(reply: &Reply, now: Moment) -> Refused {
    let headers = FaultHeaders {
        retry_after: reply.retry_after.as_deref(),
        request_id: reply.request_id.as_deref(),
        client_request_id: None,
        authenticate: reply.authenticate.as_deref(),
    };
    GraphFault::parse(reply.status, &reply.body, headers, now).into()
}

/// Reads a body as JSON.
pub(super) fn json(body: &str) -> Result<serde_json::Value, AnswerUnreadable> {
    serde_json::from_str(body).map_err(|_| AnswerUnreadable { expected: "JSON" })
}

/// Whether the status says that it was done.
pub(super) const fn succeeded(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// Addresses of pages and bodies may hold people's addresses.
impl std::fmt::Debug for Request {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Request({} redacted)", self.method)
    }
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Reply({} redacted)", self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn courier() -> Courier<u8> {
        Courier::new(ServiceAddress::parse("https://graph.microsoft.com").unwrap())
    }

    fn ticket(next: Next) -> Ticket {
        let Next::Ask(request) = next else { panic!("expected a request, got {next:?}") };
        request.ticket
    }

    #[test]
    fn microsofts_own_wait_counts_and_a_late_answer_does_not() {
        let mut courier = courier();
        let first = ticket(courier.get("https://graph.microsoft.com/v1.0/users".into(), 1));
        assert_eq!(courier.held(Moment(0)), Some(Next::Busy));
        let busy = Reply { status: 429, retry_after: Some("7".into()), ..Reply::default() };
        assert!(matches!(courier.landed(first, Ok(busy.clone()), Moment(0)), Landed::Again(1)));
        assert_eq!(courier.held(Moment(6_999)), Some(Next::Wait { until: Moment(7_000) }));
        assert_eq!(courier.held(Moment(7_000)), None);
        assert!(matches!(courier.landed(first, Ok(busy), Moment(7_000)), Landed::Stale));
    }

    #[rstest]
    #[case(Err(Problem::new(Kind::Offline)), Kind::Offline, 0)]
    #[case(Ok(Reply { status: 401, ..Reply::default() }), Kind::SessionExpired, 0)]
    #[case(Ok(Reply { status: 429, retry_after: Some("300".into()), ..Reply::default() }), Kind::Throttled, 300_000)]
    fn what_waiting_shortly_does_not_cure_pauses(
        #[case] answer: Result<Reply, Problem>,
        #[case] kind: Kind,
        #[case] wait: i64,
    ) {
        let mut courier = courier();
        let first = ticket(courier.batch(&[], 1));
        assert!(matches!(courier.landed(first, answer, Moment(0)), Landed::Again(1)));
        let Some(Next::Paused(refused)) = courier.held(Moment(0)) else { panic!("not paused") };
        assert_eq!(refused.problem.kind, kind);
        courier.resume();
        let expected = (wait > 0).then_some(Next::Wait { until: Moment(wait) });
        assert_eq!(courier.held(Moment(0)), expected);
    }

    #[test]
    fn each_question_of_a_batch_has_its_own_fate() {
        let mut courier = courier();
        let body = r#"{"responses":[
            {"id":"2","status":429,"headers":{"Retry-After":"9"}},
            {"id":"0","status":200,"body":{}},{"id":"7","status":200},
            {"id":"3","status":429,"headers":{"Retry-After":"4"}}]}"#;
        let reply = Reply { status: 200, body: body.into(), ..Reply::default() };
        let fates = courier.open(&reply, 4, Moment(0));
        let answered = Fate::Answered { status: 200, body: "{}".into() };
        assert_eq!(fates, [answered, Fate::Lost, Fate::Again, Fate::Again]);
        assert_eq!(courier.held(Moment(0)), Some(Next::Wait { until: Moment(9_000) }));
    }
}
