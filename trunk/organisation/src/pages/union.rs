//! A union's page: what is known of it, its posts, what stands below it, whom it covers, what happened to it, and what the
//! reader may do with it.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Facts, Fig, Figs, Href, Note, Page, Pager, Row, Rows, State as Seen, Timeline, Tree};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::history::history;
use super::look::Look;
use super::record::facts;
use super::tree::PAGE;
use crate::federation::Union;
use crate::house::Organisation;
use crate::kind::Kind;
use crate::power::{Office, Power};
use crate::rows::change;
use crate::rows::coverage::{self, CoverageRow};
use crate::rows::line;
use crate::rows::post::{self, PostRow};
use crate::rows::term::{self, TermRow};
use crate::rows::union;
use crate::scope::Scope;

/// Employers listed on the page; the directory has them all.
const MOST_COVERED: usize = 50;
/// Days before the end of a term from which the page says so.
const TERM_SOON: i32 = 184;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "organisation/union.html")]
struct Screen {
    page: Page,
    union: Arc<Union>,
    says: String,
    acts: Vec<Button>,
    notes: Vec<Note>,
    tree: Option<Tree>,
    heads: Option<Figs>,
    heads_note: String,
    facts: Facts,
    posts: Vec<PostLine>,
    may_appoint: bool,
    below: Rows,
    below_count: String,
    pager: Pager,
    covered: Rows,
    covered_count: usize,
    history: Timeline,
    has_history: bool,
    changes: Vec<(String, String)>,
}

/// One line of the table of posts.
struct PostLine {
    office: String,
    who: String,
    since: String,
    remark: String,
}

/// A union in a list: its name, its type, where it stands.
pub(crate) fn row(o: &Organisation, ask: &Ask, union: &Union, says_parent: bool) -> Row {
    let mut row = Row::new(union.name.as_str()).to(format!("/unions/{}", union.id)).fact(ask.v.t(union.kind.key()));
    if let Some(parent) = o.federation.parent(union.id).filter(|_| says_parent) {
        row = row.fact(parent.name.as_str());
    }
    let locals = o.federation.locals_within(union.id);
    if locals > 0 && !union.kind.is_grass_roots() {
        row = row.fact(ask.v.t1("organisation-locals", "n", ask.v.number(i64::try_from(locals).unwrap_or(i64::MAX))));
    }
    if union.has_ended() {
        row = row.end(Seen::Off.says(ask.v.t("organisation-ended")));
    }
    row
}

pub(crate) async fn get(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let union = o.federation.get(id).ok_or(Fault::NotFound)?;
    let (db, today, v) = (o.store().read(), o.today(), &ask.v);
    let contact = union::contact(db, id).await?.unwrap_or_default();
    let last_term = term::last(db, id).await?;
    let posts = post::not_over(db, id, today).await?;
    let covered = coverage::of_union(db, id, today).await?;
    let changes = change::of_union(db, id).await?;
    let lines = line::list(db).await?;
    let mut page = ask.page_named(union.name.as_str()).at("organisation");
    let path = o.federation.path(id);
    for above in path.iter().filter(|u| u.id != id) {
        page = page.under(format!("/unions/{}", above.id), above.name.as_str());
    }
    let look = Look::today(today);
    let at = if union.has_ended() { o.federation.today_of(id).map_or(id, |u| u.id) } else { id };
    let top = o.federation.path(at).first().map_or(at, |u| u.id);
    let tree = look.draw(&o, &ask, top, at).await?;
    let children = o.federation.children(id);
    let number = asked.page.parse::<usize>().unwrap_or(1).max(1);
    let pager = Pager::new(v, Href::new(format!("/unions/{id}")), number as u64, PAGE as u64, children.len() as u64);
    let shown = children.iter().skip((number - 1) * PAGE).take(PAGE);
    let none_below = Empty::new("organisation", v.t("organisation-none-below"));
    let below = Rows::new(shown.map(|u| row(&o, &ask, u, false)).collect::<Vec<_>>()).or(none_below);
    let (heads, heads_note) = heads(&o, &ask, id).await?;
    let screen = Screen {
        says: says(&o, &ask, &union, children.len()),
        acts: acts(&ask, &scope, &union),
        notes: notes(&o, &ask, &scope, &union, last_term.as_ref()),
        tree,
        heads,
        heads_note,
        facts: facts(&o, &ask, &union, &contact, last_term.as_ref(), &lines),
        posts: post_lines(&o, &ask, &scope, id, &posts).await?,
        may_appoint: !union.has_ended() && scope.may(Power::Appoint, id),
        below,
        below_count: v.number(i64::try_from(children.len()).unwrap_or(i64::MAX)),
        pager,
        covered: covered_rows(&ask, &covered),
        covered_count: covered.len(),
        has_history: !changes.is_empty(),
        history: history(&o, &ask, &changes),
        changes: change_links(&ask, &scope, &union),
        page,
        union,
    };
    Ok(ask.show(&screen))
}

