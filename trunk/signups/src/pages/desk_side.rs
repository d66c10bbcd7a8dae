//! What stands beside the list of the desk: how many places there are, whether more would help, and those kept for groups.

use store::{FieldFault, Outcome};
use ui::{Button, Facts, Field, Mistakes};
use web::Ask;

use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::entry;
use crate::rows::share::Share;

/// A waiting list is long from here on, or from half as many as there are places.
const LONG_LIST: i64 = 10;

/// A form of its own field.
pub(super) struct Form {
    pub action: String,
    pub mistakes: Mistakes,
    pub field: Field,
    pub revision: i32,
    pub submit: Button,
}

/// Many wait: more places would help them.
pub(super) struct Advice {
    pub says: String,
    pub facts: Facts,
    pub act: Button,
}

pub(super) fn places(ask: &Ask, a: &Allotment, typed: Option<&str>, faults: &[FieldFault]) -> Field {
    let v = &ask.v;
    let value = typed.map_or_else(|| a.places.to_string(), str::to_owned);
    Field::number("places", v.t("signups-places"))
        .hint(v.t1("signups-places-hint", "n", v.number(a.taken)))
        .value(value)
        .error(ask.error(faults, "places"))
        .first()
}

/// When as many wait as make half a further group, places for all of them are proposed.
pub(super) async fn advice(ask: &Ask, s: &Signups, a: &Allotment, action: &str) -> Outcome<Option<Advice>> {
    if a.is_cancelled() || a.waiting < LONG_LIST.max(a.places / 2) {
        return Ok(None);
    }
    let v = &ask.v;
    let all = entry::counts(s.store().read(), a.id).await?;
    let heads: i64 = all.iter().filter(|c| c.state == "waiting").map(|c| c.heads).sum();
    let more = a.places + heads;
    let mut facts = Facts::new().fact(v.t("signups-advice-gets"), v.t1("signups-advice-gets-all", "n", v.number(a.waiting)));
    if let Some(account) = a.account.filter(|_| a.subsidy > 0) {
        let left = v.money(s.account(account).await?.left());
        let cost = v.t2("signups-advice-money", "cost", v.money(a.subsidy * heads), "left", left);
        facts = facts.fact(v.t("signups-advice-costs"), cost);
    }
    Ok(Some(Advice {
        says: v.t1("signups-advice-says", "n", v.number(a.waiting)),
        facts,
        act: Button::post(action, v.t1("signups-advice-act", "n", v.number(more)))
            .main()
            .with("places", more)
            .with("revision", a.revision)
            .ask(v.t("signups-advice-ask")),
    }))
}

/// Places kept for groups that did not come.
pub(super) fn release(ask: &Ask, s: &Signups, path: &str, shares: &[Share]) -> (String, Button) {
    let v = &ask.v;
    let kept = shares.iter().filter(|g| g.most > g.taken).map(|g| {
        let whose = if g.kind == "missed" { v.t("signups-share-missed") } else { s.federation().name(g.whose) };
        v.t2("signups-share-left", "whose", whose, "n", v.number(g.most - g.taken))
    });
    let says = kept.collect::<Vec<_>>().join(&v.t("signups-and"));
    (says, Button::post(format!("{path}/shares"), v.t("signups-release")).ask(v.t("signups-release-ask")))
}
