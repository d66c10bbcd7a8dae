//! The questions about a plan, a good and a site.

use i18n::Voice;
use store::FieldFault;
use ui::{Field, Width};
use web::Ask;

use crate::rows::drive::Drive;
use crate::rows::fund::Fund;
use crate::rules::field::{LONGEST_NAME, LONGEST_TEXT};
use crate::rules::kinds::{KINDS, SOURCES};
use crate::rules::plan::Plan;
use crate::rules::things::{NewGood, NewSite};

/// A plan as the form shows it.
pub(super) fn plan_of(drive: &Drive, funds: &[Fund]) -> Plan {
    let fund = |name: &str| funds.iter().find(|f| f.source == name && f.fen > 0).map(|f| codes::money::plain(f.fen));
    Plan {
        union: drive.union_id.to_string(),
        title: drive.title.clone(),
        kind: drive.kind.clone(),
        item: drive.item.clone(),
        from: codes::Day(drive.from_day).to_string(),
        until: codes::Day(drive.until_day).to_string(),
        plan: drive.plan.clone(),
        funds: SOURCES.map(|s| fund(s.name).unwrap_or_default()),
    }
}

pub(super) fn plan(ask: &Ask, p: &Plan, faults: &[FieldFault]) -> [Vec<Field>; 2] {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let what = vec![
        Field::text("title", v.t("drives-title"))
            .hint(v.t("drives-title-hint"))
            .attr("maxlength", LONGEST_NAME)
            .value(&p.title)
            .error(error("title"))
            .first(),
        Field::select("kind", v.t("drives-kind"))
            .choice("", v.t("drives-choose"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&p.kind)
            .width(Width::Middle)
            .error(error("kind")),
        Field::select("item", v.t("drives-item"))
            .hint(v.t("drives-item-hint"))
            .choice("", v.t("drives-choose"))
            .choices(limits::ITEMS.iter().map(|i| (i.name, v.t(i.key))))
            .value(&p.item)
            .width(Width::Middle)
            .error(error("item")),
        Field::date("from", v.t("drives-from")).value(&p.from).error(error("from")),
        Field::date("until", v.t("drives-until")).value(&p.until).error(error("until")),
        Field::long("plan", v.t("drives-plan"))
            .hint(v.t("drives-plan-hint"))
            .attr("maxlength", LONGEST_TEXT)
            .value(&p.plan)
            .error(error("plan")),
    ];
    let money = SOURCES.iter().zip(&p.funds).enumerate().map(|(n, (source, fen))| {
        let name = format!("fund_{}", source.name);
        let field = Field::decimal(name.as_str(), v.t(source.key)).value(fen).width(Width::Middle).error(error(&name));
        if n == 0 { field.hint(v.t("drives-funds-hint")).first() } else { field.optional(v) }
    });
    [what, money.collect()]
}

pub(super) fn good(ask: &Ask, g: &NewGood, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::text("name", v.t("drives-good"))
            .attr("maxlength", LONGEST_NAME)
            .value(&g.name)
            .id("f-good")
            .error(error("name"))
            .first(),
        Field::text("unit", v.t("drives-unit"))
            .optional(v)
            .placeholder(v.t("drives-unit-example"))
            .value(&g.unit)
            .width(Width::Small)
            .error(error("unit")),
        Field::decimal("price", v.t("drives-price")).value(&g.price).error(error("price")),
        sources(v).value(&g.source).error(error("source")),
        Field::number("pieces", v.t("drives-pieces")).value(&g.pieces).error(error("pieces")),
        Field::text("receipt", v.t("drives-receipt"))
            .hint(v.t("drives-receipt-hint"))
            .attr("maxlength", LONGEST_NAME)
            .value(&g.receipt)
            .error(error("receipt")),
    ]
}

fn sources(v: &Voice) -> Field {
    Field::select("source", v.t("drives-source"))
        .choice("", v.t("drives-choose"))
        .choices(SOURCES.iter().map(|s| (s.name, v.t(s.key))))
        .width(Width::Middle)
}

pub(super) fn site(ask: &Ask, s: &NewSite, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::text("title", v.t("drives-site"))
            .placeholder(v.t("drives-site-example"))
            .attr("maxlength", LONGEST_NAME)
            .value(&s.title)
            .id("f-site")
            .error(error("title"))
            .first(),
        Field::text("place", v.t("drives-place"))
            .optional(v)
            .attr("maxlength", LONGEST_NAME)
            .value(&s.place)
            .error(error("place")),
        Field::date("day", v.t("drives-day")).value(&s.day).error(error("day")),
        Field::number("expected", v.t("drives-expected")).optional(v).value(&s.expected).error(error("expected")),
        Field::text("employer", v.t("drives-employer"))
            .optional(v)
            .hint(v.t("drives-employer-hint"))
            .attr("maxlength", LONGEST_NAME)
            .value(&s.employer)
            .error(error("employer")),
    ]
}
