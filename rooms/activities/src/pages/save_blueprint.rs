use axum::extract::State;
use axum::response::Response;
use blueprints::Source;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::house::Planned;
use crate::rules::blueprint::READER;
use crate::{Activities, Words, save_blueprint, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    title: String,
    what: String,
    whom: String,
    name: String,
}

impl From<Sent> for Words {
    fn from(sent: Sent) -> Self {
        Self { title: sent.title, what: sent.what, whom: sent.whom, name: sent.name }
    }
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_run(&a, &scope, id).await?;
    let it = &seen.activity;
    let words = Words {
        title: it.title.chars().take(60).collect(),
        what: it.summary.lines().next().unwrap_or_default().to_owned(),
        whom: super::said::who(&ask.v, &a, it),
        name: String::new(),
    };
    Ok(ask.show(&view(&ask, &a, &scope, &seen, &words, &[]).await?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failed> {
    let words = Words::from(sent);
    match save_blueprint(&a, &scope, &ask.actor(), id, &words).await {
        Ok(saved) => Ok(ask.go_saying(&format!("/blueprints/{saved}"), "activities-blueprint-saved")),
        Err(Fault::Invalid(faults)) => {
            let seen = sight::reach_to_run(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &a, &scope, &seen, &words, &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    seen: &Planned,
    words: &Words,
    faults: &[FieldFault],
) -> Outcome<FormPage> {
    let (v, it) = (&ask.v, &seen.activity);
    let text = |name: &'static str, key, hint, value: &str| {
        Field::text(name, v.t(key)).hint(v.t(hint)).value(value).error(ask.error(faults, name))
    };
    let mut fields = vec![
        text("title", "activities-blueprint-title", "activities-blueprint-title-hint", &words.title).first(),
        text("what", "activities-blueprint-what", "activities-blueprint-what-hint", &words.what),
        text("whom", "activities-blueprint-whom", "activities-blueprint-whom-hint", &words.whom),
    ];
    let own = a
        .blueprints
        .list(scope)
        .await?
        .into_iter()
        .filter(|of| of.room == READER.room && matches!(of.source, Source::Union { union, .. } if union == it.union_id));
    let own: Vec<_> = own.map(|of| (of.name.clone(), of.title.of(v).to_owned())).collect();
    if !own.is_empty() {
        fields.push(
            Field::select("name", v.t("activities-blueprint-as"))
                .hint(v.t("activities-blueprint-as-hint"))
                .choice("", v.t("activities-blueprint-as-new"))
                .choices(own)
                .value(&words.name)
                .error(ask.error(faults, "name")),
        );
    }
    let back = format!("{}/desk", it.href());
    Ok(FormPage {
        head: ui::head(v.t("activities-save-blueprint")).says(v.t("activities-save-blueprint-lead")),
        page: ask
            .page("activities-save-blueprint")
            .at("activities")
            .under("/activities/desk", v.t("activities-desk"))
            .under(&back, it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/blueprint", it.href()),
        back,
        stay: v.t("activities-back"),
        save: v.t("activities-save-blueprint"),
        revision: String::new(),
        fields,
    })
}
