//! Address, hours and codes.

use store::{Fault, Outcome};
use ui::{Field, Width};
use uuid::Uuid;

use super::change::{At, Change};
use super::fields;
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::power::Power;
use crate::rows::union;
use crate::verbs::describe::{Description, describe};

impl Change for Description {
    const SAID: &'static str = "organisation-said-described";

    async fn begin(by: &Acting<'_>, union: Uuid) -> Outcome<Self> {
        by.scope.require(Power::Organise, union)?;
        let known = by.house.federation.get(union).ok_or(Fault::NotFound)?;
        let contact = union::contact(by.house.store().read(), union).await?.unwrap_or_default();
        Ok(Self {
            address: contact.address,
            phone: contact.phone,
            hours: contact.hours,
            icp: contact.icp,
            credit_code: known.credit_code.clone().unwrap_or_default(),
            division: known.division.clone().unwrap_or_default(),
        })
    }

    fn sheet(&self, at: &At<'_>) -> Sheet {
        let At { ask, faults, .. } = *at;
        let line = |name: &'static str, label: &str, value: &str| {
            Field::text(name, ask.v.t(label)).value(value).error(ask.error(faults, name)).optional(&ask.v)
        };
        at.sheet("organisation-describe-title", "organisation-describe-lead", "organisation-save")
            .field(line("address", "organisation-address", &self.address).first())
            .field(line("phone", "organisation-phone", &self.phone).width(Width::Middle))
            .field(line("hours", "organisation-hours", &self.hours).hint(ask.v.t("organisation-hours-hint")))
            .field(line("icp", "organisation-icp", &self.icp).width(Width::Middle))
            .field(fields::credit_code(ask, &self.credit_code, faults))
            .field(fields::division(ask, &self.division, faults))
            .loose(ask, faults, &["address", "phone", "hours", "icp", "credit_code", "division"])
    }

    async fn make(&self, by: &Acting<'_>, union: Uuid) -> Outcome<()> {
        describe(by, union, self).await
    }
}
