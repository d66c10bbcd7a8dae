//! A hand-out as it is typed, and how it is read.

use store::FieldFault;
use uuid::Uuid;

use super::field::{self, LONGEST_NAME, MOST_HEADS, MOST_PIECES, keep};

/// People of one form: more go by a second one.
pub const MOST_PEOPLE: usize = 200;
/// Guests of one form.
pub const MOST_GUESTS: usize = 50;
/// Goods of one form.
const MOST_GOODS: usize = 50;

/// How those who receive confirm it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// Each signs on the screen afterwards.
    Screen,
    /// On the printed sheet.
    Paper,
}

/// To people by name: the same goods to each.
#[derive(Clone, Debug, Default)]
pub struct ByName {
    /// Chosen by the device; sent twice, it is handed out once.
    pub form: String,
    /// Members on the union's own roster.
    pub people: Vec<String>,
    /// Names of others, one a line.
    pub guests: String,
    /// Pieces of each good for each person: its id and the number.
    pub pieces: Vec<(String, String)>,
    /// `screen` or `paper`.
    pub signing: String,
}

/// To so many heads, so many pieces together.
#[derive(Clone, Debug, Default)]
pub struct ByHead {
    pub form: String,
    pub heads: String,
    /// Pieces of each good for all together.
    pub pieces: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub form: Uuid,
    pub people: Vec<Uuid>,
    pub guests: Vec<String>,
    pub pieces: Vec<(Uuid, i64)>,
    pub signing: Signing,
}

#[derive(Clone, Debug)]
pub(crate) struct Headed {
    pub form: Uuid,
    pub heads: i64,
    pub pieces: Vec<(Uuid, i64)>,
}

fn form(text: &str) -> Result<Uuid, FieldFault> {
    field::uuid(text).ok_or_else(|| FieldFault::new("form", "drives-form-unreadable"))
}

/// Goods with at least one piece.
fn pieces(typed: &[(String, String)]) -> Result<Vec<(Uuid, i64)>, Vec<FieldFault>> {
    let (mut faults, mut found) = (Vec::new(), Vec::new());
    for (good, n) in typed.iter().filter(|(_, n)| !n.is_empty()).take(MOST_GOODS) {
        let Some(id) = field::uuid(good) else {
            faults.push(FieldFault::new("goods", "drives-good-unknown"));
            continue;
        };
        if let Some(n) = keep(&mut faults, field::number(&format!("pieces_{id}"), n, 0, MOST_PIECES)).filter(|n| *n > 0) {
            found.push((id, n));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(id, _)| *id);
    if found.is_empty() && faults.is_empty() {
        faults.push(FieldFault::new("goods", "drives-pieces-missing"));
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// # Errors
/// A line for every field that cannot be read.
pub(crate) fn named(n: &ByName) -> Result<Named, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let form = keep(&mut faults, form(&n.form));
    let mut people = Vec::new();
    for id in n.people.iter().filter(|id| !id.is_empty()) {
        let id = field::uuid(id).ok_or_else(|| FieldFault::new("people", "drives-people-unknown"));
        people.extend(keep(&mut faults, id));
    }
    people.sort_unstable();
    people.dedup();
    let mut guests = Vec::new();
    for name in n.guests.split(['\n', '、', '，', ',', ';', '；']) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() > LONGEST_NAME {
            faults.push(FieldFault::new("guests", "drives-text-long").with("most", LONGEST_NAME));
        } else if !name.is_empty() {
            guests.push(name);
        }
    }
    if people.is_empty() && guests.is_empty() && faults.is_empty() {
        faults.push(FieldFault::new("people", "drives-people-missing"));
    }
    if people.len() > MOST_PEOPLE {
        faults.push(FieldFault::new("people", "drives-people-many").with("most", MOST_PEOPLE));
    }
    if guests.len() > MOST_GUESTS {
        faults.push(FieldFault::new("guests", "drives-people-many").with("most", MOST_GUESTS));
    }
    let pieces = pieces(&n.pieces).map_err(|more| faults.extend(more)).ok();
    let signing = if n.signing == "screen" { Signing::Screen } else { Signing::Paper };
    match (form, pieces) {
        (Some(form), Some(pieces)) if faults.is_empty() => Ok(Named { form, people, guests, pieces, signing }),
        _ => Err(faults),
    }
}

/// # Errors
/// A line for every field that cannot be read.
pub(crate) fn headed(h: &ByHead) -> Result<Headed, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let form = keep(&mut faults, form(&h.form));
    let heads = keep(&mut faults, field::number("heads", &h.heads, 1, MOST_HEADS));
    let pieces = pieces(&h.pieces).map_err(|more| faults.extend(more)).ok();
    match (form, heads, pieces) {
        (Some(form), Some(heads), Some(pieces)) if faults.is_empty() => Ok(Headed { form, heads, pieces }),
        _ => Err(faults),
    }
}
