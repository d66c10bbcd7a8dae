//! "Why not me", from the record: numbers and instants, never another's name.

use i18n::Voice;
use store::Outcome;
use ui::Timeline;

use super::words::exact;
use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::entry::Entry;
use crate::rows::step::{self, Step};

/// Everything that happened to an entry, in order, and where it stands now.
pub(super) async fn timeline(s: &Signups, v: &Voice, a: &Allotment, e: &Entry) -> Outcome<Timeline> {
    let steps = s.steps(a.id, e.number).await?;
    let mut line = Timeline::new().past(exact(v, e.received_at), v.t1("signups-why-received", "n", v.number(e.number)));
    let is_full_before = a.full_number.is_some_and(|last| last < e.number);
    if let (Some(at), Some(last)) = (a.full_at.filter(|_| is_full_before), a.full_number) {
        line = line.past(exact(v, at), v.t1("signups-why-full", "n", v.number(last)));
    }
    if came_to_wait(a, e, &steps) {
        let key = if is_full_before { "signups-why-waits" } else { "signups-why-waits-for-others" };
        line = line.about(v.t(key));
    }
    for step in &steps {
        line = line.past(exact(v, step.at), what(v, step));
    }
    Ok(match e.state.as_str() {
        "waiting" => {
            let ahead = s.ahead(e).await?;
            let line = line.now(v.t("signups-why-now"), v.t1("signups-why-ahead", "n", v.number(ahead)));
            // In a draw, the first places went by this list, too: the figure would mislead.
            let moved = if a.is_draw() { 0 } else { step::moved_up(s.store().read(), a.id).await? };
            if moved > 0 { line.about(v.t1("signups-why-moved", "n", v.number(moved))) } else { line }
        }
        "entered" => line.now(v.t("signups-why-now"), v.t("signups-why-entered")),
        _ => line,
    })
}

/// Whether it went to the waiting list when it was decided: it waits, or something came to it from the list.
fn came_to_wait(a: &Allotment, e: &Entry, steps: &[Step]) -> bool {
    !a.is_draw() && (e.state == "waiting" || steps.iter().any(|s| s.place > 0 || s.what == "unplaced"))
}

fn what(v: &Voice, step: &Step) -> String {
    let key = match (step.what.as_str(), step.place) {
        ("offered", _) => "signups-step-offered",
        ("placed", 0) => "signups-step-accepted",
        ("placed", _) => "signups-step-placed",
        ("drawn", _) => "signups-step-drawn",
        ("withdrawn", _) => "signups-step-withdrawn",
        ("declined", _) => "signups-step-declined",
        ("expired", _) => "signups-step-expired",
        ("claimed", _) => "signups-step-claimed",
        ("unplaced", _) => "signups-step-unplaced",
        ("cancelled", _) => "signups-step-cancelled",
        ("paid", _) => "signups-step-paid",
        ("refunded", _) => "signups-step-refunded",
        ("reversed", _) => "signups-step-reversed",
        ("waived", _) => "signups-step-waived",
        ("used", _) => "signups-step-used",
        ("unused", _) => "signups-step-unused",
        ("lapsed", _) => "signups-step-lapsed",
        _ => "signups-step-other",
    };
    v.t1(key, "n", v.number(step.place))
}
