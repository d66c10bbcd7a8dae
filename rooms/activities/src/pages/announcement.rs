use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Head, Mistakes, Views};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::announcement_fields::AnnouncementFields;
use crate::rules::announcement::Announcement;
use crate::rules::blueprint::{READER, Set};
use crate::verbs::again::written;
use crate::{Activities, Announced, announce, sight};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    kind: String,
    programme: String,
    /// The blueprint the form is filled in from.
    blueprint: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let form = match wish.blueprint.as_str() {
        "" => proposed(&a, union, &wish),
        id => from_blueprint(&a, &scope, union, id).await?,
    };
    Ok(ask.show(&view(&ask, &a, &scope, union, &form, &[]).await?))
}

pub async fn post(State(a): State<Activities>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let mut form = typed(&fields);
    let union = union_of(&scope, &form.union)?;
    form.union = union.to_string();
    if matches!(fields.get("act"), "find" | "asks") {
        return Ok(ask.show(&view(&ask, &a, &scope, union, &form, &[]).await?));
    }
    match announce(&a, &scope, &ask.actor(), &form).await {
        Ok(Announced::New(id)) => Ok(ask.go_saying(&format!("/activities/{id}/desk"), "activities-announced")),
        Ok(Announced::Already(id)) => Ok(ask.go_saying(&format!("/activities/{id}/desk"), "activities-announced-already")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, union, &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// The form as it came; what was not ticked is not in it.
pub(super) fn typed(fields: &Fields) -> Announcement {
    let get = |name: &str| fields.get(name).to_owned();
    let is_ticked = |name: &str| !fields.get(name).is_empty();
    Announcement {
        key: get("key"),
        union: get("union"),
        title: get("title"),
        kind: get("kind"),
        setting: get("setting"),
        place: get("place"),
        summary: get("summary"),
        programme: get("programme"),
        first: get("first"),
        weeks: get("weeks"),
        dates: get("dates"),
        minutes: get("minutes"),
        who: get("who"),
        verified: is_ticked("verified"),
        signup: is_ticked("signup"),
        places: get("places"),
        opens_at: get("opens_at"),
        closes_at: get("closes_at"),
        withdraw_until: get("withdraw_until"),
        price: get("price"),
        share: get("share"),
        heads_most: get("heads_most"),
        waits: is_ticked("waits"),
        offer_hours: get("offer_hours"),
        pay_hours: get("pay_hours"),
        full: is_ticked("full"),
        member_days: get("member_days"),
        work: get("work"),
        within: get("within"),
        sectors: fields.all("sectors").map(str::to_owned).collect(),
        honours: fields.all("honours").map(str::to_owned).collect(),
        honour_level: get("honour_level"),
        asks: signups::typed_asks(&fields.0),
        policy: get("policy"),
        beacon_named: get("beacon_named"),
        beacon_falls_at: get("beacon_falls_at"),
        sharing: get("sharing"),
        shares: get("shares"),
        missed: get("missed"),
        missed_places: get("missed_places"),
        venue_words: get("venue_words"),
        venue: get("venue"),
    }
}

/// The form as the blueprint proposes it today. What it says of each union is said for those right below the one that announces.
async fn from_blueprint(a: &Activities, scope: &Scope, union: Uuid, id: &str) -> Outcome<Announcement> {
    let found = a.blueprints.find(scope, id).await?;
    if found.room != READER.room {
        return Err(Fault::NotFound);
    }
    let set = found.set(Set::read);
    if set.is_route() || set.is_programme() {
        return Err(Fault::NotFound);
    }
    let mut form = set.announcement(a.today());
    if let Some(each) = set.share_each {
        let below = a.federation().children(union);
        form.shares = below.iter().map(|u| format!("{} {each}", u.name)).collect::<Vec<_>>().join("\n");
    }
    form.key = a.store().ids().new_id(a.store().now()).to_string();
    form.union = union.to_string();
    Ok(form)
}

/// The union asked for, or the first one the reader may announce for.
pub(super) fn union_of(scope: &Scope, asked: &str) -> Outcome<Uuid> {
    let union = match asked {
        "" => unions(scope).first().copied().ok_or(Fault::Forbidden(Power::Run.name()))?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    sight::require_to_announce(scope, union)?;
    Ok(union)
}

pub(super) fn unions(scope: &Scope) -> Vec<Uuid> {
    let all = scope.unions_with(Power::Run).into_iter();
    all.filter(|u| sight::require_to_announce(scope, *u).is_ok()).collect()
}

/// An evening class next week, open at once, free, with a waiting list: title, time and places are left to say.
fn proposed(a: &Activities, union: Uuid, wish: &Wish) -> Announcement {
    let next_week = a.today().start_unix_ms() + 7 * DAY + 19 * HOUR;
    Announcement {
        key: a.store().ids().new_id(a.store().now()).to_string(),
        union: union.to_string(),
        kind: if wish.kind.is_empty() { "culture".into() } else { wish.kind.clone() },
        setting: "station".into(),
        programme: wish.programme.clone(),
        first: written(next_week),
        weeks: "1".into(),
        minutes: "90".into(),
        who: "subtree".into(),
        signup: true,
        heads_most: "1".into(),
        waits: true,
        ..Announcement::default()
    }
}

#[derive(Template)]
#[template(path = "activities/announcement.html")]
struct AnnouncementPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    unions: Option<Views>,
    key: String,
    union: String,
    fields: AnnouncementFields,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    union: Uuid,
    form: &Announcement,
    faults: &[FieldFault],
) -> Outcome<AnnouncementPage> {
    let v = &ask.v;
    let fields = AnnouncementFields::build(ask, a, scope, union, form, faults).await?;
    let all = unions(scope);
    let views = (all.len() > 1).then(|| {
        let views = Views::new(v.t("activities-union")).apart();
        all.iter().fold(views, |views, u| views.view(format!("/activities/new?union={u}"), a.federation().name(*u), *u == union))
    });
    Ok(AnnouncementPage {
        mistakes: ui::mistakes(v, fields.all()),
        head: ui::head(v.t("activities-announce")).says(v.t1("activities-announce-lead", "union", a.federation().name(union))),
        page: ask.page("activities-announce").at("activities").under("/activities/desk", v.t("activities-desk")),
        unions: views,
        key: form.key.clone(),
        union: form.union.clone(),
        fields,
    })
}
