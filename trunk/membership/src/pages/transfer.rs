use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Mistakes, Note, Page};
use uuid::Uuid;
use web::{Ask, Failed, Form, Query};

use crate::house::Membership;
use crate::rows::spell;
use crate::rules::join::LONGEST_WORDS;
use crate::verbs::standing::{leave, transfer};

/// Unions offered for one search.
const MOST_FOUND: usize = 12;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct TransferForm {
    /// Words the union is looked for by.
    find: String,
    /// The id of the union chosen.
    union: String,
    words: String,
}

#[derive(Template)]
#[template(path = "membership/transfer.html")]
struct Transfer {
    page: Page,
    from: Option<String>,
    note: Option<Note>,
    mistakes: Mistakes,
    find: Field,
    /// Only where something was found.
    union_field: Option<Field>,
    nothing_found: bool,
    words: Field,
    join: Button,
}

/// `GET /me/transfer?find=`
pub(crate) async fn get(State(m): State<Membership>, ask: Ask, Query(form): Query<TransferForm>) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &ask, &form, &[], None).await?))
}

/// `POST /me/transfer`
pub(crate) async fn post(State(m): State<Membership>, ask: Ask, Form(form): Form<TransferForm>) -> Result<Response, Failed> {
    let Ok(to) = form.union.parse::<Uuid>() else {
        let faults = [FieldFault::new("find", "membership-transfer-which")];
        return Ok(ask.show_again(&page(&m, &ask, &form, &faults, None).await?));
    };
    match transfer::ask_transfer(&m, &ask.actor(), ask.person()?, to, &form.words).await {
        Ok(_) => Ok(ask.go_saying("/me/application", "membership-transfer-sent")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&page(&m, &ask, &form, &faults, None).await?)),
        Err(Fault::Conflict(key)) => {
            let note = Note::warn(ask.v.t(key)).announced();
            Ok(ask.show_as(StatusCode::CONFLICT, &page(&m, &ask, &form, &[], Some(note)).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn page(m: &Membership, ask: &Ask, form: &TransferForm, faults: &[FieldFault], note: Option<Note>) -> Outcome<Transfer> {
    let v = &ask.v;
    let federation = &m.organisation.federation;
    let now = spell::on(m.store().read(), ask.person()?, m.today()).await?;
    let mut found = federation.search(&form.find, None, 200);
    found.retain(|u| u.kind.takes_members() && Some(u.id) != now.as_ref().map(|s| s.union_id));
    found.truncate(MOST_FOUND);
    let find = Field::text("find", v.t("membership-transfer-find"))
        .hint(v.t("membership-transfer-find-hint"))
        .value(&form.find)
        .error(ask.error(faults, "find"))
        .first();
    let choices = found.iter().map(|u| {
        let above = federation.parent(u.id).map(|p| p.name.clone()).unwrap_or_default();
        (u.id, u.name.clone(), above)
    });
    let union_field = (!found.is_empty()).then(|| {
        let field = Field::radios("union", v.t("membership-transfer-to")).value(&form.union).error(ask.error(faults, "union"));
        choices.fold(field, |field, (id, name, above)| field.choice_with(id, name, above))
    });
    let words = Field::long("words", v.t("membership-transfer-words"))
        .value(&form.words)
        .attr("maxlength", LONGEST_WORDS)
        .error(ask.error(faults, "words"))
        .optional(v);
    Ok(Transfer {
        page: ask.page("membership-transfer").at("me").back_to("/me", v.t("membership-me")),
        from: now.map(|s| v.t1("membership-transfer-from", "union", federation.name(s.union_id))),
        note,
        mistakes: ui::mistakes(v, [&find, &words].into_iter().chain(&union_field)),
        nothing_found: !form.find.is_empty() && found.is_empty(),
        find,
        union_field,
        words,
        join: Button::link("/join", v.t("membership-to-join")).main().wide(),
    })
}

impl Transfer {
    fn search(&self) -> Button {
        Button::submit(self.page.v.t("membership-search"))
    }

    fn ask(&self) -> Button {
        Button::submit(self.page.v.t("membership-transfer-ask")).main().wide()
    }
}

#[derive(Template)]
#[template(path = "membership/leave.html")]
struct Leave {
    page: Page,
    /// What ends; nothing for whoever is no member.
    says: Option<String>,
}

/// `GET /me/leave`: what ends with the membership, before anything happens.
pub(crate) async fn leave_get(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    let now = spell::on(m.store().read(), ask.person()?, m.today()).await?;
    Ok(ask.show(&leave_page(&ask, now.map(|s| m.organisation.federation.name(s.union_id)))))
}

/// `POST /me/leave`; whoever left a moment ago by another tap is told the same.
pub(crate) async fn leave_post(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    match leave::leave(m.store(), &ask.actor(), ask.person()?).await {
        Ok(()) => Ok(ask.go_saying("/me", "membership-left")),
        Err(Fault::Conflict(_)) => Ok(ask.show_as(StatusCode::CONFLICT, &leave_page(&ask, None))),
        Err(fault) => Err(fault.into()),
    }
}

fn leave_page(ask: &Ask, union: Option<String>) -> Leave {
    let v = &ask.v;
    Leave {
        page: ask.page("membership-leave").at("me").back_to("/me/data", v.t("membership-own-data")),
        says: union.map(|union| v.t1("membership-leave-says", "union", union)),
    }
}

impl Leave {
    fn join(&self) -> Button {
        Button::link("/join", self.page.v.t("membership-to-join")).main().wide()
    }

    fn leave(&self) -> Button {
        Button::post("/me/leave", self.page.v.t("membership-leave-now")).main()
    }

    fn stay(&self) -> Button {
        Button::link("/me/data", self.page.v.t("membership-not-now")).text()
    }
}
