use codes::Day;
use i18n::Voice;
use organisation::Answering;
use serde_json::{Map, Value, json};
use store::{Actor, AuditLine, Fault, Outcome};
use uuid::Uuid;
use web::{session, token};

use crate::Membership;
use crate::rows::application::Answers;
use crate::rows::{application, consent, honour, person, sending, spell};
use crate::said;

/// One kind of thing that is kept: a table with a name and columns.
#[derive(Clone, Debug)]
pub struct Section {
    /// Name in the JSON file, and the message that names it for people.
    pub name: &'static str,
    pub title: &'static str,
    /// The same for each column.
    pub columns: Vec<(&'static str, &'static str)>,
    pub rows: Vec<Vec<String>>,
}

/// A crate that keeps something of people besides this one. What it keeps of a person it hands to that person, whole and opened, and
/// to nobody else.
pub trait Keeper: Send + Sync {
    /// What of it is sealed, as the audit line names it.
    fn sealed(&self) -> &'static [&'static str] {
        &[]
    }

    /// Tables in the words of `v`; one that is empty may stay.
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>>;
}

/// Everything the house keeps of a person, sealed fields opened.
#[derive(Clone, Debug)]
pub(crate) struct Copy(pub Vec<Section>);

impl Copy {
    /// `{"person": [{"name": …}], "memberships": […], …}`: days and instants as the house writes them.
    pub fn json(&self) -> Value {
        let mut all = Map::new();
        for section in &self.0 {
            let rows: Vec<Value> = section
                .rows
                .iter()
                .map(|row| {
                    let pairs = section.columns.iter().zip(row);
                    Value::Object(pairs.map(|((name, _), text)| ((*name).to_owned(), Value::String(text.clone()))).collect())
                })
                .collect();
            all.insert(section.name.to_owned(), Value::Array(rows));
        }
        Value::Object(all)
    }
}

/// Gathers what is kept of somebody for himself (PIPL, article 45), in the words of `v`. That it was opened is recorded.
///
/// # Errors
/// [`Fault::NotFound`] for a person deleted meanwhile.
pub(crate) async fn take_away(m: &Membership, actor: &Actor, person: Uuid, v: &Voice) -> Outcome<Copy> {
    let opened: &Vec<&str> =
        &["phone", "id_number"].into_iter().chain(m.keepers().iter().flat_map(|k| k.sealed()).copied()).collect();
    m.store()
        .write("membership.take_away", actor, |tx| async move {
            tx.record("person", person, json!({ "fields": opened }));
            Ok(())
        })
        .await?;
    let mut sections = vec![myself(m, person, v).await?];
    sections.push(memberships(m, person, v).await?);
    sections.push(honours(m, person, v).await?);
    sections.push(applications(m, person, v).await?);
    sections.push(sendings(m, person, v).await?);
    sections.push(consents(m, person, v).await?);
    for keeper in m.keepers() {
        sections.extend(keeper.kept_of(person, v).await?);
    }
    sections.extend(access(m, person, v).await?);
    Ok(Copy(sections))
}

async fn myself(m: &Membership, id: Uuid, v: &Voice) -> Outcome<Section> {
    let db = m.store().read();
    let p = person::get(db, id).await?.ok_or(Fault::NotFound)?;
    let row = vec![
        p.name,
        person::open_phone(m.store(), db, id).await?.unwrap_or_default(),
        person::open_id_number(m.store(), db, id).await?.unwrap_or_default(),
        p.birth_year.map(|y| y.to_string()).unwrap_or_default(),
        said::sex(v, &p.sex),
        said::work(v, &p.work),
        p.team,
        p.verified_day.map(|d| v.iso_date(d)).unwrap_or_default(),
        p.registered_at.map(|at| v.stamp(at)).unwrap_or_default(),
        v.stamp(p.recorded_at),
    ];
    Ok(Section {
        name: "person",
        title: "membership-own-person",
        columns: vec![
            ("name", "membership-column-name"),
            ("phone", "membership-column-phone"),
            ("id_number", "membership-column-id-number"),
            ("birth_year", "membership-column-birth-year"),
            ("sex", "membership-column-sex"),
            ("work", "membership-column-work"),
            ("team", "membership-column-team"),
            ("verified_day", "membership-own-verified"),
            ("registered_at", "membership-own-registered"),
            ("recorded_at", "membership-own-recorded"),
        ],
        rows: vec![row],
    })
}

async fn memberships(m: &Membership, person: Uuid, v: &Voice) -> Outcome<Section> {
    let spells = spell::of(m.store().read(), person).await?;
    let rows = spells
        .into_iter()
        .map(|s| {
            let until = if s.until_day < Day::OPEN.0 { v.iso_date(s.until_day) } else { String::new() };
            vec![
                m.organisation.federation.name(s.union_id),
                v.iso_date(s.from_day),
                until,
                v.t(said::standing(&s.standing)),
                if s.ended_by.is_empty() { String::new() } else { v.t(said::ended_by(&s.ended_by)) },
            ]
        })
        .collect();
    Ok(Section {
        name: "memberships",
        title: "membership-own-memberships",
        columns: vec![
            ("union", "membership-own-union"),
            ("from", "membership-own-from"),
            ("until", "membership-own-until"),
            ("standing", "membership-column-standing"),
            ("ended_by", "membership-own-ended-by"),
        ],
        rows,
    })
}

