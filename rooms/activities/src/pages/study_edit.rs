use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::study::names;
use crate::rows::{plan, study};
use crate::rules::field::LONGEST_TITLE;
use crate::rules::study::{Arrangement, MOST_LINES};
use crate::sight_study::StudySeen;
use crate::verbs::arrange_study::reach_to_arrange;
use crate::{Activities, arrange_study};

/// Empty lines offered after those that are filled.
const SPARE: usize = 3;
const MOST_PLANS: i64 = 20;

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = reach_to_arrange(&a, &scope, id).await?;
    let form = standing(&a, &seen).await?;
    Ok(ask.show(&view(&ask, &a, &seen, &form, &[]).await?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let form = typed(&fields);
    if !fields.get("more").is_empty() {
        let seen = reach_to_arrange(&a, &scope, id).await?;
        return Ok(ask.show(&view(&ask, &a, &seen, &form, &[]).await?));
    }
    match arrange_study(&a, &scope, &ask.actor(), id, &form).await {
        Ok(()) => Ok(ask.go_saying(&format!("/studies/{id}"), "activities-study-saved")),
        Err(Fault::Invalid(faults)) => {
            let seen = reach_to_arrange(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &a, &seen, &form, &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The form as it came: lists are fields of one name, line by line.
fn typed(fields: &Fields) -> Arrangement {
    let list = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<String>>();
    let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
    let (topics, minutes, who) = (list("item_topic"), list("item_minutes"), list("item_who"));
    let (names, titles) = (list("presenter_name"), list("presenter_title"));
    let (materials, hrefs) = (list("material_title"), list("material_href"));
    Arrangement {
        topic: fields.get("topic").to_owned(),
        chair: fields.get("chair").to_owned(),
        is_public: !fields.get("public").is_empty(),
        items: (0..topics.len()).map(|n| [at(&topics, n), at(&minutes, n), at(&who, n)]).collect(),
        first: fields.get("first").to_owned(),
        presenters: (0..names.len()).map(|n| [at(&names, n), at(&titles, n)]).collect(),
        materials: (0..materials.len()).map(|n| [at(&materials, n), at(&hrefs, n)]).collect(),
        revision: fields.get("revision").to_owned(),
    }
}

async fn standing(a: &Activities, seen: &StudySeen) -> Outcome<Arrangement> {
    let content = study::content(a.store().read(), seen.study.id).await?;
    let names = names(a, seen, content.presenters.iter().filter_map(|p| p.ordinal)).await?;
    let of = |ordinal: Option<i64>| ordinal.and_then(|o| names.get(&o)).cloned().unwrap_or_default();
    let (chair, chair_team) = of(seen.study.chair_ordinal);
    Ok(Arrangement {
        topic: seen.study.plan.zip(seen.study.topic).map(|(plan, n)| format!("{plan}:{n}")).unwrap_or_default(),
        chair: format!("{chair} {chair_team}").trim().to_owned(),
        is_public: seen.study.is_public,
        first: content.items.iter().find(|i| i.is_first).map(|i| i.n.to_string()).unwrap_or_default(),
        items: content
            .items
            .into_iter()
            .map(|i| [i.topic, if i.minutes > 0 { i.minutes.to_string() } else { String::new() }, i.who])
            .collect(),
        presenters: content
            .presenters
            .into_iter()
            .map(|p| match of(p.ordinal) {
                (name, _) if name.is_empty() => [p.name, p.title],
                (name, team) => [name, if p.title.is_empty() { team } else { p.title }],
            })
            .collect(),
        materials: content.materials.into_iter().map(|m| [m.title, m.href]).collect(),
        revision: seen.study.revision.to_string(),
    })
}

#[derive(Template)]
#[template(path = "activities/study_edit.html")]
struct EditPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    stay: String,
    save: String,
    revision: String,
    lists: Vec<List>,
    rest: Vec<Field>,
}

/// One list, line by line.
struct List {
    title: String,
    hint: String,
    lines: Vec<Vec<Field>>,
}

async fn view(ask: &Ask, a: &Activities, seen: &StudySeen, form: &Arrangement, faults: &[FieldFault]) -> Outcome<EditPage> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let text = |name: &str, key: &'static str, line: usize, value: &str| {
        let field = Field::text(name, v.t(key)).id(format!("{name}-{line}")).value(value).attr("maxlength", LONGEST_TITLE);
        if line == 1 && name == "item_topic" { field.first() } else { field }
    };
    let count = |filled: usize| (filled + SPARE).min(MOST_LINES);
    let none = String::new();
    let items = (1..=count(full(&form.items))).map(|line| {
        let [topic, minutes, who] = form.items.get(line - 1).map_or([&none, &none, &none], |[a, b, c]| [a, b, c]);
        vec![
            text("item_topic", "activities-study-item", line, topic).error(error(&format!("item.{line}"))),
            Field::number("item_minutes", v.t("activities-study-item-minutes"))
                .id(format!("item_minutes-{line}"))
                .value(minutes)
                .width(Width::Small),
            text("item_who", "activities-study-item-who", line, who).width(Width::Middle),
        ]
    });
    let items: Vec<Vec<Field>> = items.collect();
    let presenters = (1..=count(full(&form.presenters))).map(|line| {
        let [name, title] = form.presenters.get(line - 1).map_or([&none, &none], |[a, b]| [a, b]);
        vec![
            text("presenter_name", "activities-study-presenter", line, name).error(error(&format!("presenter.{line}"))),
            text("presenter_title", "activities-study-presenter-title", line, title),
        ]
    });
    let presenters: Vec<Vec<Field>> = presenters.collect();
    let materials = (1..=count(full(&form.materials))).map(|line| {
        let [title, href] = form.materials.get(line - 1).map_or([&none, &none], |[a, b]| [a, b]);
        vec![
            text("material_title", "activities-study-material", line, title).error(error(&format!("material.{line}"))),
            Field::text("material_href", v.t("activities-study-href")).id(format!("material_href-{line}")).value(href),
        ]
    });
    let materials: Vec<Vec<Field>> = materials.collect();
    let first = (1..=items.len()).fold(
        Field::select("first", v.t("activities-study-first")).choice("", v.t("activities-study-first-none")).value(&form.first),
        |field, n| field.choice(n, v.t1("activities-study-first-n", "n", n.to_string())),
    );
    let mut rest = vec![
        first.hint(v.t("activities-study-first-hint")).width(Width::Middle),
        Field::text("chair", v.t("activities-study-chair"))
            .optional(v)
            .hint(v.t("activities-study-chair-hint"))
            .value(&form.chair)
            .error(error("chair")),
    ];
    rest.extend(topics(ask, a, seen, form, error("topic")).await?);
    rest.push(
        Field::check("public", v.t("activities-study-public")).ticked(form.is_public).hint(v.t("activities-study-public-hint")),
    );
    let list = |key: &str, hint: &str, lines| List { title: v.t(key), hint: v.t(hint), lines };
    let lists = vec![
        list("activities-study-items", "activities-study-items-hint", items),
        list("activities-study-presenters", "activities-study-presenters-hint", presenters),
        list("activities-study-materials", "activities-study-materials-hint", materials),
    ];
    let back = seen.href();
    Ok(EditPage {
        mistakes: ui::mistakes(v, lists.iter().flat_map(|l| l.lines.iter().flatten()).chain(&rest)),
        head: ui::head(v.t("activities-study-edit")).says(format!("{}　{}", seen.title(), v.stamp(seen.begins_at()))),
        page: ask.page("activities-study-edit").at("activities").under(&back, seen.title()),
        action: format!("{back}/edit"),
        back,
        stay: v.t("activities-study-save-not"),
        save: v.t("activities-study-save"),
        revision: form.revision.clone(),
        lists,
        rest,
    })
}

/// Lines up to the last that says something.
fn full<const N: usize>(lines: &[[String; N]]) -> usize {
    lines.iter().rposition(|line| line.iter().any(|text| !text.is_empty())).map_or(0, |at| at + 1)
}

/// The topics of the host's plans of this year, where it has any.
async fn topics(
    ask: &Ask,
    a: &Activities,
    seen: &StudySeen,
    form: &Arrangement,
    error: Option<String>,
) -> Outcome<Option<Field>> {
    let (v, db) = (&ask.v, a.store().read());
    let plans = plan::of_unions(db, &[seen.study.union_id], MOST_PLANS).await?;
    let year = codes::Day::from_unix_ms(seen.begins_at()).year();
    let mut field = Field::select("topic", v.t("activities-study-topic")).choice("", v.t("activities-study-topic-none"));
    let mut is_any = false;
    for of in plans.iter().filter(|p| p.year == year || seen.study.plan == Some(p.id)) {
        for topic in plan::topics(db, of.id).await? {
            is_any = true;
            field = field.choice(format!("{}:{}", of.id, topic.n), format!("{}　{}．{}", of.title, topic.n, topic.title));
        }
    }
    Ok(is_any.then(|| field.value(&form.topic).error(error)))
}
