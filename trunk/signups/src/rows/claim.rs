use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, places, portions, run, tuples};
use uuid::Uuid;

/// What binds several allotments: so many heads a person, of this claim, in this period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub id: Uuid,
    /// `2026` a year, `2026-4` its quarter; any other word is a run of sign-ups that belong together, as a season of classes.
    pub period: String,
    pub most: i64,
}

#[derive(FromQueryResult)]
struct Row {
    person: Uuid,
    taken: i64,
}

const MOST_ROWS: usize = 256;

/// What some people have of a claim in a period; who has nothing is left out.
pub(crate) async fn of_people(db: &impl ConnectionTrait, claim: &Claim, people: &[Uuid]) -> Outcome<HashMap<Uuid, i64>> {
    let mut found = HashMap::new();
    for some in asked(people, MOST_ROWS) {
        let sql = format!(
            "SELECT person, taken FROM desk_claim WHERE claim = $1 AND period = $2 AND person IN ({})",
            places(3, some.len())
        );
        let values = binds![claim.id, claim.period.clone()].into_iter().chain(some.into_iter().map(Value::from));
        found.extend(all::<Row>(db, &sql, values).await?.into_iter().map(|r| (r.person, r.taken)));
    }
    Ok(found)
}

/// Takes so many heads for each of these people, who stand here once each: as many rows as are answered were within the
/// limit. Two allotments that take at once meet in these rows, so people are written in their order.
pub(crate) async fn take(tx: &Tx, claim: &Claim, people: &mut [(Uuid, i64)]) -> Outcome<usize> {
    people.sort_unstable();
    let mut taken = 0;
    for some in portions(people, MOST_ROWS) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 4 + 1);
        for (person, heads) in some {
            values.extend(binds![*person, claim.id, claim.period.clone(), *heads]);
        }
        values.push(Value::from(claim.most));
        let sql = format!(
            "INSERT INTO desk_claim (person, claim, period, taken) VALUES {} ON CONFLICT (person, claim, period) \
             DO UPDATE SET taken = desk_claim.taken + excluded.taken WHERE desk_claim.taken + excluded.taken <= ${}",
            tuples(some.len(), 4),
            some.len() * 4 + 1
        );
        taken += usize::try_from(run(&**tx, &sql, values).await?).unwrap_or(0);
    }
    Ok(taken)
}

/// Gives back what a place had taken.
pub(crate) async fn give_back(tx: &Tx, claim: &Claim, person: Uuid, heads: i64) -> Outcome<()> {
    let sql = "UPDATE desk_claim SET taken = taken - $1 WHERE person = $2 AND claim = $3 AND period = $4";
    run(&**tx, sql, binds![heads, person, claim.id, claim.period.clone()]).await?;
    Ok(())
}
