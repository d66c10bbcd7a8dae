use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Whom an item is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    #[default]
    Everybody,
    /// Members of any union.
    Members,
    /// Members of the host and of the unions below it.
    Subtree,
}

impl Audience {
    /// As the table keeps it: `everybody`, `members`, `subtree`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Members => "members",
            Self::Subtree => "subtree",
        }
    }

    /// Reads [`Audience::name`]. What is unknown is for the fewest, so that a slip shows nothing to strangers.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        [Self::Everybody, Self::Members].into_iter().find(|a| a.name() == name).unwrap_or(Self::Subtree)
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Everybody => "agenda-for-everybody",
            Self::Members => "agenda-for-members",
            Self::Subtree => "agenda-for-subtree",
        }
    }
}

/// What has become of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    On,
    Cancelled,
    /// Time or place are no longer those first published.
    Moved,
}

impl State {
    /// As the table keeps it: `on`, `cancelled`, `moved`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Self {
        [Self::Cancelled, Self::Moved].into_iter().find(|s| s.name() == name).unwrap_or(Self::On)
    }
}

/// Something that is on, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Item {
    pub id: Uuid,
    /// The host.
    pub union_id: Uuid,
    /// Short key of the room's list.
    pub kind: String,
    pub setting: String,
    pub title: String,
    /// Unix milliseconds.
    pub begins_at: i64,
    pub ends_at: i64,
    pub place: String,
    pub venue: Option<Uuid>,
    /// Millionths of a degree.
    pub latitude: Option<i32>,
    pub longitude: Option<i32>,
    /// A name of [`Audience`].
    pub audience: String,
    /// The room's page of it.
    pub href: String,
    /// A name of [`State`].
    pub state: String,
    /// 0 as first published.
    pub sequence: i32,
    pub recorded_at: i64,
    pub revised_at: i64,
}

impl Item {
    #[must_use]
    pub fn audience(&self) -> Audience {
        Audience::from_name(&self.audience)
    }

    #[must_use]
    pub fn state(&self) -> State {
        State::from_name(&self.state)
    }
}

/// What a room publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewItem {
    /// Chosen by the room: the id of the thing itself.
    pub id: Uuid,
    /// The host.
    pub union: Uuid,
    /// Short key of the room's list: lower-case letters, digits and hyphens.
    pub kind: String,
    pub setting: String,
    /// Longer than 200 characters it is cut: the room has all of it.
    pub title: String,
    /// Unix milliseconds, `begins_at` before `ends_at`.
    pub begins_at: i64,
    pub ends_at: i64,
    /// Empty where there is none.
    pub place: String,
    pub venue: Option<Uuid>,
    /// Latitude and longitude in millionths of a degree.
    pub position: Option<(i32, i32)>,
    pub audience: Audience,
    /// The room's page of it, a path of this house: `/sessions/…`.
    pub href: String,
}
