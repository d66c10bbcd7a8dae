//! What is said around the numbers: the period, the source, the filter.

use i18n::Voice;
use ui::Field;

use super::Seen;
use crate::house::Reports;
use crate::rules::span::Span;

/// `全国总工会及全部下级，2026年1月1日至12月31日（2026年）`
pub(super) fn says(v: &Voice, seen: &Seen) -> String {
    let period = seen.question.query.period;
    let days = v.t2("reports-days", "from", v.full_date(period.from.0), "until", v.full_date(period.last().0));
    let name = seen.question.span.says(v);
    v.t3("reports-says", "union", seen.of.name.clone(), "days", days, "name", name)
}

/// Where the numbers come from.
pub(super) fn source(v: &Voice, seen: &Seen) -> String {
    let total = &seen.now.total.counted;
    let facts = v.t3(
        "reports-source",
        "facts",
        v.number(total.facts),
        "sessions",
        v.number(total.sessions),
        "named",
        v.number(total.attendances_named),
    );
    let asof = v.t2("reports-as-of", "stamp", v.stamp(seen.now.as_of), "corrections", v.number(seen.corrections));
    format!("{facts}{asof}")
}

pub(super) fn filters(v: &Voice, house: &Reports, seen: &Seen) -> Vec<Field> {
    let (query, span) = (&seen.question.query, seen.question.span);
    let mut spans = Span::offered(house.today());
    if !spans.contains(&span) && !matches!(span, Span::Range(_)) {
        spans.insert(0, span);
    }
    let vocabulary = &house.ledger.vocabulary;
    let range = seen.range();
    let day = |name: &str, label: &str, day: Option<codes::Day>| {
        Field::date(name, v.t(label)).value(day.map(|d| d.to_string()).unwrap_or_default()).bare()
    };
    let mut fields = vec![
        Field::select("period", v.t("reports-period"))
            .choices(spans.iter().map(|s| (s.name(), s.says(v))))
            .choice("range", v.t("reports-span-range"))
            .value(span.name())
            .bare(),
        day("from", "reports-from", range.map(|p| p.from)),
        day("until", "reports-until", range.map(|p| p.last())),
        Field::select("kind", v.t("reports-kind"))
            .choice("", v.t("reports-all-kinds"))
            .choices(vocabulary.kinds.iter().map(|w| (w.name, v.t(w.key))))
            .value(query.filter.kind.as_deref().unwrap_or_default())
            .bare(),
        Field::select("setting", v.t("reports-setting"))
            .choice("", v.t("reports-all-settings"))
            .choices(vocabulary.settings.iter().map(|w| (w.name, v.t(w.key))))
            .value(query.filter.setting.as_deref().unwrap_or_default())
            .bare(),
    ];
    if !seen.programmes.is_empty() {
        let known = seen.programmes.iter().filter(|p| {
            house.federation().is_within(seen.of.id, p.union_id) || house.federation().is_within(p.union_id, seen.of.id)
        });
        fields.push(
            Field::select("programme", v.t("reports-programme"))
                .choice("", v.t("reports-all-programmes"))
                .choices(known.map(|p| (p.id, p.title.clone())))
                .value(query.filter.programme.map(|p| p.to_string()).unwrap_or_default())
                .bare(),
        );
    }
    fields.push(
        Field::select("tree", v.t("reports-tree"))
            .choice("", v.t("reports-as-it-was"))
            .choice("now", v.t("reports-as-it-is"))
            .value(if seen.is_as_it_is() { "now" } else { "" })
            .bare(),
    );
    fields
}
