use organisation::Scope;
use store::{Actor, Outcome};
use uuid::Uuid;

use super::announce::Announced;
use super::open_programme::open_programme;
use crate::Activities;
use crate::rules::programme::ProgrammeForm;

/// Begins a programme: a name under which a union and those below it hold sessions, so that their figures can be read
/// together. Needs the power to run activities by more than a team leader's post. What will be held under it may be announced with
/// it ([`open_programme()`]) or afterwards.
///
/// # Errors
/// By the scope; [`store::Fault::Invalid`] on `title` (missing, long, taken) or `kind`.
pub async fn begin_programme(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    union: Uuid,
    title: &str,
    kind: &str,
) -> Outcome<Uuid> {
    let form = ProgrammeForm {
        key: a.store().ids().new_id(a.store().now()).to_string(),
        union: union.to_string(),
        title: title.to_owned(),
        kind: kind.to_owned(),
        ..ProgrammeForm::default()
    };
    let (Announced::New(id) | Announced::Already(id)) = open_programme(a, scope, actor, &form).await?;
    Ok(id)
}