fn says(o: &Organisation, ask: &Ask, union: &Union, children: usize) -> String {
    let v = &ask.v;
    let (kind, level) = (v.t(union.kind.key()), v.t(union.level.key()));
    if union.kind.is_grass_roots() {
        return kind;
    }
    let locals = v.number(i64::try_from(o.federation.locals_within(union.id)).unwrap_or(i64::MAX));
    let below = v.number(i64::try_from(children).unwrap_or(i64::MAX));
    let kind = if matches!(union.kind, Kind::Federation | Kind::Sector) {
        v.t2("organisation-level-and-kind", "level", level, "kind", kind)
    } else {
        kind
    };
    v.t3("organisation-union-says", "kind", kind, "children", below, "locals", locals)
}

/// What the screen is opened for most: founding a union below.
fn acts(ask: &Ask, scope: &Scope, union: &Union) -> Vec<Button> {
    let mut acts = vec![Button::link(format!("/u/{}", union.id), ask.v.t("organisation-public-page"))];
    if !union.has_ended() && union.kind != Kind::Group && scope.may(Power::Organise, union.id) {
        acts.push(Button::link(format!("/unions/{}/found", union.id), ask.v.t("organisation-found-below")).main());
    }
    acts
}

fn notes(o: &Organisation, ask: &Ask, scope: &Scope, union: &Union, last: Option<&TermRow>) -> Vec<Note> {
    let v = &ask.v;
    let mut notes = Vec::new();
    if union.has_ended() {
        let to = union.successor.map(|s| o.federation.name(s)).unwrap_or_default();
        let text = v.t2("organisation-ended-note", "day", v.full_date(union.ended.0), "name", to);
        let note = Note::warn(text);
        notes.push(match union.successor {
            Some(successor) => note.link(format!("/unions/{successor}"), v.t("organisation-see-successor")),
            None => note,
        });
        return notes;
    }
    if scope.on_behalf(union.id).is_some() {
        notes.push(ui::note(v.t1("organisation-on-behalf", "name", union.name.as_str())));
    }
    if let Some(term) = last {
        let left = i64::from(term.until_day - o.today().0);
        let last_day = v.full_date(term.until_day - 1);
        if left <= 0 {
            notes.push(Note::warn(v.t("organisation-term-over-hint")).title(v.t1("organisation-term-is-over", "day", last_day)));
        } else if left <= i64::from(TERM_SOON) {
            notes.push(Note::warn(v.t("organisation-term-soon-hint")).title(v.t2(
                "organisation-term-soon",
                "day",
                last_day,
                "n",
                left,
            )));
        }
    }
    notes
}

