//! The term of office of a committee.

use store::Outcome;
use ui::Field;
use uuid::Uuid;

use super::change::{At, Change};
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::kind::Kind;
use crate::power::Power;
use crate::rows::term as terms;
use crate::rules::term;
use crate::verbs::set_term::{Term, set_term};

impl Change for Term {
    const SAID: &'static str = "organisation-said-term";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        by.scope.require(Power::Organise, union)?;
        let last = terms::last(by.house.store().read(), union).await?;
        let number = last.map_or(0, |t| t.number) + 1;
        Ok(Self { number: number.to_string(), day: by.today().to_string(), years: String::new() })
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        let At { by, ask, union, faults } = *at;
        let kind = by.house.federation.get(union).map_or(Kind::Local, |u| u.kind);
        let years = Field::radios("years", ask.v.t("organisation-term-years"))
            .choices(term::years_of(kind).iter().map(|n| (*n, ask.v.t1("organisation-years", "n", i64::from(*n)))))
            .value(&self.years)
            .error(ask.error(faults, "years"))
            .required();
        let number = Field::number("number", ask.v.t("organisation-term-number-label"))
            .hint(ask.v.t("organisation-term-number-hint"))
            .value(&self.number)
            .error(ask.error(faults, "number"))
            .required()
            .first();
        let elected =
            Field::date("day", ask.v.t("organisation-term-elected")).value(&self.day).error(ask.error(faults, "day")).required();
        at.sheet("organisation-term-title", "organisation-term-lead", "organisation-save")
            .field(number)
            .field(elected)
            .field(years)
            .loose(ask, faults, &["number", "day", "years"])
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        set_term(by, union, self).await
    }
}
