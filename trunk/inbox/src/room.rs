/// Where something comes from, as the reader knows it: the icon and the word before a row, and what preferences are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Joining, transfer, one's own membership and data.
    Membership,
    /// Unions, posts, terms of office.
    Organisation,
    Activities,
    /// Figures, imports of past years, closing of periods.
    Reports,
    Circulars,
    Learning,
    Corps,
    Contests,
    Cases,
    Portal,
    Venues,
    Signups,
    /// Vouchers and what merchants offer.
    Benefits,
    /// Health challenges; what a notice of theirs says stays what is public anyway.
    Challenges,
    /// Goods handed out at sites.
    Drives,
}

impl Room {
    pub const ALL: [Self; 15] = [
        Self::Membership,
        Self::Organisation,
        Self::Activities,
        Self::Reports,
        Self::Circulars,
        Self::Learning,
        Self::Corps,
        Self::Contests,
        Self::Cases,
        Self::Portal,
        Self::Venues,
        Self::Signups,
        Self::Benefits,
        Self::Challenges,
        Self::Drives,
    ];

    /// The rooms that have something to tell a person by now; preferences ask about these.
    pub const TELLING: [Self; 8] = [
        Self::Membership,
        Self::Organisation,
        Self::Activities,
        Self::Signups,
        Self::Benefits,
        Self::Challenges,
        Self::Drives,
        Self::Venues,
    ];

    /// As the tables keep it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Membership => "membership",
            Self::Organisation => "organisation",
            Self::Activities => "activities",
            Self::Reports => "reports",
            Self::Circulars => "circulars",
            Self::Learning => "learning",
            Self::Corps => "corps",
            Self::Contests => "contests",
            Self::Cases => "cases",
            Self::Portal => "portal",
            Self::Venues => "venues",
            Self::Signups => "signups",
            Self::Benefits => "benefits",
            Self::Challenges => "challenges",
            Self::Drives => "drives",
        }
    }

    /// The name of its icon.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Benefits => "services",
            Self::Challenges => "contests",
            Self::Drives => "aid",
            other => other.name(),
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }

    /// The message that names this room in a word.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Membership => "inbox-room-membership",
            Self::Organisation => "inbox-room-organisation",
            Self::Activities => "inbox-room-activities",
            Self::Reports => "inbox-room-reports",
            Self::Circulars => "inbox-room-circulars",
            Self::Learning => "inbox-room-learning",
            Self::Corps => "inbox-room-corps",
            Self::Contests => "inbox-room-contests",
            Self::Cases => "inbox-room-cases",
            Self::Portal => "inbox-room-portal",
            Self::Venues => "inbox-room-venues",
            Self::Signups => "inbox-room-signups",
            Self::Benefits => "inbox-room-benefits",
            Self::Challenges => "inbox-room-challenges",
            Self::Drives => "inbox-room-drives",
        }
    }
}
