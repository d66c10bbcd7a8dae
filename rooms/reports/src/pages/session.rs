//! One session as those above may see it: what, when, who held it, how many; the facts it adds to the figures and what was
//! corrected. Never who took part.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ledger::{Recorded, Source, What};
use organisation::Scope;
use store::Fault;
use ui::Facts;
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::files::{Cell, Head, Sheet};
use crate::house::Reports;

#[derive(Template)]
#[template(path = "reports/session.html")]
struct Screen {
    page: ui::Page,
    facts: Facts,
    counts: Sheet,
    corrections: Vec<(String, String)>,
}

/// `GET /figures/{union}/sessions/{event}`: an event that stands in this union's figures.
pub async fn get(
    State(house): State<Reports>,
    ask: Ask,
    scope: Scope,
    Path((union, event)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    let v = &ask.v;
    let (of, _) = house.seen(&scope, union)?;
    let db = house.store().read();
    let all = ledger::of_event(db, event).await?;
    let tree = house.federation();
    let stands = |at: Uuid, r: &Recorded| tree.is_within(at, union) || tree.is_within_at(at, union, r.fact.day);
    // Whether it is in the figures decides, not where it was held: members may have taken part elsewhere.
    if !all.iter().any(|r| stands(r.fact.host, r) || r.fact.home.is_some_and(|home| stands(home, r))) {
        return Err(Failed(Fault::NotFound));
    }
    let card = ledger::card(db, event).await?;
    let mut facts = Facts::new();
    let mut title = v.t("reports-untitled");
    if let Some(card) = &card {
        title.clone_from(&card.title);
        let hosts = card.co_hosts.iter().map(|c| c.union.map_or_else(|| c.name.clone(), |id| tree.name(id)));
        let co_hosts = hosts.collect::<Vec<_>>().join(&v.t("reports-and"));
        facts = facts
            .fact(v.t("reports-day"), v.full_date(card.day.0))
            .fact(v.t("reports-host"), tree.name(card.host))
            .maybe(v.t("reports-co-hosts"), (!co_hosts.is_empty()).then_some(co_hosts))
            .fact(v.t("reports-kind"), house.ledger.vocabulary.kind(v, &card.kind))
            .fact(v.t("reports-setting"), house.ledger.vocabulary.setting(v, &card.setting))
            .maybe(v.t("reports-place"), (!card.place.is_empty()).then(|| card.place.clone()));
    }
    let retracted = all.iter().filter_map(|r| Some((r, r.retracted.as_ref()?)));
    let mut corrections: Vec<(String, String)> = retracted
        .map(|(r, why)| (v.t2("reports-corrected", "what", v.t(what(r.fact.what)), "n", v.number(r.fact.quantity)), why.clone()))
        .collect();
    corrections.dedup();
    let screen = Screen {
        facts,
        counts: counts(v, &all),
        corrections,
        page: ask
            .page_named(title)
            .at("reports")
            .under(format!("/figures/{union}"), of.name.clone())
            .under(format!("/figures/{union}/sessions"), v.t("reports-sessions-behind")),
    };
    Ok(ask.show(&screen))
}

/// What it adds to the figures, by measure and source.
fn counts(v: &i18n::Voice, all: &[Recorded]) -> Sheet {
    let mut sums: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for r in all.iter().filter(|r| r.retracted.is_none()) {
        let what = What::ALL.iter().position(|w| *w == r.fact.what).unwrap_or(0);
        let source = Source::ALL.iter().position(|s| *s == r.fact.source).unwrap_or(0);
        *sums.entry((what, source)).or_default() += r.fact.quantity;
    }
    let row = |((w, s), n): (&(usize, usize), &i64)| {
        let number = if What::ALL[*w] == What::Given { v.money(*n) } else { v.number(*n) };
        vec![Cell::words(v.t(what(What::ALL[*w]))), Cell::number(number, *n), Cell::words(v.t(source(Source::ALL[*s])))]
    };
    Sheet {
        title: v.t("reports-counts"),
        heads: vec![
            Head::words(v.t("reports-measure")),
            Head::number(v.t("reports-number")),
            Head::words(v.t("reports-known-by")),
        ],
        rows: sums.iter().map(row).collect(),
        ..Sheet::default()
    }
}

fn what(what: What) -> &'static str {
    match what {
        What::Held => "reports-sessions",
        What::CoHeld => "reports-co-held",
        What::Attended => "reports-named",
        What::Counted => "reports-by-head",
        What::Viewed => "reports-views",
        What::Minutes => "reports-minutes",
        What::Given => "reports-money",
        What::Goods => "reports-goods",
        What::Reached | What::Units => "reports-units",
        What::Completed => "reports-completed",
        What::Redeemed => "reports-redeemed",
        What::Answered => "reports-answered",
        What::People => "reports-people",
        What::Unions => "reports-unions",
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Scan => "reports-by-scan",
        Source::Roster => "reports-by-roster",
        Source::Import => "reports-by-import",
        Source::Headcount => "reports-by-headcount",
        Source::Stream => "reports-by-stream",
        Source::Report => "reports-by-report",
    }
}
