//! What the door says, in the reader's language: a sentence that carries it, and what is to be known besides.

use i18n::Voice;
use ui::Kind;

use crate::rules::door::Answer;
use crate::verbs::check_in::Told;

/// An answer in words.
pub(crate) struct Words {
    pub kind: Kind,
    /// `已签到`.
    pub title: String,
    /// What it means or what to do; may be empty.
    pub says: String,
}

/// Says it to an officer at the door.
pub(crate) fn to_officer(v: &Voice, told: &Told) -> Words {
    let (kind, key) = match &told.answer {
        Answer::In { .. } => (Kind::Good, "signups-door-in"),
        Answer::Already { .. } => (Kind::Warn, "signups-door-already"),
        Answer::Other { .. } => (Kind::Warn, "signups-door-other"),
        Answer::Early { .. } => (Kind::Warn, "signups-door-early"),
        Answer::Late { .. } => (Kind::Warn, "signups-door-late"),
        Answer::CalledOff => (Kind::Bad, "signups-door-called-off"),
        Answer::Waiting => (Kind::Bad, "signups-door-waiting"),
        Answer::Offered => (Kind::Bad, "signups-door-offered"),
        Answer::Unpaid => (Kind::Bad, "signups-door-unpaid"),
        Answer::NotPlaced(_) => (Kind::Bad, "signups-door-not-placed"),
        Answer::Elsewhere(_) => (Kind::Bad, "signups-door-elsewhere"),
        Answer::Forged => (Kind::Bad, "signups-door-forged"),
        Answer::Unreadable => (Kind::Bad, "signups-door-unreadable"),
        Answer::Stale => (Kind::Bad, "signups-door-stale"),
        Answer::TakenBack => (Kind::Bad, "signups-door-taken-back"),
    };
    Words { kind, title: v.t(key), says: says(v, told) }
}

fn says(v: &Voice, told: &Told) -> String {
    let (heads, price) = told.entry.as_ref().map_or((1, 0), |e| (i64::from(e.heads), if e.pay == "due" { e.price } else { 0 }));
    match &told.answer {
        Answer::In { late } => {
            let mut said = Vec::new();
            if heads > 1 {
                said.push(v.t1("signups-door-heads", "n", heads));
            }
            if *late > 0 {
                said.push(v.t1("signups-door-late-by", "n", *late));
            }
            if price > 0 {
                said.push(v.t1("signups-door-collect", "price", v.money(price)));
            }
            said.join(&v.t("signups-and"))
        }
        Answer::Already { at } => v.t1("signups-door-already-at", "at", v.stamp(*at)),
        Answer::Other { n } => v.t1("signups-door-other-n", "n", i64::from(*n)),
        Answer::Early { opens_at } => v.t1("signups-door-early-until", "at", v.stamp(*opens_at)),
        Answer::Late { closed_at } => v.t1("signups-door-late-since", "at", v.until(*closed_at)),
        Answer::Waiting => v.t("signups-door-waiting-says"),
        Answer::Offered => v.t("signups-door-offered-says"),
        Answer::Unpaid => v.t1("signups-door-unpaid-says", "price", v.money(price)),
        Answer::NotPlaced(state) => v.t(match state.as_str() {
            "" => "signups-door-never-asked",
            "entered" => "signups-state-entered",
            "withdrawn" => "signups-state-withdrawn",
            "declined" => "signups-state-declined",
            "expired" => "signups-state-expired",
            "cancelled" => "signups-state-cancelled",
            _ => "signups-state-unplaced",
        }),
        Answer::Elsewhere(Some(title)) => v.t1("signups-door-elsewhere-title", "title", title.as_str()),
        Answer::Elsewhere(None) => v.t("signups-door-elsewhere-says"),
        Answer::Forged => v.t("signups-door-forged-says"),
        Answer::Unreadable => v.t("signups-door-unreadable-says"),
        Answer::CalledOff | Answer::Stale | Answer::TakenBack => String::new(),
    }
}

/// Says it to the member who checks himself in.
pub(crate) fn to_member(v: &Voice, told: &Told) -> Words {
    let own = |kind, title: &str, says: &str| Words { kind, title: v.t(title), says: v.t(says) };
    match &told.answer {
        Answer::NotPlaced(state) if state.is_empty() => own(Kind::Warn, "signups-own-not-placed", "signups-own-not-placed-says"),
        Answer::Stale => own(Kind::Warn, "signups-door-stale", "signups-own-stale-says"),
        Answer::Unpaid => own(Kind::Warn, "signups-door-unpaid", "signups-own-unpaid-says"),
        Answer::Waiting => own(Kind::Warn, "signups-door-waiting", "signups-own-waiting-says"),
        Answer::Offered => own(Kind::Warn, "signups-door-offered", "signups-own-offered-says"),
        Answer::Late { .. } => own(Kind::Warn, "signups-door-late", "signups-own-late-says"),
        Answer::Other { .. } => own(Kind::Warn, "signups-door-other", "signups-own-other-says"),
        _ => to_officer(v, told),
    }
}
