use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::{Fault, Outcome};

use super::{Letter, Sender};

/// Nobody waits longer than this for a page that sends a code.
const PATIENCE: Duration = Duration::from_secs(15);

/// A mail server. A mobile number is reached by the mail address its telephone company gives it: `number@domain`.
pub(super) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    domain: Option<String>,
}

impl Smtp {
    /// `url`: `smtps://user:password@host:465`, or `smtp://…?tls=required`; `from`: a mail address; `domain`: of the mail
    /// addresses of mobile numbers.
    pub(super) fn open(url: &str, from: &str, domain: Option<String>) -> Result<Self, String> {
        let from = from.parse().map_err(|e| format!("from: {e}"))?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| e.to_string())?;
        Ok(Self { transport: builder.timeout(Some(PATIENCE)).build(), from, domain })
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let to = match (letter.to.contains('@'), &self.domain) {
            (true, _) => letter.to.clone(),
            (false, Some(domain)) => format!("{}@{domain}", letter.to),
            (false, None) => return Err("a mobile number, and no mail domain for numbers is configured".to_owned()),
        };
        let to: Mailbox = to.parse().map_err(|e| format!("to: {e}"))?;
        let subject: String = letter.text.chars().take(40).collect();
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|e| e.to_string())
    }
}

impl Sender for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async move {
            let message = self.message(letter).map_err(Fault::Internal)?;
            let handed = self.transport.send(message).await;
            handed.map(|_| ()).map_err(|e| Fault::Internal(format!("the mail server: {e}")))
        })
    }
}
