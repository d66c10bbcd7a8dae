//! A session as it is about to be written, and the facts it stands for. Nothing here reads or writes.

use codes::Day;
use ledger::{CoHost, EventCard, Fact, Source, What};
use uuid::Uuid;

use crate::rows::session::Session;
use crate::rules::entry::Draft;

/// How it is known that somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Ticked on the roster when the session was logged.
    Ticked,
    /// Entered from the paper sheet afterwards.
    Sheet,
    /// A ticket or a code was scanned.
    Scan,
}

impl How {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ticked => "ticked",
            Self::Sheet => "sheet",
            Self::Scan => "scan",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Ticked, Self::Sheet, Self::Scan].into_iter().find(|h| h.name() == name)
    }

    fn source(self) -> Source {
        match self {
            Self::Ticked | Self::Sheet => Source::Roster,
            Self::Scan => Source::Scan,
        }
    }
}

/// Somebody who came, as the facts hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendee {
    pub person: Uuid,
    pub ordinal: i64,
    /// The union that held the membership on the day of the session.
    pub home: Option<Uuid>,
    pub how: How,
}

/// A session about to be written, whole.
#[derive(Clone, Debug, Default)]
pub struct NewSession {
    pub id: Uuid,
    /// The one counting host.
    pub union: Uuid,
    pub title: String,
    /// A name of [`crate::KINDS`].
    pub kind: String,
    /// A name of [`crate::SETTINGS`].
    pub setting: String,
    pub day: Day,
    /// Unix milliseconds, on `day`.
    pub begins_at: i64,
    /// 1 to 1,440.
    pub minutes: i32,
    pub place: String,
    /// Who led it.
    pub leader: Option<Uuid>,
    pub programme: Option<Uuid>,
    /// Counted by head, besides `attendees`.
    pub by_head: i64,
    /// One entry an ordinal.
    pub attendees: Vec<Attendee>,
    pub co_hosts: Vec<CoHost>,
    pub logged_by: Option<Uuid>,
    /// The union somebody kept the books for.
    pub on_behalf: Option<Uuid>,
    /// Unix milliseconds; now where absent.
    pub recorded_at: Option<i64>,
    /// The announced activity and its meeting that this was.
    pub meeting: Option<(Uuid, Uuid)>,
}

impl NewSession {
    /// What a form says, before anybody or any co-host is looked up.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        Self {
            id: draft.id,
            union: draft.union,
            title: draft.title.clone(),
            kind: draft.kind.name.to_owned(),
            setting: draft.setting.name.to_owned(),
            day: draft.day,
            begins_at: draft.begins_at,
            minutes: draft.minutes,
            place: draft.place.clone(),
            programme: draft.programme,
            by_head: draft.by_head,
            meeting: draft.meeting,
            ..Self::default()
        }
    }

    /// A session that stands, with what hangs on it.
    #[must_use]
    pub fn standing(s: &Session, attendees: Vec<Attendee>, co_hosts: Vec<CoHost>) -> Self {
        Self {
            id: s.id,
            union: s.union_id,
            title: s.title.clone(),
            kind: s.kind.clone(),
            setting: s.setting.clone(),
            day: Day(s.day),
            begins_at: s.begins_at,
            minutes: s.minutes,
            place: s.place.clone(),
            leader: s.leader,
            programme: s.programme,
            by_head: s.by_head,
            attendees,
            co_hosts,
            logged_by: s.logged_by,
            on_behalf: s.on_behalf,
            recorded_at: Some(s.recorded_at),
            meeting: None,
        }
    }

    /// People known by name.
    #[must_use]
    pub fn named(&self) -> i64 {
        i64::try_from(self.attendees.len()).unwrap_or(i64::MAX)
    }

    /// The facts: held once by the host, everybody named, the others by head, the session's length in minutes, and the
    /// credit of each co-hosting union, and every employer in `reached`. Outside bodies stand on the card only.
    #[must_use]
    pub fn facts(&self, reached: &[Uuid]) -> Vec<Fact> {
        let held = Fact {
            programme: self.programme,
            setting: self.setting.clone(),
            ..Fact::held(self.id, self.day, self.union, &self.kind)
        };
        let mut facts = Vec::with_capacity(self.attendees.len() + self.co_hosts.len() + 3);
        facts.extend(self.attendees.iter().map(|a| held.attended(a.ordinal, a.home, a.how.source())));
        if self.by_head > 0 {
            facts.push(held.also(What::Counted, self.by_head, Source::Headcount));
        }
        facts.push(held.also(What::Minutes, i64::from(self.minutes), Source::Roster));
        facts.extend(self.co_hosts.iter().filter_map(|c| c.union).map(|union| held.co_held(union)));
        facts.extend(reached.iter().map(|unit| Fact { unit: Some(*unit), ..held.also(What::Reached, 1, Source::Roster) }));
        facts.insert(0, held);
        facts
    }

    /// The unions it reached: the host, and those whose members came by name.
    #[must_use]
    pub fn unions(&self) -> Vec<Uuid> {
        let mut unions: Vec<Uuid> = self.attendees.iter().filter_map(|a| a.home).chain([self.union]).collect();
        unions.sort_unstable();
        unions.dedup();
        unions
    }

    /// What anybody may read about it.
    #[must_use]
    pub fn card(&self) -> EventCard {
        EventCard {
            event: self.id,
            title: self.title.clone(),
            day: self.day,
            host: self.union,
            kind: self.kind.clone(),
            setting: self.setting.clone(),
            place: self.place.clone(),
            programme: self.programme,
            co_hosts: self.co_hosts.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_counts_and_each_co_host_is_credited() {
        let id = Uuid::from_u128;
        let attendee =
            |n: u32| Attendee { person: id(u128::from(n)), ordinal: i64::from(n), home: Some(id(9)), how: How::Ticked };
        let session = NewSession {
            id: id(1),
            union: id(2),
            kind: "lecture".into(),
            setting: "workshop".into(),
            day: Day(20_775),
            minutes: 45,
            by_head: 20,
            attendees: vec![attendee(5), attendee(6)],
            co_hosts: vec![CoHost { union: Some(id(3)), name: String::new() }, CoHost { union: None, name: "县司法局".into() }],
            ..NewSession::default()
        };
        let facts = session.facts(&[]);
        let sum = |what| facts.iter().filter(|f| f.what == what).map(|f| f.quantity).sum::<i64>();
        assert_eq!(
            (sum(What::Held), sum(What::Attended), sum(What::Counted), sum(What::Minutes), sum(What::CoHeld)),
            (1, 2, 20, 45, 1)
        );
        assert_eq!(facts.iter().filter(|f| f.host == id(3)).map(|f| f.what).collect::<Vec<_>>(), [What::CoHeld]);
        assert!(facts.iter().all(|f| f.setting == "workshop" && (f.home == Some(id(9))) == (f.what == What::Attended)));
        assert_eq!(session.card().co_hosts.len(), 2);
    }
}
