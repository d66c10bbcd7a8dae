use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, Head, Mistakes, Width};
use web::{Ask, Failed, Form as Posted, Query};

use crate::rules::entry::{Entry, LONGEST_DOCUMENT};
use crate::rules::item::{FORMS, ITEMS, PERIODS};
use crate::{Limits, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    union: String,
    item: String,
    period: String,
    yuan: String,
    form: String,
    document: String,
    from: String,
}

impl From<Said> for Entry {
    fn from(s: Said) -> Self {
        Self { union: s.union, item: s.item, period: s.period, yuan: s.yuan, form: s.form, document: s.document, from: s.from }
    }
}

pub async fn get(State(l): State<Limits>, ask: Ask, scope: Scope, Query(said): Query<Said>) -> Result<Response, Failed> {
    let union = match said.union.as_str() {
        "" => scope.unions_with(Power::ApproveMoney).first().copied().ok_or(Fault::Forbidden(Power::ApproveMoney.name()))?,
        _ => super::limits::asked(&scope, &said.union)?,
    };
    sight::require_to_set(&scope, union)?;
    let mut entry = Entry { union: union.to_string(), ..said.into() };
    if entry.from.is_empty() {
        entry.from = l.today().to_string();
    }
    Ok(ask.show(&view(&ask, &l, &entry, &[])))
}

pub async fn post(State(l): State<Limits>, ask: Ask, scope: Scope, Posted(said): Posted<Said>) -> Result<Response, Failed> {
    let entry = Entry::from(said);
    match verbs::set::set(&l, &scope, &ask.actor(), &entry).await {
        Ok(_) => Ok(ask.go_saying(&format!("/limits?union={}", entry.union), "limits-was-set")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &l, &entry, &faults))),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "limits/set.html")]
struct SetPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    union: String,
    fields: Vec<Field>,
}

fn view(ask: &Ask, limits: &Limits, entry: &Entry, faults: &[FieldFault]) -> SetPage {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let name = uuid::Uuid::try_parse(&entry.union).map(|id| limits.federation().name(id)).unwrap_or_default();
    let fields = vec![
        Field::select("item", v.t("limits-item"))
            .choice("", v.t("limits-choose"))
            .choices(ITEMS.iter().map(|i| (i.name, v.t(i.key))))
            .value(&entry.item)
            .width(Width::Middle)
            .error(error("item"))
            .first(),
        Field::radios("period", v.t("limits-period"))
            .choices(PERIODS.map(|p| (p.name(), v.t(p.key()))))
            .value(&entry.period)
            .error(error("period")),
        Field::decimal("yuan", v.t("limits-yuan")).hint(v.t("limits-yuan-hint")).value(&entry.yuan).error(error("yuan")),
        Field::radios("form", v.t("limits-form"))
            .choices(FORMS.map(|f| (f.name(), v.t(f.key()))))
            .value(&entry.form)
            .error(error("form")),
        Field::text("document", v.t("limits-document"))
            .hint(v.t("limits-document-hint"))
            .attr("maxlength", LONGEST_DOCUMENT)
            .value(&entry.document)
            .error(error("document")),
        Field::date("from", v.t("limits-from")).value(&entry.from).error(error("from")),
    ];
    SetPage {
        page: ask.page("limits-set").at("limits").under("/limits", v.t("limits-limits")),
        head: ui::head(v.t("limits-set")).says(v.t1("limits-set-lead", "union", name)),
        mistakes: ui::mistakes(v, &fields),
        union: entry.union.clone(),
        fields,
    }
}
