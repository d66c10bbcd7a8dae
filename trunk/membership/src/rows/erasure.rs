use codes::Day;
use store::schema::Place;
use store::{Instant, Outcome, Tx, binds, run, scalar};
use uuid::Uuid;

use super::spell::SETTLED;

/// Throws away every lookup that leads to a person, and the codes sent to the telephone.
pub(crate) async fn lookups(tx: &Tx, person: Uuid, phone: Option<&str>, number: Option<&str>) -> Outcome<()> {
    let keys = tx.store().keyring();
    for hash in phone.map(|p| keys.lookups("phone", p)).unwrap_or_default() {
        run(&**tx, "DELETE FROM member_phone WHERE hash = $1 AND person = $2", binds![hash.clone(), person]).await?;
        run(&**tx, "DELETE FROM member_code WHERE hash = $1", binds![hash]).await?;
    }
    for hash in number.map(|n| keys.lookups("id_number", n)).unwrap_or_default() {
        run(&**tx, "DELETE FROM member_id_number WHERE hash = $1 AND person = $2", binds![hash, person]).await?;
    }
    Ok(())
}

/// Throws away memberships that an import has written and not shown.
pub(crate) async fn unsettled_spells(tx: &Tx, person: Uuid) -> Outcome<()> {
    let sql = format!(
        "DELETE FROM member_spell WHERE person = $1 AND from_day NOT IN (SELECT s.from_day FROM member_spell s WHERE s.person = $1 AND {SETTLED})"
    );
    run(&**tx, &sql, binds![person]).await?;
    Ok(())
}

/// Puts `nobody` in the person's place wherever heads are counted: the days of membership, of registration and of
/// verification, and nothing else. `ordinal` is a fresh one that stands in no fact.
pub(crate) async fn leave_figures(tx: &Tx, person: Uuid, nobody: Uuid, ordinal: i64) -> Outcome<()> {
    let registered: Option<Option<Instant>> =
        scalar(&**tx, "SELECT registered_at FROM member_person WHERE person = $1", binds![person]).await?;
    // The day is what was counted; the second would find the session again.
    let registered = registered.flatten().map(|at| Day::from_unix_ms(at).start_unix_ms());
    let sql = "INSERT INTO member_person (person, ordinal, name, initials, sex, work, team, verified_day, registered_at, recorded_at) \
        SELECT $1, $2, '', '', '', '', '', verified_day, $3, 0 FROM member_person WHERE person = $4";
    run(&**tx, sql, binds![nobody, ordinal, registered, person]).await?;
    let sql = "UPDATE member_spell SET person = $1, recorded_by = NULL, recorded_at = 0, import = NULL WHERE person = $2";
    run(&**tx, sql, binds![nobody, person]).await?;
    Ok(())
}

/// Throws away every other row of this crate that lives with the person, and the person.
pub(crate) async fn everything_else(tx: &Tx, person: Uuid) -> Outcome<()> {
    for table in crate::TABLES {
        if table.place == Place::Root("person") && table.name != "member_person" {
            run(&**tx, &format!("DELETE FROM {} WHERE person = $1", table.name), binds![person]).await?;
        }
    }
    run(&**tx, "DELETE FROM member_person WHERE person = $1", binds![person]).await?;
    Ok(())
}
