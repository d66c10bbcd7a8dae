//! The list a device at the door takes along where there is no network. It names nobody and holds no ticket: of each ticket
//! salted hashes, of each name its first character. What it lets in is checked again when it is heard of.

use sha2::{Digest as _, Sha256};
use store::{Fault, Instant, Outcome, Store};
use uuid::Uuid;

use crate::rows::allotment::Allotment;
use crate::rows::check_in;
use crate::rows::occasion::Occasion;
use crate::rules::code::{self, Code, Kind};
use crate::rules::door::hours;

/// The device erases it so long after the last occasion.
const KEPT: i64 = 24 * 3_600_000;
/// Bytes of the hash of the 56 symbols.
const LONG: usize = 16;
/// Bytes of the hash of the 8 symbols: so few that each is the hash of 65,536 texts, and nobody finds the right one by trying.
const SHORT: usize = 3;

/// What the device takes along.
pub(crate) struct DoorList {
    pub salt: String,
    pub expires_at: Instant,
    /// Number, beginning and the hours of the doors.
    pub occasions: Vec<(i32, Instant, Instant, Instant)>,
    pub tickets: Vec<Ticket>,
}

pub(crate) struct Ticket {
    pub long: String,
    pub short: String,
    /// `陈*`.
    pub name: String,
    pub heads: i32,
    /// The price is to be taken at the door, in fen; 0 for nothing.
    pub due: i64,
    /// Occasions at which it was checked in before, and when.
    pub came: Vec<(i32, Instant)>,
}

/// Makes the list, in an order that says nothing.
///
/// # Errors
/// `signups-list-over`: there is no occasion still to come, or the time of the last one is over.
pub(crate) async fn make(store: &Store, a: &Allotment, occasions: &[Occasion]) -> Outcome<DoorList> {
    let standing: Vec<&Occasion> = occasions.iter().filter(|o| o.is_planned()).collect();
    let expires_at = standing.iter().map(|o| o.ends_at).max().unwrap_or(0) + KEPT;
    if a.is_cancelled() || store.now() >= expires_at {
        return Err(Fault::Conflict("signups-list-over"));
    }
    let mut salt = [0; 16];
    store.ids().fill(&mut salt);
    let salt = hex::encode(salt);
    let guests = check_in::guests(store.read(), a.id, 0, None, 0, u64::MAX).await?;
    let guests: Vec<_> = guests.into_iter().filter(|g| !(g.pay == "due" && g.until_at.is_some())).collect();
    let numbers: Vec<i64> = guests.iter().map(|g| g.number).collect();
    let came = check_in::of_numbers(store.read(), a.id, &numbers).await?;
    let ordinals: Vec<i64> = guests.iter().map(|g| g.ordinal).collect();
    let people = membership::people_by_ordinal(store.read(), &ordinals).await?;
    let mut tickets: Vec<Ticket> = guests
        .iter()
        .map(|g| {
            let long = ticket(store, a.id, g.number).unwrap_or_default();
            let short = code::short(store.keyring(), a.id, g.number).unwrap_or_default();
            let was = came.iter().filter(|c| c.number == g.number && c.present > 0);
            Ticket {
                long: hash(&salt, &long, LONG),
                short: hash(&salt, &short, SHORT),
                name: mask(people.get(&g.ordinal).map_or("", |p| p.name.as_str())),
                heads: g.heads,
                due: if g.pay == "due" { g.price } else { 0 },
                came: was.map(|c| (c.occasion, c.at)).collect(),
            }
        })
        .collect();
    tickets.sort_unstable_by(|x, y| x.long.cmp(&y.long));
    let occasions = standing.iter().map(|o| (o.n, o.begins_at, hours(o).0, hours(o).1)).collect();
    Ok(DoorList { salt, expires_at, occasions, tickets })
}

/// The 56 symbols of an entry's ticket.
pub(crate) fn ticket(store: &Store, allotment: Uuid, number: i64) -> Option<String> {
    Code::new(Kind::Ticket, allotment, number, 0).map(|code| code.write(store.keyring()))
}

fn hash(salt: &str, text: &str, bytes: usize) -> String {
    hex::encode(&Sha256::digest(format!("{salt}{text}"))[..bytes])
}

/// `陈师傅` is `陈*`.
fn mask(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default() + "*"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_first_character() {
        assert_eq!([mask("陈师傅"), mask("𠀀某"), mask("")], ["陈*", "𠀀*", "*"]);
        assert_eq!(hash("00", "X", 3).len(), 6);
    }
}
