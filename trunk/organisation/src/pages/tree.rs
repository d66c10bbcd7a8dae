//! The tree browser: search, the tree from a place down, and what stands directly below.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::Fault;
use ui::{Empty, Field, Href, Page, Pager, Row, Rows, Tree, Views};
use uuid::Uuid;
use web::{Ask, Failed, Query};

use super::look::Look;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::line;
use crate::scope::Scope;

/// Unions on one page of a list.
pub(crate) const PAGE: usize = 50;
/// A search shows as many.
const MOST_FOUND: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    at: String,
    from: String,
    line: String,
    day: String,
    page: String,
}

#[derive(Template)]
#[template(path = "organisation/tree.html")]
struct Screen {
    page: Page,
    says: String,
    find: Field,
    day: Field,
    which: Option<Field>,
    hidden: Vec<(&'static str, String)>,
    views: Views,
    tree: Option<Tree>,
    source: String,
    list_title: String,
    count: String,
    rows: Rows,
    pager: Option<Pager>,
    may_found: Option<String>,
}

pub(crate) async fn get(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let root = o.federation.root().ok_or(Fault::NotFound)?;
    let known = |text: &str| text.parse::<Uuid>().ok().filter(|id| o.federation.get(*id).is_some());
    let from = known(&asked.from);
    let at = from.or(known(&asked.at)).or(scope.home()).unwrap_or(root.id);
    let here = o.federation.get(at).ok_or(Fault::NotFound)?;
    let look = Look::read(&asked.line, &asked.day, o.today());
    let lines = line::list(o.store().read()).await?;
    let tree = look.draw(&o, &ask, from.unwrap_or_else(|| look.path(&o, at).first().map_or(at, |u| u.id)), at).await?;
    let mut page = ask.page("organisation-unions").at("organisation");
    let path = look.path(&o, at);
    if from.is_some() {
        for above in path.iter().filter(|u| u.id != at) {
            page = page.under(look.href("from", above.id), above.name.as_str());
        }
    }
    let number: usize = asked.page.parse().unwrap_or(1).max(1);
    let (list_title, found, pager) = if asked.q.is_empty() {
        let children = look.children(&o, at);
        let total = children.len();
        let shown: Vec<_> = children.into_iter().skip((number - 1) * PAGE).take(PAGE).collect();
        let pager = Pager::new(&ask.v, look.href("at", at), number as u64, PAGE as u64, total as u64);
        let title = ask.v.t1("organisation-directly-below", "name", here.name.as_str());
        (title, shown, Some((pager, total)))
    } else {
        (ask.v.t1("organisation-found", "words", asked.q.as_str()), o.federation.search(&asked.q, None, MOST_FOUND), None)
    };
    let count = pager.as_ref().map_or(found.len(), |(_, total)| *total);
    let rows = found.iter().map(|u| super::union::row(&o, &ask, u, !asked.q.is_empty()));
    let empty = if asked.q.is_empty() {
        Empty::new("organisation", ask.v.t("organisation-none-below"))
    } else {
        Empty::new("search", ask.v.t("organisation-none-found")).hint(ask.v.t("organisation-none-found-hint"))
    };
    let rows = Rows::new(rows.collect::<Vec<Row>>()).or(empty);
    let mut hidden = vec![("at", at.to_string())];
    if let Some(line) = look.line {
        hidden.push(("line", line.to_string()));
    }
    let which = look.line.filter(|l| *l > 0).map(|line| {
        let sectors = lines.iter().filter(|l| l.id > 0).map(|l| (l.id, l.name(&ask.v).to_owned()));
        hidden.retain(|(name, _)| *name != "line");
        Field::select("line", ask.v.t("organisation-line")).choices(sectors).value(line).bare()
    });
    let source = if look.is_today {
        ask.v.t("organisation-tree-source")
    } else {
        ask.v.t1("organisation-tree-source-day", "day", ask.v.full_date(look.day.0))
    };
    let screen = Screen {
        says: ask.v.t1("organisation-unions-lead", "n", ask.v.number(i64::try_from(o.federation.count()).unwrap_or(i64::MAX))),
        find: Field::text("q", ask.v.t("organisation-find-union"))
            .placeholder(ask.v.t("organisation-find-example"))
            .value(&asked.q)
            .attr("size", 16)
            .bare(),
        day: Field::date("day", ask.v.t("organisation-on-day"))
            .value(if look.is_today { String::new() } else { look.day.to_string() })
            .attr("max", o.today())
            .bare(),
        which,
        hidden,
        views: look.views(&ask, &lines, at),
        tree,
        source,
        list_title,
        count: ask.v.number(i64::try_from(count).unwrap_or(i64::MAX)),
        rows,
        pager: pager.map(|(pager, _)| pager),
        may_found: (!here.has_ended() && scope.may(Power::Organise, at))
            .then(|| Href::new(format!("/unions/{at}/found")).to_string()),
        page,
    };
    Ok(ask.show(&screen))
}
