use codes::Day;
use organisation::Federation;
use store::Outcome;
use uuid::Uuid;

use super::ask::Figures;
use super::query::FiguresQuery;
use crate::rows::sessions;

/// Which facts of a figure are opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Behind {
    /// Whatever happened.
    #[default]
    All,
    Sessions,
    CoHeld,
    Named,
    ByHead,
    Attendances,
    Views,
    Units,
    Minutes,
    /// Courses, challenges and the like that were carried through.
    Completed,
    /// Vouchers, and cards shown for an offer.
    Redeemed,
    Goods,
    Money,
    /// Quoted from texts.
    Reported,
}

impl Behind {
    pub const ALL: [Self; 14] = [
        Self::All,
        Self::Sessions,
        Self::CoHeld,
        Self::Named,
        Self::ByHead,
        Self::Attendances,
        Self::Views,
        Self::Units,
        Self::Minutes,
        Self::Completed,
        Self::Redeemed,
        Self::Goods,
        Self::Money,
        Self::Reported,
    ];

    /// As it stands in a URL.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Sessions => "sessions",
            Self::CoHeld => "co-held",
            Self::Named => "named",
            Self::ByHead => "by-head",
            Self::Attendances => "attendances",
            Self::Views => "views",
            Self::Units => "units",
            Self::Minutes => "minutes",
            Self::Completed => "completed",
            Self::Redeemed => "redeemed",
            Self::Goods => "goods",
            Self::Money => "money",
            Self::Reported => "reported",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.name() == name)
    }

    /// The condition on the fact `f`, without binds.
    pub(crate) fn condition(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Sessions => " AND f.source <> 'report' AND f.what = 'held'",
            Self::CoHeld => " AND f.source <> 'report' AND f.what = 'co-held'",
            Self::Named => " AND f.source <> 'report' AND f.what = 'attended'",
            Self::ByHead => " AND f.source <> 'report' AND f.what = 'counted'",
            Self::Attendances => " AND f.source <> 'report' AND f.what IN ('attended', 'counted')",
            Self::Views => " AND f.source <> 'report' AND f.what = 'viewed'",
            Self::Units => " AND f.source <> 'report' AND f.unit IS NOT NULL",
            Self::Minutes => " AND f.source <> 'report' AND f.what = 'minutes'",
            Self::Completed => " AND f.source <> 'report' AND f.what = 'completed'",
            Self::Redeemed => " AND f.source <> 'report' AND f.what = 'redeemed'",
            Self::Goods => " AND f.source <> 'report' AND f.what = 'goods'",
            Self::Money => " AND f.source <> 'report' AND f.what = 'given'",
            Self::Reported => " AND f.source = 'report'",
        }
    }
}

/// One event behind a figure, as far as those above may see it: never who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    pub event: Uuid,
    /// Empty where the room left no description.
    pub title: String,
    pub day: Day,
    /// The counting host.
    pub host: Option<Uuid>,
    pub kind: String,
    pub place: String,
    /// What of it lies in the figure asked for.
    pub sessions: i64,
    pub named: i64,
    pub by_head: i64,
    pub views: i64,
    pub reported: i64,
}

/// One page of them, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionsPage {
    pub lines: Vec<SessionLine>,
    /// All events behind the figure.
    pub events: i64,
    /// All facts behind the figure.
    pub facts: i64,
}

impl Figures {
    /// The events behind a figure; `page` counts from 0.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn sessions(&self, query: &FiguresQuery, behind: Behind, page: i64, size: i64) -> Outcome<SessionsPage> {
        let offset = page.max(0).saturating_mul(size);
        let (events, facts) = sessions::count(self.store.read(), query, self.today(), behind).await?;
        let lines = sessions::page(self.store.read(), query, self.today(), behind, size, offset).await?;
        Ok(SessionsPage { lines, events, facts })
    }

    /// The tree the answers are about.
    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.federation
    }
}
