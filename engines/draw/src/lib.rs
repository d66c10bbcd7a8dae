//! Draws that anyone can compute again.
//!
//! 1. When entering opens, the house makes a [`Seed`] and publishes its [`Seed::commitment`].
//! 2. Whoever enters gets a [`Receipt`] that only he knows; in the list he stands as [`Receipt::entry`], which says nothing of him.
//! 3. When entering closes, the list is put in order and its hash published ([`list_hash`]): nobody comes in or goes out any more.
//! 4. Afterwards a [`Beacon`] falls: a public number named beforehand, or the seeds that two people at least had sealed.
//! 5. [`Record::hold`] orders the entries by keyed hashes of seed, list and beacon and gives the places out in that order.
//! 6. The [`Record`] is published, seed and all; [`Record::verify`] computes everything again from it.
//!
//! What it proves: the house fixed its seed and the list before the beacon fell, so nobody who keeps to these steps could choose
//! who is drawn, and a record changed afterwards in any letter is found out. With a public number it holds as long as nobody can
//! bend that number. With sealed seeds it holds as long as one of those who opened had kept his words to himself until then, but
//! for this: whoever opens last, and knows what the others opened *and* the seed of the house, sees two results and can choose
//! between them, by opening or by not opening. Who did not open stands in the record.
//! What it does not prove: that everybody who wanted to enter could, and that an entry is one person: that is for auditors, who can
//! open which entry is whom. It also takes that commitment and list were published when they should have been: whoever looks at
//! the page on that day is the witness.
//!
//! Pure: no clock, no chance of its own, no database. All hashes are SHA-256, all keyed hashes HMAC-SHA-256, each under a name of
//! its own, so that none can stand for another.

mod beacon;
mod entries;
mod hash;
mod places;
mod record;
mod seed;

pub use beacon::{Beacon, Contribution, FEWEST_SEALS};
pub use entries::{Entry, Group, Receipt, list_hash};
pub use hash::Hash;
pub use places::{Lot, Places, Share};
pub use record::{Flaw, Record};
pub use seed::Seed;
