use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Fig, Figs, Head, Html, Note, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path, Query};

use super::photo::{Shown, shown};
use super::said;
use super::site_form::{Form, Typed, Way, form};
use crate::rows::drive::Drive;
use crate::rows::good::Good;
use crate::rows::hand_out::HandOut;
use crate::rows::site::Site;
use crate::rows::{good, hand_out, line, site};
use crate::rules::hand::{ByHead, ByName};
use crate::verbs::hand_out::HandedOut;
use crate::verbs::photo::MOST_PHOTOS;
use crate::{Drives, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// Words of a name or a team, or the first letters of a name.
    q: String,
    /// `heads`; by name where nothing is said.
    way: String,
}

type At = Path<(Uuid, Uuid)>;

pub async fn get(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let way = if wish.way == "heads" { Way::ByHead } else { Way::ByName };
    Ok(ask.show(&view(&ask, &d, &scope, id, at, Typed { way, q: wish.q, ..Typed::default() }).await?))
}

fn pieces(fields: &Fields) -> Vec<(String, String)> {
    let of = |name: &String| name.strip_prefix("pieces_").map(str::to_owned);
    fields.0.iter().filter_map(|(name, value)| Some((of(name)?, value.clone()))).collect()
}

pub async fn people(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    fields: Fields,
) -> Result<Response, Failed> {
    let by_name = ByName {
        form: fields.get("form").to_owned(),
        people: fields.all("people").map(str::to_owned).collect(),
        guests: fields.get("guests").to_owned(),
        pieces: pieces(&fields),
        signing: fields.get("signing").to_owned(),
    };
    match verbs::hand_out::hand_out(&d, &scope, &ask.actor(), id, at, &by_name).await {
        // The phone goes round: the first to sign is next.
        Ok(HandedOut::New(ids)) if by_name.signing == "screen" => {
            let first = ids.first().ok_or_else(|| Fault::Internal("a hand-out without anybody".into()))?;
            Ok(ask.go(&format!("/drives/{id}/hand-outs/{first}/sign")))
        }
        Err(Fault::Invalid(faults)) => {
            let typed = Typed { q: fields.get("q").to_owned(), by_name, faults, ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, at, typed).await?))
        }
        other => settled(&ask, &format!("/drives/{id}/sites/{at}"), other.map(drop)),
    }
}

pub async fn heads(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    fields: Fields,
) -> Result<Response, Failed> {
    let by_head = ByHead { form: fields.get("form").to_owned(), heads: fields.get("heads").to_owned(), pieces: pieces(&fields) };
    match verbs::hand_out::hand_out_by_head(&d, &scope, &ask.actor(), id, at, &by_head).await {
        Err(Fault::Invalid(faults)) => {
            let typed = Typed { way: Way::ByHead, by_head, faults, ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, at, typed).await?))
        }
        other => settled(&ask, &format!("/drives/{id}/sites/{at}?way=heads"), other.map(drop)),
    }
}

