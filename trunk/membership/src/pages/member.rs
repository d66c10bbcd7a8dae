use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{AuditLine, Fault, Outcome};
use ui::{Button, Dialog, Facts, Field, Html, Note, Page, State as Shape, Timeline};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::house::Membership;
use crate::rows::{honour, member, spell, talk};
use crate::said;
use crate::verbs::describe::verify;
use crate::verbs::open_sealed::{Sealed, open_sealed};
use crate::verbs::reach::{Reached, reach};
use crate::verbs::standing::{lapse, report_death, retain};

#[derive(Template)]
#[template(path = "membership/member.html")]
struct Member {
    page: Page,
    union_name: String,
    state: ui::St,
    facts: Facts,
    note: Option<Note>,
    history: Timeline,
    trail: Option<Timeline>,
    acts: Vec<Button>,
    dialogs: Vec<Dialog>,
}

/// Lines of the trail shown on the page.
const MOST_LINES: u32 = 30;

/// `GET /members/{person}`
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &scope, &ask, person, None, None).await?))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Act {
    act: String,
    reason: String,
    day: String,
    field: String,
}

/// `POST /members/{person}/open`: shows one sealed field this once.
pub(crate) async fn open(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Form(sent): Form<Act>,
) -> Result<Response, Failed> {
    let what = Sealed::from_name(&sent.field).ok_or(Fault::NotFound)?;
    let value = open_sealed(&m, &scope, &ask.actor(), person, what).await?;
    Ok(ask.show(&page(&m, &scope, &ask, person, Some((what, value)), None).await?))
}

