//! What the draw waits for, as the desk shows it: the field for the public number, or that the seals are open.

use store::{FieldFault, Outcome};
use ui::{Button, Field, Html, Link, Mistakes, Width};
use web::Ask;

use super::words::{time, until};
use crate::Signups;
use crate::rows::allotment::Allotment;
use crate::rows::draw::{self, Draw};
use crate::rows::seal::{self, Sealing, Witness};
use crate::rules::seal::{Stage, count, stage};

/// What the draw waits for, or that it was held.
pub(super) struct DrawBox {
    pub says: Html,
    pub link: Link,
    /// Who seals seeds, where no public number decides.
    pub witnesses: Option<Link>,
    pub hold: Option<Hold>,
}

/// The draw can be held: with the public number, or as the seals came to.
pub(super) struct Hold {
    pub action: String,
    pub mistakes: Mistakes,
    pub field: Option<Field>,
    pub submit: Button,
}

impl DrawBox {
    pub fn can_be_held(&self) -> bool {
        self.hold.is_some()
    }

    pub async fn build(ask: &Ask, s: &Signups, a: &Allotment, typed: &str, faults: &[FieldFault]) -> Outcome<Self> {
        let (v, db) = (&ask.v, s.store().read());
        let link = Link::new(format!("/draws/{}", a.id), v.t("signups-draw-look"));
        let Some(draw) = draw::get(db, a.id).await? else {
            return Ok(Self { says: v.t("signups-draw-unprepared").into(), link, witnesses: None, hold: None });
        };
        let Some(of) = seal::sealing(db, a.id).await? else { return Ok(by_number(ask, a, &draw, link, typed, faults)) };
        let all = seal::witnesses(db, a.id, of.round).await?;
        let at = stage(&of, &all, ask.now());
        let can_be_held = at == Stage::Ready && !draw.is_held() && !a.is_cancelled();
        let says = match draw.held_at {
            Some(at) => Html::from(v.t("signups-draw-was-held")).then(time(v, at)),
            None => says(ask, &of, &all, at),
        };
        let submit = Button::submit(v.t("signups-draw-hold")).main().ask(v.t("signups-draw-hold-sealed-ask"));
        let hold = can_be_held.then(|| Hold { action: action(a), mistakes: ui::mistakes(v, []), field: None, submit });
        let to = format!("/signups/{}/witnesses", a.id);
        Ok(Self { says, link, witnesses: Some(Link::new(to, v.t("signups-witnesses"))), hold })
    }
}

/// Where a draw by seals stands, in a sentence.
pub(super) fn says(ask: &Ask, of: &Sealing, all: &[Witness], at: Stage) -> Html {
    let (v, (sealed, opened)) = (&ask.v, count(all));
    let said = |key| v.t2(key, "sealed", sealed, "opened", opened);
    let lasts = |key, at| Html::from(said(key)).then(until(v, at));
    match at {
        Stage::Sealing => lasts("signups-seals-sealing", of.seal_until),
        Stage::Opening => lasts("signups-seals-opening", of.open_until),
        Stage::Ready => said("signups-seals-ready").into(),
        Stage::Lapsed("seals") => said("signups-seals-lapsed-seals").into(),
        Stage::Lapsed(_) => said("signups-seals-lapsed-openings").into(),
    }
}

fn action(a: &Allotment) -> String {
    format!("/signups/{}/draw", a.id)
}

fn by_number(ask: &Ask, a: &Allotment, draw: &Draw, link: Link, typed: &str, faults: &[FieldFault]) -> DrawBox {
    let v = &ask.v;
    let is_ready = ask.now() >= draw.falls_at && !draw.is_held() && !a.is_cancelled();
    let says = match (draw.held_at, is_ready) {
        (Some(at), _) => Html::from(v.t("signups-draw-was-held")).then(time(v, at)),
        (None, true) => v.t1("signups-draw-ready", "named", draw.named.as_str()).into(),
        (None, false) => Html::from(v.t1("signups-draw-waits", "named", draw.named.as_str())).then(time(v, draw.falls_at)),
    };
    let hold = is_ready.then(|| {
        let field = Field::text("value", v.t("signups-draw-value"))
            .hint(v.t("signups-draw-value-hint"))
            .value(typed)
            .width(Width::Middle)
            .error(ask.error(faults, "value"))
            .first();
        let submit = Button::submit(v.t("signups-draw-hold")).main().ask(v.t("signups-draw-hold-ask"));
        Hold { action: action(a), mistakes: ui::mistakes(v, [&field]), field: Some(field), submit }
    });
    DrawBox { says, link, witnesses: None, hold }
}
