//! How a draw goes, what that proves and what it does not, by what decides it; and who sealed.

use i18n::Voice;
use store::Outcome;
use ui::{Facts, Html, Note, Row, Rows, State, Steps};

use super::words::{second, time, until};
use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::draw::Draw;
use crate::rows::entry;
use crate::rows::seal::{Lapse, Sealing, Witness};
use crate::verbs::draw_prepare::GRACE;

/// How it goes, what it proves, what it does not prove.
pub(super) fn words(v: &Voice, a: &Allotment, is_sealed: bool) -> [Vec<String>; 3] {
    let say = |keys: &[&str]| keys.iter().map(|key| v.t(key)).collect::<Vec<_>>();
    let (how, proves, not): (&[&str], &[&str], &[&str]) = if is_sealed {
        (
            &[
                "signups-draw-how-1",
                "signups-draw-how-sealed",
                "signups-draw-how-2",
                "signups-draw-how-3",
                "signups-draw-how-open",
                "signups-draw-how-silent",
                "signups-draw-how-lapse",
                "signups-draw-how-compute",
                "signups-draw-how-5",
            ],
            &["signups-draw-proves-sealed-1", "signups-draw-proves-sealed-2", "signups-draw-proves-2", "signups-draw-proves-3"],
            &[
                "signups-draw-proves-not-all",
                "signups-draw-proves-not-last",
                "signups-draw-proves-not-words",
                "signups-draw-proves-not-1",
                "signups-draw-proves-not-2",
                "signups-draw-proves-not-3",
            ],
        )
    } else {
        (
            &["signups-draw-how-1", "signups-draw-how-2", "signups-draw-how-3", "signups-draw-how-4", "signups-draw-how-5"],
            &["signups-draw-proves-1", "signups-draw-proves-2", "signups-draw-proves-3"],
            &["signups-draw-proves-not-1", "signups-draw-proves-not-2", "signups-draw-proves-not-3"],
        )
    };
    let mut how = say(how);
    if a.heads_most > 1 {
        how.push(v.t("signups-draw-how-heads"));
    }
    [how, say(proves), say(not)]
}

pub(super) fn steps(v: &Voice, a: &Allotment, draw: &Draw, of: Option<&Sealing>, now: i64) -> Steps {
    let frozen = draw.frozen_at.unwrap_or(a.closes_at + GRACE);
    let held = draw.held_at.map(|at| v.stamp(at)).unwrap_or_default();
    let Some(of) = of else {
        let at = match draw {
            d if d.is_held() => 4,
            d if d.frozen_at.is_some() && now >= d.falls_at => 3,
            d if d.frozen_at.is_some() => 2,
            _ => 1,
        };
        return Steps::new(at)
            .step(v.t("signups-draw-step-1"), v.stamp(draw.prepared_at))
            .step(v.t("signups-draw-step-2"), v.stamp(frozen))
            .step(v.t("signups-draw-step-3"), v.stamp(draw.falls_at))
            .step(v.t("signups-draw-step-4"), held);
    };
    let at = match draw {
        d if d.is_held() => 4,
        d if d.frozen_at.is_some() && now >= of.seal_until => 3,
        _ if now >= of.seal_until => 2,
        _ => 1,
    };
    Steps::new(at)
        .step(v.t("signups-draw-step-1"), v.stamp(draw.prepared_at))
        .step(v.t("signups-draw-step-seal"), v.until(of.seal_until))
        .step(v.t("signups-draw-step-open"), v.until(of.open_until))
        .step(v.t("signups-draw-step-4"), held)
}

fn code(text: &str) -> Html {
    Html::trusted(format!("<span class=\"code\">{}</span>", Html::from(text)))
}

