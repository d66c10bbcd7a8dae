use codes::Day;
use store::{Outcome, Tx};
use uuid::Uuid;

/// Gives a person the employer's own sign-in from a day, in a transaction that also needs its audit line; who may do it is
/// decided before.
///
/// # Errors
/// `Fault::Taken("org_seat_employer_person_from_day_key")`.
pub async fn seat(tx: &Tx, employer: Uuid, person: Uuid, from: Day) -> Outcome<()> {
    crate::rows::seat::insert(tx, employer, person, from).await
}

/// Takes a person out of every employer's seats, those of the past too, in the transaction that deletes the person: nothing
/// is counted by seats, so nothing stays behind.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn leave_seats(tx: &Tx, person: Uuid) -> Outcome<()> {
    crate::rows::seat::delete_all(tx, person).await
}
