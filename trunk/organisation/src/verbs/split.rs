use std::collections::HashMap;

use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::ending;
use crate::acting::Acting;
use crate::rows::change;
use crate::rows::edge;
use crate::rows::state;
use crate::rows::union::{self, NewUnion};
use crate::rules::day;
use crate::rules::reading::{self, Reading};

/// Into how many new unions one splits at most.
pub(crate) const MOST_PARTS: usize = 6;

/// How a union splits, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Splitting {
    /// Names of the new unions; empty ones are left out.
    pub names: Vec<String>,
    /// Who goes on as the old union: 0 the union itself, 1 the first new one …
    pub main: String,
    /// Which employer goes where: employer's id to 0 (stays with the main successor) or the number of a new union.
    pub employers: HashMap<Uuid, String>,
    pub day: String,
    pub words: String,
}

/// Splits new unions off a union from a day on. They stand beside it, of its kind and level, in its lines. One is the main
/// successor: the union itself, which then goes on, or one of the new ones, at which the old union stands in today's tree
/// and below which everything below it comes to stand. Employers are covered where it is said, else by the main successor.
/// Decided above it.
///
/// # Errors
/// [`Fault::Invalid`] beside `names.N`, `main`, `day`, `words`; [`Fault::Conflict`] when it has ended or is the root.
pub async fn split(by: &Acting<'_>, union: Uuid, form: &Splitting) -> Outcome<Vec<Uuid>> {
    let old = by.above(union)?;
    let parent = by.house.federation.parent(union).ok_or(Fault::Conflict("organisation-root-stays"))?;
    let siblings = by.house.federation.children(parent.id);
    let mut reading = Reading::default();
    let mut names: Vec<String> = Vec::new();
    for (i, text) in form.names.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let field = format!("names.{}", i + 1);
        let name = reading.take(reading::name(&field, text));
        if siblings.iter().any(|u| u.name == name) || names.contains(&name) {
            reading.wrong(FieldFault::new(field, "organisation-name-taken"));
        }
        names.push(name);
    }
    if names.is_empty() {
        reading.wrong(FieldFault::new("names.1", "organisation-name-missing"));
    }
    if names.len() > MOST_PARTS {
        reading.wrong(FieldFault::new("names.1", "organisation-parts-many").with("most", MOST_PARTS));
    }
    let main = form.main.trim().parse::<usize>().ok().filter(|n| *n <= names.len());
    if main.is_none() {
        reading.wrong(FieldFault::new("main", "organisation-main-missing"));
    }
    let since = reading.take(by.effective(&form.day));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let (main, names, words, kind, level) = (main.unwrap_or(0), &names, words.as_str(), old.kind, old.level);
    let (division, kept_by, sort_key) = (&old.division, old.kept_by, old.sort_key);
    let made = by
        .house
        .store()
        .write("organisation.split", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            let now = state::living(&tx, union).await?;
            if let Some(first) = edge::open_of(&tx, union).await?.iter().map(|e| e.from_day).max() {
                day::not_before("day", since, codes::Day(first)).map_err(|f| Fault::Invalid(vec![f]))?;
            }
            let new: Vec<NewUnion> = names
                .iter()
                .map(|name| NewUnion {
                    id: tx.new_id(),
                    name: name.clone(),
                    kind,
                    level,
                    founded: since,
                    credit_code: None,
                    division: division.clone(),
                    kept_by,
                    sort_key,
                })
                .collect();
            let mut edges = Vec::new();
            for part in &new {
                edges.extend(ending::edges_like(&tx, union, part.id, since).await?);
            }
            super::plant::plant(&tx, &new, &edges).await?;
            let successor = if main == 0 { union } else { new[main - 1].id };
            let goes = |employer: Uuid| {
                let number = form.employers.get(&employer).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(0);
                Some(number.checked_sub(1).and_then(|n| new.get(n)).map_or(successor, |u| u.id))
            };
            ending::coverage_to(&tx, union, since, goes).await?;
            if main != 0 {
                ending::children_to(&tx, union, successor, kind, level, since).await?;
                ending::end(&tx, &now, since, successor, "split", words, by.person()).await?;
            }
            for part in &new {
                change::insert(&tx, part.id, "split-off", since, Some(union), words, Some(by.person())).await?;
                if main == 0 {
                    change::insert(&tx, union, "gave-off", since, Some(part.id), words, Some(by.person())).await?;
                }
                tx.record("union", part.id, json!({ "day": since.0, "of": union }));
            }
            tx.record("union", union, json!({ "day": since.0, "main": successor }));
            Ok(new.iter().map(|u| u.id).collect::<Vec<_>>())
        })
        .await?;
    by.seen().await?;
    Ok(made)
}
