//! The two ways to hand out at a site: by name and by head. Each has the screen to itself, for under a long list of people nobody
//! finds the other. The browser is told to fill neither in by itself: whoever goes back after handing out finds the form empty, and does
//! not count the same people again.

use membership::RosterEntry;
use organisation::Scope;
use store::FieldFault;
use ui::{Button, Field, Mistakes, Views};
use uuid::Uuid;
use web::Ask;

use crate::Drives;
use crate::rows::drive::Drive;
use crate::rows::good::Good;
use crate::rows::hand_out::HandOut;
use crate::rules::hand::{ByHead, ByName};

/// Members offered to tick; more are found by their words.
const OFFERED: usize = 60;

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Way {
    #[default]
    ByName,
    ByHead,
}

/// What was typed into the form of the way taken, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub way: Way,
    pub q: String,
    pub by_name: ByName,
    pub by_head: ByHead,
    pub faults: Vec<FieldFault>,
}

/// The way that was taken, with the other one beside it.
pub(super) struct Form {
    pub ways: Views,
    /// Finds people; only by name.
    pub q: Option<(Field, String)>,
    /// Where there is something to say of this way.
    pub says: String,
    pub action: String,
    pub id: Uuid,
    pub fields: Vec<Field>,
    pub mistakes: Mistakes,
    pub submit: Button,
}

fn is_found(e: &RosterEntry, q: &str) -> bool {
    let initials = organisation::initials(&e.name);
    q.split_whitespace().all(|w| e.name.contains(w) || e.team.contains(w) || initials.starts_with(&w.to_lowercase()))
}

/// The form of the way taken, filled with what was typed into it.
pub(super) async fn form(
    ask: &Ask,
    d: &Drives,
    scope: &Scope,
    drive: &Drive,
    path: &str,
    goods: &[Good],
    handed: &[HandOut],
    typed: &Typed,
) -> Form {
    let v = &ask.v;
    let by_head = typed.way == Way::ByHead;
    let fields = match typed.way {
        Way::ByName => name_fields(ask, d, scope, drive, goods, handed, typed).await,
        Way::ByHead => head_fields(ask, goods, typed),
    };
    // What was typed keeps its id, so that it is still the same form.
    let id = if by_head { &typed.by_head.form } else { &typed.by_name.form };
    let submit = Button::submit(v.t(if by_head { "drives-hand-heads-it" } else { "drives-hand-it" })).main();
    Form {
        ways: Views::new(v.t("drives-hand-way")).view(path, v.t("drives-hand-by-name"), !by_head).view(
            format!("{path}?way=heads"),
            v.t("drives-hand-by-head"),
            by_head,
        ),
        q: (!by_head).then(|| (Field::text("q", v.t("drives-find")).value(&typed.q).bare(), typed.q.clone())),
        says: if by_head { v.t("drives-hand-by-head-aside") } else { String::new() },
        action: format!("{path}/{}", if by_head { "heads" } else { "people" }),
        id: Uuid::try_parse(id).unwrap_or_else(|_| d.store().ids().new_id(ask.now())),
        mistakes: ui::mistakes(v, &fields),
        fields,
        submit,
    }
}

async fn name_fields(
    ask: &Ask,
    d: &Drives,
    scope: &Scope,
    drive: &Drive,
    goods: &[Good],
    handed: &[HandOut],
    typed: &Typed,
) -> Vec<Field> {
    let (v, by_name, faults) = (&ask.v, &typed.by_name, &typed.faults);
    let roster = membership::roster(d.store(), scope, drive.union_id).await.unwrap_or_default();
    let has = |e: &RosterEntry| handed.iter().any(|h| !h.is_retracted() && h.person == Some(e.person));
    let ticked = |e: &RosterEntry| by_name.people.contains(&e.person.to_string());
    let offered = roster.iter().filter(|e| ticked(e) || (is_found(e, &typed.q) && !has(e))).take(OFFERED);
    let offered: Vec<&RosterEntry> = offered.collect();
    let people = Field::checks("people", v.t("drives-people"))
        .hint(v.t(if offered.is_empty() { "drives-people-none" } else { "drives-people-hint" }))
        .values(&by_name.people)
        .error(all(ask, faults, "people"))
        .first();
    let mut fields = Vec::new();
    // A union without members of its own is not asked for any.
    if !roster.is_empty() || people.is_bad() {
        fields.push(offered.iter().fold(people, |field, e| field.choice_with(e.person, e.name.as_str(), e.team.as_str())));
    }
    fields.push(
        Field::long("guests", v.t("drives-guests"))
            .optional(v)
            .hint(v.t("drives-guests-hint"))
            .seen(v.t("drives-guests-seen"))
            .value(&by_name.guests)
            .error(ask.error(faults, "guests")),
    );
    fields.extend(good_fields(ask, goods, &by_name.pieces, faults, "n", true));
    fields.push(
        Field::radios("signing", v.t("drives-signing"))
            .choice("screen", v.t("drives-signing-screen"))
            .choice("paper", v.t("drives-signing-paper"))
            .value(if by_name.signing.is_empty() { "screen" } else { by_name.signing.as_str() }),
    );
    fields
}

fn head_fields(ask: &Ask, goods: &[Good], typed: &Typed) -> Vec<Field> {
    let (by_head, faults) = (&typed.by_head, &typed.faults);
    let heads = Field::number("heads", ask.v.t("drives-by-head"));
    let mut fields = vec![heads.value(&by_head.heads).error(ask.error(faults, "heads")).first()];
    fields.extend(good_fields(ask, goods, &by_head.pieces, faults, "h", false));
    fields
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
