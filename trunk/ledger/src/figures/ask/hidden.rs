//! Whether a number of people is kept back because of the tables it stands in, among all the tables this reader may ask
//! for: those of the unions from the reader's own down to the one asked about. Without this, whoever opens the hidden row's
//! own page would read there what its parent's table does not say.
//!
//! Two rules, both decided from the top down, so that every page hides the same:
//! - **by children**: each table goes under the veil (`rules/veil`), and a total hidden above hides something below;
//! - **by kind, setting or programme**: at the reader's own union the table goes under the veil; below it the rows of all
//!   children are shown together or not at all, because each number stands in two tables (of its union by kind, of its kind
//!   by union) and what one hides the other must not tell.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use store::Outcome;
use uuid::Uuid;

use super::Figures;
use crate::figures::answer::Key;
use crate::figures::query::{By, FiguresQuery, Filter, Line};
use crate::figures::words::{Cut, Veiled};

/// One reader's question, with what was found on the way.
pub(super) struct Walk<'a> {
    figures: &'a Figures,
    top: Uuid,
    /// The question about one union without any cut or filter; views of other lines follow the leading one.
    plain: FiguresQuery,
    totals: HashMap<Uuid, bool>,
}

/// What of a union's rows by kind, setting or programme is shown.
pub(super) enum Slices {
    All,
    Some(Veiled),
    None,
}

impl Slices {
    pub fn hides(&self, key: &Key) -> bool {
        match self {
            Self::All => false,
            Self::Some(veiled) => veiled.hides(key),
            Self::None => true,
        }
    }
}

type Found<'a, T> = Pin<Box<dyn Future<Output = Outcome<T>> + Send + 'a>>;

impl<'a> Walk<'a> {
    pub fn new(figures: &'a Figures, top: Uuid, query: &FiguresQuery) -> Self {
        let plain = FiguresQuery { by: By::Total, line: Line::Leading, filter: Filter::default(), ..query.clone() };
        Self { figures, top, plain, totals: HashMap::new() }
    }

    fn about(&self, union: Uuid) -> FiguresQuery {
        FiguresQuery { union, ..self.plain.clone() }
    }

    /// The union above, unless this is where the reader's view begins.
    fn above(&self, union: Uuid) -> Option<Uuid> {
        if union == self.top { None } else { self.figures.federation.parent(union).map(|p| p.id) }
    }

    /// Whether the total of this union stays hidden because of the tables by children that list it.
    pub fn is_hidden(&mut self, union: Uuid) -> Found<'_, bool> {
        Box::pin(async move {
            if let Some(found) = self.totals.get(&union) {
                return Ok(*found);
            }
            let hidden = match self.above(union) {
                Some(parent) => self.children(parent).await?.hides(&Key::Union(union)),
                None => false,
            };
            self.totals.insert(union, hidden);
            Ok(hidden)
        })
    }

    async fn children(&mut self, union: Uuid) -> Outcome<Veiled> {
        let from_above = self.is_hidden(union).await?;
        Ok(self.table(union, By::Children).await?.veil(from_above))
    }

    async fn table(&self, union: Uuid, by: By) -> Outcome<Cut> {
        self.figures.people(self.about(union), by).await
    }

    /// What is shown of this union's people by kind, setting or programme.
    pub fn slices(&mut self, union: Uuid, by: By) -> Found<'_, Slices> {
        Box::pin(async move {
            if self.is_hidden(union).await? {
                return Ok(Slices::None);
            }
            Ok(match self.above(union) {
                None => {
                    let veiled = self.table(union, by).await?.veil(false);
                    if veiled.is_thin() { Slices::All } else { Slices::Some(veiled) }
                }
                Some(parent) if self.children_have_slices(parent, by).await? => Slices::All,
                Some(_) => Slices::None,
            })
        })
    }

    /// Whether the children of this union show their people by kind, setting or programme: every number of every child is
    /// five at least, nothing of them is hidden otherwise, and the union shows all of its own.
    pub async fn children_have_slices(&mut self, union: Uuid, by: By) -> Outcome<bool> {
        if !matches!(self.slices(union, by).await?, Slices::All) || !self.children(union).await?.is_thin() {
            return Ok(false);
        }
        Ok(!self.figures.has_few(self.about(union), by).await?)
    }
}
