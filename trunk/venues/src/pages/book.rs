use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Head, Mistakes, Row, Rows, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path, Query};

use super::said;
use crate::rows::space;
use crate::rows::venue::Venue;
use crate::rules::field::LONGEST_NAME;
use crate::rules::quarter::{MOST_WEEKS, Span};
use crate::{Booked, Venues, Wish, book, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    space: String,
    day: String,
}

pub async fn get(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let wish = Wish { space: asked.space, day: asked.day, ..Wish::default() };
    Ok(ask.show(&view(&ask, &v, &scope, id, &wish, &[], None).await?))
}

pub async fn post(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let get = |name: &str| fields.get(name).to_owned();
    let wish = Wish {
        space: get("space"),
        union: get("union"),
        day: get("day"),
        from: get("from"),
        until: get("until"),
        weeks: get("weeks"),
        purpose: get("purpose"),
        leave_out: get("leave_out"),
    };
    match book(&v, &scope, &ask.actor(), id, &wish).await {
        Ok(Booked::Done { bookings, is_asked, .. }) => {
            let first = bookings.first().copied().unwrap_or_default();
            let said = if is_asked { "venues-booked-asked" } else { "venues-booked" };
            let n = i64::try_from(bookings.len()).unwrap_or(i64::MAX);
            Ok(ask.go_counting(&format!("/venues/{id}/bookings/{first}"), said, n))
        }
        Ok(Booked::Clashes { taken, free }) => {
            Ok(ask.show_again(&view(&ask, &v, &scope, id, &wish, &[], Some((taken, free))).await?))
        }
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &v, &scope, id, &wish, &faults, None).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "venues/book.html")]
struct BookPage {
    page: ui::Page,
    head: Head,
    action: String,
    mistakes: Mistakes,
    clash: Option<Clash>,
    fields: Vec<Field>,
    note: String,
}

/// What is taken, and the offer to book the others.
struct Clash {
    note: ui::Note,
    rows: Rows,
    offer: Option<Button>,
}

async fn view(
    ask: &Ask,
    venues: &Venues,
    scope: &Scope,
    id: Uuid,
    wish: &Wish,
    faults: &[FieldFault],
    clash: Option<(Vec<Span>, usize)>,
) -> Outcome<BookPage> {
    let venue = crate::get(venues.store().read(), id).await?.ok_or(Fault::NotFound)?;
    if venue.is_closed() {
        return Err(Fault::Conflict("venues-is-closed"));
    }
    let (v, path) = (&ask.v, format!("/venues/{id}"));
    let fields = fields(ask, venues, scope, &venue, wish, faults).await?;
    let note =
        if venue.needs_approval && !sight::keeps(scope, venue.union_id) { "venues-book-approval" } else { "venues-book-at-once" };
    Ok(BookPage {
        page: ask.page("venues-book").at("venues").back_to(&path, venue.name.as_str()),
        head: ui::head(v.t("venues-book")).says(venue.name.as_str()),
        action: format!("{path}/book"),
        mistakes: ui::mistakes(v, &fields),
        clash: clash.map(|(taken, free)| said_clash(ask, &taken, free)),
        fields,
        note: v.t(note),
    })
}

fn said_clash(ask: &Ask, taken: &[Span], free: usize) -> Clash {
    let v = &ask.v;
    let free = i64::try_from(free).unwrap_or(i64::MAX);
    Clash {
        note: ui::Note::bad(v.t(if free > 0 { "venues-clash-some" } else { "venues-clash-all" }))
            .title(v.t1("venues-clash", "n", taken.len() as i64))
            .announced(),
        rows: Rows::new(taken.iter().map(|s| Row::new(said::when(v, *s)))).tight(),
        offer: (free > 0).then(|| Button::submit(v.t1("venues-clash-leave-out", "n", free)).named("leave_out", 1)),
    }
}

async fn fields(
    ask: &Ask,
    venues: &Venues,
    scope: &Scope,
    venue: &Venue,
    wish: &Wish,
    faults: &[FieldFault],
) -> Outcome<Vec<Field>> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let spaces = space::open(venues.store().read(), venue.id).await?;
    let chosen = if wish.space.is_empty() && spaces.len() == 1 { spaces[0].id.to_string() } else { wish.space.clone() };
    let seats = |s: &space::Space| if s.seats > 0 { v.t1("venues-seats", "n", s.seats) } else { String::new() };
    let space = spaces
        .iter()
        .fold(Field::radios("space", v.t("venues-space")), |field, s| field.choice_with(s.id, s.name.as_str(), seats(s)));
    let mut fields = vec![space.value(chosen).error(error("space")).first()];
    let unions: Vec<Uuid> = scope.unions_with(organisation::Power::Run);
    if unions.is_empty() {
        // There is nobody to book for but oneself; what is wrong with that stands beside the day.
        let day = error("union").or(error("day"));
        fields.push(Field::date("day", v.t("venues-day")).value(&wish.day).width(Width::Middle).error(day));
    } else {
        let union = Field::radios("union", v.t("venues-book-for"))
            .choice("", v.t("venues-book-for-me"))
            .choices(unions.iter().map(|u| (u.to_string(), venues.federation().name(*u))))
            .value(&wish.union)
            .error(error("union"));
        fields.push(union);
        fields.push(Field::date("day", v.t("venues-day")).value(&wish.day).width(Width::Middle).error(error("day")));
    }
    let time = |name, key| Field::time(name, v.t(key)).attr("step", 900).width(Width::Small);
    fields.push(time("from", "venues-from").hint(v.t("venues-quarter-hint")).value(&wish.from).error(error("from")));
    fields.push(time("until", "venues-until").value(&wish.until).error(error("until")));
    fields.push(
        Field::number("weeks", v.t("venues-weeks"))
            .hint(v.t1("venues-weeks-hint", "most", MOST_WEEKS))
            .value(if wish.weeks.is_empty() { "1" } else { &wish.weeks })
            .width(Width::Small)
            .error(error("weeks")),
    );
    fields.push(
        Field::text("purpose", v.t("venues-purpose"))
            .hint(v.t("venues-purpose-hint"))
            .seen(v.t("venues-purpose-seen"))
            .value(&wish.purpose)
            .attr("maxlength", LONGEST_NAME)
            .error(error("purpose")),
    );
    Ok(fields)
}
