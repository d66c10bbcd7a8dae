use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use ui::{Button, Empty, Head, Row, Rows, Views};
use web::{Ask, Failed, Query};

use super::said;
use crate::{Blueprints, sight};

/// Figures shown of each.
const FIGURES: usize = 4;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    room: String,
}

#[derive(Template)]
#[template(path = "blueprints/catalogue.html")]
struct CataloguePage {
    page: ui::Page,
    head: Head,
    rooms: Option<Views>,
    rows: Rows,
}

/// Everything the reader may start from, with what matters of each, and one step to the form.
pub async fn get(State(b): State<Blueprints>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let v = &ask.v;
    let all = b.list(&scope).await?;
    let rooms: Vec<_> = b.readers().iter().filter(|reader| all.iter().any(|of| of.room == reader.room)).collect();
    let here = rooms.iter().find(|reader| reader.room == wish.room).map(|reader| reader.room);
    let views = (rooms.len() > 1).then(|| {
        let views = Views::new(v.t("blueprints-room")).apart().view("/blueprints", v.t("blueprints-all"), here.is_none());
        rooms
            .iter()
            .fold(views, |views, r| views.view(format!("/blueprints?room={}", r.room), v.t(r.title), here == Some(r.room)))
    });
    let may_save = !sight::unions(&scope).is_empty();
    let rows = all.iter().filter(|of| here.is_none_or(|room| of.room == room)).map(|of| {
        let mut row = Row::new(of.title.of(v)).to(of.href()).fact(of.what.of(v)).fact(of.whom.of(v));
        for (name, value) in b.says(of, v).into_iter().take(FIGURES) {
            row = row.fact(v.t2("blueprints-figure", "name", name, "value", value));
        }
        row = row.fact(said::maker(&b, v, of)).fact(said::version(v, of.version));
        match b.offered(&scope, of) {
            Some(start) => row.end(Button::link(start, v.t("blueprints-use")).small()),
            None => row,
        }
    });
    let mut head = ui::head(v.t("blueprints-blueprints")).says(v.t("blueprints-lead"));
    if may_save {
        head = head.act(Button::link("/blueprints/new", v.t("blueprints-new")));
    }
    let mut empty = Empty::new("copy", v.t("blueprints-none")).hint(v.t("blueprints-none-hint"));
    if may_save {
        empty = empty.act(Button::link("/blueprints/new", v.t("blueprints-new")));
    }
    Ok(ask.show(&CataloguePage {
        page: ask.page("blueprints-blueprints").at("blueprints"),
        head,
        rooms: views,
        rows: Rows::new(rows).or(empty),
    }))
}
