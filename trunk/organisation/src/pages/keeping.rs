//! Who keeps the books of a union without a computer.

use store::Outcome;
use ui::Field;
use uuid::Uuid;

use super::change::{At, Change};
use super::fields;
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::power::Power;
use crate::verbs::keep_books::{Keeping, keep_books};

impl Change for Keeping {
    const SAID: &'static str = "organisation-said-keeping";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        by.above(union).map(|_| Self::default())
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        let At { by, ask, union, faults } = *at;
        let federation = &by.house.federation;
        let mine = by.scope.unions_with(Power::Organise);
        let above = federation.path(union).into_iter().filter(|u| u.id != union && mine.contains(&u.id));
        let now = federation.get(union).and_then(|u| u.kept_by).map(|k| k.to_string()).unwrap_or_default();
        let keeper = Field::radios("keeper", ask.v.t("organisation-keeper"))
            .choice("", ask.v.t("organisation-keeps-itself"))
            .choices(above.map(|u| (u.id, u.name.clone())))
            .value(if faults.is_empty() { &now } else { &self.keeper })
            .error(ask.error(faults, "keeper"))
            .first();
        at.sheet("organisation-keeping-title", "organisation-keeping-lead", "organisation-save")
            .field(keeper)
            .field(fields::words(ask, &self.words, faults))
            .loose(ask, faults, &["keeper", "words"])
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        keep_books(by, union, self).await
    }
}
