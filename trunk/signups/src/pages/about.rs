//! What an allotment is, in words: the same on the member's screen, on the desk and before a draw.

use i18n::Voice;
use organisation::Federation;
use ui::Facts;

use super::words::{span, time, until};
use crate::house::Known;
use crate::rows::allotment::Allotment;
use crate::rows::share::Share;
use crate::said::{say_claim, say_clause};

/// Everything about it that one may want to know before asking.
pub(super) fn facts(v: &Voice, federation: &Federation, known: &Known, a: &Allotment) -> Facts {
    let n = |key, n: i64| v.t1(key, "n", v.number(n));
    let policy = match (a.is_draw(), a.waits) {
        (true, _) => "signups-about-draw",
        (false, 0) => "signups-about-first-no-list",
        (false, _) => "signups-about-first",
    };
    let who = known.who.0.iter().map(|clause| say_clause(v, federation, clause)).collect::<Vec<_>>();
    let who = if who.is_empty() { v.t("signups-about-everybody") } else { who.join(&v.t("signups-and")) };
    let kept = known.shares.iter().map(|s| share(v, federation, a, s)).collect::<Vec<_>>().join(&v.t("signups-and"));
    let offer = (a.waits > 0 && a.offer_minutes > 0).then(|| v.t1("signups-about-offer", "span", span(v, a.offer_minutes)));
    Facts::new()
        .fact(v.t("signups-places"), n(policy, a.places))
        .maybe(v.t("signups-about-kept"), (!kept.is_empty()).then_some(kept))
        .fact(v.t("signups-now"), standing(v, a))
        .fact(v.t("signups-cost"), cost(v, a))
        .fact(v.t("signups-who"), who)
        .maybe(v.t("signups-each"), (a.heads_most > 1).then(|| n("signups-about-heads", i64::from(a.heads_most))))
        .maybe(v.t("signups-limit"), a.claim().map(|claim| say_claim(v, &claim)))
        .maybe(v.t("signups-list"), offer)
        .fact(v.t("signups-when"), time(v, a.opens_at).then("—").then(until(v, a.closes_at)))
        .fact(v.t("signups-withdraw-until"), until(v, a.withdraw_until))
}

/// How many have a place and how many wait, at this moment.
fn standing(v: &Voice, a: &Allotment) -> String {
    if a.is_draw() && a.state == "standing" {
        return v.t1("signups-now-entered", "n", v.number(a.last));
    }
    v.t2("signups-now-taken", "taken", v.number(a.taken), "waiting", v.number(a.waiting))
}

fn share(v: &Voice, federation: &Federation, a: &Allotment, share: &Share) -> String {
    let n = v.number(share.most);
    match (share.kind.as_str(), a.sharing.as_str()) {
        ("missed", "caps") => v.t1("signups-about-missed-cap", "n", n),
        ("missed", _) => v.t1("signups-about-missed-share", "n", n),
        (_, "caps") => v.t2("signups-about-cap", "union", federation.name(share.whose), "n", n),
        _ => v.t2("signups-about-share", "union", federation.name(share.whose), "n", n),
    }
}

fn cost(v: &Voice, a: &Allotment) -> String {
    let own = a.own_part(1);
    let said = match (a.price, a.subsidy, own) {
        (0, ..) => return v.t("signups-free"),
        (price, _, 0) => return v.t1("signups-cost-union-pays", "price", v.money(price)),
        (price, 0, _) => v.t1("signups-cost-full", "price", v.money(price)),
        (price, subsidy, own) => {
            v.t3("signups-cost-part", "own", v.money(own), "price", v.money(price), "subsidy", v.money(subsidy))
        }
    };
    if a.pay_minutes > 0 { said + &v.t1("signups-cost-within", "span", span(v, a.pay_minutes)) } else { said }
}

/// How places are given, step by step.
pub(super) fn rules(v: &Voice, a: &Allotment) -> Vec<String> {
    let keys: &[&str] = match (a.is_draw(), a.waits) {
        (true, _) => &["signups-rule-draw-1", "signups-rule-draw-2", "signups-rule-draw-3", "signups-rule-draw-4"],
        (false, 0) => &["signups-rule-first-1", "signups-rule-first-2", "signups-rule-first-4"],
        (false, _) => &["signups-rule-first-1", "signups-rule-first-2", "signups-rule-first-3", "signups-rule-first-4"],
    };
    let mut rules: Vec<String> = keys.iter().map(|key| v.t(key)).collect();
    if a.heads_most > 1 {
        rules.push(v.t(if a.filling == "fit" { "signups-rule-fit" } else { "signups-rule-strict" }));
    }
    rules
}
