//! Finding a union: for visitors, by name or division, or down the tree.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::Fault;
use ui::{Empty, Field, Page, Row, Rows};
use web::{Ask, Failed, Query};

use crate::federation::Union;
use crate::house::Organisation;

/// A search shows as many.
const MOST_FOUND: usize = 40;
/// Children of one union that are shown to a visitor; beyond these one searches.
pub(crate) const MOST_BELOW: usize = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "organisation/near.html")]
struct Screen {
    page: Page,
    find: Field,
    title: String,
    rows: Rows,
}

/// A union in a list for visitors.
pub(crate) fn row(o: &Organisation, ask: &Ask, union: &Union) -> Row {
    let row = Row::new(union.name.as_str()).to(format!("/u/{}", union.id)).fact(ask.v.t(union.kind.key()));
    match o.federation.parent(union.id) {
        Some(parent) => row.fact(parent.name.as_str()),
        None => row,
    }
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let make = || async {
        let v = &ask.v;
        let (title, found) = if asked.q.is_empty() {
            let root = o.federation.root().ok_or(Fault::NotFound)?;
            let below = o.federation.children(root.id);
            (v.t1("organisation-directly-below", "name", root.name.as_str()), below.into_iter().take(MOST_BELOW).collect())
        } else {
            (v.t1("organisation-found", "words", asked.q.as_str()), o.federation.search(&asked.q, None, MOST_FOUND))
        };
        let empty = Empty::new("search", v.t("organisation-none-found")).hint(v.t("organisation-near-none-hint"));
        Ok::<_, Fault>(Screen {
            page: ask.page("organisation-near-title").at("organisation"),
            find: Field::text("q", v.t("organisation-near-find"))
                .placeholder(v.t("organisation-near-example"))
                .value(&asked.q)
                .bare(),
            title,
            rows: Rows::new(found.iter().map(|u| row(&o, &ask, u)).collect::<Vec<_>>()).or(empty),
        })
    };
    Ok(ask.show_to_visitors(&[crate::federation::VERSION], make).await?)
}
