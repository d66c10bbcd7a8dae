use codes::Day;
use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::acting::Acting;
use crate::events;
use crate::power::Power;
use crate::rows::{change, state, term as terms, union};
use crate::rules::reading::Reading;
use crate::rules::{day, term};

/// A term of office, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Term {
    /// Which committee it is: 1, 2, 3 …
    pub number: String,
    /// The day it was elected.
    pub day: String,
    /// 3 or 5.
    pub years: String,
}

/// More committees than any union has had.
const MOST_NUMBER: i32 = 99;

/// Enters the term of a newly elected committee, or corrects the last one: three or five years at the grass roots, five
/// above (Trade Union Law, article 16). A committee elected early ends the term before. Its end is called to mind six,
/// three and one months before.
///
/// # Errors
/// [`Fault::Invalid`] beside `number`, `day`, `years`; [`Fault::Conflict`] when the union has ended.
pub async fn set_term(by: &Acting<'_>, union: Uuid, form: &Term) -> Outcome<()> {
    by.scope.require(Power::Organise, union)?;
    let kind = by.house.federation.get(union).ok_or(Fault::NotFound)?.kind;
    let mut reading = Reading::default();
    let number = form.number.trim().parse().ok().filter(|n| (1..=MOST_NUMBER).contains(n));
    if number.is_none() {
        reading.wrong(FieldFault::new("number", "organisation-term-number"));
    }
    let from = reading.take(day::any("day", &form.day));
    if from > by.today() {
        reading.wrong(FieldFault::new("day", "organisation-day-ahead"));
    }
    let years = reading.take(term::years("years", &form.years, kind));
    reading.done()?;
    let number: i32 = number.unwrap_or(1);
    let until = term::until(from, years);
    by.house
        .store()
        .write("organisation.set-term", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            state::living(&tx, union).await?;
            match terms::last(&*tx, union).await? {
                Some(last) if last.number > number => return Err(Fault::field("number", "organisation-term-over")),
                Some(last) if last.number == number => terms::update(&tx, union, number, from, until).await?,
                Some(last) if from <= Day(last.from_day) => {
                    let fault = FieldFault::new("day", "organisation-day-not-after").with("day", Day(last.from_day));
                    return Err(Fault::Invalid(vec![fault]));
                }
                _ => {
                    terms::cut(&tx, union, number, from).await?;
                    terms::insert(&tx, union, number, from, until).await?;
                    change::insert(&tx, union, "elected", from, None, &number.to_string(), Some(by.person())).await?;
                }
            }
            tx.record("union", union, json!({ "term": number, "from": from.0, "until": until.0 }));
            events::term_set(&tx, union, number, until).await
        })
        .await
}
