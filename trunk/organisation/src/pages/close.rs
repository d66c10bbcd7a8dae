//! Closing a union.

use store::Outcome;
use uuid::Uuid;

use super::change::{At, Change};
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::verbs::close::{Closing, close};

impl Change for Closing {
    const SAID: &'static str = "organisation-said-closed";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        by.above(union).map(|_| Self::default())
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        at.sheet("organisation-close-title", "organisation-close-lead", "organisation-close-submit").of_another(
            at,
            "organisation-close-to",
            "organisation-close-to-hint",
            [&self.to, &self.day, &self.words],
        )
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        close(by, union, self).await
    }
}
