use std::fmt;

use organisation::{Office, Power};
use uuid::Uuid;

/// Whom a task waits for, at the union it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Whoever holds this power there, deputies included.
    Power(Power),
    /// Whoever holds this office there, deputies included. An office outlives a post that is handed over.
    Office(Office),
    /// This person, wherever he holds a post.
    Person(Uuid),
}

impl fmt::Display for To {
    /// As the table keeps it: `power:admit`, `office:chair`, `person:…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Power(power) => write!(f, "power:{}", power.name()),
            Self::Office(office) => write!(f, "office:{}", office.name()),
            Self::Person(person) => write!(f, "person:{person}"),
        }
    }
}
