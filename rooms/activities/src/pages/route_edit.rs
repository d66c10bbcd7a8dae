use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path, Query};

use super::announcement::typed as typed_announcement;
use super::announcement_fields::AnnouncementFields;
use super::one_more::FilledPage;
use crate::rows::route::{Route, Stop};
use crate::rules::announcement::Announcement;
use crate::rules::blueprint::{READER, Set};
use crate::rules::field::{LONGEST_PLACE, LONGEST_TITLE};
use crate::rules::route::{MOST_STOPS, NewRoute, NewStop};
use crate::verbs::again::written;
use crate::verbs::announce::{Besides, announce_besides};
use crate::verbs::make_route::reach_to_keep;
use crate::{Activities, Announced, change_route, make_route, sight};

const SPARE: usize = 3;
const WEEK: i64 = 7 * 86_400_000;
const MORNING: i64 = 9 * 3_600_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// The blueprint the form is filled in from.
    blueprint: String,
}

pub async fn new(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = unions(&scope).first().copied().ok_or(Fault::Forbidden(Power::Run.name()))?;
    let key = a.store().ids().new_id(a.store().now()).to_string();
    let proposed = match wish.blueprint.as_str() {
        "" => NewRoute::default(),
        id => from_blueprint(&a, &scope, id).await?,
    };
    let form = NewRoute { key, union: union.to_string(), ..proposed };
    Ok(ask.show(&view(&ask, &a, &scope, None, &form, &[])))
}

async fn from_blueprint(a: &Activities, scope: &Scope, id: &str) -> Outcome<NewRoute> {
    let found = a.blueprints.find(scope, id).await?;
    match found.set(Set::read) {
        set if found.room == READER.room && set.is_route() => Ok(set.route()),
        _ => Err(Fault::NotFound),
    }
}

pub async fn make(State(a): State<Activities>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let form = typed(&fields);
    if !fields.get("more").is_empty() {
        return Ok(ask.show(&view(&ask, &a, &scope, None, &form, &[])));
    }
    match make_route(&a, &scope, &ask.actor(), &form).await {
        Ok(id) => Ok(ask.go_saying(&format!("/routes/{id}"), "activities-route-made")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, None, &form, &faults))),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn edit(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (of, stops) = reach_to_keep(&a, &scope, id).await?;
    Ok(ask.show(&view(&ask, &a, &scope, Some(id), &standing(&of, stops), &[])))
}

pub async fn save(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let form = typed(&fields);
    reach_to_keep(&a, &scope, id).await?;
    if !fields.get("more").is_empty() {
        return Ok(ask.show(&view(&ask, &a, &scope, Some(id), &form, &[])));
    }
    match change_route(&a, &scope, &ask.actor(), id, &form).await {
        Ok(now) if now == id => Ok(ask.go_saying(&format!("/routes/{id}"), "activities-route-saved")),
        Ok(now) => Ok(ask.go_saying(&format!("/routes/{now}"), "activities-route-new-version")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, Some(id), &form, &faults))),
        Err(fault) => Err(fault.into()),
    }
}

fn unions(scope: &Scope) -> Vec<Uuid> {
    scope.unions_with(Power::Run).into_iter().filter(|u| sight::require_to_announce(scope, *u).is_ok()).collect()
}

