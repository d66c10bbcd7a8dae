use std::collections::HashSet;
use std::sync::Arc;

use store::{Fault, Outcome};
use uuid::Uuid;

use crate::house::{Agenda, List, TREE, VERSION};
use crate::item::Item;
use crate::reader::Reader;
use crate::rows::item::Range;
use crate::rows::{going, item};
use crate::rules::words::Words;

/// Items in one answer; beyond that one chooses a place, a kind or a shorter time.
pub(crate) const MOST: usize = 2_000;
/// Unions named in one query; of more, all items are read and sorted out here.
const MOST_UNIONS: usize = 2_000;
/// Items read for a place with more unions than that.
const MOST_READ: i64 = 20_000;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Unix milliseconds: whatever is on between these two instants.
    pub from: i64,
    pub until: i64,
    /// A name of a kind; one that no room has narrows nothing.
    pub kind: String,
    /// A union and all below it; one that does not exist has nothing on.
    pub place: Option<Uuid>,
    /// Words that all stand in the title, the place or the host's name.
    pub words: String,
}

/// What was found, in the order in which it begins.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub items: Vec<Arc<Item>>,
    /// There is more than is shown.
    pub is_cut: bool,
    /// What the reader has a place in, shown here or not.
    pub going: HashSet<Uuid>,
}

/// What is on for this reader; from memory while nothing has changed.
///
/// # Errors
/// [`Fault::Database`].
pub async fn find(a: &Agenda, reader: &Reader, wanted: &Wanted) -> Outcome<Found> {
    let federation = a.federation();
    let (list, is_cut) = list(a, wanted).await?;
    let words = Words::new(&wanted.words);
    let going = mine_ids(a, reader).await?;
    let items = list
        .iter()
        .filter(|item| reader.may_see(federation, item) || going.contains(&item.id))
        .filter(|item| words.are_empty() || words.are_in(&[&item.title, &item.place, &federation.name(item.union_id)]))
        .cloned()
        .collect();
    Ok(Found { items, is_cut, going })
}

/// One item, if it is for this reader or he has a place in it.
///
/// # Errors
/// [`Fault::NotFound`] otherwise.
pub async fn reach(a: &Agenda, reader: &Reader, id: Uuid) -> Outcome<Item> {
    let item = item::get(a.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let has_place = match reader.person {
        Some(person) => has(a, person, id).await?,
        None => false,
    };
    if has_place || reader.may_see(a.federation(), &item) { Ok(item) } else { Err(Fault::NotFound) }
}

/// What this person has a place in and what is not over since an instant (unix milliseconds), in the order in which it begins.
///
/// # Errors
/// [`Fault::Database`].
pub async fn mine(a: &Agenda, person: Uuid, since: i64) -> Outcome<Vec<Item>> {
    item::these(a.store().read(), &all_of(a, person).await?, since).await
}

/// What this person has a place in: by the desk that gives places, and by the rooms that said so themselves.
async fn all_of(a: &Agenda, person: Uuid) -> Outcome<Vec<Uuid>> {
    let mut ids = going::of(a.store().read(), person).await?;
    for places in a.places() {
        ids.extend(places.items_of(person, going::MOST).await?);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

async fn has(a: &Agenda, person: Uuid, item: Uuid) -> Outcome<bool> {
    if going::has(a.store().read(), person, item).await? {
        return Ok(true);
    }
    for places in a.places() {
        if places.has(person, item).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What this reader has a place in; nothing for a visitor.
async fn mine_ids(a: &Agenda, reader: &Reader) -> Outcome<HashSet<Uuid>> {
    Ok(match reader.person {
        Some(person) => all_of(a, person).await?.into_iter().collect(),
        None => HashSet::new(),
    })
}

async fn list(a: &Agenda, wanted: &Wanted) -> Outcome<List> {
    let versions = a.store().versions();
    let stamp = (versions.get(VERSION), versions.get(TREE));
    let kind = a.kind_key(&wanted.kind).map(|_| wanted.kind.clone());
    let range = Range { from: wanted.from, until: wanted.until, kind, place: wanted.place };
    let asked = range.clone();
    a.lists.get_or(range, stamp, async || read(a, &asked).await).await
}

async fn read(a: &Agenda, range: &Range) -> Outcome<List> {
    let (federation, db) = (a.federation(), a.store().read());
    let root = federation.root().map(|root| root.id);
    let Some(place) = range.place.filter(|place| Some(*place) != root) else {
        return Ok(cut(item::between(db, range, &[], MOST as i64 + 1).await?, false));
    };
    let Some(place) = federation.today_of(place).map(|union| union.id) else { return Ok((Arc::new([]), false)) };
    let below = federation.within(place);
    if below.len() <= MOST_UNIONS {
        let unions: Vec<Uuid> = below.iter().map(|union| union.id).collect();
        return Ok(cut(item::between(db, range, &unions, MOST as i64 + 1).await?, false));
    }
    let all = item::between(db, range, &[], MOST_READ).await?;
    let more = all.len() as i64 == MOST_READ;
    Ok(cut(all.into_iter().filter(|item| federation.is_within(item.union_id, place)).collect(), more))
}

fn cut(mut items: Vec<Item>, more: bool) -> List {
    let more = more || items.len() > MOST;
    items.truncate(MOST);
    (items.into_iter().map(Arc::new).collect(), more)
}
