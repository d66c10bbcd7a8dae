use codes::Period;
use uuid::Uuid;

/// Whose figures: those of the unions that held it, or of the unions whose members took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lens {
    /// 谁主办的
    #[default]
    HeldBy,
    /// 哪里的会员参加的
    MembersOf,
}

/// Which tree a fact is placed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tree {
    /// 按当时的隶属: the tree of the fact's own day.
    #[default]
    AsItWas,
    /// 按今天的隶属: today's tree, an ended union standing at the one that took its place.
    AsItIs,
}

/// Along which edges the tree is walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Line {
    /// The leading edges, of whatever line: totals follow them.
    #[default]
    Leading,
    /// The edges of one line (`org_line.id`, 0 the territorial): a view, in which a union may stand again that leads
    /// elsewhere.
    Of(i32),
}

/// How the figure is cut into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    Total,
    /// By the child a fact stands under; the union's own facts are a row of their own ([`super::Key::Own`]).
    Children,
    Months,
    Kinds,
    Settings,
    Programmes,
}

/// Only facts of this kind, setting, programme, channel; none asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    pub kind: Option<String>,
    pub setting: Option<String>,
    pub programme: Option<Uuid>,
    pub channel: Option<String>,
}

/// One question. Any days may be asked for; people are offered for whole months only, unless the reader keeps the roster.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FiguresQuery {
    pub union: Uuid,
    pub period: Period,
    pub lens: Lens,
    pub tree: Tree,
    pub line: Line,
    pub by: By,
    pub filter: Filter,
}

impl FiguresQuery {
    /// The plainest question: what was held at or below this union, as it was, in total.
    #[must_use]
    pub fn of(union: Uuid, period: Period) -> Self {
        Self {
            union,
            period,
            lens: Lens::default(),
            tree: Tree::default(),
            line: Line::default(),
            by: By::Total,
            filter: Filter::default(),
        }
    }

    #[must_use]
    pub fn by(mut self, by: By) -> Self {
        self.by = by;
        self
    }
}

/// What the reader knows anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// Keeps the roster of this grass-roots union: every number is shown.
    Roster,
    /// Stands above; may ask for figures at and below this union. Numbers of people from 1 to 4 are hidden, with what would
    /// reveal them by subtraction among all that this reader may ask for.
    Above(Uuid),
}
