//! Merging a union into another.

use store::Outcome;
use uuid::Uuid;

use super::change::{At, Change};
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::verbs::merge::{Merging, merge};

impl Change for Merging {
    const SAID: &'static str = "organisation-said-merged";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        by.above(union).map(|_| Self::default())
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        at.sheet("organisation-merge-title", "organisation-merge-lead", "organisation-merge-submit").of_another(
            at,
            "organisation-merge-to",
            "organisation-union-hint",
            [&self.to, &self.day, &self.words],
        )
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        merge(by, union, self).await
    }
}
