use codes::{Day, money};
use organisation::Federation;
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::house::{Applying, applying};
use crate::rows::given;
use crate::rules::item::{Form, Period};
use crate::rules::within::{left, within};

/// What a union gives on a day, whoever gets it.
#[derive(Clone, Copy, Debug)]
pub struct Gift<'a> {
    /// The union that gives; its limits hold, and those above it.
    pub union: Uuid,
    /// A name of [`crate::ITEMS`].
    pub item: &'a str,
    pub day: Day,
    pub form: Form,
}

/// Gives to people inside the transaction of the room that gives, which decides who may and writes the audit line. Each entry is
/// the person, the fen, and the id of the room's own row. All are given or none; the people are held in one order, so that two
/// that give at once wait for each other and never exceed a limit together.
///
/// # Errors
/// [`Fault::Invalid`] with a line for everybody beyond the limit: the field is the person's id, the key `limits-over-time` or
/// `limits-over-year`, its values `left` and `most` in yuan. On `form` with `limits-form-not-allowed` where goods, vouchers or
/// money may not be given. `Fault::Taken` when the same `what` was given to the person before.
pub async fn give(tx: &Tx, federation: &Federation, gift: Gift<'_>, people: &[(Uuid, i64, Uuid)]) -> Outcome<()> {
    let limits = applying(&**tx, federation, gift.union, gift.item, gift.day).await?;
    require_form(&limits, gift.form)?;
    let mut people = people.to_vec();
    people.sort_unstable();
    let mut faults = Vec::new();
    for (person, fen, what) in people {
        given::hold(tx, person).await?;
        let before = given::sum(&**tx, person, gift.item, gift.day.year()).await?;
        match over(&limits, before, fen) {
            Some(fault) => faults.push(FieldFault { field: person.to_string(), ..fault }),
            None => given::insert(tx, person, gift.union, gift.item, gift.day, fen, what).await?,
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Fault::Invalid(faults)) }
}

/// Asks whether `fen` may be given at once to somebody whom the house does not know: a guest by name, a head that was counted.
/// Nothing is remembered, for there is nobody to remember it of.
///
/// # Errors
/// As [`give`], on the field `person`.
pub async fn require(tx: &Tx, federation: &Federation, gift: Gift<'_>, fen: i64) -> Outcome<()> {
    let limits = applying(&**tx, federation, gift.union, gift.item, gift.day).await?;
    require_form(&limits, gift.form)?;
    over(&limits, 0, fen).map_or(Ok(()), |fault| Err(Fault::Invalid(vec![fault])))
}

fn require_form(limits: &Applying, form: Form) -> Result<(), Fault> {
    if form <= limits.form() { Ok(()) } else { Err(Fault::field("form", "limits-form-not-allowed")) }
}

fn over(limits: &Applying, given: i64, asked: i64) -> Option<FieldFault> {
    let periods = [(Period::Time, "limits-over-time"), (Period::Year, "limits-over-year")];
    periods.into_iter().find_map(|(period, key)| {
        let limit = limits.strictest(period).filter(|l| !within(l, given, asked))?;
        let fault = FieldFault::new("person", key).with("left", money::grouped(left(limit, given)));
        Some(fault.with("most", money::grouped(limit.fen)))
    })
}
