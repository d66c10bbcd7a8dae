use organisation::Answering;
use uuid::Uuid;

/// A way to a person outside the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A text message to the mobile number.
    Sms,
    Mail,
}

impl Channel {
    pub const ALL: [Self; 2] = [Self::Sms, Self::Mail];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Mail => "mail",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// The message that names this channel for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Sms => "inbox-channel-sms",
            Self::Mail => "inbox-channel-mail",
        }
    }
}

/// What goes out in one message: several notices when they waited for a morning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The same at every try: fit as the idempotency key of a gateway.
    pub id: Uuid,
    pub person: Uuid,
    pub channel: Channel,
    /// One line a notice, oldest first, in the house's first language (the reader's own is known to his browser only).
    pub lines: Vec<String>,
    /// Where they are read in the house, without the host.
    pub href: String,
}

/// Whoever knows a person's number and address and can send there; `membership` does. The application connects it by
/// [`crate::Inbox::connect`].
pub trait Deliver: Send + Sync {
    /// Sends once or answers with a fault, upon which it is tried again. A person without such an address, or deleted, is no
    /// fault.
    fn deliver(&self, delivery: Delivery) -> Answering<'_, ()>;
}
