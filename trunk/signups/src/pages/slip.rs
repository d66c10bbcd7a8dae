//! The slip at the head of the member's screen: what he can do now, or what became of what he did.

use i18n::Voice;
use store::Outcome;
use ui::{Button, Countdown, Field, Html, St};
use uuid::Uuid;

use super::words::{second, span, state_there, time, until};
use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::entry::Entry;

/// A slip: each part is there or not.
#[derive(Default)]
pub(super) struct Slip {
    pub state: Option<St>,
    /// A heading, where the state alone does not say it.
    pub title: String,
    /// The one figure: words before it, the figure, words behind it.
    pub big: Option<(String, String, String)>,
    pub count: Option<Countdown>,
    pub says: Vec<Html>,
    pub form: Option<Form>,
    pub acts: Vec<Button>,
}

/// Asks for a place. The key is made with the page, so that two taps are one wish.
pub(super) struct Form {
    pub action: String,
    pub key: Uuid,
    pub heads: Option<Field>,
    /// What is asked besides, and who will read it.
    pub fields: Vec<Field>,
    pub seen: Option<String>,
    pub submit: Button,
}

pub(super) fn path(a: &Allotment) -> String {
    format!("/signups/{}", a.id)
}

/// Before it opens: the time left by the house's clock.
pub(super) fn early(v: &Voice, a: &Allotment, now: i64) -> Slip {
    let until = Html::from(v.t("signups-opens-in")).then("　").then(time(v, a.opens_at));
    let clock = Html::from(v.t("signups-clock")).then(second(v, now));
    let says = vec![until, clock, v.t("signups-opens-by-itself").into()];
    Slip { count: Some(Countdown::new(v, a.opens_at, now)), says, ..Slip::default() }
}

/// Open, for somebody who may.
pub(super) fn open(v: &Voice, a: &Allotment, key: Uuid, heads: &str, error: Option<String>) -> Slip {
    let is_full = !a.is_draw() && a.taken >= a.places;
    let most = i64::from(a.heads_most);
    let heads = (most > 1).then(|| {
        let all = (1..=most).map(|n| (n, v.t1("signups-people", "n", n)));
        Field::select("heads", v.t("signups-heads")).choices(all).value(heads).error(error).first()
    });
    let label = match (a.is_draw(), is_full) {
        (true, _) => "signups-enter-draw",
        (false, true) => "signups-enter-list",
        (false, false) => "signups-enter",
    };
    let submit = Button::submit(v.t(label)).main().wide();
    let mut says = vec![Html::from(v.t("signups-open-until")).then(until(v, a.closes_at))];
    if is_full {
        says.push(v.t1("signups-full-list", "n", v.number(a.waiting)).into());
    }
    Slip { says, form: Some(Form { action: path(a), key, heads, fields: Vec::new(), seen: None, submit }), ..Slip::default() }
}

/// What became of one's own entry.
pub(super) async fn mine(s: &Signups, v: &Voice, a: &Allotment, e: &Entry, now: i64) -> Outcome<Slip> {
    let mut slip = Slip { state: Some(state_there(s, v, e).await?.boxed()), ..Slip::default() };
    let number: Html = v.t2("signups-mine-number", "n", v.number(e.number), "at", second(v, e.decided_at)).into();
    let figure = |n: i64| Some((v.t("signups-big-before"), v.number(n), v.t("signups-big-list")));
    let leave = |key: &str| Button::link(format!("{}/leave", path(a)), v.t(key)).wide();
    match e.state.as_str() {
        "placed" => {
            slip.title =
                if e.heads > 1 { v.t1("signups-mine-placed-heads", "n", i64::from(e.heads)) } else { v.t("signups-mine-placed") };
            slip.says.push(number);
            let is_voucher = s.occasions_of(a.id).await?.is_empty();
            slip.says.extend(pay(v, e, is_voucher));
            let has_ticket = e.has_ticket() && !is_voucher;
            if has_ticket {
                slip.acts.push(Button::link(format!("{}/ticket", path(a)), v.t("signups-ticket-show")).main().wide());
            }
            if let Some((to, key)) = s.next(a) {
                let next = Button::link(to, v.t(key)).wide();
                slip.acts.push(if has_ticket { next } else { next.main() });
            }
            if now < a.withdraw_until {
                slip.acts.push(leave("signups-leave"));
            } else {
                slip.says.push(v.t("signups-too-late-to-leave").into());
            }
        }
        "offered" => {
            slip.title = v.t("signups-mine-offered");
            if let Some(at) = e.until_at {
                slip.says.push(Html::from(v.t("signups-mine-offered-until")).then(until(v, at)));
            }
            if e.price > 0 {
                slip.says.push(v.t1("signups-mine-offered-price", "price", v.money(e.price)).into());
            }
            let offer = format!("{}/offer", path(a));
            slip.acts.push(Button::post(&offer, v.t("signups-accept")).main().wide().with("takes", 1));
            slip.acts.push(Button::post(offer, v.t("signups-decline")).wide().with("takes", 0).ask(v.t("signups-decline-ask")));
        }
        "waiting" => {
            slip.big = figure(s.ahead(e).await? + 1);
            slip.says.push(number);
            slip.says.push(match a.offer_minutes {
                0 => v.t("signups-mine-waiting-given").into(),
                m => v.t1("signups-mine-waiting-offered", "span", span(v, m)).into(),
            });
            slip.acts.push(leave("signups-leave-list"));
        }
        "entered" => {
            slip.title = v.t("signups-mine-entered");
            slip.says.push(number);
            slip.acts.push(leave("signups-leave-draw"));
        }
        state => {
            slip.title = v.t(match state {
                "withdrawn" => "signups-mine-withdrawn",
                "declined" => "signups-mine-declined",
                "expired" => "signups-mine-expired",
                "cancelled" => "signups-mine-cancelled",
                _ => "signups-mine-unplaced",
            });
            slip.says.push(number);
            if e.pay == "paid" {
                slip.says.push(v.t("signups-mine-refund").into());
            }
        }
    }
    Ok(slip)
}

/// What is to be paid, or was.
fn pay(v: &Voice, e: &Entry, is_voucher: bool) -> Option<Html> {
    let price = || v.money(e.price);
    Some(match (e.pay.as_str(), e.until_at) {
        ("due", Some(at)) => {
            let before = v.t1("signups-mine-due-before", "price", price());
            Html::from(before).then(until(v, at)).then(v.t("signups-mine-due-after"))
        }
        ("due", None) if is_voucher => v.t1("signups-mine-due-shop", "price", price()).into(),
        ("due", None) => v.t1("signups-mine-due", "price", price()).into(),
        ("paid", _) => v.t1("signups-mine-paid", "price", price()).into(),
        ("waived", _) => v.t("signups-mine-waived").into(),
        ("refunded", _) => v.t("signups-mine-refunded").into(),
        _ => return None,
    })
}
