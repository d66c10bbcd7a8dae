//! The questions that stand on several forms.

use codes::Day;
use store::FieldFault;
use ui::{Field, Width};
use web::Ask;

use crate::federation::Named;
use crate::house::Organisation;
use crate::kind::{Kind, Level};

/// The day a change holds from; today is proposed.
pub(crate) fn day(ask: &Ask, value: &str, today: Day, faults: &[FieldFault]) -> Field {
    let value = if value.is_empty() && faults.is_empty() { today.to_string() } else { value.to_owned() };
    Field::date("day", ask.v.t("organisation-day"))
        .hint(ask.v.t("organisation-day-hint"))
        .value(value)
        .error(ask.error(faults, "day"))
        .required()
}

/// The words of a decision.
pub(crate) fn words(ask: &Ask, value: &str, faults: &[FieldFault]) -> Field {
    Field::long("words", ask.v.t("organisation-words"))
        .hint(ask.v.t("organisation-words-hint"))
        .value(value)
        .attr("rows", 3)
        .error(ask.error(faults, "words"))
        .required()
}

/// A union named by name, code or id; where the words leave several, a choice among them.
pub(crate) fn union(o: &Organisation, ask: &Ask, label: &str, hint: &str, value: &str, faults: &[FieldFault]) -> Vec<Field> {
    let typed = Field::text("to", ask.v.t(label)).hint(ask.v.t(hint)).value(value).error(ask.error(faults, "to"));
    let mut fields = vec![typed];
    if faults.iter().any(|f| f.key == "organisation-union-several")
        && let Named::Several(found) = o.federation.named(value)
    {
        let choice = found.iter().fold(Field::radios("to_choice", ask.v.t("organisation-union-which")), |field, union| {
            let above = o.federation.parent(union.id).map(|p| p.name.clone()).unwrap_or_default();
            field.choice_with(union.id, union.name.as_str(), above)
        });
        fields.push(choice);
    }
    fields
}

/// A union's type; `offered` are those that may be chosen here.
pub(crate) fn kind(ask: &Ask, offered: &[Kind], value: &str, faults: &[FieldFault]) -> Field {
    Field::radios("kind", ask.v.t("organisation-kind"))
        .choices(offered.iter().map(|k| (k.name(), ask.v.t(k.key()))))
        .value(value)
        .error(ask.error(faults, "kind"))
        .required()
}

/// A union's level; empty for that of its type.
pub(crate) fn level(ask: &Ask, value: &str, faults: &[FieldFault]) -> Field {
    Field::select("level", ask.v.t("organisation-level"))
        .choice("", ask.v.t("organisation-level-of-kind"))
        .choices(Level::ALL.iter().map(|l| (l.number(), ask.v.t(l.key()))))
        .value(value)
        .width(Width::Middle)
        .error(ask.error(faults, "level"))
}

pub(crate) fn name(ask: &Ask, value: &str, faults: &[FieldFault]) -> Field {
    Field::text("name", ask.v.t("organisation-name"))
        .hint(ask.v.t("organisation-name-hint"))
        .value(value)
        .error(ask.error(faults, "name"))
        .required()
        .first()
}

pub(crate) fn credit_code(ask: &Ask, value: &str, faults: &[FieldFault]) -> Field {
    Field::text("credit_code", ask.v.t("organisation-credit-code"))
        .hint(ask.v.t("organisation-credit-code-hint"))
        .value(value)
        .width(Width::Middle)
        .attr("autocapitalize", "characters")
        .error(ask.error(faults, "credit_code"))
        .optional(&ask.v)
}

pub(crate) fn division(ask: &Ask, value: &str, faults: &[FieldFault]) -> Field {
    Field::text("division", ask.v.t("organisation-division"))
        .hint(ask.v.t("organisation-division-hint"))
        .value(value)
        .width(Width::Middle)
        .attr("inputmode", "numeric")
        .error(ask.error(faults, "division"))
        .optional(&ask.v)
}
