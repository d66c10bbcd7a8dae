use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Row, Rows, State as Shape};
use uuid::Uuid;
use web::{Ask, Failed, Query, Upload};

use crate::rules::section::Problem;
use crate::{Blueprints, Saved, save, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// The blueprint whose text stands in the box.
    from: String,
    version: String,
}

pub async fn get(State(b): State<Blueprints>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = first(&scope)?;
    let text = match wish.from.as_str() {
        "" => include_str!("example.toml").to_owned(),
        id => sight::reach(&b, &scope, id, wish.version.parse().ok()).await?.blueprint.text,
    };
    Ok(ask.show(&view(&b, &ask, &scope, union, &text, &[], &[])))
}

/// A file that was chosen wins over the text in the box.
pub async fn post(State(b): State<Blueprints>, ask: Ask, scope: Scope, sent: Upload) -> Result<Response, Failed> {
    let union = match sent.fields.get("union") {
        "" => first(&scope)?,
        id => id.parse::<Uuid>().map_err(|_| Fault::NotFound)?,
    };
    let text = match &sent.file {
        Ok(Some((_, bytes))) => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        _ => sent.fields.get("text").to_owned(),
    };
    if let Err(Fault::Invalid(faults)) = sent.file {
        return Ok(ask.show_again(&view(&b, &ask, &scope, union, &text, &[], &faults)));
    }
    match save(&b, &scope, &ask.actor(), union, &text).await? {
        Saved::As(id, _) => Ok(ask.go_saying(&format!("/blueprints/{id}"), "blueprints-saved")),
        Saved::Not(problems) => Ok(ask.show_again(&view(&b, &ask, &scope, union, &text, &problems, &[]))),
    }
}

fn first(scope: &Scope) -> Outcome<Uuid> {
    sight::unions(scope).first().copied().ok_or(Fault::Forbidden(organisation::Power::Run.name()))
}

#[derive(Template)]
#[template(path = "blueprints/new.html")]
struct NewPage {
    page: ui::Page,
    head: Head,
    problems: Option<Rows>,
    fields: Vec<Field>,
}

fn view(
    b: &Blueprints,
    ask: &Ask,
    scope: &Scope,
    union: Uuid,
    text: &str,
    problems: &[Problem],
    faults: &[FieldFault],
) -> NewPage {
    let v = &ask.v;
    let mut unions = sight::unions(scope);
    if !unions.contains(&union) {
        unions.push(union);
    }
    let wrong = (!problems.is_empty()).then(|| v.t1("blueprints-problems", "n", problems.len().to_string()));
    let listed =
        problems.iter().map(|p| Row::new(p.say(v)).end(Shape::Late.says(v.t1("blueprints-line", "n", p.line.to_string()))));
    NewPage {
        page: ask.page("blueprints-new").at("blueprints").under("/blueprints", v.t("blueprints-blueprints")),
        head: ui::head(v.t("blueprints-new")).says(v.t("blueprints-new-lead")),
        problems: wrong.is_some().then(|| Rows::new(listed).tight()),
        fields: vec![
            Field::select("union", v.t("blueprints-union"))
                .hint(v.t("blueprints-union-hint"))
                .choices(unions.iter().map(|u| (u.to_string(), b.federation().name(*u))))
                .value(union),
            Field::file("file", v.t("blueprints-file"))
                .optional(v)
                .hint(v.t("blueprints-file-hint"))
                .error(ask.error(faults, "file")),
            Field::long("text", v.t("blueprints-text"))
                .hint(v.t("blueprints-text-hint"))
                .value(text)
                .attr("rows", 24)
                .attr("spellcheck", "false")
                .error(wrong),
        ],
    }
}
