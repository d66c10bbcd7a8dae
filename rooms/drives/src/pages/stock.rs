use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::drive::settled;
use super::said;
use crate::rows::{good, movement};
use crate::rules::field::LONGEST_NAME;
use crate::{Drives, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    pieces: String,
    receipt: String,
}

type At = Path<(Uuid, Uuid)>;

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, of)): At) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, id, of, &Said::default(), &[]).await?))
}

pub async fn post(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, of)): At,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match verbs::bring_in::take_in(&d, &scope, &ask.actor(), id, of, &said.pieces, &said.receipt).await {
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, id, of, &said, &faults).await?)),
        other => settled(&ask, id, other, "drives-brought-in"),
    }
}

#[derive(Template)]
#[template(path = "drives/stock.html")]
struct StockPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    fields: [Field; 2],
    receipts: Rows,
}

async fn view(
    ask: &Ask,
    d: &Drives,
    scope: &Scope,
    id: Uuid,
    of: Uuid,
    said: &Said,
    faults: &[FieldFault],
) -> Outcome<StockPage> {
    let drive = sight::kept(d, scope, id).await?;
    let (v, db) = (&ask.v, d.store().read());
    let good = good::of(db, id).await?.into_iter().find(|g| g.id == of).ok_or(Fault::NotFound)?;
    let receipts = movement::receipts(db, id).await?.into_iter().filter(|r| r.good_id == of);
    let fields = [
        Field::number("pieces", v.t("drives-pieces"))
            .hint(v.t("drives-pieces-hint"))
            .value(&said.pieces)
            .error(ask.error(faults, "pieces"))
            .first(),
        Field::text("receipt", v.t("drives-receipt"))
            .hint(v.t("drives-receipt-hint"))
            .attr("maxlength", LONGEST_NAME)
            .value(&said.receipt)
            .error(ask.error(faults, "receipt")),
    ];
    let left = v.t2("drives-left-of", "left", v.number(good.left()), "of", v.number(good.taken_in));
    Ok(StockPage {
        page: ask
            .page_named(good.name.as_str())
            .at("drives")
            .under("/drives", v.t("drives-drives"))
            .under(format!("/drives/{id}"), drive.title.as_str()),
        head: ui::head(good.name.as_str()).says(format!("{left}　{}", said::source(v, &good.source))),
        mistakes: ui::mistakes(v, &fields),
        action: format!("/drives/{id}/goods/{of}"),
        fields,
        receipts: Rows::new(receipts.map(|r| Row::new(v.number(r.pieces)).fact(r.receipt).fact(v.stamp(r.moved_at)))).tight(),
    })
}
