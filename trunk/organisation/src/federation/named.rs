use std::sync::Arc;

use uuid::Uuid;

use super::{Federation, Union};

/// What somebody meant by the words typed into a field that names a union.
#[derive(Clone, Debug)]
pub enum Named {
    Nothing,
    One(Arc<Union>),
    /// Several may be meant; the reader chooses.
    Several(Vec<Arc<Union>>),
}

/// As many as one still chooses among.
const MOST: usize = 12;

impl Federation {
    /// The living union meant by these words: its id, its credit or division code, its whole name, else whatever a search
    /// finds.
    #[must_use]
    pub fn named(&self, words: &str) -> Named {
        let words = words.trim();
        if let Ok(id) = words.parse::<Uuid>() {
            return self.get(id).filter(|u| !u.has_ended()).map_or(Named::Nothing, Named::One);
        }
        let mut found = self.search(words, None, 200);
        let upper = words.to_uppercase();
        let exact: Vec<Arc<Union>> = found
            .iter()
            .filter(|u| u.name == words || u.division.as_deref() == Some(words) || u.credit_code.as_deref() == Some(&upper))
            .cloned()
            .collect();
        if !exact.is_empty() {
            found = exact;
        }
        found.truncate(MOST);
        match found.len() {
            0 => Named::Nothing,
            1 => Named::One(found.remove(0)),
            _ => Named::Several(found),
        }
    }
}