async fn heads(o: &Organisation, ask: &Ask, id: Uuid) -> Outcome<(Option<Figs>, String)> {
    let Some(people) = o.people() else { return Ok((None, String::new())) };
    let Some(heads) = people.heads(id).await? else { return Ok((None, String::new())) };
    let v = &ask.v;
    let fig = |key: &str, about: &str, n: i64| Fig::new(v.t(key), v.number(n)).about(v.t(about));
    let mut figs = vec![
        fig("organisation-heads-books", "organisation-heads-books-about", heads.on_the_books),
        fig("organisation-heads-online", "organisation-heads-online-about", heads.registered_online),
        fig("organisation-heads-verified", "organisation-heads-verified-about", heads.identity_verified),
    ];
    figs.extend(heads.active.map(|n| fig("organisation-heads-active", "organisation-heads-active-about", n)));
    let figs = Figs::new(figs);
    Ok((Some(figs), v.t("organisation-heads-apart")))
}

/// Posts are held in public, but who holds the lesser ones is shown only to those whose own post reaches the union.
async fn post_lines(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, posts: &[PostRow]) -> Outcome<Vec<PostLine>> {
    let v = &ask.v;
    let all = scope.reaches(id);
    let mut shown: Vec<&PostRow> =
        posts.iter().filter(|p| all || matches!(Office::from_name(&p.office), Some(Office::Chair | Office::ViceChair))).collect();
    shown.sort_by_key(|p| Office::ALL.iter().position(|o| o.name() == p.office));
    let people: Vec<Uuid> = shown.iter().map(|p| p.person).collect();
    let names = match o.people() {
        Some(known) => known.office_holders(&people).await?,
        None => HashMap::new(),
    };
    let line = |p: &&PostRow| {
        let office = Office::from_name(&p.office).map(|o| v.t(o.key())).unwrap_or_default();
        let mut remarks = Vec::new();
        if p.deputy_for.is_some() {
            remarks.push(v.t("organisation-post-deputy"));
        }
        if p.subtree {
            remarks.push(v.t("organisation-post-subtree"));
        }
        if p.until_day < Day::OPEN.0 {
            remarks.push(v.t1("organisation-post-until", "day", v.iso_date(p.until_day)));
        }
        PostLine {
            office: if p.title.is_empty() { office } else { p.title.clone() },
            who: names.get(&p.person).cloned().unwrap_or_else(|| v.t("organisation-post-nobody")),
            since: v.iso_date(p.from_day).chars().take("2026-11".len()).collect(),
            remark: remarks.join("　"),
        }
    };
    Ok(shown.iter().map(line).collect())
}

fn covered_rows(ask: &Ask, covered: &[CoverageRow]) -> Rows {
    let v = &ask.v;
    let row = |c: &CoverageRow| {
        let mut row = Row::new(c.name.as_str()).to(format!("/employers/{}", c.employer));
        if c.workers > 0 {
            row = row.fact(v.t1("organisation-workers-n", "n", v.number(i64::from(c.workers))));
        }
        row.fact(v.t1("organisation-since", "day", v.full_date(c.from_day)))
    };
    let empty = Empty::new("organisation", v.t("organisation-covers-none"));
    Rows::new(covered.iter().take(MOST_COVERED).map(row).collect::<Vec<_>>()).tight().or(empty)
}

/// What the reader may do with this union: address and words.
fn change_links(ask: &Ask, scope: &Scope, union: &Union) -> Vec<(String, String)> {
    if union.has_ended() {
        return Vec::new();
    }
    let id = union.id;
    let link = |place: &str, key: &str| (format!("/unions/{id}/{place}"), ask.v.t(key));
    let mut links = Vec::new();
    if scope.may(Power::Organise, id) {
        links.push(link("describe", "organisation-do-describe"));
        links.push(link("term", "organisation-do-term"));
    }
    if scope.may(Power::Appoint, id) {
        links.push(link("posts", "organisation-do-posts"));
    }
    if scope.may_change(id) {
        links.push(link("rename", "organisation-do-rename"));
        links.push(link("move", "organisation-do-move"));
        links.push(link("lines", "organisation-do-lines"));
        links.push(link("keeping", "organisation-do-keeping"));
        links.push(link("merge", "organisation-do-merge"));
        links.push(link("split", "organisation-do-split"));
        links.push(link("close", "organisation-do-close"));
    }
    links
}
