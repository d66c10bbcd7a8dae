//! What a merchant and a union owe each other: of a statement that was settled, or of all that was settled with none yet.

use codes::Day;
use sea_orm::ConnectionTrait;
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::rows::correction::{self, Correction};
use crate::rows::offer;
use crate::rows::redemption::{self, Redemption};
use crate::rows::statement::{self, Statement};

/// A redemption, or one that comes off.
pub(crate) struct Line {
    pub allotment_id: Uuid,
    pub benefit_id: Uuid,
    pub code: String,
    pub day: Day,
    /// Unix milliseconds.
    pub at: i64,
    /// Fen, all three; below nothing where it comes off.
    pub value: i64,
    pub paid: i64,
    pub owed: i64,
    /// The statement it stood in and comes off here.
    pub corrects: Option<i32>,
}

pub(crate) struct Bill {
    /// Both among them.
    pub from: Day,
    pub until: Day,
    pub lines: Vec<Line>,
    pub card_uses: i64,
}

impl Bill {
    /// As it was settled.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn settled(db: &impl ConnectionTrait, s: &Statement) -> Outcome<Self> {
        let (lines, uses) = bound(db, s.merchant_id, s.n).await?;
        Ok(Self { from: Day(s.from_day), until: Day(s.until_day), lines, card_uses: uses.times })
    }

    /// All that stands unsettled up to a day as it was written, however old it is: nothing is forgotten between two statements.
    /// Where no day is written it is yesterday, or the first day that no statement has yet.
    ///
    /// # Errors
    /// At `until`: `benefits-day-unreadable`; `benefits-day-settled` where all up to that day stands in statements.
    pub async fn open(db: &impl ConnectionTrait, merchant: Uuid, written: &str, today: Day) -> Outcome<Self> {
        let before = statement::last(db, merchant).await?;
        let next = before.as_ref().map(|s| Day(s.until_day + 1));
        let until = match written {
            "" => Day(today.0 - 1).max(next.unwrap_or(Day(i32::MIN))),
            day => Day::parse_written(day).map_err(|_| Fault::field("until", "benefits-day-unreadable"))?,
        };
        let redeemed = redemption::open(db, merchant, until.0).await?;
        let back = correction::open(db, merchant, until.0).await?;
        let uses = offer::open_uses(db, merchant, until.0).await?;
        let lines = lines(redeemed, back);
        let bill = Self { from: begins(before.as_ref(), &lines, uses, until), until, lines, card_uses: uses.times };
        match before {
            Some(s) if bill.is_empty() && until.0 <= s.until_day => {
                let fault = FieldFault::new("until", "benefits-day-settled").with("day", Day(s.until_day)).with("n", s.n);
                Err(Fault::Invalid(vec![fault]))
            }
            _ => Ok(bill),
        }
    }

    /// What was just bound to the number of a statement that follows another.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn fresh(
        db: &impl ConnectionTrait,
        merchant: Uuid,
        n: i32,
        before: Option<&Statement>,
        until: Day,
    ) -> Outcome<Self> {
        let (lines, uses) = bound(db, merchant, n).await?;
        Ok(Self { from: begins(before, &lines, uses, until), until, lines, card_uses: uses.times })
    }

    /// Value, paid by members there, owed by the union; fen.
    pub fn sums(&self) -> (i64, i64, i64) {
        self.lines.iter().fold((0, 0, 0), |(value, paid, owed), l| (value + l.value, paid + l.paid, owed + l.owed))
    }

    /// Redemptions, without those that come off.
    pub fn redemptions(&self) -> i64 {
        i64::try_from(self.lines.iter().filter(|l| l.corrects.is_none()).count()).unwrap_or(i64::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.card_uses == 0
    }
}

async fn bound(db: &impl ConnectionTrait, merchant: Uuid, n: i32) -> Outcome<(Vec<Line>, offer::Uses)> {
    let redeemed = redemption::of_statement(db, merchant, n).await?;
    let back = correction::of_statement(db, merchant, n).await?;
    Ok((lines(redeemed, back), offer::uses_of(db, merchant, n).await?))
}

fn lines(redeemed: Vec<Redemption>, back: Vec<Correction>) -> Vec<Line> {
    let redeemed = redeemed.into_iter().map(|r| Line {
        allotment_id: r.allotment_id,
        benefit_id: r.benefit_id,
        code: r.code,
        day: Day(r.day),
        at: r.at,
        value: r.value,
        paid: r.paid,
        owed: r.owed,
        corrects: None,
    });
    let back = back.into_iter().map(|c| Line {
        allotment_id: c.allotment_id,
        benefit_id: c.benefit_id,
        code: c.code,
        day: Day(c.day),
        at: c.at,
        value: -c.value,
        paid: -c.paid,
        owed: -c.owed,
        corrects: Some(c.corrects),
    });
    redeemed.chain(back).collect()
}

/// The day after the statement before, or the first day of what is in it where that is earlier.
fn begins(before: Option<&Statement>, lines: &[Line], uses: offer::Uses, until: Day) -> Day {
    let next = before.map(|s| Day(s.until_day + 1));
    let used = (uses.times > 0).then(|| Day(i32::try_from(uses.first).unwrap_or(until.0)));
    lines.iter().map(|l| l.day).chain(used).chain(next).min().unwrap_or(until)
}
