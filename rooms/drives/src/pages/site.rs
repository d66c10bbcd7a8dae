use askama::Template;
use axum::extract::State;
use axum::response::Response;
use membership::RosterEntry;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Fig, Figs, Head, Html, Mistakes, Note, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path, Query};

use super::photo::{Shown, shown};
use super::said;
use crate::rows::drive::Drive;
use crate::rows::good::Good;
use crate::rows::hand_out::HandOut;
use crate::rows::site::Site;
use crate::rows::{good, hand_out, line, site};
use crate::rules::hand::{ByHead, ByName};
use crate::verbs::hand_out::HandedOut;
use crate::verbs::photo::MOST_PHOTOS;
use crate::{Drives, sight, verbs};

/// Members offered to tick; more are found by their words.
const OFFERED: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// Words of a name or a team, or the first letters of a name.
    q: String,
}

type At = Path<(Uuid, Uuid)>;

/// What was typed into which of the two forms, and what is wrong with it.
#[derive(Default)]
struct Typed {
    q: String,
    by_name: ByName,
    by_head: ByHead,
    name_faults: Vec<FieldFault>,
    head_faults: Vec<FieldFault>,
}

pub async fn get(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, id, at, Typed { q: wish.q, ..Typed::default() }).await?))
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
        Err(Fault::Invalid(name_faults)) => {
            let typed = Typed { q: fields.get("q").to_owned(), by_name, name_faults, ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, at, typed).await?))
        }
        other => settled(&ask, id, at, other.map(drop)),
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
        Err(Fault::Invalid(head_faults)) => {
            let typed = Typed { by_head, head_faults, ..Typed::default() };
            Ok(ask.show_again(&view(&ask, &d, &scope, id, at, typed).await?))
        }
        other => settled(&ask, id, at, other.map(drop)),
    }
}

fn settled(ask: &Ask, id: Uuid, at: Uuid, outcome: Outcome<()>) -> Result<Response, Failed> {
    let here = format!("/drives/{id}/sites/{at}");
    match outcome {
        Ok(()) => Ok(ask.go_saying(&here, "drives-was-handed-out")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&here, key)),
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
    forms: Option<Forms>,
    handed: Rows,
    has_handed: bool,
    photos: Option<Photos>,
}

/// For whoever hands out there; with a way to add one while the drive is open.
struct Photos {
    shown: Vec<Shown>,
    add: Option<Button>,
}

/// The two ways to hand out; each form with an id of its own.
struct Forms {
    q: Field,
    typed_q: String,
    name_form: Uuid,
    name_fields: Vec<Field>,
    name_mistakes: Mistakes,
    head_form: Uuid,
    head_fields: Vec<Field>,
    head_mistakes: Mistakes,
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
    let forms =
        if hands_out && note.is_none() { Some(forms(ask, d, scope, &drive, &goods, &handed, typed).await?) } else { None };
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
        forms,
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

fn is_found(e: &RosterEntry, q: &str) -> bool {
    let initials = organisation::initials(&e.name);
    q.split_whitespace().all(|w| e.name.contains(w) || e.team.contains(w) || initials.starts_with(&w.to_lowercase()))
}

async fn forms(
    ask: &Ask,
    d: &Drives,
    scope: &Scope,
    drive: &Drive,
    goods: &[Good],
    handed: &[HandOut],
    typed: Typed,
) -> Outcome<Forms> {
    let v = &ask.v;
    let Typed { q, by_name, by_head, name_faults, head_faults } = typed;
    let roster = membership::roster(d.store(), scope, drive.union_id).await.unwrap_or_default();
    let has = |e: &RosterEntry| handed.iter().any(|h| !h.is_retracted() && h.person == Some(e.person));
    let ticked = |e: &RosterEntry| by_name.people.contains(&e.person.to_string());
    let offered = roster.iter().filter(|e| ticked(e) || (is_found(e, &q) && !has(e))).take(OFFERED);
    let mut name_fields = vec![
        Field::checks("people", v.t("drives-people"))
            .hint(v.t("drives-people-hint"))
            .values(&by_name.people)
            .error(all(ask, &name_faults, "people"))
            .first(),
    ];
    name_fields[0] =
        offered.fold(name_fields[0].clone(), |field, e| field.choice_with(e.person, e.name.as_str(), e.team.as_str()));
    name_fields.push(
        Field::long("guests", v.t("drives-guests"))
            .optional(v)
            .hint(v.t("drives-guests-hint"))
            .seen(v.t("drives-guests-seen"))
            .value(&by_name.guests)
            .error(ask.error(&name_faults, "guests")),
    );
    name_fields.extend(good_fields(ask, goods, &by_name.pieces, &name_faults, "n", true));
    name_fields.push(
        Field::radios("signing", v.t("drives-signing"))
            .choice("screen", v.t("drives-signing-screen"))
            .choice("paper", v.t("drives-signing-paper"))
            .value(if by_name.signing.is_empty() { "screen" } else { by_name.signing.as_str() }),
    );
    let mut head_fields =
        vec![Field::number("heads", v.t("drives-by-head")).value(&by_head.heads).error(ask.error(&head_faults, "heads")).first()];
    head_fields.extend(good_fields(ask, goods, &by_head.pieces, &head_faults, "h", false));
    // What was typed keeps its id, so that it is still the same form.
    let id = |typed: &str| Uuid::try_parse(typed).unwrap_or_else(|_| d.store().ids().new_id(ask.now()));
    Ok(Forms {
        q: Field::text("q", v.t("drives-find")).value(&q).bare(),
        typed_q: q,
        name_form: id(&by_name.form),
        name_mistakes: ui::mistakes(v, &name_fields),
        name_fields,
        head_form: id(&by_head.form),
        head_mistakes: ui::mistakes(v, &head_fields),
        head_fields,
    })
}

/// Everything that is said of one field: who is over the limit may be several.
fn all(ask: &Ask, faults: &[FieldFault], field: &str) -> Option<String> {
    let said: Vec<String> = faults.iter().filter(|f| f.field == field).map(|f| ask.tell(f)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// A number for each good; one piece of the first is proposed to each person.
fn good_fields(
    ask: &Ask,
    goods: &[Good],
    typed: &[(String, String)],
    faults: &[FieldFault],
    prefix: &str,
    is_each: bool,
) -> Vec<Field> {
    let v = &ask.v;
    let mut fields: Vec<Field> = goods
        .iter()
        .enumerate()
        .map(|(n, good)| {
            let name = format!("pieces_{}", good.id);
            let said = typed.iter().find(|(id, _)| *id == good.id.to_string()).map(|(_, n)| n.as_str());
            let proposed = if n == 0 && is_each && typed.is_empty() { "1" } else { "" };
            let key = if is_each { "drives-pieces-each" } else { "drives-pieces-all" };
            Field::number(name.as_str(), v.t2(key, "good", good.name.as_str(), "unit", good.unit.as_str()))
                .id(format!("f-{prefix}-{}", good.id))
                .hint(v.t1("drives-left", "n", v.number(good.left())))
                .value(said.unwrap_or(proposed))
                .error(ask.error(faults, &name))
        })
        .collect();
    if let Some(first) = fields.first_mut()
        && let Some(error) = all(ask, faults, "goods").or_else(|| all(ask, faults, "form"))
        && !first.is_bad()
    {
        *first = first.clone().error(Some(error));
    }
    fields
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
