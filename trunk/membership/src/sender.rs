//! How the house reaches somebody outside a page: a trait and the three ways there are, chosen by one line of configuration.
//! Nothing is retried here, and what is sent is never kept.

use std::future::Future;
use std::pin::Pin;

use store::Outcome;

mod config;
mod gateway;
mod log;
mod smtp;

pub use config::SenderConfig;

/// A short message to one mobile number or mailbox: a one-time code, a reminder.
#[derive(Clone, Debug)]
pub struct Letter {
    /// 11 digits, or a mail address.
    pub to: String,
    pub text: String,
}

/// How the house reaches somebody outside a page. The demonstration writes to the log; a real installation has an SMTP
/// server or an HTTP gateway of its telephone company.
pub trait Sender: Send + Sync {
    /// # Errors
    /// [`store::Fault::Internal`] when the message could not be handed over; nothing is retried here.
    fn send<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>>;

    /// Whether what is sent may be shown on the next page instead: only in the demonstration and in tests.
    fn shows_codes(&self) -> bool {
        false
    }
}