fn settled(ask: &Ask, here: &str, outcome: Outcome<()>) -> Result<Response, Failed> {
    match outcome {
        Ok(()) => Ok(ask.go_saying(here, "drives-was-handed-out")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(here, key)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "drives/site.html")]
struct SitePage {
    page: ui::Page,
    head: Head,
    path: String,
    figs: Figs,
    note: Option<Note>,
    form: Option<Form>,
    handed: Rows,
    has_handed: bool,
    photos: Option<Photos>,
}

/// For whoever hands out there; with a way to add one while the drive is open.
struct Photos {
    shown: Vec<Shown>,
    add: Option<Button>,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid, at: Uuid, typed: Typed) -> Outcome<SitePage> {
    let drive = sight::reach(d, scope, id).await?;
    let (v, db) = (&ask.v, d.store().read());
    let there = site::get(db, id, at).await?.ok_or(Fault::NotFound)?;
    let (goods, sum) = (good::of(db, id).await?, hand_out::sum_of_site(db, id, at).await?);
    let hands_out = sight::hands_out(scope, drive.union_id);
    let path = format!("/drives/{id}/sites/{at}");
    let handed = if hands_out { hand_out::of_site(db, id, at).await? } else { Vec::new() };
    let note = note(ask, &drive, &there, &goods, d.today().0);
    let form = match hands_out && note.is_none() {
        true => Some(form(ask, d, scope, &drive, &path, &goods, &handed, &typed).await),
        false => None,
    };
    let mut head = ui::head(there.title.as_str()).says(format!("{}　{}", v.date(there.day), there.place));
    if hands_out {
        head = head.act(Button::link(format!("{path}/sheet"), v.t("drives-sheet")).icon("print"));
        if handed.is_empty() && !drive.is_closed() {
            head = head.act(Button::link(format!("{path}/edit"), v.t("drives-site-edit")).icon("edit"));
        }
    }
    Ok(SitePage {
        page: ask.page_named(there.title.as_str()).at("drives").back_to(format!("/drives/{id}"), drive.title.as_str()),
        head,
        figs: Figs::new([
            Fig::new(v.t("drives-received"), v.number(sum.heads())).unit(v.t("drives-heads-unit")).about(match there.expected {
                0 => v.t2("drives-named-and-by-head", "named", v.number(sum.named), "heads", v.number(sum.by_head)),
                expected => v.t1("drives-of-expected", "n", v.number(expected)),
            }),
            Fig::new(v.t("drives-handed-out"), v.number(sum.pieces)).unit(v.t("drives-pieces-unit")),
        ]),
        note,
        form,
        photos: match hands_out {
            true => {
                let shown = shown(ask, &there, files::attached(db, id).await?);
                let room = shown.len() < MOST_PHOTOS && !drive.is_closed();
                let add = room.then(|| Button::link(format!("{path}/photos/new"), v.t("drives-photo-add")).icon("add"));
                Some(Photos { shown, add })
            }
            false => None,
        },
        has_handed: !handed.is_empty(),
        handed: rows(ask, d, &drive, &goods, handed).await?,
        path,
    })
}

/// Why nothing can be handed out here now.
fn note(ask: &Ask, drive: &Drive, there: &Site, goods: &[Good], today: i32) -> Option<Note> {
    let v = &ask.v;
    let key = match drive.state.as_str() {
        "closed" => "drives-is-closed",
        "approved" if there.day > today => "drives-site-not-yet",
        "approved" if goods.is_empty() => "drives-goods-none-hint",
        "approved" => return None,
        _ => "drives-not-approved",
    };
    Some(Note::warn(v.t(key)).link(format!("/drives/{}", drive.id), v.t("drives-to-drive")))
}

/// What was handed out here, the latest first.
async fn rows(ask: &Ask, d: &Drives, drive: &Drive, goods: &[Good], mut handed: Vec<HandOut>) -> Outcome<Rows> {
    let v = &ask.v;
    handed.reverse();
    let (names, unsigned) = (said::receivers(d, v, &handed).await?, said::unsigned(d, drive.id, &handed).await?);
    let lines = line::of_many(d.store().read(), drive.id, &handed.iter().map(|h| h.id).collect::<Vec<_>>()).await?;
    let row = |h: &HandOut| {
        let of: Vec<&line::Line> = lines.iter().filter(|l| l.hand_out_id == h.id).collect();
        let at = format!("/drives/{}/hand-outs/{}", drive.id, h.id);
        let mut row = Row::new(names.get(&h.id).map_or("", String::as_str))
            .fact(said::goods(v, goods, &of))
            .fact(v.stamp(h.given_at))
            .fact(said::signed(v, h));
        if let Some(why) = unsigned.get(&h.id).filter(|_| !h.is_retracted()) {
            row = row.fact(why.as_str());
        }
        if h.is_retracted() {
            return row.fact(h.reason.as_str());
        }
        if h.is_named() && h.signed != "screen" {
            row = row.end(Button::link(format!("{at}/sign"), v.t("drives-sign")).small());
        }
        row.end(Button::link(format!("{at}/retract"), v.t("drives-retract")).small().text())
    };
    Ok(Rows::new(handed.iter().map(row)).or(Empty::new("aid", v.t("drives-handed-none")).hint(Html::default())))
}
