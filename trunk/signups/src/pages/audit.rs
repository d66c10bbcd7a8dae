use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use i18n::Voice;
use organisation::{Power, Scope};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Field, Head, Html, Mistakes, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::words::{second, state};
use crate::Signups;
use crate::rows::entry::Entry;
use crate::rows::look::{self, Look};
use crate::verbs::look::{LONGEST_REASON, Looking};

/// Openings listed.
const MOST: i64 = 100;

/// The auditor's page: one entry at a time, with a reason, and what was opened before.
pub async fn get(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &s, &scope, id, &Looking::default(), None, &[]).await?))
}

/// Opens one and shows it this once: it is not to be found again without being opened, and written down, again.
pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(looking): Form<Looking>,
) -> Result<Response, Failed> {
    match s.look_behind(&scope, &ask.actor(), id, &looking).await {
        Ok(entry) => Ok(ask.show(&view(&ask, &s, &scope, id, &Looking::default(), Some(&entry), &[]).await?)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &s, &scope, id, &looking, None, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "signups/audit.html")]
struct AuditPage {
    page: ui::Page,
    head: Head,
    /// Who stands behind the entry that was opened.
    found: Option<Facts>,
    action: String,
    mistakes: Mistakes,
    fields: [Field; 2],
    submit: Button,
    rows: Rows,
}

async fn view(
    ask: &Ask,
    s: &Signups,
    scope: &Scope,
    id: Uuid,
    typed: &Looking,
    found: Option<&Entry>,
    faults: &[FieldFault],
) -> Outcome<AuditPage> {
    let known = s.known(id).await?;
    let a = &known.allotment;
    scope.require(Power::Audit, a.union_id)?;
    let (v, db) = (&ask.v, s.store().read());
    let found = match found {
        Some(e) => Some(behind(s, v, e).await?),
        None => None,
    };
    let fields = [
        Field::text("which", v.t("signups-look-which"))
            .hint(v.t("signups-look-which-hint"))
            .value(typed.which.chars().take(100).collect::<String>())
            .attr("autocomplete", "off")
            .error(ask.error(faults, "which"))
            .first(),
        Field::long("reason", v.t("signups-look-reason"))
            .hint(v.t("signups-look-reason-hint"))
            .value(typed.reason.chars().take(LONGEST_REASON * 2).collect::<String>())
            .attr("maxlength", LONGEST_REASON)
            .error(ask.error(faults, "reason")),
    ];
    let looks = look::of(db, id, MOST).await?;
    let mut names: HashMap<Uuid, String> = HashMap::new();
    for by in looks.iter().map(|l| l.done_by) {
        if !names.contains_key(&by)
            && let Some(greeting) = s.membership.greet(by).await?
        {
            names.insert(by, greeting.name);
        }
    }
    let row = |l: &Look| {
        let by = names.get(&l.done_by).cloned().unwrap_or_else(|| v.t("signups-gone"));
        Row::new(v.t1("signups-number", "n", v.number(l.number)))
            .fact(Html::from(l.reason.as_str()))
            .fact(s.federation().name(l.at_union))
            .fact(by)
            .end(second(v, l.at))
    };
    Ok(AuditPage {
        page: ask.page("signups-look").at("activities").back_to(format!("/signups/{id}"), a.title.as_str()),
        head: ui::head(v.t("signups-look")).says(v.t1("signups-host", "union", s.federation().name(a.union_id))),
        found,
        action: format!("/signups/{id}/audit"),
        mistakes: ui::mistakes(v, &fields),
        fields,
        submit: Button::submit(v.t("signups-look-open")).main(),
        rows: Rows::new(looks.iter().map(row)).or(Empty::new("signups", v.t("signups-looks-none"))),
    })
}

async fn behind(s: &Signups, v: &Voice, e: &Entry) -> Outcome<Facts> {
    let people = membership::people_by_ordinal(s.store().read(), &[e.ordinal]).await?;
    let name = people.get(&e.ordinal).map_or_else(|| v.t("signups-gone"), |p| p.name.clone());
    Ok(Facts::new()
        .fact(v.t("signups-col-name"), name)
        .maybe(v.t("signups-col-union"), e.home.map(|u| s.federation().name(u)))
        .fact(v.t("signups-col-number"), v.number(e.number))
        .fact(v.t("signups-col-received"), second(v, e.received_at))
        .fact(v.t("signups-col-state"), Html::from(state(v, e))))
}

/// Who looked behind somebody's own entry, for himself: when, from which union, and why.
pub(super) async fn looks(s: &Signups, v: &Voice, id: Uuid, person: Uuid) -> Outcome<Option<Rows>> {
    let looks = look::of_person(s.store().read(), id, person, MOST).await?;
    let row = |l: &Look| {
        Row::new(v.t1("signups-looked-by", "union", s.federation().name(l.at_union)))
            .fact(Html::from(l.reason.as_str()))
            .end(second(v, l.at))
    };
    Ok((!looks.is_empty()).then(|| Rows::new(looks.iter().map(row))))
}
