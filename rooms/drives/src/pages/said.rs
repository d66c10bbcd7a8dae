//! How a drive, a hand-out and those who received are said on every screen.

use std::collections::HashMap;

use i18n::Voice;
use store::{Outcome, Store};
use ui::{Html, St, State};
use uuid::Uuid;

use crate::Drives;
use crate::rows::drive::Drive;
use crate::rows::good::Good;
use crate::rows::hand_out::HandOut;
use crate::rows::line::Line;
use crate::rows::unsigned;
use crate::rules::kinds::{kind_named, source_named};
use crate::verbs::close::unsigned_at;
use crate::verbs::hand_out::guest_at;
use crate::verbs::sign::signature_at;

/// The plan as it was written: its lines stay lines.
pub(super) fn plan(drive: &Drive) -> Html {
    let lines: Vec<String> = drive.plan.lines().map(|line| Html::from(line).to_string()).collect();
    Html::trusted(lines.join("<br>"))
}

pub(super) fn kind(v: &Voice, drive: &Drive) -> String {
    kind_named(&drive.kind).map_or_else(|| drive.kind.clone(), |k| v.t(k.key))
}

pub(super) fn item(v: &Voice, drive: &Drive) -> String {
    limits::item_named(&drive.item).map_or_else(|| drive.item.clone(), |i| v.t(i.key))
}

pub(super) fn source(v: &Voice, name: &str) -> String {
    source_named(name).map_or_else(|| name.to_owned(), |s| v.t(s.key))
}

pub(super) fn days(v: &Voice, drive: &Drive) -> String {
    if drive.from_day == drive.until_day {
        return v.full_date(drive.from_day);
    }
    v.t2("drives-days-from-until", "from", v.full_date(drive.from_day), "until", v.full_date(drive.until_day))
}

pub(super) fn state(v: &Voice, drive: &Drive) -> St {
    match drive.state.as_str() {
        "filed" => State::Waiting.says(v.t("drives-state-filed")),
        "approved" => State::Done.says(v.t("drives-state-approved")),
        "returned" => State::Late.says(v.t("drives-state-returned")),
        _ => State::Off.says(v.t("drives-state-closed")),
    }
}

pub(super) fn signed(v: &Voice, h: &HandOut) -> St {
    match h.signed.as_str() {
        _ if h.is_retracted() => State::Off.says(v.t("drives-retracted")),
        "open" => State::Due.says(v.t("drives-signed-open")),
        "screen" => State::Done.says(v.t("drives-signed-screen")),
        "paper" => State::Done.says(v.t("drives-signed-paper")),
        _ => State::Done.says(v.t("drives-signed-heads")),
    }
}

/// `防暑包1份、矿泉水2箱`, in the order the goods were entered.
pub(super) fn goods(v: &Voice, goods: &[Good], lines: &[&Line]) -> String {
    let said = goods.iter().filter_map(|good| {
        let line = lines.iter().find(|line| line.good_id == good.id)?;
        Some(format!("{}{}{}", good.name, v.number(line.pieces), good.unit))
    });
    said.collect::<Vec<_>>().join(&v.t("drives-and"))
}

/// Whom each hand-out went to, for whoever may see names: the member's or the guest's name, or the heads. A deleted person is a
/// number.
pub(super) async fn receivers(d: &Drives, v: &Voice, handed: &[HandOut]) -> Outcome<HashMap<Uuid, String>> {
    let ordinals: Vec<i64> = handed.iter().filter_map(|h| h.ordinal).collect();
    let people = membership::people_by_ordinal(d.store().read(), &ordinals).await?;
    let mut found = HashMap::with_capacity(handed.len());
    for h in handed {
        let name = match (h.ordinal, &h.guest) {
            (Some(ordinal), _) => people.get(&ordinal).map_or_else(|| v.t1("drives-gone", "n", ordinal), |e| e.name.clone()),
            (None, Some(sealed)) => d.store().keyring().open_sealed(guest_at(h.id), sealed)?,
            (None, None) => v.t1("drives-heads", "n", h.heads),
        };
        found.insert(h.id, name);
    }
    Ok(found)
}

/// Why those who had not signed when the drive was closed could not, by hand-out; of those who signed since it does not stand.
pub(super) async fn unsigned(d: &Drives, drive: Uuid, handed: &[HandOut]) -> Outcome<HashMap<Uuid, String>> {
    let mut found = HashMap::new();
    for one in unsigned::of(d.store().read(), drive).await? {
        if handed.iter().any(|h| h.id == one.hand_out_id && h.signed == "open") {
            let reason = d.store().keyring().open_sealed(unsigned_at(one.hand_out_id), &one.reason)?;
            found.insert(one.hand_out_id, reason);
        }
    }
    Ok(found)
}

/// The drawn signature; nothing where it was signed on paper or not yet.
pub(super) fn signature(store: &Store, v: &Voice, h: &HandOut) -> Outcome<Html> {
    let Some(sealed) = &h.signature else { return Ok(Html::default()) };
    let path = store.keyring().open_sealed(signature_at(h.id), sealed)?;
    Ok(ui::drawn(&path, &v.t("drives-signature")))
}
