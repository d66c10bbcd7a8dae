use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Figs, Head, Href, Note, Pager, Source, Th, Views, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::guests::{self, Line, SIZE, Show};
use super::words::{occasion_span, second};
use crate::answers::{self, Words};
use crate::rows::check_in;
use crate::rows::occasion::Occasion;
use crate::rules::code;
use crate::rules::door;
use crate::verbs::check_in::Told;
use crate::{Answer, Arrival, How, Presented, Signups};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Wish {
    /// Its number; the one at hand where empty.
    pub occasion: String,
    /// `missing`, `came` or all.
    pub show: String,
    pub page: String,
    /// A name or part of one, or what stands behind a ticket's drawing.
    pub find: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    /// Made with the page: two taps are one arrival.
    key: String,
    occasion: String,
    text: String,
    /// Ticked on the list.
    number: String,
    /// `paper`: from a sheet of paper.
    how: String,
    show: String,
    page: String,
    find: String,
}

pub async fn get(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let page = view(&ask, &s, &scope, id, &wish, &Said::default()).await?;
    // A name that is looked for stands in the address.
    Ok(if wish.find.is_empty() { ask.show_to_keep(&page) } else { ask.show(&page) })
}

pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failed> {
    let wish = Wish { occasion: sent.occasion.clone(), show: sent.show, page: sent.page, find: sent.find };
    let key = Uuid::try_parse(&sent.key).unwrap_or_else(|_| s.store().ids().new_id(ask.now()));
    if !sent.number.is_empty() {
        let who = Presented::Number(sent.number.parse().unwrap_or(0));
        let how = if sent.how == "paper" { How::Paper } else { How::Name };
        return answer(&ask, &s, &scope, id, &wish, key, who, how).await;
    }
    let text = sent.text.trim();
    if !s.is_ticket(&s.at_door(&scope, id).await?, text).await? {
        let said = Said { typed: text.to_owned(), is_nothing_typed: text.is_empty(), ..Said::default() };
        let wish = Wish { find: text.to_owned(), page: String::new(), ..wish };
        let page = view(&ask, &s, &scope, id, &wish, &said).await?;
        return Ok(if said.is_nothing_typed { ask.show_again(&page) } else { ask.show(&page) });
    }
    let how = if code::is_short(text) { How::Code } else { How::Scan };
    answer(&ask, &s, &scope, id, &wish, key, Presented::Text(text.to_owned()), how).await
}

/// Checks in and says what came of it, above the same list.
pub(super) async fn answer(
    ask: &Ask,
    s: &Signups,
    scope: &Scope,
    id: Uuid,
    wish: &Wish,
    key: Uuid,
    who: Presented,
    how: How,
) -> Result<Response, Failed> {
    s.at_door(scope, id).await?;
    let occasion = chosen(&s.occasions_of(id).await?, wish, ask.now()).ok_or(Fault::NotFound)?.n;
    let arrivals = [Arrival { key, occasion, who, how, at: None }];
    let told = match s.check_in(scope, &ask.actor(), id, &arrivals).await {
        Ok(mut told) => told.pop(),
        // Two pages share a key only where a page was kept and sent again for somebody else.
        Err(Fault::Conflict("signups-key-taken")) => {
            return Ok(ask.go_warning(&format!("/signups/{id}/checkin?occasion={occasion}"), "signups-key-taken"));
        }
        Err(fault) => return Err(fault.into()),
    };
    let is_in = told.as_ref().is_some_and(|t| t.answer.is_in());
    let page = view(ask, s, scope, id, wish, &Said { told, ..Said::default() }).await?;
    Ok(if is_in { ask.show(&page) } else { ask.show_again(&page) })
}

/// What has just been said and typed.
#[derive(Default)]
pub(super) struct Said {
    pub told: Option<Told>,
    pub typed: String,
    pub is_nothing_typed: bool,
    /// What is wrong with the photograph.
    pub photo: Option<FieldFault>,
}

#[derive(Template)]
#[template(path = "signups/checkin.html")]
pub(super) struct DoorPage {
    page: ui::Page,
    head: Head,
    id: Uuid,
    occasions: Option<Views>,
    when: String,
    figs: Figs,
    source: Source,
    answer: Option<Note>,
    action: String,
    key: Uuid,
    occasion: i32,
    field: Field,
    photo: Field,
    views: Views,
    find: Field,
    show: &'static str,
    heads: Vec<Th>,
    lines: Vec<Line>,
    empty: Empty,
    pager: Pager,
    script: bool,
}

/// The occasion asked for, else the one at hand.
fn chosen<'a>(all: &'a [Occasion], wish: &Wish, now: i64) -> Option<&'a Occasion> {
    let asked = wish.occasion.parse::<i32>().ok();
    asked.and_then(|n| all.iter().find(|o| o.n == n)).or_else(|| door::present(all, now))
}

