//! Moving a union under another parent.

use store::Outcome;
use uuid::Uuid;

use super::change::{At, Change};
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::verbs::move_under::{Moving, move_under};

impl Change for Moving {
    const SAID: &'static str = "organisation-said-moved";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        by.above(union).map(|_| Self::default())
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        at.sheet("organisation-move-title", "organisation-move-lead", "organisation-move-submit").of_another(
            at,
            "organisation-move-to",
            "organisation-union-hint",
            [&self.to, &self.day, &self.words],
        )
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        move_under(by, union, self).await
    }
}
