//! A programme as a member reads it: what it is, what of it he can come to, kind by kind, and what his own union held of it.

use askama::Template;
use axum::response::Response;
use organisation::Scope;
use store::Outcome;
use ui::{Button, Empty, Facts, Fig, Figs, Head, Html, Note, Row, Rows, SecHead, State};
use uuid::Uuid;
use web::{Ask, Failed};

use super::programme::{gone, lines};
use super::said;
use crate::house::Planned;
use crate::rows::programme::Programme;
use crate::rows::session::{self, Filter};
use crate::rules::kinds::KINDS;
use crate::{Activities, sight, sight_programme};

#[derive(Template)]
#[template(path = "activities/programme_phone.html")]
struct ProgrammePage {
    page: ui::Page,
    head: Head,
    gone: Option<Note>,
    summary: Vec<String>,
    kinds: Vec<(SecHead, Rows)>,
    none: Option<Empty>,
    held: Option<(Figs, ui::Source)>,
    by_kind: Facts,
}

pub(super) async fn show(ask: &Ask, a: &Activities, scope: &Scope, it: &Programme) -> Result<Response, Failed> {
    Ok(ask.show(&view(ask, a, scope, it).await?))
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, it: &Programme) -> Outcome<ProgrammePage> {
    let v = &ask.v;
    let home = sight::home_of(a, scope.person).await?;
    let all = sight_programme::activities_for(a, it.id, home).await?;
    let mut kinds = Vec::new();
    // Every kind under its own name, in the order in which the forms offer them.
    for kind in KINDS {
        let mut rows = Vec::new();
        for planned in all.iter().filter(|p| p.activity.kind == kind.name) {
            rows.push(row(ask, a, scope.person, planned).await?);
        }
        if !rows.is_empty() {
            kinds.push((ui::sec_head(v.t(kind.key)).count(rows.len()), Rows::new(rows)));
        }
    }
    let is_over = it.until_day <= a.today().0;
    let host = a.federation().name(it.union_id);
    let since = v.t1("activities-programme-since", "date", v.full_date(it.from_day));
    let mut head = ui::head(it.title.as_str()).says(format!("{host}　{since}"));
    if is_over {
        head = head.state(State::Off.says(v.t("activities-programme-over")));
    }
    let (held, by_kind) = held(ask, a, it, home).await?;
    Ok(ProgrammePage {
        page: ask.page_named(it.title.as_str()).at("activities").back_to("/activities", v.t("activities-activities")),
        head,
        gone: gone(v, it),
        summary: lines(&it.summary),
        none: kinds.is_empty().then(|| {
            let key = if is_over { "activities-programme-none-over" } else { "activities-programme-none-yet" };
            Empty::new("activities", v.t(key)).act(Button::link("/activities", v.t("activities-activities")))
        }),
        kinds,
        held,
        by_kind,
    })
}

/// When and where, and the door: one's own place or what can be had while it is to come, what became of it afterwards.
async fn row(ask: &Ask, a: &Activities, person: Uuid, planned: &Planned) -> Outcome<Row> {
    let (v, now, it) = (&ask.v, ask.now(), &planned.activity);
    let mut row = Row::new(it.title.as_str()).to(it.href()).fact(said::times(v, planned, now));
    if !it.place.is_empty() {
        row = row.fact(it.place.as_str());
    }
    row = row.fact(a.federation().name(it.union_id));
    let Some(next) = planned.next(now) else {
        let last = planned.meetings.iter().rfind(|m| m.state != "cancelled").or(planned.meetings.last());
        return Ok(match last {
            Some(last) => row.end(said::meeting(v, last, now)),
            None => row,
        });
    };
    row = row.fact(Html::link(format!("/agenda/{}.ics", next.id), v.t("activities-ics")));
    Ok(match said::asked(a, it, person).await? {
        None => row.end(State::Planned.says(v.t("activities-signup-none"))),
        Some((of, entry)) => {
            let row = row.fact(said::price(v, &of)).end(said::standing(v, &of, entry.as_ref(), now));
            let is_open = !of.is_cancelled() && entry.is_none() && of.opens_at <= now && now < of.closes_at;
            if is_open { row.end(Button::link(format!("/signups/{}", of.id), v.t("activities-signup-go")).small()) } else { row }
        }
    })
}

/// What the member's own union held of it, as a whole and by kind: counts of sessions he may read one by one. What other unions
/// held is for those who have figures.
async fn held(ask: &Ask, a: &Activities, it: &Programme, home: Option<Uuid>) -> Outcome<(Option<(Figs, ui::Source)>, Facts)> {
    let v = &ask.v;
    let Some(home) = home else { return Ok((None, Facts::new())) };
    let filter = Filter { unions: vec![home], programme: Some(it.id), ..Filter::default() };
    let kinds = session::by_kind(a.store().read(), &filter).await?;
    if kinds.is_empty() {
        return Ok((None, Facts::new()));
    }
    let sum = |of: fn(&session::OfKind) -> i64| v.number(kinds.iter().map(of).sum::<i64>());
    let figs = Figs::new([
        Fig::new(v.t("activities-count"), sum(|k| k.sessions)).unit(v.t("activities-unit-sessions")),
        Fig::new(v.t("activities-named"), sum(|k| k.named)).unit(v.t("activities-unit-times")),
        Fig::new(v.t("activities-by-head"), sum(|k| k.by_head)).unit(v.t("activities-unit-times")),
    ]);
    let by_kind = kinds.iter().fold(Facts::new(), |facts, k| {
        let came = v.t2("activities-programme-of-kind", "sessions", k.sessions, "came", k.named + k.by_head);
        facts.fact(said::kind(v, &k.kind), came)
    });
    let source = ui::source(v.t1("activities-programme-source-member", "union", a.federation().name(home)));
    Ok((Some((figs, source)), by_kind))
}
