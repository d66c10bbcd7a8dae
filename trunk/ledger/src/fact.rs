//! What a fact is made of. Nothing here reads or writes.

use codes::Day;
use uuid::Uuid;

/// What happened. Each feeds one measure, and no fact feeds two (except that any of them may name a unit or a union).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A session was held (场次); `host` is its one counting host, `quantity` how many (1, or a month's number on import).
    Held,
    /// A session was held together with others; `host` is the union credited, which is not the counting host. Never added
    /// to [`What::Held`].
    CoHeld,
    /// One person known by ordinal took part (实名人次); `quantity` is 1.
    Attended,
    /// So many people took part, counted by head (清点人次).
    Counted,
    /// So many views of a broadcast or recording (观看、收看、浏览).
    Viewed,
    /// Time given, in minutes (服务时长).
    Minutes,
    /// Money given, in fen (资金).
    Given,
    /// Goods handed out, in pieces (物资).
    Goods,
    /// An employer was reached (覆盖单位); `unit` says which.
    Reached,
    /// A course, a form, a task was completed.
    Completed,
    /// A voucher was redeemed.
    Redeemed,
    /// A questionnaire or a call was answered.
    Answered,
    /// A number of people (人数) quoted from a text: reported only, for nobody can say who they were.
    People,
    /// A number of units reached quoted from a text: reported only.
    Units,
    /// A number of unions reached quoted from a text: reported only.
    Unions,
}

impl What {
    pub const ALL: [Self; 15] = [
        Self::Held,
        Self::CoHeld,
        Self::Attended,
        Self::Counted,
        Self::Viewed,
        Self::Minutes,
        Self::Given,
        Self::Goods,
        Self::Reached,
        Self::Completed,
        Self::Redeemed,
        Self::Answered,
        Self::People,
        Self::Units,
        Self::Unions,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::CoHeld => "co-held",
            Self::Attended => "attended",
            Self::Counted => "counted",
            Self::Viewed => "viewed",
            Self::Minutes => "minutes",
            Self::Given => "given",
            Self::Goods => "goods",
            Self::Reached => "reached",
            Self::Completed => "completed",
            Self::Redeemed => "redeemed",
            Self::Answered => "answered",
            Self::People => "people",
            Self::Units => "units",
            Self::Unions => "unions",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.name() == name)
    }

    /// Can only be quoted: the house itself counts people, units and unions one by one.
    #[must_use]
    pub fn is_quoted(self) -> bool {
        matches!(self, Self::People | Self::Units | Self::Unions)
    }
}

/// How the house came to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A ticket or a rotating code was scanned.
    Scan,
    /// Ticked on the roster or the sign-in sheet.
    Roster,
    /// Brought in from the records of past years.
    Import,
    /// Counted by head.
    Headcount,
    /// Measured by the broadcast.
    Stream,
    /// Quoted from somebody's report or an opening balance: shown apart, never added to what was counted.
    Report,
}

impl Source {
    pub const ALL: [Self; 6] = [Self::Scan, Self::Roster, Self::Import, Self::Headcount, Self::Stream, Self::Report];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Roster => "roster",
            Self::Import => "import",
            Self::Headcount => "headcount",
            Self::Stream => "stream",
            Self::Report => "report",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The session or other aggregate it belongs to; the root of the table.
    pub event: Uuid,
    pub what: What,
    pub day: Day,
    /// The counting host's union; for [`What::CoHeld`] the union credited.
    pub host: Uuid,
    /// The union that held the person's membership on that day; none where nobody knows.
    pub home: Option<Uuid>,
    /// Whom it is about, as `membership` numbers people; none for what is counted by head.
    pub ordinal: Option<i64>,
    /// The employer reached.
    pub unit: Option<Uuid>,
    /// In the unit of [`What`]: times, minutes, fen, pieces. From 1 up to 10^12.
    pub quantity: i64,
    /// The kind of activity, a short key of the room's own list (`condolence`, `lecture`); at most 64 characters.
    pub kind: String,
    pub programme: Option<Uuid>,
    /// Where it takes place, a short key (`workplace`, `venue`, `online`); may be empty.
    pub setting: String,
    /// By which way people came (`desk`, `phone`, `stream`); may be empty.
    pub channel: String,
    pub source: Source,
}

impl Fact {
    /// A session held once, counted by head: the plainest fact. Change what differs.
    #[must_use]
    pub fn held(event: Uuid, day: Day, host: Uuid, kind: &str) -> Self {
        Self {
            event,
            what: What::Held,
            day,
            host,
            home: None,
            ordinal: None,
            unit: None,
            quantity: 1,
            kind: kind.to_owned(),
            programme: None,
            setting: String::new(),
            channel: String::new(),
            source: Source::Roster,
        }
    }

    /// The same event, day, host, kind, programme, setting and channel, but another thing that happened there.
    #[must_use]
    pub fn also(&self, what: What, quantity: i64, source: Source) -> Self {
        Self { what, quantity, source, home: None, ordinal: None, unit: None, ..self.clone() }
    }

    /// One member took part: as [`Fact::also`], with the person's ordinal and the union that held the membership that day.
    #[must_use]
    pub fn attended(&self, ordinal: i64, home: Option<Uuid>, source: Source) -> Self {
        Self { ordinal: Some(ordinal), home, ..self.also(What::Attended, 1, source) }
    }

    /// Credits a co-hosting union.
    #[must_use]
    pub fn co_held(&self, union: Uuid) -> Self {
        Self { host: union, ..self.also(What::CoHeld, 1, self.source) }
    }
}

/// A fact as it stands in the ledger.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub id: Uuid,
    pub fact: Fact,
    /// Unix milliseconds.
    pub recorded_at: i64,
    /// Why it no longer counts, if it was retracted.
    pub retracted: Option<String>,
}

/// Who held it together with the counting host: a union of this house or an outside body by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoHost {
    pub union: Option<Uuid>,
    /// The body's name where it is no union here; never a person's.
    pub name: String,
}

/// What anybody may read about an event behind a figure: no roster, no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCard {
    pub event: Uuid,
    pub title: String,
    pub day: Day,
    /// The counting host.
    pub host: Uuid,
    pub kind: String,
    pub setting: String,
    /// In the host's own words; may be empty.
    pub place: String,
    pub programme: Option<Uuid>,
    pub co_hosts: Vec<CoHost>,
}
