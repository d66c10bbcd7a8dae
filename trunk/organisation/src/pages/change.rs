//! A change of a union that is entered on one form: shown, sent, done, or shown again with what is wrong in it.

use axum::extract::State;
use axum::response::Response;
use serde::de::DeserializeOwned;
use store::{FieldFault, Outcome};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::answer;
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::house::Organisation;
use crate::scope::Scope;

/// Who has a form before him, about which union, and what is wrong in it.
pub(crate) struct At<'a> {
    pub by: &'a Acting<'a>,
    pub ask: &'a Ask,
    pub union: Uuid,
    pub faults: &'a [FieldFault],
}

impl At<'_> {
    pub fn sheet(&self, title: &str, says: &str, submit: &str) -> Sheet {
        Sheet::about(self.by.house, self.ask, self.by.scope, self.union, title, says, submit)
    }
}

/// The form of a change, as sent.
pub(crate) trait Change: DeserializeOwned + Send + Sync {
    /// What is said once it is done.
    const SAID: &'static str;

    /// The form as it is first shown, to whoever may make this change.
    fn begin(by: &Acting<'_>, union: Uuid) -> impl Future<Output = Outcome<Self>> + Send;

    fn sheet(&self, at: &At<'_>) -> Sheet;

    /// The verb.
    fn make(&self, by: &Acting<'_>, union: Uuid) -> impl Future<Output = Outcome<()>> + Send;
}

pub(crate) async fn get<C: Change>(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    let by = Acting::new(&o, &scope, ask.actor());
    let form = C::begin(&by, id).await?;
    Ok(ask.show(&form.sheet(&At { by: &by, ask: &ask, union: id, faults: &[] })))
}

pub(crate) async fn post<C: Change>(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<C>,
) -> Result<Response, Failed> {
    let by = Acting::new(&o, &scope, ask.actor());
    let done = form.make(&by, id).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), C::SAID),
        |faults| ask.show_again(&form.sheet(&At { by: &by, ask: &ask, union: id, faults })),
    )
}
