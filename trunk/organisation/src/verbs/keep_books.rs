use serde::Deserialize;
use serde_json::json;
use store::{FieldFault, Outcome};
use uuid::Uuid;

use crate::acting::Acting;
use crate::power::Power;
use crate::rows::{change, state, union};
use crate::rules::reading::{self, Reading};

/// Who keeps a union's books, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Keeping {
    /// Id of the union above that keeps them; empty when the union keeps them itself again.
    pub keeper: String,
    pub words: String,
}

/// A union above declares that it keeps the books of one that has no computer: its officers may then do there what they do
/// at home, people's matters too, and every act is marked as done on behalf. The keeper stands above the union, and whoever
/// declares it holds "organise" at the keeper itself.
///
/// # Errors
/// [`store::Fault::Invalid`] beside `keeper`, `words`; [`store::Fault::Conflict`] when the union has ended.
pub async fn keep_books(by: &Acting<'_>, union: Uuid, form: &Keeping) -> Outcome<()> {
    by.above(union)?;
    let mut reading = Reading::default();
    let keeper = match form.keeper.trim() {
        "" => None,
        text => {
            let above = by.house.federation.path(union);
            let found = text.parse::<Uuid>().ok().filter(|id| *id != union && above.iter().any(|u| u.id == *id));
            match found {
                Some(id) if by.scope.unions_with(Power::Organise).contains(&id) => Some(id),
                Some(_) => {
                    reading.wrong(FieldFault::new("keeper", "organisation-union-not-yours"));
                    None
                }
                None => {
                    reading.wrong(FieldFault::new("keeper", "organisation-keeper-not-above"));
                    None
                }
            }
        }
    };
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let (words, today) = (words.as_str(), by.today());
    by.house
        .store()
        .write("organisation.keep-books", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            state::living(&tx, union).await?;
            union::set_keeper(&tx, union, keeper).await?;
            let what = if keeper.is_some() { "kept" } else { "kept-itself" };
            change::insert(&tx, union, what, today, keeper, words, Some(by.person())).await?;
            tx.bump(crate::federation::VERSION);
            tx.record("union", union, json!({ "keeper": keeper }));
            Ok(())
        })
        .await?;
    by.seen().await
}
