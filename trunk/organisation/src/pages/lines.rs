//! A union in the lines that cross the tree: where it stands in each, and joining, leaving, leading.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use store::{FieldFault, Outcome};
use ui::{Field, Html, Note, Page};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::kind::Kind;
use crate::rows::line::{self, LineRow};
use crate::scope::Scope;
use crate::verbs::lines::{self, Joining, Opening, Turning};

/// One line the union stands in or stood in.
struct Row {
    line: String,
    parent: Html,
    from: String,
    until: String,
    leads: bool,
}

#[derive(Template)]
#[template(path = "organisation/lines.html")]
struct Screen {
    page: Page,
    id: Uuid,
    rows: Vec<Row>,
    notes: Vec<Note>,
    join: Vec<Field>,
    turn: Vec<Field>,
    open: Vec<Field>,
}

/// Which of the forms was sent, and what is wrong with it.
#[derive(Default)]
struct Sent<'a> {
    join: Joining,
    turn: Turning,
    open: Opening,
    faults: [&'a [FieldFault]; 3],
}

async fn screen(o: &Organisation, ask: &Ask, id: Uuid, sent: &Sent<'_>) -> Outcome<Screen> {
    let v = &ask.v;
    let known = line::list(o.store().read()).await?;
    let name = |n: i32| known.iter().find(|l| l.id == n).map(|l| l.name(v).to_owned()).unwrap_or_default();
    let mut page = ask.page("organisation-lines-title").at("organisation");
    for above in o.federation.path(id) {
        page = page.under(format!("/unions/{}", above.id), above.name.as_str());
    }
    let edges = o.federation.edges(id);
    let rows = edges.iter().map(|e| Row {
        line: name(i32::from(e.line)),
        parent: Html::link(format!("/unions/{}", e.parent.id), e.parent.name.as_str()),
        from: v.iso_date(e.from.0),
        until: if e.until == Day::OPEN { String::new() } else { v.iso_date(e.until.0) },
        leads: e.leads,
    });
    let [joined, turned, opened] = sent.faults;
    let choices = |lines: &mut dyn Iterator<Item = &LineRow>| lines.map(|l| (l.id, l.name(v).to_owned())).collect::<Vec<_>>();
    let standing: Vec<i32> = edges.iter().filter(|e| e.until == Day::OPEN).map(|e| i32::from(e.line)).collect();
    let mut join = vec![
        Field::select("line", v.t("organisation-line"))
            .choices(choices(&mut known.iter()))
            .value(&sent.join.line)
            .error(ask.error(joined, "line"))
            .id("join-line")
            .first(),
    ];
    join.extend(fields::union(o, ask, "organisation-line-parent", "organisation-union-hint", &sent.join.to, joined));
    join.push(fields::day(ask, &sent.join.day, o.today(), joined).id("join-day"));
    join.push(fields::words(ask, &sent.join.words, joined).id("join-words"));
    let turn = vec![
        Field::radios("line", v.t("organisation-line"))
            .choices(choices(&mut known.iter().filter(|l| standing.contains(&l.id))))
            .value(&sent.turn.line)
            .error(ask.error(turned, "line"))
            .id("turn-line")
            .first(),
        fields::day(ask, &sent.turn.day, o.today(), turned).id("turn-day"),
        fields::words(ask, &sent.turn.words, turned).id("turn-words"),
    ];
    let root = o.federation.root().map(|r| r.id);
    let may_lead = o.federation.get(id).is_some_and(|u| u.kind == Kind::Sector)
        && o.federation.parent(id).map(|p| p.id) == root
        && !known.iter().any(|l| l.led_by == Some(id));
    let open = if may_lead {
        let text = |name: &'static str, label: &str, value: &str| {
            Field::text(name, v.t(label)).value(value).error(ask.error(opened, name)).width(ui::Width::Middle)
        };
        vec![
            text("name_zh", "organisation-line-name-zh", &sent.open.name_zh).first(),
            text("name_en", "organisation-line-name-en", &sent.open.name_en),
            fields::words(ask, &sent.open.words, opened).id("open-words"),
        ]
    } else {
        Vec::new()
    };
    let shown = ["line", "to", "day", "words", "name_zh", "name_en"];
    let loose = sent.faults.iter().copied().flatten().filter(|f| !shown.contains(&f.field.as_str()));
    let notes = loose.map(|f| Note::bad(ask.tell(f)).announced()).collect();
    Ok(Screen { page, id, rows: rows.collect(), notes, join, turn, open })
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Acting::new(&o, &scope, ask.actor()).above(id)?;
    Ok(ask.show(&screen(&o, &ask, id, &Sent::default()).await?))
}

async fn after(
    o: &Organisation,
    ask: &Ask,
    id: Uuid,
    done: Outcome<()>,
    sent: impl Fn(&[FieldFault]) -> Sent<'_>,
) -> Result<Response, Failed> {
    match done {
        Err(store::Fault::Invalid(faults)) => Ok(ask.show_again(&screen(o, ask, id, &sent(&faults)).await?)),
        done => {
            answer(done, |()| ask.go_saying(&format!("/unions/{id}/lines"), "organisation-said-lines"), |_| ask.go(&ask.path))
        }
    }
}

pub(crate) async fn join(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Joining>,
) -> Result<Response, Failed> {
    let done = lines::join_line(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    after(&o, &ask, id, done, |faults| Sent { join: form.clone(), faults: [faults, &[], &[]], ..Sent::default() }).await
}

pub(crate) async fn leave(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Turning>,
) -> Result<Response, Failed> {
    let done = lines::leave_line(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    after(&o, &ask, id, done, |faults| Sent { turn: form.clone(), faults: [&[], faults, &[]], ..Sent::default() }).await
}

pub(crate) async fn lead(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Turning>,
) -> Result<Response, Failed> {
    let done = lines::lead_by(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    after(&o, &ask, id, done, |faults| Sent { turn: form.clone(), faults: [&[], faults, &[]], ..Sent::default() }).await
}

pub(crate) async fn open(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Opening>,
) -> Result<Response, Failed> {
    let done = lines::open_line(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    after(&o, &ask, id, done, |faults| Sent { open: form.clone(), faults: [&[], &[], faults], ..Sent::default() }).await
}
