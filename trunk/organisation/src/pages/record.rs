//! What is on record of a union, as its page lists it.

use codes::Day;
use ui::{Facts, Html};
use web::Ask;

use crate::federation::Union;
use crate::house::Organisation;
use crate::rows::line::LineRow;
use crate::rows::term::TermRow;
use crate::rows::union;

/// Type, level, where it stands since when, codes, term of office, address, who keeps its books.
pub(crate) fn facts(
    o: &Organisation,
    ask: &Ask,
    union: &Union,
    contact: &union::Contact,
    last: Option<&TermRow>,
    lines: &[LineRow],
) -> Facts {
    let v = &ask.v;
    let line_name = |id: u16| lines.iter().find(|l| l.id == i32::from(id)).map(|l| l.name(v).to_owned()).unwrap_or_default();
    let mut facts = Facts::new().fact(v.t("organisation-kind"), v.t(union.kind.key()));
    if !union.kind.is_grass_roots() {
        facts = facts.fact(v.t("organisation-level"), v.t(union.level.key()));
    }
    let mut edges = o.federation.edges(union.id);
    edges.sort_by_key(|e| std::cmp::Reverse(e.leads));
    for edge in edges.iter().filter(|e| e.until == Day::OPEN) {
        let since = v.t2("organisation-edge-since", "line", line_name(edge.line), "day", v.full_date(edge.from.0));
        let link = Html::link(format!("/unions/{}", edge.parent.id), edge.parent.name.as_str());
        let key = if edge.leads { "organisation-parent" } else { "organisation-parent-too" };
        facts = facts.fact(v.t(key), link.then(since));
    }
    let term = last.map(|t| {
        v.t3(
            "organisation-term-says",
            "n",
            i64::from(t.number),
            "from",
            v.full_date(t.from_day),
            "until",
            v.full_date(t.until_day - 1),
        )
    });
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    facts
        .maybe(v.t("organisation-credit-code"), union.credit_code.clone())
        .maybe(v.t("organisation-division"), union.division.clone())
        .fact(v.t("organisation-founded"), v.full_date(union.founded.0))
        .maybe(v.t("organisation-term"), term)
        .maybe(v.t("organisation-address"), some(&contact.address))
        .maybe(v.t("organisation-phone"), some(&contact.phone))
        .maybe(v.t("organisation-hours"), some(&contact.hours))
        .maybe(v.t("organisation-kept-by"), union.kept_by.map(|k| o.federation.name(k)))
}
