use codes::Day;
use organisation::{Level, Power, Scope};
use serde_json::json;
use store::{Actor, Instant, Outcome};
use uuid::Uuid;

use crate::Membership;
use crate::rows::person::Person;
use crate::rows::spell::{self, Spell};
use crate::rows::{check_log, roster};
use crate::rules::card;

/// The membership card as its holder sees it.
#[derive(Clone, Debug)]
pub struct Card {
    pub person: Person,
    pub spell: Spell,
    /// The first year of any membership.
    pub since: i32,
    /// 8 symbols to read aloud.
    pub short: String,
    /// 24 symbols behind the drawing.
    pub long: String,
    /// When the next code takes its place; this one is good for a minute longer.
    pub until: Instant,
}

/// The card of a member; `None` for somebody who is no member today.
///
/// # Errors
/// [`store::Fault::Database`].
pub(crate) async fn card(m: &Membership, person: Uuid) -> Outcome<Option<Card>> {
    let Some(own) = m.own(person).await? else { return Ok(None) };
    let Some(spell) = own.spell_on(m.today()).cloned() else { return Ok(None) };
    let since = own.spells.iter().map(|s| s.from_day).min().map_or(0, |day| Day(day).year());
    let code = card::show(m.store().keyring(), own.person.ordinal, m.store().now());
    let person = own.person.clone();
    Ok(code.map(|c| Card { person, spell, since, short: c.short, long: c.long, until: c.until }))
}

/// What a shop learns from a card: no name, no employer, no union below the province.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedCard {
    pub valid: bool,
    /// The first year of any membership; nothing for a code that is not valid.
    pub since: Option<i32>,
    /// Name of the union of the province; nothing where the installation has none above.
    pub province: Option<String>,
}

/// Looks at a card by its code, typed or scanned. A code of yesterday, of nobody, and no code at all get the same answer.
///
/// # Errors
/// [`store::Fault::Database`].
pub(crate) async fn check_card(m: &Membership, code: &str) -> Outcome<CheckedCard> {
    let Some(ordinal) = card::read(m.store().keyring(), code, m.store().now()) else { return Ok(CheckedCard::default()) };
    let db = m.store().read();
    let Some(found) = roster::by_ordinal(db, &[ordinal]).await?.into_iter().next() else { return Ok(CheckedCard::default()) };
    let (spells, today) = (spell::of(db, found.person).await?, m.today());
    let Some(now) = spells.iter().find(|s| s.from_day <= today.0 && today.0 < s.until_day) else {
        return Ok(CheckedCard::default());
    };
    let path = m.organisation.federation.path(now.union_id);
    Ok(CheckedCard {
        valid: true,
        since: spells.iter().map(|s| s.from_day).min().map(|day| Day(day).year()),
        province: path.iter().find(|u| u.level == Level::Province).map(|u| u.name.clone()),
    })
}

/// Counts a look for a clerk whose post is to check cards, and says how many there were today; `None` for anybody else. It
/// is written down that and how often cards were looked at, never whose.
///
/// # Errors
/// [`store::Fault::Database`].
pub(crate) async fn count_check(
    m: &Membership,
    scope: &Scope,
    actor: &Actor,
    code: &str,
    checked: &CheckedCard,
) -> Outcome<Option<i64>> {
    let Some(union) = scope.unions_with(Power::VerifyCard).first().copied() else { return Ok(None) };
    let (today, clerk) = (m.today(), scope.person);
    let trace = &m.store().keyring().sign("membership card looked at", &card::tidy(code)).to_vec();
    m.store()
        .write("membership.check_card", actor, |tx| async move {
            check_log::count(&tx, union, today, clerk, trace, checked.valid).await?;
            tx.record("union", union, json!({ "checked": true, "valid": checked.valid }));
            Ok(())
        })
        .await?;
    Ok(Some(check_log::of_clerk(m.store().read(), union, today, clerk).await?))
}