fn typed(fields: &Fields) -> NewRoute {
    let get = |name: &str| fields.get(name).to_owned();
    let list = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<String>>();
    let (titles, places, minutes) = (list("stop_title"), list("stop_place"), list("stop_minutes"));
    let (sights, offers, codes) = (list("stop_sights"), list("stop_offer"), list("stop_code"));
    let at = |list: &[String], n: usize| list.get(n).map(|t| t.trim().to_owned()).unwrap_or_default();
    let stop = |n: usize| NewStop {
        title: at(&titles, n),
        place: at(&places, n),
        // What is no number is no length either: the rule says so beside the line.
        minutes: match at(&minutes, n).as_str() {
            "" => 0,
            text => codes::numerals::parse(text).ok().and_then(|n| i64::try_from(n).ok()).unwrap_or(-1),
        },
        sights: at(&sights, n),
        offer: at(&offers, n),
        code: at(&codes, n),
    };
    NewRoute {
        key: get("key"),
        union: get("union"),
        title: get("title"),
        summary: get("summary"),
        meeting_point: get("meeting_point"),
        price: get("price"),
        member_price: get("member_price"),
        stops: (0..titles.len()).map(stop).collect(),
        revision: get("revision"),
    }
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen.div_euclid(100), fen.rem_euclid(100))
}

fn standing(of: &Route, stops: Vec<Stop>) -> NewRoute {
    let stops = stops.into_iter().map(|s| NewStop {
        title: s.title,
        place: s.place,
        minutes: i64::from(s.minutes),
        sights: s.sights,
        offer: s.offer,
        code: s.code,
    });
    NewRoute {
        key: of.id.to_string(),
        union: of.union_id.to_string(),
        title: of.title.clone(),
        summary: of.summary.clone(),
        meeting_point: of.meeting_point.clone(),
        price: yuan(of.price),
        member_price: yuan(of.member_price),
        stops: stops.collect(),
        revision: of.revision.to_string(),
    }
}

#[derive(Template)]
#[template(path = "activities/route_edit.html")]
struct EditPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    key: String,
    revision: String,
    plain: Vec<Field>,
    stops: Vec<(String, Vec<Field>)>,
}