/// `POST /members/{person}`: one of the acts that change how the membership goes on.
pub(crate) async fn act(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Form(sent): Form<Act>,
) -> Result<Response, Failed> {
    let here = format!("/members/{person}");
    let done = carry_out(&m, &scope, &ask, person, &sent).await;
    match done {
        // Out of the books is out of sight.
        Ok((said, true)) => Ok(ask.go_saying("/members", said)),
        Ok((said, false)) => Ok(ask.go_saying(&here, said)),
        Err(Fault::Conflict(key)) => {
            let note = Note::warn(ask.v.t(key)).announced();
            Ok(ask.show_as(axum::http::StatusCode::CONFLICT, &page(&m, &scope, &ask, person, None, Some(note)).await?))
        }
        Err(Fault::Invalid(faults)) => {
            let words: Vec<String> = faults.iter().map(|f| ask.tell(f)).collect();
            let note = Note::bad(words.join("")).announced();
            Ok(ask.show_again(&page(&m, &scope, &ask, person, None, Some(note)).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What is said afterwards, and whether the member is out of the books by it.
async fn carry_out(m: &Membership, scope: &Scope, ask: &Ask, person: Uuid, sent: &Act) -> Outcome<(&'static str, bool)> {
    let actor = &ask.actor();
    match sent.act.as_str() {
        "retain" => retain::retain(m, scope, actor, person, &sent.reason).await.map(|()| ("membership-retained", false)),
        "restore" => retain::restore(m, scope, actor, person).await.map(|()| ("membership-restored", false)),
        "talk" => lapse::note_talk(m, scope, actor, person, &sent.day).await.map(|()| ("membership-talk-noted", false)),
        "lapse" => lapse::lapse(m, scope, actor, person).await.map(|()| ("membership-lapsed", true)),
        "death" => report_death::report_death(m, scope, actor, person).await.map(|()| ("membership-death-noted", true)),
        "verify" => verify(m, scope, actor, person).await.map(|()| ("membership-verified-now", false)),
        _ => Err(Fault::field("act", "membership-act-missing")),
    }
}

async fn page(
    m: &Membership,
    scope: &Scope,
    ask: &Ask,
    person: Uuid,
    opened: Option<(Sealed, Option<String>)>,
    note: Option<Note>,
) -> Outcome<Member> {
    let (v, db) = (&ask.v, m.store().read());
    let reached = reach(m, scope, person).await?;
    let p = &reached.person;
    let kept = member::kept(db, person).await?.ok_or(Fault::NotFound)?;
    let talked = talk::last(db, person).await?;
    let held = honour::of(db, person).await?.into_iter().filter(honour::HonourRow::stands);
    let held: Vec<String> = held.map(|h| said::honour(v, &h.title, &h.level)).collect();
    let facts = Facts::new()
        .fact(v.t("membership-column-sex"), said::sex(v, &p.sex))
        .maybe(v.t("membership-column-birth-year"), p.birth_year.map(|y| y.to_string()))
        .fact(v.t("membership-column-work"), said::work(v, &p.work))
        .fact(v.t("membership-column-team"), p.team.as_str())
        .fact(v.t("membership-column-from"), v.full_date(reached.spell.from_day))
        .fact(
            v.t("membership-online"),
            super::members::done(ask, p.registered_at.is_some(), "membership-online-yes", "membership-online-not"),
        )
        .maybe(v.t("membership-verified"), p.verified_day.map(|d| v.full_date(d)))
        .maybe(v.t("membership-honours"), (!held.is_empty()).then(|| held.join(&v.t("membership-list-comma"))))
        .maybe(v.t("membership-talked"), talked.map(|d| v.full_date(d.0)));
    let standing = v.t(said::standing(&reached.spell.standing));
    let sealed = [
        (Sealed::Phone, "phone", "membership-column-phone", kept.has_phone),
        (Sealed::IdNumber, "id_number", "membership-column-id-number", kept.has_id_number),
    ];
    let facts = sealed.into_iter().fold(facts, |facts, (what, field, key, has)| {
        let value = opened.as_ref().filter(|(which, _)| *which == what).map(|(_, text)| text.clone().unwrap_or_default());
        let hidden = v.t(if has { "membership-sealed" } else { "membership-none-kept" });
        let open = Button::post(format!("/members/{person}/open"), v.t("membership-open")).with("field", field).small();
        facts.fact(v.t(key), sealed_line(value.clone().unwrap_or(hidden), (has && value.is_none()).then_some(open)))
    });
    Ok(Member {
        page: ask.page_named(p.name.clone()).at("membership").under("/members", v.t("membership-members")),
        union_name: reached.union.name.clone(),
        state: if reached.spell.standing == "retained" { Shape::Off.says(standing) } else { Shape::Done.says(standing) },
        facts,
        note,
        history: history(m, ask, person, &reached).await?,
        trail: trail(m, ask, person, Day(reached.spell.from_day)).await?,
        acts: acts(scope, ask, &reached, kept.has_id_number),
        dialogs: if scope.may(Power::Admit, reached.union.id) { dialogs(ask, &reached, talked) } else { Vec::new() },
    })
}

/// The memberships of this union; what was elsewhere before is not this union's to know.
async fn history(m: &Membership, ask: &Ask, person: Uuid, reached: &Reached) -> Outcome<Timeline> {
    let v = &ask.v;
    let mut line = Timeline::new();
    for s in spell::of(m.store().read(), person).await?.into_iter().filter(|s| s.union_id == reached.union.id) {
        let what = v.t(said::standing(&s.standing));
        line = if s.until_day == Day::OPEN.0 {
            line.now(v.full_date(s.from_day), what)
        } else {
            line.past(v.t2("membership-from-until", "from", v.full_date(s.from_day), "until", v.full_date(s.until_day)), what)
        };
        if !s.ended_by.is_empty() {
            line = line.about(v.t(said::ended_by(&s.ended_by)));
        }
    }
    Ok(line)
}

/// What was done about the membership since it began here.
async fn trail(m: &Membership, ask: &Ask, person: Uuid, since: Day) -> Outcome<Option<Timeline>> {
    let lines = AuditLine::about(m.store().read(), person, MOST_LINES).await?;
    let line = |t: Timeline, l: &AuditLine| t.past(ask.v.stamp(l.at), said::verb(&ask.v, &l.verb));
    let ours = |l: &&AuditLine| l.at >= since.start_unix_ms() && said::is_about_membership(&l.verb);
    let ours: Vec<&AuditLine> = lines.iter().filter(ours).collect();
    Ok((!ours.is_empty()).then(|| ours.into_iter().fold(Timeline::new(), line)))
}

/// A sealed field: what is opened of it or stands for it, and the button that opens it.
pub(crate) fn sealed_line(value: String, open: Option<Button>) -> Html {
    match open {
        Some(open) => Html::from(value).then("　").then(open),
        None => value.into(),
    }
}

fn acts(scope: &Scope, ask: &Ask, reached: &Reached, has_id_number: bool) -> Vec<Button> {
    let (v, union, person) = (&ask.v, reached.union.id, reached.person.person);
    let mut acts = vec![Button::link(format!("/members/{person}/honours"), v.t("membership-honours"))];
    if scope.may(Power::Admit, union) {
        if has_id_number && reached.person.verified_day.is_none() {
            acts.push(Button::opens("verify", v.t("membership-verify")));
        }
        if reached.spell.standing == "retained" {
            acts.push(Button::opens("restore", v.t("membership-restore")));
        } else {
            acts.push(Button::opens("retain", v.t("membership-retain")));
        }
        acts.push(Button::opens("talk", v.t("membership-talk")));
        acts.push(Button::opens("lapse", v.t("membership-lapse")).text());
        acts.push(Button::opens("death", v.t("membership-death")).text());
    }
    if scope.may(Power::Enrol, union) {
        acts.push(Button::link(format!("/members/{person}/edit"), v.t("membership-edit")).main());
    }
    acts
}

fn dialogs(ask: &Ask, reached: &Reached, talked: Option<Day>) -> Vec<Dialog> {
    let (v, to) = (&ask.v, format!("/members/{}", reached.person.person));
    let dialog = |act: &str, title: &str, text: String, yes: &str| {
        Dialog::new(act, v.t(title), to.as_str(), v.t(yes), v.t("membership-not-now")).text(text).with("act", act)
    };
    let due = talked.map(|day| day.plus_months(lapse::MONTHS));
    let lapse = match due {
        Some(due) => v.t1("membership-lapse-due", "day", v.full_date(due.0)),
        None => v.t("membership-lapse-no-talk"),
    };
    let reasons = Field::radios("reason", v.t("membership-reason")).choices([
        ("retired", v.t("membership-reason-retired")),
        ("unemployed", v.t("membership-reason-unemployed")),
        ("bankrupt", v.t("membership-reason-bankrupt")),
    ]);
    let day = Field::date("day", v.t("membership-talk-on")).value(Day::from_unix_ms(ask.now()));
    vec![
        dialog("verify", "membership-verify-title", v.t("membership-verify-says"), "membership-verify"),
        dialog("retain", "membership-retain-title", v.t("membership-retain-says"), "membership-retain").field(&reasons),
        dialog("restore", "membership-restore-title", v.t("membership-restore-says"), "membership-restore"),
        dialog("talk", "membership-talk-title", v.t("membership-talk-says"), "membership-talk").field(&day),
        dialog("lapse", "membership-lapse-title", lapse, "membership-lapse"),
        dialog("death", "membership-death-title", v.t("membership-death-says"), "membership-death"),
    ]
}
