use askama::Template;

use crate::html::component;

/// A state as a vessel that fills: shape first, then the word, colour last.
///
/// ```
/// # use ui::State;
/// let reported = State::Done.says("已报");
/// let late = State::Late.says("逾期2天").boxed();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Dashed ring: not open, not due.
    NotDue,
    /// Ring: to be done.
    Due,
    /// A quarter: acknowledged.
    Acknowledged,
    /// Half: passed on.
    Relayed,
    /// Three quarters: planned.
    Planned,
    /// Full: done, reported, paid, valid.
    Done,
    /// Bar: a nil report.
    Nil,
    /// Slash: not applicable.
    NotApplicable,
    /// Triangle: late or wrong.
    Late,
    /// Half, upright: waiting for somebody.
    Waiting,
    /// Square: cancelled, withdrawn, ended.
    Off,
}

impl State {
    /// The state with its word.
    #[must_use]
    pub fn says(self, word: impl Into<String>) -> St {
        St { state: self, word: word.into(), boxed: false }
    }

    fn class(self) -> &'static str {
        match self {
            Self::NotDue => "notdue",
            Self::Due => "due",
            Self::Acknowledged => "ack",
            Self::Relayed => "relayed",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Nil => "nil",
            Self::NotApplicable => "na",
            Self::Late => "late",
            Self::Waiting => "wait",
            Self::Off => "off",
        }
    }
}

/// A [`State`] with its word.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/state.html")]
pub struct St {
    state: State,
    word: String,
    boxed: bool,
}
component!(St);

impl St {
    /// On a tinted ground, for the state the page is about.
    #[must_use]
    pub fn boxed(mut self) -> Self {
        self.boxed = true;
        self
    }
}
