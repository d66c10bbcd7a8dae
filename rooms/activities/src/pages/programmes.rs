use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Head, Mistakes, Row, Rows, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Query};

use super::said;
use super::sessions::union_of;
use crate::rows::programme::{self, Programme};
use crate::rules::field::LONGEST_TITLE;
use crate::rules::kinds::KINDS;
use crate::{Activities, begin_programme, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct New {
    union: String,
    title: String,
    kind: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(new): Query<New>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &a, &scope, &new, &[]).await?))
}

pub async fn post(State(a): State<Activities>, ask: Ask, scope: Scope, Form(new): Form<New>) -> Result<Response, Failed> {
    let union = union_of(&scope, &new.union)?;
    match begin_programme(&a, &scope, &ask.actor(), union, &new.title, &new.kind).await {
        Ok(id) => Ok(ask.go_saying(&format!("/programmes/{id}?union={union}"), "activities-programme-begun")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, &new, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "activities/programmes.html")]
struct ProgrammesPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
    /// Those that take nothing new any more.
    ended: Option<Rows>,
    form: Option<Begin>,
}

struct Begin {
    union: String,
    mistakes: Mistakes,
    title: Field,
    kind: Field,
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, new: &New, faults: &[FieldFault]) -> Outcome<ProgrammesPage> {
    let union = union_of(scope, &new.union)?;
    let (v, federation) = (&ask.v, a.federation());
    let line: Vec<Uuid> = federation.path(union).iter().map(|u| u.id).collect();
    let open = programme::open_at(a.store().read(), &line, a.today()).await?;
    let ended = programme::ended_at(a.store().read(), &line, a.today()).await?;
    let row = |p: &Programme| {
        let row = Row::new(p.title.as_str())
            .to(format!("/programmes/{}?union={union}", p.id))
            .fact(federation.name(p.union_id))
            .fact(said::kind(v, &p.kind))
            .fact(v.t1("activities-programme-since", "date", v.full_date(p.from_day)));
        if p.has_end() { row.fact(v.t1("activities-programme-ends", "date", v.full_date(p.until_day))) } else { row }
    };
    let rows = open.iter().map(row);
    let may = scope.may(Power::Run, union) && !sight::leads_a_team_only(scope, union);
    let form = may.then(|| {
        let title = Field::text("title", v.t("activities-programme-title"))
            .hint(v.t("activities-programme-hint"))
            .value(&new.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "title"))
            .first();
        let kind = Field::select("kind", v.t("activities-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&new.kind)
            .width(Width::Middle)
            .error(ask.error(faults, "kind"));
        Begin { union: union.to_string(), mistakes: ui::mistakes(v, [&title, &kind]), title, kind }
    });
    let head = ui::head(v.t("activities-programmes")).says(federation.name(union));
    let empty = Empty::new("activities", v.t("activities-programmes-none")).hint(v.t("activities-programmes-none-hint"));
    Ok(ProgrammesPage {
        page: ask.page("activities-programmes").at("sessions").under("/sessions", v.t("activities-sessions")),
        head: match form {
            Some(_) => head.act(Button::link(format!("/programmes/new?union={union}"), v.t("activities-programme-with"))),
            None => head,
        },
        rows: Rows::new(rows).or(match form {
            Some(_) => empty.act(Button::link("#f-title", v.t("activities-programme-begin")).icon("add")),
            None => empty,
        }),
        ended: (!ended.is_empty()).then(|| Rows::new(ended.iter().map(row))),
        form,
    })
}