pub(super) async fn view(ask: &Ask, s: &Signups, scope: &Scope, id: Uuid, wish: &Wish, said: &Said) -> Outcome<DoorPage> {
    let a = s.at_door(scope, id).await?;
    let (v, db, now) = (&ask.v, s.store().read(), ask.now());
    let all = s.occasions_of(id).await?;
    let path = format!("/signups/{id}");
    let action = format!("{path}/checkin");
    let occasion = chosen(&all, wish, now);
    let n = occasion.map_or(0, |o| o.n);
    let count = check_in::count(db, id, n).await?;
    let show = Show::of(&wish.show);
    let number = wish.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    // What a device keeps names nobody; it takes its list along by itself, and erases it in time.
    let found = match ask.is_for_keeping {
        true => guests::Found::nobody(),
        false => guests::find(s, id, n, show, wish.find.trim(), number).await?,
    };
    let href = Href::new(action.clone()).with("occasion", n).with("show", show.name());
    let told = said.told.as_ref().or(found.told.as_ref());
    let link = |to: &str, key: &str| Button::link(format!("{path}/{to}?occasion={n}"), v.t(key));
    let mut head = ui::head(v.t("signups-checkin")).says(a.title.as_str());
    if occasion.is_some() {
        head = head.act(link("screen", "signups-screen")).act(link("poster", "signups-poster"));
        head = head.act(link("sheet", "signups-sheet").icon("print"));
    }
    let (none, hint) = match (ask.is_for_keeping, wish.find.is_empty()) {
        (true, _) => ("signups-checkin-kept", "signups-checkin-kept-hint"),
        (_, true) => ("signups-checkin-none", "signups-checkin-none-hint"),
        (_, false) => ("signups-checkin-none", "signups-checkin-not-found-hint"),
    };
    // Kept for the evening at hand, it may be opened on another one.
    let is_any = ask.is_for_keeping && all.len() > 1 && wish.occasion.is_empty();
    Ok(DoorPage {
        page: ask
            .page_named(v.t("signups-checkin"))
            .at("activities")
            .under(&path, a.title.as_str())
            .under(format!("{path}/desk"), v.t("signups-desk")),
        head,
        id,
        occasions: (all.len() > 1).then(|| {
            all.iter().fold(Views::new(v.t("signups-occasions")), |views, o| {
                views.view(Href::new(action.clone()).with("occasion", o.n), v.stamp(o.begins_at), o.n == n)
            })
        }),
        when: match occasion {
            _ if is_any => v.t("signups-checkin-kept-any"),
            Some(o) => format!("{}　{}", occasion_span(v, o), o.place),
            None => v.t("signups-no-occasion"),
        },
        figs: guests::figs(v, &count),
        source: ui::source(v.t1("signups-checkin-source", "at", second(v, now))),
        answer: match told {
            Some(told) => Some(note(ask, s, told).await?),
            None => None,
        },
        key: s.store().ids().new_id(now),
        occasion: n,
        field: Field::text("text", v.t("signups-checkin-field"))
            .hint(v.t("signups-checkin-field-hint"))
            .value(&said.typed)
            .error(said.is_nothing_typed.then(|| v.t("signups-checkin-nothing")))
            .attr("autocomplete", "off")
            .attr("autofocus", "")
            .first(),
        photo: Field::file("file", v.t("signups-checkin-photo"))
            .hint(v.t("signups-checkin-photo-hint"))
            .attr("accept", "image/*")
            .attr("capture", "environment")
            .error(said.photo.as_ref().map(|fault| ask.tell(fault))),
        views: guests::views(v, &count, &href, show),
        find: Field::text("find", v.t("signups-checkin-find")).value(&wish.find).width(Width::Middle).bare(),
        show: show.name(),
        heads: ["number", "name", "union", "heads", "state"]
            .iter()
            .zip(["signups-col-number", "signups-col-name", "signups-col-union", "signups-col-heads", "signups-col-state"])
            .map(|(name, key)| if matches!(*name, "number" | "heads") { Th::new(v.t(key)).num() } else { Th::new(v.t(key)) })
            .chain([Th::new(v.t("signups-checkin-act"))])
            .collect(),
        lines: guests::lines(ask, s, &action, n, wish, &found.guests, occasion).await?,
        empty: Empty::new("signups", v.t(none)).hint(v.t(hint)),
        pager: Pager::new(v, href, number, SIZE, found.total.unwrap_or_else(|| show.people(&count))),
        script: occasion.is_some(),
        action,
    })
}

/// The answer as a note: a colour, a sign and a sentence.
async fn note(ask: &Ask, s: &Signups, told: &Told) -> Outcome<Note> {
    let Words { kind, title, says } = answers::to_officer(&ask.v, told);
    let mut about = String::new();
    if let Some(entry) = &told.entry {
        let people = membership::people_by_ordinal(s.store().read(), &[entry.ordinal]).await?;
        let name = people.get(&entry.ordinal).map_or_else(|| ask.v.t("signups-gone"), |p| p.name.clone());
        about = ask.v.t2("signups-door-who", "name", name, "n", entry.number);
    }
    let is_both = !about.is_empty() && !says.is_empty();
    let text = if is_both { about + "　" + &says } else { about + &says };
    let note = Note::new(kind, text).title(title).announced();
    Ok(if matches!(told.answer, Answer::Forged) { note.icon("lock") } else { note })
}
