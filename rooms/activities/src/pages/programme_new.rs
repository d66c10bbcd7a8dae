use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, Head, Mistakes, Views, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::announcement::{union_of, unions};
use super::season_fields::Line;
use crate::rules::announcement::{Announcement, LONGEST_SUMMARY};
use crate::rules::blueprint::{READER, Set, shared_by_all};
use crate::rules::field::{LONGEST_PLACE, LONGEST_TITLE};
use crate::rules::kinds::KINDS;
use crate::rules::programme::{FormLine, MOST_FORMS, ProgrammeForm};
use crate::rules::settings::SETTINGS;
use crate::{Activities, Announced, open_programme};

/// Empty lines of a new table, and those that "more" adds.
const LINES: usize = 5;
const MORE: usize = 3;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    blueprint: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let mut form = match wish.blueprint.as_str() {
        "" => ProgrammeForm { kind: "culture".into(), shared: shared_by_all(), ..ProgrammeForm::default() },
        id => {
            let found = a.blueprints.find(&scope, id).await?;
            match found.set(Set::read) {
                set if found.room == READER.room && set.is_programme() => set.programme(a.today()),
                _ => return Err(Fault::NotFound.into()),
            }
        }
    };
    form.key = a.store().ids().new_id(a.store().now()).to_string();
    form.union = union.to_string();
    lengthen(&mut form, if wish.blueprint.is_empty() { LINES } else { 1 });
    Ok(ask.show(&view(&ask, &a, &scope, union, &form, &[])))
}

pub async fn post(State(a): State<Activities>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let mut form = typed(&fields);
    let union = union_of(&scope, &form.union)?;
    form.union = union.to_string();
    if fields.get("act") == "more" {
        lengthen(&mut form, MORE);
        return Ok(ask.show(&view(&ask, &a, &scope, union, &form, &[])));
    }
    match open_programme(&a, &scope, &ask.actor(), &form).await {
        Ok(Announced::New(id)) => Ok(ask.go_saying(&format!("/programmes/{id}"), "activities-programme-opened")),
        Ok(Announced::Already(id)) => Ok(ask.go_saying(&format!("/programmes/{id}"), "activities-announced-already")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, union, &form, &faults))),
        Err(fault) => Err(fault.into()),
    }
}

fn lengthen(form: &mut ProgrammeForm, by: usize) {
    let length = (form.forms.len() + by).min(MOST_FORMS).max(form.forms.len());
    let line = FormLine { kind: form.kind.clone(), weeks: "1".into(), minutes: "120".into(), ..FormLine::default() };
    form.forms.resize(length, line);
}

/// The form as it came. Lines are numbered from 0 without a gap, as the page wrote them.
fn typed(fields: &Fields) -> ProgrammeForm {
    let get = |name: &str| fields.get(name).to_owned();
    let line = |n: usize| {
        let cell = |name: &str| get(&format!("form.{n}.{name}"));
        FormLine {
            title: cell("title"),
            kind: cell("kind"),
            first: cell("first"),
            weeks: cell("weeks"),
            minutes: cell("minutes"),
            place: cell("place"),
            places: cell("places"),
        }
    };
    ProgrammeForm {
        key: get("key"),
        union: get("union"),
        title: get("title"),
        summary: get("summary"),
        kind: get("kind"),
        shared: Announcement { setting: get("setting"), who: get("who"), ..shared_by_all() },
        // One line more than is taken, so that too many are told.
        forms: (0..=MOST_FORMS).take_while(|n| fields.has(&format!("form.{n}.title"))).map(line).collect(),
    }
}

#[derive(Template)]
#[template(path = "activities/programme_new.html")]
struct NewPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    unions: Option<Views>,
    key: String,
    union: String,
    plain: Vec<Field>,
    lines: Vec<Line>,
    wrong: Option<String>,
    can_grow: bool,
}

fn view(ask: &Ask, a: &Activities, scope: &Scope, union: Uuid, form: &ProgrammeForm, faults: &[FieldFault]) -> NewPage {
    let v = &ask.v;
    let plain = plain(ask, form, faults);
    let lines: Vec<Line> = form.forms.iter().enumerate().map(|(n, it)| line(ask, n, it, faults)).collect();
    let all = unions(scope);
    let views = (all.len() > 1).then(|| {
        let views = Views::new(v.t("activities-union")).apart();
        let to = |u: &Uuid| format!("/programmes/new?union={u}");
        all.iter().fold(views, |views, u| views.view(to(u), a.federation().name(*u), *u == union))
    });
    NewPage {
        mistakes: ui::mistakes(v, plain.iter().chain(lines.iter().flat_map(|l| &l.cells))),
        head: ui::head(v.t("activities-programme-begin")).says(v.t("activities-programme-new-lead")),
        page: ask.page("activities-programme-begin").at("sessions").under("/programmes", v.t("activities-programmes")),
        unions: views,
        key: form.key.clone(),
        union: form.union.clone(),
        plain,
        lines,
        wrong: ask.error(faults, "forms"),
        can_grow: form.forms.len() < MOST_FORMS,
    }
}

fn plain(ask: &Ask, form: &ProgrammeForm, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::text("title", v.t("activities-programme-title"))
            .hint(v.t("activities-programme-hint"))
            .value(&form.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(error("title"))
            .first(),
        Field::long("summary", v.t("activities-programme-summary"))
            .optional(v)
            .hint(v.t("activities-programme-summary-hint"))
            .value(&form.summary)
            .attr("maxlength", LONGEST_SUMMARY)
            .error(error("summary")),
        Field::select("kind", v.t("activities-programme-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&form.kind)
            .width(Width::Middle)
            .error(error("kind")),
        Field::select("setting", v.t("activities-setting"))
            .choices(SETTINGS.iter().map(|s| (s.name, v.t(s.key))))
            .value(&form.shared.setting)
            .width(Width::Middle)
            .error(error("setting")),
        Field::radios("who", v.t("activities-who"))
            .choice("subtree", v.t("activities-who-subtree"))
            .choice("members", v.t("activities-who-members"))
            .value(&form.shared.who)
            .error(error("who")),
    ]
}

fn line(ask: &Ask, n: usize, it: &FormLine, faults: &[FieldFault]) -> Line {
    let v = &ask.v;
    let name = |field: &str| format!("form.{n}.{field}");
    let is_bad = |field: &str| ask.error(faults, &name(field));
    let number =
        |field: &str, key: &str, value: &str| Field::number(name(field), v.t(key)).value(value).error(is_bad(field)).bare();
    let cells = vec![
        Field::text(name("title"), v.t("activities-programme-form-title"))
            .value(&it.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(is_bad("title"))
            .bare(),
        Field::select(name("kind"), v.t("activities-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&it.kind)
            .width(Width::Small)
            .error(is_bad("kind"))
            .bare(),
        Field::moment(name("first"), v.t("activities-when")).value(&it.first).error(is_bad("first")).bare(),
        number("weeks", "activities-programme-form-weeks", &it.weeks),
        number("minutes", "activities-minutes", &it.minutes),
        Field::text(name("place"), v.t("activities-place-short"))
            .value(&it.place)
            .attr("maxlength", LONGEST_PLACE)
            .error(is_bad("place"))
            .bare(),
        number("places", "activities-programme-form-places", &it.places),
    ];
    let fields = ["title", "kind", "first", "weeks", "minutes", "place", "places"];
    Line { cells, wrong: fields.iter().filter_map(|field| Some((format!("f-{}-e", name(field)), is_bad(field)?))).collect() }
}