/// Also what was entered by mistake and taken back: it is kept, so it is told.
async fn honours(m: &Membership, person: Uuid, v: &Voice) -> Outcome<Section> {
    let name = |union| m.organisation.federation.name(union);
    let row = |h: honour::HonourRow| {
        vec![
            said::honour(v, &h.title, &h.level),
            h.year.to_string(),
            h.number,
            name(h.union_id),
            v.stamp(h.recorded_at),
            h.withdrawn_at.map(|at| v.stamp(at)).unwrap_or_default(),
            h.reason,
        ]
    };
    Ok(Section {
        name: "honours",
        title: "membership-honours",
        columns: vec![
            ("title", "membership-honour-title"),
            ("year", "membership-honour-year"),
            ("number", "membership-honour-number"),
            ("union", "membership-honour-recorded-by"),
            ("recorded_at", "membership-own-recorded"),
            ("withdrawn_at", "membership-own-withdrawn"),
            ("reason", "membership-own-reason"),
        ],
        rows: honour::of(m.store().read(), person).await?.into_iter().map(row).collect(),
    })
}

async fn applications(m: &Membership, person: Uuid, v: &Voice) -> Outcome<Section> {
    let mut rows = Vec::new();
    for a in application::of(m.store().read(), person).await? {
        let answers = a.answers(m.store())?;
        let union = m.organisation.federation.name(a.union_id);
        let (kind, state) = (v.t(said::application_kind(&a.kind)), v.t(said::application_state(&a.state)));
        rows.push(vec![kind, union, v.stamp(a.asked_at), state, a.question, a.reason, written(v, &answers)]);
    }
    Ok(Section {
        name: "applications",
        title: "membership-own-applications",
        columns: vec![
            ("kind", "membership-own-kind"),
            ("union", "membership-own-union"),
            ("asked_at", "membership-own-asked"),
            ("state", "membership-own-state"),
            ("question", "membership-own-question"),
            ("reason", "membership-own-reason"),
            ("answers", "membership-own-answers"),
        ],
        rows,
    })
}

/// What somebody wrote, line by line, whole.
fn written(v: &Voice, a: &Answers) -> String {
    let work: Vec<String> = a.work.iter().map(|w| said::work(v, w)).collect();
    let lines = [
        ("membership-name", a.name.as_str()),
        ("membership-employer-fact", &a.employer),
        ("membership-place-fact", &a.place),
        ("membership-work-fact", &work.join(&v.t("membership-list-comma"))),
        ("membership-id-number", a.id_number.as_deref().unwrap_or_default()),
        ("membership-words-fact", &a.words),
    ];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (v.t(key), text));
    let replies = a.replies.iter().map(|r| (r.question.clone(), r.answer.as_str()));
    let said = lines.chain(replies).map(|(what, text)| v.t2("membership-own-line", "what", what, "text", text.to_owned()));
    said.collect::<Vec<_>>().join("\n")
}

/// How applications went from one union to another.
async fn sendings(m: &Membership, person: Uuid, v: &Voice) -> Outcome<Section> {
    let name = |union| m.organisation.federation.name(union);
    let sendings = sending::of(m.store().read(), &[person]).await?;
    Ok(Section {
        name: "sendings",
        title: "membership-own-sendings",
        columns: vec![
            ("sent_at", "membership-own-at"),
            ("from", "membership-from-union"),
            ("union", "membership-own-union"),
            ("reason", "membership-own-reason"),
        ],
        rows: sendings.into_iter().map(|s| vec![v.stamp(s.sent_at), name(s.from_union), name(s.to_union), s.reason]).collect(),
    })
}

async fn consents(m: &Membership, person: Uuid, v: &Voice) -> Outcome<Section> {
    let consents = consent::of(m.store().read(), person).await?;
    let rows = consents
        .into_iter()
        .map(|c| vec![v.t(said::consent(&c.what)), v.stamp(c.given_at), c.withdrawn_at.map(|at| v.stamp(at)).unwrap_or_default()])
        .collect();
    Ok(Section {
        name: "consents",
        title: "membership-own-consents",
        columns: vec![
            ("what", "membership-own-what"),
            ("given_at", "membership-own-given"),
            ("withdrawn_at", "membership-own-withdrawn"),
        ],
        rows,
    })
}

/// Lines of the audit trail shown; the rest is kept 190 days and said on request.
const MOST_LINES: u32 = 500;

async fn access(m: &Membership, person: Uuid, v: &Voice) -> Outcome<Vec<Section>> {
    let sessions = session::list(m.store(), person).await?;
    let tokens = token::list(m.store(), person).await?;
    let lines = AuditLine::about(m.store().read(), person, MOST_LINES).await?;
    let device = |s: session::Open| vec![s.device, v.stamp(s.opened_at), v.stamp(s.seen_at)];
    let own = |actor: Option<Uuid>| v.t(if actor == Some(person) { "membership-own-by-me" } else { "membership-own-by-others" });
    Ok(vec![
        Section {
            name: "devices",
            title: "membership-own-devices",
            columns: vec![
                ("device", "membership-own-device"),
                ("opened_at", "membership-own-opened"),
                ("seen_at", "membership-own-seen"),
            ],
            rows: sessions.into_iter().map(device).collect(),
        },
        Section {
            name: "tokens",
            title: "membership-own-tokens",
            columns: vec![
                ("label", "membership-own-label"),
                ("made_at", "membership-own-made"),
                ("ends_at", "membership-own-ends"),
            ],
            rows: tokens.into_iter().map(|t| vec![t.label, v.stamp(t.made_at), v.stamp(t.ends_at)]).collect(),
        },
        Section {
            name: "trail",
            title: "membership-own-trail",
            columns: vec![("at", "membership-own-at"), ("verb", "membership-own-verb"), ("by", "membership-own-by")],
            rows: lines.into_iter().map(|l| vec![v.stamp(l.at), l.verb, own(l.actor)]).collect(),
        },
    ])
}
