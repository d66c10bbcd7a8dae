//! Who walks, and where a thing stands for him: the written rules, and not the code that is tried.

use axum::http::Method;
use organisation::{Need, Office, Power};
use testkit::Browser;
use uuid::Uuid;
use web::Need as _;

use super::fill::is_at_door;
use super::objects::Things;

pub type Line = web::RouteLine<Need>;

/// Whoever walks.
pub struct Visitor {
    pub name: String,
    pub browser: Browser,
    pub person: Option<Uuid>,
    pub office: Option<Office>,
    /// The post stands above the second local, with everything below; otherwise it is of the first.
    pub is_above: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The route asks for something else: refused.
    Refused,
    /// Admitted, but not to these things: as if they were not there.
    Outside,
    /// Admitted to these things.
    Inside,
    /// Shown to everybody, or to whoever the stories tell of.
    Open,
}

impl Visitor {
    fn admits(&self, line: &Line) -> bool {
        match line.need {
            Need::Nothing | Need::Demo => true,
            Need::FirstRun => false,
            Need::SignedIn => self.person.is_some(),
            Need::Post => self.office.is_some(),
            Need::Power(power) => self.has(power),
        }
    }

    fn has(&self, power: Power) -> bool {
        self.office.is_some_and(|o| o.has(power))
    }

    /// Whether a post reaches the local of these things at all.
    fn reaches(&self, things: &Things, own: &Things) -> bool {
        self.office.is_some() && (things.union == own.union) != self.is_above
    }

    pub fn may(&self, power: Power, things: &Things, own: &Things) -> bool {
        self.has(power) && self.reaches(things, own) && !(self.is_above && power.stays_home())
    }

