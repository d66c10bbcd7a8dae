//! What several screens say alike.

use codes::Day;
use i18n::Voice;
use organisation::{Power, Scope};
use signups::{Allotment, Entry};
use store::{Fault, Outcome};
use ui::{Facts, Href, St, State, Views};
use uuid::Uuid;

use crate::Benefits;
use crate::bill::Bill;
use crate::rows::benefit::Benefit;
use crate::rules::field;

/// The first character and a star, to compare with a card.
pub(super) fn masked(name: &str) -> String {
    name.chars().take(1).chain(['*']).collect()
}

/// What others pay, what the union pays, what a member pays.
pub(super) fn price(v: &Voice, b: &Benefit) -> String {
    v.t2("benefits-price-of", "price", v.money(b.price), "value", v.money(b.value))
}

/// From the first to the last day a voucher is good.
pub(super) fn valid(v: &Voice, b: &Benefit) -> String {
    let (from, last) = (Day::from_unix_ms(b.valid_from), Day::from_unix_ms(b.valid_until - 1));
    v.t2("benefits-from-to", "from", v.full_date(from.0), "to", v.full_date(last.0))
}

/// What a merchant and the union owe each other, and for which days, after what was said already.
pub(super) fn bill(v: &Voice, said: Facts, bill: &Bill) -> Facts {
    let (_, _, owed) = bill.sums();
    let owes = if owed < 0 { "benefits-merchant-owes" } else { "benefits-union-owes" };
    let span = v.t2("benefits-from-to", "from", v.full_date(bill.from.0), "to", v.full_date(bill.until.0));
    said.fact(v.t("benefits-span"), span)
        .fact(v.t("benefits-bill-times"), v.number(bill.redemptions()))
        .fact(v.t(owes), format!("{}（{}）", v.money(owed.abs()), codes::money::formal(owed.abs())))
        .fact(v.t("benefits-card-uses"), v.number(bill.card_uses))
}

/// How many places there are and how many are given; before a draw none is, and that says nothing about one's prospects.
pub(super) fn places(v: &Voice, a: &Allotment) -> String {
    if a.is_draw() && a.state != "drawn" {
        return v.t1("benefits-places-draw", "places", v.number(a.places));
    }
    v.t2("benefits-places-taken", "taken", v.number(a.taken), "places", v.number(a.places))
}

/// Whether places stop for lack of money: some are left, and the account does not pay one more.
///
/// # Errors
/// [`Fault::Database`].
pub(super) async fn is_out_of_money(b: &Benefits, it: &Benefit, a: &Allotment) -> Outcome<bool> {
    let Some(account) = it.account.filter(|_| it.subsidy > 0 && a.taken < a.places) else { return Ok(false) };
    Ok(b.signups.account(account).await?.left() < it.subsidy)
}

/// How a voucher stands.
pub(super) fn voucher(v: &Voice, it: &Benefit, e: &Entry, left: i64, now: i64) -> St {
    let (state, key) = match () {
        () if it.is_cancelled() || !e.stands() => (State::Off, "benefits-state-gone"),
        () if e.state == "entered" => (State::Waiting, "benefits-state-entered"),
        () if !e.has_place() => (State::Waiting, "benefits-state-waiting"),
        () if left <= 0 => (State::Done, "benefits-state-used"),
        () if now >= it.valid_until => (State::Late, "benefits-state-late"),
        () if e.pay == "due" && e.until_at.is_some() => (State::Due, "benefits-state-unpaid"),
        () if now < it.valid_from => (State::NotDue, "benefits-state-early"),
        () => (State::Planned, "benefits-state-good"),
    };
    state.says(v.t(key))
}

/// The union a page at the desk is about: the one named, or the reader's own.
///
/// # Errors
/// By the scope.
pub(super) fn union(scope: &Scope, named: &str) -> Outcome<Uuid> {
    let union = match named {
        "" => scope.unions_with(Power::HandOut).first().copied().ok_or(Fault::Forbidden(Power::HandOut.name()))?,
        id => field::uuid(id).ok_or(Fault::NotFound)?,
    };
    scope.require(Power::HandOut, union)?;
    Ok(union)
}

/// The reader's unions to choose among, where there are several.
pub(super) fn unions(v: &Voice, b: &Benefits, scope: &Scope, at: &Href, here: Uuid) -> Option<Views> {
    let all = scope.unions_with(Power::HandOut);
    (all.len() > 1).then(|| {
        all.iter().take(12).fold(Views::new(v.t("benefits-union")), |views, u| {
            views.view(at.with("union", u), b.federation().name(*u), *u == here)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn of_a_name_the_first_character_is_left() {
        assert_eq!((masked("陈师傅"), masked("陈"), masked("")), ("陈*".into(), "陈*".into(), "*".into()));
    }
}
