use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Head, Html, Mistakes, Note};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::drive::settled;
use super::said;
use crate::rows::hand_out::HandOut;
use crate::rows::{good, hand_out, line, site};
use crate::rules::field::LONGEST_NAME;
use crate::verbs::close::{Closing, close};
use crate::{Drives, sight};

/// What was decided about those who have not signed, and what was typed.
#[derive(Default)]
struct Typed {
    /// `later` or `close`; nothing before anything was sent.
    decision: String,
    reason: String,
    each: HashMap<Uuid, String>,
}

type At = Path<Uuid>;

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): At) -> Result<Response, Failed> {
    if sight::kept(&d, &scope, id).await?.is_closed() {
        return settled(&ask, id, Err(Fault::Conflict("drives-is-closed")), "drives-closed");
    }
    Ok(ask.show(&view(&ask, &d, &scope, id, &Typed::default(), &[]).await?))
}

/// Closing cannot be undone: where somebody has not signed it takes a decision, and one is to come back later.
pub async fn post(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): At, fields: Fields) -> Result<Response, Failed> {
    let of = |name: &str| name.strip_prefix("reason_").and_then(|id| Uuid::try_parse(id).ok());
    let typed = Typed {
        decision: fields.get("decision").to_owned(),
        reason: fields.get("reason").to_owned(),
        each: fields.0.iter().filter_map(|(name, value)| Some((of(name)?, value.clone()))).collect(),
    };
    let is_closed = sight::kept(&d, &scope, id).await?.is_closed();
    if typed.decision == "later" && !is_closed {
        return Ok(ask.go_saying(&format!("/drives/{id}"), "drives-close-came-back"));
    }
    let is_decided = typed.decision == "close" || is_closed || hand_out::unsigned(d.store().read(), id).await?.is_empty();
    let outcome = if is_decided {
        let each = typed.each.iter().map(|(of, reason)| (*of, reason.clone())).collect();
        close(&d, &scope, &ask.actor(), id, &Closing { reason: typed.reason.clone(), each }).await
    } else {
        Err(Fault::field("decision", "drives-close-undecided"))
    };
    match outcome {
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, id, &typed, &faults).await?)),
        other => settled(&ask, id, other, "drives-closed"),
    }
}

#[derive(Template)]
#[template(path = "drives/close.html")]
struct ClosePage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    note: Note,
    /// What is to be decided and why; nothing where everybody has signed.
    decide: Vec<Field>,
    /// One for each who has not signed.
    each: Vec<Field>,
    submit: Button,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid, typed: &Typed, faults: &[FieldFault]) -> Outcome<ClosePage> {
    let drive = sight::kept(d, scope, id).await?;
    let (v, back) = (&ask.v, format!("/drives/{id}"));
    let open = hand_out::unsigned(d.store().read(), id).await?;
    let n = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let each = each(ask, d, id, &open, typed, faults).await?;
    let decide = if open.is_empty() {
        Vec::new()
    } else {
        vec![
            Field::radios("decision", v.t("drives-close-decision"))
                .choice("later", v.t("drives-close-later"))
                .choice("close", v.t("drives-close-anyhow"))
                .value(&typed.decision)
                .error(ask.error(faults, "decision"))
                .first(),
            Field::text("reason", v.t("drives-close-reason"))
                .hint(v.t("drives-close-reason-hint"))
                .seen(v.t("drives-guests-seen"))
                .attr("maxlength", LONGEST_NAME)
                .value(&typed.reason)
                .error(ask.error(faults, "reason")),
        ]
    };
    Ok(ClosePage {
        page: ask
            .page("drives-close")
            .at("drives")
            .under("/drives", v.t("drives-drives"))
            .under(back.as_str(), drive.title.as_str()),
        head: ui::head(v.t("drives-close")).says(drive.title.as_str()),
        mistakes: ui::mistakes(v, decide.iter().chain(&each)),
        action: format!("{back}/close"),
        note: match n {
            0 => ui::note(v.t("drives-close-sure")),
            n => Note::warn(v.t1("drives-close-unsigned", "n", n)),
        },
        decide,
        each,
        submit: Button::submit(v.t(if n == 0 { "drives-close-it" } else { "drives-close-go-on" })).main(),
        back,
    })
}

/// Who has not signed, where, for what, with the way to sign now; and a reason that is his alone.
async fn each(ask: &Ask, d: &Drives, id: Uuid, open: &[HandOut], typed: &Typed, faults: &[FieldFault]) -> Outcome<Vec<Field>> {
    let (v, db) = (&ask.v, d.store().read());
    let (names, goods, sites) = (said::receivers(d, v, open).await?, good::of(db, id).await?, site::of(db, id).await?);
    let lines = line::of_many(db, id, &open.iter().map(|h| h.id).collect::<Vec<_>>()).await?;
    let field = |h: &HandOut| {
        let name = format!("reason_{}", h.id);
        let of: Vec<&line::Line> = lines.iter().filter(|l| l.hand_out_id == h.id).collect();
        let there = sites.iter().find(|s| s.id == h.site_id).map(|s| s.title.as_str()).unwrap_or_default();
        let sign = Html::link(format!("/drives/{id}/hand-outs/{}/sign", h.id), v.t("drives-sign-now"));
        Field::text(name.as_str(), names.get(&h.id).cloned().unwrap_or_default())
            .optional(v)
            .hint(Html::from(format!("{there}　{}　", said::goods(v, &goods, &of))).then(sign))
            .attr("maxlength", LONGEST_NAME)
            .value(typed.each.get(&h.id).map_or("", String::as_str))
            .error(ask.error(faults, &name))
    };
    Ok(open.iter().map(field).collect())
}