    /// Where these things are for the visitor, by the written rules and not by the code that is tried.
    pub fn place(&self, line: &Line, things: &Things, own: &Things) -> Place {
        let (path, inside) = (line.path.trim_start_matches("/api/v1"), |is| if is { Place::Inside } else { Place::Outside });
        if !self.admits(line) {
            return Place::Refused;
        }
        if !path.contains('{') || matches!(line.need, Need::Nothing | Need::Demo) {
            return Place::Open;
        }
        let is_applicant = self.person == Some(things.applicant);
        if path.starts_with("/me/application") || path.starts_with("/me/data/consents") || path.starts_with("/me/consents") {
            return inside(is_applicant);
        }
        if path.starts_with("/me/") || path.starts_with("/notices/") {
            return inside(self.person == Some(things.person));
        }
        if path.starts_with("/foundings/") {
            // It waits at the county, not at the local: only who organises there decides, only who asked takes it back.
            let decides = self.is_above && self.may(Power::Organise, things, own);
            let is_his =
                path.ends_with("/withdraw") || path.ends_with("/again") || matches!(line.method, Method::PUT | Method::DELETE);
            let is_read = line.method == Method::GET;
            return if is_his { inside(is_applicant) } else { inside(decides || (is_read && is_applicant)) };
        }
        if path.starts_with("/venues/") && line.need == Need::SignedIn {
            // Anybody may book and borrow; what was booked and asked for is the booker's and the keeper's.
            let is_own = path.contains("{booking}") || path.contains("{loan}");
            let keeps = self.may(Power::Run, things, own) && self.office != Some(Office::TeamLeader);
            return if is_own { inside(self.person == Some(things.person) || keeps) } else { Place::Open };
        }
        let is_his = self.person == Some(things.person);
        // Speaking for the union itself, from a post there and not above it.
        let speaks = !self.is_above && self.may(Power::Run, things, own) && self.office != Some(Office::TeamLeader);
        if path.starts_with("/in/") {
            return Place::Open;
        }
        if path.contains("/receipts/") {
            return inside(is_his || self.may(Power::HandOut, things, own));
        }
        if path.starts_with("/signups/") && is_at_door(path) && line.need != Need::SignedIn {
            // Whoever stands above the host counts, and lets nobody in.
            return inside(!self.is_above && self.may(Power::Run, things, own));
        }
        if path.starts_with("/vouchers/") {
            return inside(is_his);
        }
        if path.starts_with("/challenges/") && line.need == Need::SignedIn {
            // What one measured is one's own; the outcome is told when it is over.
            let is_read = line.method == Method::GET;
            let is_own = path.contains("/me/withdraw") || (is_read && path.ends_with("/ranking"));
            return match path {
                _ if path.ends_with("/outcome") => Place::Outside,
                _ if is_own => inside(is_his),
                _ => inside(self.reaches(things, own) || is_his),
            };
        }
        if path.starts_with("/studies/") || path.ends_with("/study") {
            return match line.need {
                // The member is the chair: he alone confirms.
                _ if path.contains("/minutes/confirm") => inside(is_his),
                Need::SignedIn if path.contains("/minutes") => inside(speaks || is_his),
                Need::SignedIn => inside(self.reaches(things, own) || is_his),
                Need::Post => inside(self.reaches(things, own)),
                _ if path.contains("/plans/") => inside(self.may(Power::Run, things, own)),
                _ => inside(!self.is_above && self.may(Power::Run, things, own)),
            };
        }
        if path.ends_with("/feedback") && line.need == Need::SignedIn {
            // Whoever came by name says how it was.
            return inside(is_his);
        }
        if path.starts_with("/draws/") && path.contains("/witness") {
            // Only who was asked to seal a seed.
            return inside(is_his);
        }
        let asks_health =
            ["/signups/{allotment}/list.csv", "/signups/{allotment}/desk"].contains(&path) && line.method == Method::POST;
        if asks_health || (path == "/signups/{allotment}/answers" && line.need != Need::SignedIn) {
            // Answers are read by whoever reads the names: at the union that runs it, and not from above.
            return inside(speaks);
        }
        if path.starts_with("/signups/") && line.need == Need::SignedIn {
            // Anybody may ask for a place; what came of it is his own.
            let asks = path.ends_with("/entries") || path.ends_with("{allotment}");
            return if asks { Place::Open } else { inside(self.person == Some(things.person)) };
        }
        match line.need {
            // The tree and the directory of employers are everybody's who holds a post; anybody may ask to found a union.
            Need::Post if path.starts_with("/unions/") || path.starts_with("/employers/") => Place::Open,
            Need::SignedIn if path.ends_with("/found") || path.ends_with("/foundings") => Place::Open,
            Need::Post if path.contains("/tasks/") => inside(!self.is_above && self.may(Power::Run, things, own)),
            Need::Post if path.starts_with("/blueprints/") => inside(self.reaches(things, own)),
            // A programme is also for the posts below the union that began it; here nobody stands below a local.
            Need::SignedIn
                if ["/sessions/", "/activities/", "/routes/", "/programmes/"].iter().any(|at| path.starts_with(at)) =>
            {
                inside(self.reaches(things, own) || self.person == Some(things.person))
            }
            // Whoever organises may read the directory's sheet, and have his own union cover any employer.
            Need::Power(_) if path.ends_with("/cover") || path.ends_with("/coverage") => Place::Open,
            Need::Power(_) if path.ends_with("/employers/{id}/edit") && line.method == Method::GET => Place::Open,
            Need::Power(power) => inside(self.may(power, things, own)),
            other => panic!("{} asks for {}: who reaches what stands there?", line.path, other.label()),
        }
    }

    /// Inside, but rightly refused: what becomes of a union is decided above it, and a team leader changes only what he logged.
    pub fn may_be_refused(&self, line: &Line) -> bool {
        let is_fate = line.need == Need::Power(Power::Organise) && line.path.contains("/unions/{") && !self.is_above;
        let is_another_teams = line.need == Need::Power(Power::Run) && self.office == Some(Office::TeamLeader);
        // A stop nobody named is not there, whoever asks.
        let is_no_stop = line.path.contains("/walk") && line.method == Method::POST;
        is_fate || is_another_teams || is_no_stop
    }
}
