//! Splitting new unions off a union.

use axum::extract::State;
use axum::response::Response;
use store::FieldFault;
use ui::Field;
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::rows::coverage::{self, CoverageRow};
use crate::scope::Scope;
use crate::verbs::split::{MOST_PARTS, Splitting, split};

/// Employers for which the form asks where they go; the others stay with the main successor.
const MOST_ASKED: usize = 40;
/// Names the form has room for; more come through the API.
const ROOM: usize = if MOST_PARTS < 4 { MOST_PARTS } else { 4 };

fn sheet(
    o: &Organisation,
    ask: &Ask,
    scope: &Scope,
    id: Uuid,
    covered: &[CoverageRow],
    form: &Splitting,
    faults: &[FieldFault],
) -> Sheet {
    let v = &ask.v;
    let mut sheet =
        Sheet::about(o, ask, scope, id, "organisation-split-title", "organisation-split-lead", "organisation-split-submit");
    let mut shown = vec!["main".to_owned(), "day".into(), "words".into()];
    for n in 1..=ROOM {
        let field = format!("names.{n}");
        let value = form.names.get(n - 1).cloned().unwrap_or_default();
        let label = v.t1("organisation-split-name", "n", n as i64);
        sheet = sheet.field(Field::text(field.as_str(), label).value(value).error(ask.error(faults, &field)));
        shown.push(field);
    }
    let itself = (0, v.t1("organisation-split-itself", "name", o.federation.name(id)));
    let parts = (1..=ROOM).map(|n| (n, v.t1("organisation-split-part", "n", n as i64)));
    let main = Field::radios("main", v.t("organisation-split-main"))
        .hint(v.t("organisation-split-main-hint"))
        .choices(std::iter::once(itself).chain(parts))
        .value(if form.main.is_empty() { "0" } else { &form.main })
        .error(ask.error(faults, "main"));
    sheet = sheet.field(main);
    for employer in covered.iter().take(MOST_ASKED) {
        let parts = (1..=ROOM).map(|n| (n, v.t1("organisation-split-part", "n", n as i64)));
        let field = Field::select(format!("employers.{}", employer.employer), employer.name.as_str())
            .choice(0, v.t("organisation-split-stays"))
            .choices(parts)
            .value(form.employers.get(&employer.employer).cloned().unwrap_or_default());
        sheet = sheet.field(field);
    }
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    sheet
        .field(fields::day(ask, &form.day, o.today(), faults))
        .field(fields::words(ask, &form.words, faults))
        .loose(ask, faults, &shown)
}

fn read(sent: &Fields) -> Splitting {
    let employers =
        sent.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("employers.")?.parse().ok()?, value.clone())));
    Splitting {
        names: (1..=MOST_PARTS).map(|n| sent.get(&format!("names.{n}")).to_owned()).collect(),
        main: sent.get("main").to_owned(),
        employers: employers.collect(),
        day: sent.get("day").to_owned(),
        words: sent.get("words").to_owned(),
    }
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Acting::new(&o, &scope, ask.actor()).above(id)?;
    let covered = coverage::of_union(o.store().read(), id, o.today()).await?;
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &covered, &Splitting::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    sent: Fields,
) -> Result<Response, Failed> {
    let form = read(&sent);
    let done = split(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    let covered = coverage::of_union(o.store().read(), id, o.today()).await?;
    answer(
        done,
        |_| ask.go_saying(&format!("/unions/{id}"), "organisation-said-split"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &covered, &form, faults)),
    )
}
