use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Fig, Figs, Head, Link, Row, Rows, Th};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use super::sessions::{Wish, filter_of, union_of};
use crate::house::Planned;
use crate::rows::{activity, meeting, programme, session};
use crate::{Activities, sight};

/// Activities shown.
const MOST: i64 = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Whose {
    /// Whose part of the programme is shown; the whole of it where nothing is said and the reader reaches it.
    union: String,
}

#[derive(Template)]
#[template(path = "activities/programme.html")]
struct ProgrammePage {
    page: ui::Page,
    head: Head,
    figs: Figs,
    source: ui::Source,
    heads: Vec<Th>,
    kinds: Vec<OfKind>,
    activities: Rows,
}

/// One kind's line; its name leads to the sessions behind it.
struct OfKind {
    link: Link,
    sessions: String,
    named: String,
    by_head: String,
}

/// One programme: what it adds up to, by kind and as a whole, and the activities announced under it, whatever their kind.
/// Shown to the posts of the union that began it, of those below, which may use it, and of those above.
pub async fn get(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(whose): Query<Whose>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &a, &scope, id, &whose.union).await?))
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, id: Uuid, whose: &str) -> Outcome<ProgrammePage> {
    let (v, db, now, federation) = (&ask.v, a.store().read(), ask.now(), a.federation());
    let it = programme::get(db, id).await?.ok_or(Fault::NotFound)?;
    let union = match whose {
        "" if scope.reaches(it.union_id) => it.union_id,
        asked => union_of(scope, asked)?,
    };
    if !scope.reaches(it.union_id) && !federation.path(union).iter().any(|u| u.id == it.union_id) {
        return Err(Fault::NotFound);
    }
    let (filter, is_whole) = filter_of(a, scope, union, &Wish { programme: id.to_string(), ..Wish::default() });
    let kinds = session::by_kind(db, &filter).await?;
    let behind = format!("/sessions?union={union}&programme={id}");
    let sum = |of: fn(&session::OfKind) -> i64| v.number(kinds.iter().map(of).sum::<i64>());
    let all = activity::of_programme(db, id, MOST).await?;
    let meetings = meeting::of_all(db, &all.iter().map(|a| a.id).collect::<Vec<_>>()).await?;
    let rows = all.into_iter().map(|it| {
        let meetings = meetings.iter().filter(|m| m.activity_id == it.id).cloned().collect();
        let planned = Planned { meetings, season: None, activity: it };
        let it = &planned.activity;
        let desk = sight::require_to_announce(scope, it.union_id).is_ok();
        Row::new(it.title.as_str())
            .to(if desk { format!("{}/desk", it.href()) } else { it.href() })
            .fact(said::kind(v, &it.kind))
            .fact(federation.name(it.union_id))
            .fact(said::times(v, &planned, now))
    });
    let announce = || Button::link(format!("/activities/new?programme={id}"), v.t("activities-announce"));
    let may_announce = scope.unions_with(Power::Run).into_iter().any(|u| sight::require_to_announce(scope, u).is_ok());
    let mut head = ui::head(it.title.as_str()).says(federation.name(it.union_id));
    let mut empty = Empty::new("activities", v.t("activities-programme-empty")).hint(v.t("activities-programme-empty-hint"));
    if scope.may(Power::SeeFigures, union) {
        head = head.act(Button::link(format!("/figures/{union}?programme={id}"), v.t("activities-programme-figures")));
    }
    if scope.has(Power::Run) {
        head = head.act(Button::link(format!("/sessions/new?programme={id}"), v.t("activities-log")));
    }
    if may_announce {
        head = head.act(announce().main());
        empty = empty.act(announce());
    }
    Ok(ProgrammePage {
        page: ask
            .page_named(it.title.as_str())
            .at("sessions")
            .under(format!("/programmes?union={union}"), v.t("activities-programmes")),
        head,
        figs: Figs::new([
            Fig::new(v.t("activities-count"), sum(|k| k.sessions)).unit(v.t("activities-unit-sessions")),
            Fig::new(v.t("activities-named"), sum(|k| k.named)).unit(v.t("activities-unit-times")),
            Fig::new(v.t("activities-by-head"), sum(|k| k.by_head)).unit(v.t("activities-unit-times")),
        ]),
        source: ui::source(v.t1(
            if is_whole { "activities-programme-source" } else { "activities-programme-source-own" },
            "union",
            federation.name(union),
        )),
        heads: vec![
            Th::new(v.t("activities-kind")),
            Th::new(v.t("activities-count")).num(),
            Th::new(v.t("activities-named")).num(),
            Th::new(v.t("activities-by-head")).num(),
        ],
        kinds: kinds
            .iter()
            .map(|k| OfKind {
                link: Link::new(format!("{behind}&kind={}", k.kind), said::kind(v, &k.kind)),
                sessions: v.number(k.sessions),
                named: v.number(k.named),
                by_head: v.number(k.by_head),
            })
            .collect(),
        activities: Rows::new(rows).or(empty),
    })
}
