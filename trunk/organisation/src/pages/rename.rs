//! Another name, type or level.

use store::Outcome;
use uuid::Uuid;

use super::change::{At, Change};
use super::fields;
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::kind::Kind;
use crate::verbs::rename::{Renaming, rename};

impl Change for Renaming {
    const SAID: &'static str = "organisation-said-renamed";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        let union = by.above(union)?;
        Ok(Self {
            name: union.name.clone(),
            kind: union.kind.name().to_owned(),
            level: union.level.number().to_string(),
            ..Self::default()
        })
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        let At { by, ask, faults, .. } = *at;
        at.sheet("organisation-rename-title", "organisation-rename-lead", "organisation-save")
            .field(fields::name(ask, &self.name, faults))
            .field(fields::kind(ask, &Kind::ALL, &self.kind, faults))
            .field(fields::level(ask, &self.level, faults))
            .field(fields::day(ask, &self.day, by.today(), faults))
            .field(fields::words(ask, &self.words, faults))
            .loose(ask, faults, &["name", "kind", "level", "day", "words"])
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        rename(by, union, self).await
    }
}
