use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use store::Outcome;
use ui::{Button, Empty, Field, Head, Note, Rows, SecHead, Views};
use web::{Ask, Failed, Query};

use super::month::{Grid, grid};
use super::week;
use super::wish::{Look, Wish, weeks};
use crate::find::find;
use crate::house::{Agenda, TREE, VERSION};
use crate::reader::Reader;

/// Unions offered as places below the one chosen.
const MOST_PLACES: usize = 120;

/// `GET /agenda`: what is on, for whoever asks.
pub(crate) async fn get(
    State(a): State<Agenda>,
    ask: Ask,
    scope: Option<Extension<Scope>>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let reader = Reader::of(&a, scope.as_deref()).await?;
    if reader.is_officer() {
        let (page, body) = view(&ask, &a, &reader, &wish).await?;
        return Ok(ask.show(&AtTheDesk { page, body }));
    }
    let make = || async {
        let (page, body) = view(&ask, &a, &reader, &wish).await?;
        Ok(InTheHall { page, body })
    };
    Ok(ask.show_to_visitors(&[VERSION, TREE], make).await?)
}

#[derive(Template)]
#[template(path = "agenda/agenda_desk.html")]
struct AtTheDesk {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "agenda/agenda_hall.html")]
struct InTheHall {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "agenda/agenda.html")]
struct Body {
    v: i18n::Voice,
    head: Head,
    views: Views,
    look: &'static str,
    day: Day,
    q: Field,
    kind: Field,
    place: Field,
    title: String,
    before: Button,
    after: Button,
    too_many: Option<Note>,
    days: Vec<(SecHead, Rows)>,
    grid: Option<Grid>,
    empty: Option<Empty>,
    feed: Note,
}
impl askama::filters::HtmlSafe for Body {}

async fn view(ask: &Ask, a: &Agenda, reader: &Reader, wish: &Wish) -> Outcome<(ui::Page, Body)> {
    let (v, look) = (&ask.v, wish.look(reader));
    let day = wish.day(a.today());
    let weeks = weeks(look, day);
    let (first, last) = (weeks.first().map_or(day, |w| w[0]), weeks.last().map_or(day, |w| w[6]));
    let found = find(a, reader, &wish.wanted(first, last)).await?;
    let (before, after) = match look {
        Look::Week => (Day(first.0 - 7), Day(first.0 + 7)),
        Look::Month => (day.first_of_month().plus_months(-1), day.next_month()),
    };
    let title = match look {
        Look::Week => v.t2("agenda-week-of", "from", v.date(first.0), "until", v.date(last.0)),
        Look::Month => v.month(day.month_key()),
    };
    let turn = |to: Day, week: &str, month: &str| {
        Button::link(wish.at(look, to), v.t(if look == Look::Week { week } else { month })).small()
    };
    let mut head = ui::head(v.t("agenda-agenda")).says(v.t("agenda-lead"));
    if reader.person.is_some() {
        head = head.act(Button::link("/me/calendar", v.t("agenda-calendar")));
    }
    let body = Body {
        v: v.clone(),
        head,
        views: Views::new(v.t("agenda-look")).view(wish.at(Look::Week, day), v.t("agenda-week"), look == Look::Week).view(
            wish.at(Look::Month, day),
            v.t("agenda-month"),
            look == Look::Month,
        ),
        look: look.name(),
        day,
        q: Field::text("q", v.t("agenda-words")).value(wish.words()).attr("maxlength", 60).bare(),
        kind: Field::select("kind", v.t("agenda-kind"))
            .choice("", v.t("agenda-any"))
            .choices(a.kinds().iter().map(|(name, key)| (*name, v.t(key))))
            .value(&wish.kind)
            .bare(),
        place: place(ask, a, wish),
        title,
        before: turn(before, "agenda-week-before", "agenda-month-before"),
        after: turn(after, "agenda-week-after", "agenda-month-after"),
        too_many: found.is_cut.then(|| ui::note(v.t("agenda-too-many"))),
        days: match look {
            Look::Week => weeks.first().map(|w| week::sections(ask, a, w, &found.items, &found.going)).unwrap_or_default(),
            Look::Month => Vec::new(),
        },
        grid: (look == Look::Month).then(|| grid(ask, a, wish, &weeks, day.month_key(), &found.items)),
        empty: found.items.is_empty().then(|| empty(ask, wish, look, after)),
        feed: ui::note(v.t("agenda-feed-says")).link(wish.filters("/agenda.ics").to_string(), v.t("agenda-feed")),
    };
    let mut page = ask.page("agenda-agenda").at("agenda");
    if let Some(chosen) = wish.place().and_then(|id| a.federation().get(id)) {
        for union in a.federation().path(chosen.id) {
            let there = Wish { union: union.id.to_string(), kind: wish.kind.clone(), q: wish.words(), ..Wish::default() };
            page = page.under(there.at(look, day), union.name.as_str());
        }
    }
    Ok((page, body))
}

/// Nothing on: wider where it was narrowed, else on to the next time.
fn empty(ask: &Ask, wish: &Wish, look: Look, after: Day) -> Empty {
    let v = &ask.v;
    let empty = Empty::new("activities", v.t(if look == Look::Week { "agenda-none-week" } else { "agenda-none-month" }));
    if wish.is_narrowed() {
        let wide = Wish { view: wish.view.clone(), day: wish.day.clone(), ..Wish::default() };
        let day = wide.filters("/agenda").with("view", look.name()).with("day", &wish.day);
        return empty.hint(v.t("agenda-none-narrowed")).act(Button::link(day, v.t("agenda-show-all")));
    }
    let key = if look == Look::Week { "agenda-week-after" } else { "agenda-month-after" };
    empty.hint(v.t("agenda-none-hint")).act(Button::link(wish.at(look, after), v.t(key)))
}

/// The way down to the place chosen, and what is below it.
fn place(ask: &Ask, a: &Agenda, wish: &Wish) -> Field {
    let federation = a.federation();
    let here = wish.place().and_then(|id| federation.get(id)).or_else(|| federation.root());
    let path = here.as_ref().map(|union| federation.path(union.id)).unwrap_or_default();
    let below = here.map(|union| federation.children(union.id)).unwrap_or_default();
    let all = path.iter().chain(below.iter().take(MOST_PLACES)).map(|union| (union.id.to_string(), union.name.clone()));
    Field::select("union", ask.v.t("agenda-place")).choice("", ask.v.t("agenda-any")).choices(all).value(&wish.union).bare()
}
