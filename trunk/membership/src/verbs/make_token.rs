use organisation::{Power, Scope};
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;
use web::{Ask, token};

use crate::house::Membership;
use crate::verbs::secure::at_the_browser;

const LONGEST_LABEL: usize = 40;
/// Nobody has more programs than this.
const MOST_TOKENS: usize = 20;
const DAY_MS: i64 = 86_400_000;

/// A token as it is wanted.
#[derive(Clone, Debug, Default)]
pub struct NewToken {
    /// What it is for.
    pub label: String,
    /// Names of powers; none for the owner's own things only.
    pub powers: Vec<String>,
    /// Days it lasts: 1 to 365.
    pub days: String,
}

impl Membership {
    /// Makes an API token with some of the powers the reader holds now, and gives its text, which is shown this once. The
    /// powers still end with the posts they come from.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `label`, `powers` or `days`; [`Fault::Forbidden`] for somebody who came with a token.
    pub async fn make_token(&self, ask: &Ask, scope: &Scope, new: &NewToken) -> Outcome<String> {
        let person = at_the_browser(ask)?;
        let mut faults = Vec::new();
        let length = new.label.chars().count();
        if length == 0 || length > LONGEST_LABEL {
            faults.push(FieldFault::new("label", "membership-token-label-missing").with("most", LONGEST_LABEL));
        }
        let powers: Vec<&str> = Power::ALL.into_iter().filter(|p| scope.has(*p)).map(Power::name).collect();
        let wanted: Vec<&str> = powers.into_iter().filter(|p| new.powers.iter().any(|w| w == p)).collect();
        if new.powers.iter().any(|w| !wanted.contains(&w.as_str())) {
            faults.push(FieldFault::new("powers", "membership-token-powers-beyond"));
        }
        let days = new.days.parse::<i64>().ok().filter(|n| (1..=365).contains(n));
        if days.is_none() {
            faults.push(FieldFault::new("days", "membership-token-days-bad"));
        }
        if token::list(self.store(), person).await?.len() >= MOST_TOKENS {
            faults.push(FieldFault::new("label", "membership-token-many").with("most", MOST_TOKENS));
        }
        let (Some(days), true) = (days, faults.is_empty()) else { return Err(Fault::Invalid(faults)) };
        let (label, wanted) = (new.label.as_str(), wanted.as_slice());
        self.store()
            .write("membership.make_token", &ask.actor(), |tx| async move {
                token::make(&tx, person, label, wanted, tx.now() + days * DAY_MS).await
            })
            .await
    }

    /// Takes one of the reader's tokens back.
    ///
    /// # Errors
    /// [`Fault::NotFound`].
    pub async fn revoke_token(&self, ask: &Ask, one: Uuid) -> Outcome<()> {
        let person = at_the_browser(ask)?;
        self.store()
            .write("membership.revoke_token", &ask.actor(), |tx| async move { token::revoke(&tx, person, one).await })
            .await
    }
}
