use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Field, Fig, Figs, Head, Href, Link, Note, Pager, Th, Views};
use uuid::Uuid;
use web::{Ask, Failed, Query};

use super::log::month_of;
use crate::Activities;
use crate::rows::programme;
use crate::rows::session::{Filter, Session};
use crate::rules::kinds::{KINDS, kind_named};
use crate::rules::settings::setting_named;

/// Sessions a page.
const SIZE: u64 = 50;
/// Up to so many unions below are listed together; above that one goes down the tree first.
pub(crate) const MOST_UNIONS: usize = 2_000;
/// Months offered.
const MONTHS: i32 = 24;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    pub union: String,
    pub month: String,
    pub kind: String,
    pub programme: String,
    pub page: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = union_of(&scope, &wish.union)?;
    Ok(ask.show(&view(&ask, &a, &scope, union, &wish).await?))
}

/// The union asked for, or the one the reader's desk opens with; only where a post reaches.
pub(crate) fn union_of(scope: &Scope, asked: &str) -> Outcome<Uuid> {
    let union = match asked {
        "" => scope.home().ok_or(Fault::Forbidden("post"))?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    if scope.reaches(union) { Ok(union) } else { Err(Fault::NotFound) }
}

/// What the query narrows the list to, and whether the unions below are in it. A month or kind that cannot be read narrows
/// nothing.
pub(crate) fn filter_of(a: &Activities, scope: &Scope, union: Uuid, wish: &Wish) -> (Filter, bool) {
    let below: Vec<Uuid> = a.federation().within(union).iter().map(|u| u.id).filter(|u| scope.reaches(*u)).collect();
    let is_whole = below.len() <= MOST_UNIONS;
    let mut unions = if is_whole { below } else { vec![union] };
    if !unions.contains(&union) {
        unions.push(union);
    }
    let from = month_of(&wish.month);
    let filter = Filter {
        unions,
        from,
        until: from.map(codes::Day::next_month),
        kind: kind_named(&wish.kind).map(|k| k.name.to_owned()),
        programme: Uuid::try_parse(&wish.programme).ok(),
    };
    (filter, is_whole)
}

#[derive(Template)]
#[template(path = "activities/sessions.html")]
struct SessionsPage {
    page: ui::Page,
    head: Head,
    unions: Option<Views>,
    union: String,
    /// The programme the list is narrowed to, kept while one narrows further.
    programme: String,
    month: Field,
    kind: Field,
    figs: Figs,
    source: ui::Source,
    too_many: Option<Note>,
    below: Vec<Link>,
    heads: Vec<Th>,
    rows: Vec<Line>,
    empty: Empty,
    pager: Pager,
}

struct Line {
    date: String,
    link: Link,
    kind: String,
    setting: String,
    host: String,
    co_held: bool,
    named: String,
    by_head: String,
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, union: Uuid, wish: &Wish) -> Outcome<SessionsPage> {
    let (v, federation) = (&ask.v, a.federation());
    let (filter, is_whole) = filter_of(a, scope, union, wish);
    let page = wish.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let listed = a.list(filter.clone(), (page - 1) * SIZE, SIZE).await?;
    let sum = listed.sum;
    let name = federation.name(union);
    let href = Href::new("/sessions").with("union", union).with("month", &wish.month).with("kind", &wish.kind);
    let programme = match filter.programme {
        Some(id) => programme::get(a.store().read(), id).await?,
        None => None,
    };
    let href = match &programme {
        Some(p) => href.with("programme", p.id),
        None => href,
    };
    let may_log = scope.may(Power::Run, union);
    let log = || Button::link(format!("/sessions/new?union={union}"), v.t("activities-log"));
    let mut head = ui::head(v.t("activities-sessions")).says(match &programme {
        Some(p) => format!("{name}　{}", p.title),
        None => name,
    });
    head = head.act(Button::link(format!("/programmes?union={union}"), v.t("activities-programmes")));
    if scope.has(Power::Run) {
        head = head.act(Button::link("/activities/desk", v.t("activities-desk")));
    }
    if may_log {
        head = head
            .act(Button::link(format!("/sessions/sheet?union={union}"), v.t("activities-sheet")).icon("print"))
            .act(log().main());
    }
    let mut empty = Empty::new("activities", v.t("activities-none")).hint(v.t("activities-none-hint"));
    if may_log {
        empty = empty.act(log());
    }
    let this_month = a.today().month_key();
    let months = (0..MONTHS).map(|back| {
        let key = this_month - back;
        (format!("{:04}-{:02}", key.div_euclid(12), key.rem_euclid(12) + 1), v.month(key))
    });
    Ok(SessionsPage {
        page: ask.page("activities-sessions").at("sessions"),
        head,
        unions: unions(ask, a, scope, union),
        union: union.to_string(),
        programme: programme.map(|p| p.id.to_string()).unwrap_or_default(),
        month: Field::select("month", v.t("activities-month"))
            .choice("", v.t("activities-all"))
            .choices(months)
            .value(&wish.month)
            .bare(),
        kind: Field::select("kind", v.t("activities-kind"))
            .choice("", v.t("activities-all"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&wish.kind)
            .bare(),
        figs: Figs::new([
            Fig::new(v.t("activities-count"), v.number(sum.sessions)).unit(v.t("activities-unit-sessions")),
            Fig::new(v.t("activities-named"), v.number(sum.named)).unit(v.t("activities-unit-times")),
            Fig::new(v.t("activities-by-head"), v.number(sum.by_head)).unit(v.t("activities-unit-times")),
        ]),
        source: ui::source(v.t(if is_whole { "activities-list-source" } else { "activities-list-source-own" })),
        too_many: (!is_whole).then(|| ui::note(v.t("activities-too-many"))),
        below: if is_whole {
            Vec::new()
        } else {
            federation.children(union).iter().map(|u| Link::new(format!("/sessions?union={}", u.id), u.name.as_str())).collect()
        },
        heads: vec![
            Th::new(v.t("activities-date")),
            Th::new(v.t("activities-title-short")),
            Th::new(v.t("activities-kind")),
            Th::new(v.t("activities-setting")),
            Th::new(v.t("activities-host")),
            Th::new(v.t("activities-named")).num(),
            Th::new(v.t("activities-by-head")).num(),
        ],
        rows: listed.rows.iter().map(|s| line(ask, a, &filter, s)).collect(),
        empty,
        pager: Pager::new(v, href, page, SIZE, u64::try_from(sum.listed).unwrap_or(0)),
    })
}

fn line(ask: &Ask, a: &Activities, filter: &Filter, s: &Session) -> Line {
    let v = &ask.v;
    Line {
        date: v.iso_date(s.day),
        link: Link::new(format!("/sessions/{}", s.id), s.title.as_str()),
        kind: kind_named(&s.kind).map_or_else(|| s.kind.clone(), |k| v.t(k.key)),
        setting: setting_named(&s.setting).map_or_else(|| s.setting.clone(), |x| v.t(x.key)),
        host: a.federation().name(s.union_id),
        co_held: !filter.unions.contains(&s.union_id),
        named: v.number(s.named),
        by_head: v.number(s.by_head),
    }
}

/// The unions of the reader's posts, where there are several.
fn unions(ask: &Ask, a: &Activities, scope: &Scope, here: Uuid) -> Option<Views> {
    let mut all: Vec<Uuid> = Vec::new();
    for held in scope.held() {
        if !all.contains(&held.union) {
            all.push(held.union);
        }
    }
    (all.len() > 1).then(|| {
        let views = Views::new(ask.v.t("activities-union")).apart();
        all.iter().fold(views, |views, u| views.view(format!("/sessions?union={u}"), a.federation().name(*u), *u == here))
    })
}