/// What is fixed by now. The seed is shown once the draw has been held.
pub(super) fn facts(v: &Voice, a: &Allotment, draw: &Draw, of: Option<&Sealing>) -> Outcome<Facts> {
    let seed = if draw.is_held() { Some(draw.seed()?.0.to_string()) } else { None };
    let mut facts =
        Facts::new().fact(v.t("signups-places"), v.number(a.places)).fact(v.t("signups-draw-closes"), until(v, a.closes_at));
    facts = match of {
        None => {
            let named = Html::from(draw.named.as_str()).then("　").then(time(v, draw.falls_at));
            facts.fact(v.t("signups-draw-named"), named)
        }
        Some(of) => facts
            .fact(v.t("signups-draw-decided-by"), v.t("signups-draw-decided-by-seals"))
            .fact(v.t("signups-seal-until"), until(v, of.seal_until))
            .fact(v.t("signups-unseal-until"), until(v, of.open_until)),
    };
    let number = draw.value.as_deref().filter(|value| !value.is_empty());
    Ok(facts
        .fact(v.t("signups-draw-commitment"), code(&draw.commitment))
        .maybe(v.t("signups-draw-entrants"), draw.frozen_at.map(|_| v.number(draw.entrants)))
        .maybe(v.t("signups-draw-frozen"), draw.frozen_at.map(|at| second(v, at)))
        .maybe(v.t("signups-draw-list"), draw.list.as_deref().map(code))
        .maybe(v.t("signups-draw-number"), number)
        .maybe(v.t("signups-draw-seed"), seed.as_deref().map(code)))
}

/// Who sealed and who opened, for everybody: in which capacity, and by name who agreed to that.
pub(super) async fn witnesses(s: &Signups, v: &Voice, all: &[Witness]) -> Outcome<Rows> {
    let mut rows = Vec::with_capacity(all.len());
    for w in all {
        let mut row = Row::new(w.by());
        if w.is_named()
            && let Some(greeting) = s.membership.greet(w.person).await?
        {
            row = row.fact(greeting.name);
        }
        if let (Some(commitment), Some(at)) = (&w.commitment, w.sealed_at) {
            row = row.fact(v.t1("signups-witness-sealed-at", "at", second(v, at))).fact(code(commitment));
        }
        if let Some(at) = w.opened_at {
            row = row.fact(v.t1("signups-witness-opened-at", "at", second(v, at)));
        }
        rows.push(row.end(witness_state(v, w)));
    }
    Ok(Rows::new(rows).or(ui::Empty::new("signups", v.t("signups-witnesses-none"))))
}

/// What a witness did, in a word.
pub(super) fn witness_state(v: &Voice, w: &Witness) -> ui::St {
    let (state, key) = match w {
        w if w.has_opened() => (State::Done, "signups-witness-opened"),
        w if w.has_sealed() => (State::Waiting, "signups-witness-sealed"),
        w if w.refused_at.is_some() => (State::Off, "signups-witness-refused"),
        _ => (State::Due, "signups-witness-asked"),
    };
    state.says(v.t(key))
}

/// How many witnesses have come to stand in the draw themselves since they sealed.
pub(super) async fn entered(s: &Signups, a: &Allotment, all: &[Witness]) -> Outcome<usize> {
    let mut n = 0;
    for w in all.iter().filter(|w| w.has_sealed()) {
        n += usize::from(entry::newest(s.store().read(), a.id, w.person).await?.is_some_and(|e| e.stands()));
    }
    Ok(n)
}

/// What came to nothing before.
pub(super) fn lapses(v: &Voice, all: &[Lapse]) -> Vec<Note> {
    let note = |l: &Lapse| {
        let (key, of) = match l.why.as_str() {
            "seals" => ("signups-lapse-seals", l.sealed),
            _ => ("signups-lapse-openings", l.opened),
        };
        let says = Html::from(v.t2(key, "n", i64::from(of), "at", v.stamp(l.lapsed_at)));
        ui::note(says.then(" ").then(code(&l.commitment))).title(v.t1("signups-lapse", "n", i64::from(l.round)))
    };
    all.iter().map(note).collect()
}
