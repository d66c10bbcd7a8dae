use codes::Day;
use store::Instant;

/// Until when a task is to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    #[default]
    Open,
    /// The last day it is in time.
    Day(Day),
    /// Unix milliseconds.
    At(Instant),
    /// A clock of working days, from the day after `received` to `until`.
    Clock { received: Day, until: Day },
}

impl Due {
    /// The last day it is in time; `Day::OPEN` when there is none.
    pub(crate) fn day(self) -> Day {
        match self {
            Self::Open => Day::OPEN,
            Self::Day(day) | Self::Clock { until: day, .. } => day,
            Self::At(at) => Day::from_unix_ms(at),
        }
    }

    pub(crate) fn at(self) -> Option<Instant> {
        match self {
            Self::At(at) => Some(at),
            _ => None,
        }
    }

    pub(crate) fn received(self) -> Option<i32> {
        match self {
            Self::Clock { received, .. } => Some(received.0),
            _ => None,
        }
    }

    pub(crate) fn read(day: i32, at: Option<Instant>, received: Option<i32>) -> Self {
        match (at, received) {
            (Some(at), _) => Self::At(at),
            (None, Some(received)) => Self::Clock { received: Day(received), until: Day(day) },
            (None, None) if Day(day) >= Day::OPEN => Self::Open,
            (None, None) => Self::Day(Day(day)),
        }
    }
}