fn view(ask: &Ask, a: &Activities, scope: &Scope, id: Option<Uuid>, form: &NewRoute, faults: &[FieldFault]) -> EditPage {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let money = |name, key, hint, value: &str| {
        Field::decimal(name, v.t(key)).hint(v.t(hint)).value(value).width(Width::Small).error(error(name))
    };
    let mut plain = vec![
        Field::text("title", v.t("activities-route-title"))
            .hint(v.t("activities-route-title-hint"))
            .value(&form.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(error("title"))
            .first(),
    ];
    if id.is_none() {
        plain.push(
            Field::select("union", v.t("activities-union"))
                .choices(unions(scope).into_iter().map(|u| (u, a.federation().name(u))))
                .value(&form.union),
        );
    }
    plain.extend([
        Field::text("meeting_point", v.t("activities-route-meeting-point"))
            .optional(v)
            .value(&form.meeting_point)
            .attr("maxlength", LONGEST_PLACE)
            .error(error("meeting_point")),
        money("price", "activities-route-price-field", "activities-route-price-hint", &form.price),
        money("member_price", "activities-route-member-price-field", "activities-route-member-price-hint", &form.member_price),
        Field::long("summary", v.t("activities-summary")).optional(v).value(&form.summary).error(error("summary")),
    ]);
    let full = form.stops.iter().rposition(|s| *s != NewStop::default()).map_or(0, |at| at + 1);
    let none = NewStop::default();
    let stops = (1..=(full + SPARE).min(MOST_STOPS)).map(|line| {
        let s = form.stops.get(line - 1).unwrap_or(&none);
        let text =
            |name: &str, key: &'static str, value: &str| Field::text(name, v.t(key)).id(format!("{name}-{line}")).value(value);
        let minutes = if s.minutes > 0 { s.minutes.to_string() } else { String::new() };
        let fields = vec![
            text("stop_title", "activities-route-stop", &s.title).error(error(&format!("stop.{line}"))),
            text("stop_place", "activities-place-short", &s.place),
            Field::number("stop_minutes", v.t("activities-study-item-minutes"))
                .id(format!("stop_minutes-{line}"))
                .value(minutes)
                .width(Width::Small),
            text("stop_sights", "activities-route-sights", &s.sights),
            text("stop_offer", "activities-route-offer-field", &s.offer),
            text("stop_code", "activities-route-code", &s.code).width(Width::Small),
        ];
        (v.t1("activities-route-nth", "n", i64::try_from(line).unwrap_or(0)), fields)
    });
    let stops: Vec<(String, Vec<Field>)> = stops.collect();
    let back = id.map_or_else(|| "/routes".to_owned(), |id| format!("/routes/{id}"));
    EditPage {
        mistakes: ui::mistakes(v, plain.iter().chain(stops.iter().flat_map(|(_, fields)| fields))),
        head: ui::head(v.t(if id.is_some() { "activities-route-edit" } else { "activities-route-new" }))
            .says(v.t(if id.is_some() { "activities-route-edit-lead" } else { "activities-route-new-lead" })),
        page: ask
            .page(if id.is_some() { "activities-route-edit" } else { "activities-route-new" })
            .at("activities")
            .under("/routes", v.t("activities-routes")),
        action: id.map_or_else(|| "/routes/new".to_owned(), |id| format!("/routes/{id}/edit")),
        back,
        key: form.key.clone(),
        revision: form.revision.clone(),
        plain,
        stops,
    }
}

/// A date of the route: an activity that follows it, by the form every activity is announced with.
pub async fn date(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (of, stops) = reach_to_keep(&a, &scope, id).await?;
    let minutes: i64 = stops.iter().map(|s| i64::from(s.minutes)).sum();
    let share = if of.price > 0 { ((of.price - of.member_price) * 100 / of.price).to_string() } else { String::new() };
    let form = Announcement {
        key: a.store().ids().new_id(a.store().now()).to_string(),
        union: of.union_id.to_string(),
        title: of.title.clone(),
        kind: "outing".into(),
        setting: "other".into(),
        place: of.meeting_point.clone(),
        summary: of.summary.clone(),
        first: written(a.today().start_unix_ms() + WEEK + MORNING),
        weeks: "1".into(),
        minutes: minutes.min(1440).to_string(),
        who: "subtree".into(),
        signup: true,
        price: if of.price > 0 { yuan(of.price) } else { String::new() },
        share,
        heads_most: "1".into(),
        waits: true,
        ..Announcement::default()
    };
    Ok(ask.show(&filled(&ask, &a, &scope, &of, &form, &[]).await?))
}

pub async fn announce_date(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let (of, _) = reach_to_keep(&a, &scope, id).await?;
    let mut form = typed_announcement(&fields);
    form.union = of.union_id.to_string();
    if ["find", "asks"].contains(&fields.get("act")) {
        return Ok(ask.show(&filled(&ask, &a, &scope, &of, &form, &[]).await?));
    }
    let besides = Besides { route: Some(id), ..Besides::default() };
    match announce_besides(&a, &scope, &ask.actor(), &form, besides).await {
        Ok(Announced::New(new)) => Ok(ask.go_saying(&format!("/activities/{new}/desk"), "activities-announced")),
        Ok(Announced::Already(new)) => Ok(ask.go_saying(&format!("/activities/{new}/desk"), "activities-announced-already")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&filled(&ask, &a, &scope, &of, &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

async fn filled(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    of: &Route,
    form: &Announcement,
    faults: &[FieldFault],
) -> Outcome<FilledPage> {
    let v = &ask.v;
    let fields = AnnouncementFields::build(ask, a, scope, of.union_id, form, faults).await?;
    Ok(FilledPage {
        mistakes: ui::mistakes(v, fields.all()),
        head: ui::head(v.t("activities-route-date-new")).says(of.title.as_str()),
        page: ask.page("activities-route-date-new").at("activities").under(format!("/routes/{}", of.id), of.title.as_str()),
        action: format!("/routes/{}/dates/new", of.id),
        key: form.key.clone(),
        union: form.union.clone(),
        fields,
        missed: None,
        note: v.t("activities-route-date-note"),
    })
}
