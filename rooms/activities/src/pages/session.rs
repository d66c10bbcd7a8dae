use askama::Template;
use axum::extract::State;
use axum::response::Response;
use membership::RosterEntry;
use organisation::Scope;
use store::Outcome;
use ui::{Button, Facts, Fig, Figs, Head, Html, State as Mark, Timeline};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::rows::attendance;
use crate::rows::change::{self, ChangeRow};
use crate::rules::kinds::kind_named;
use crate::rules::settings::setting_named;
use crate::verbs::enter::ENTERED;
use crate::verbs::enter_checked_in::not_entered;
use crate::verbs::join::JOINED;
use crate::{Activities, Names, Seen, sight};

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach(&a, &scope, id).await?;
    let body = body(&ask, &a, &scope, &seen).await?;
    let title = seen.session.title.as_str();
    Ok(if scope.held().is_empty() {
        let page = ask.page_named(title).at("activities").back_to("/activities", ask.v.t("activities-activities"));
        ask.show(&OnPhone { page, body })
    } else {
        let page = ask.page_named(title).at("sessions").under("/sessions", ask.v.t("activities-sessions"));
        ask.show(&AtDesk { page, body })
    })
}

#[derive(Template)]
#[template(path = "activities/session_phone.html")]
struct OnPhone {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "activities/session_desk.html")]
struct AtDesk {
    page: ui::Page,
    body: Body,
}

/// A session on any screen: what anybody may read, then what this reader may.
#[derive(Template)]
#[template(path = "activities/session.html")]
struct Body {
    v: i18n::Voice,
    head: Head,
    gone: Option<ui::Note>,
    /// Checked in and not on the session: in words, and the one tap.
    late: Option<(String, Button)>,
    figs: Figs,
    source: ui::Source,
    facts: Facts,
    /// Team and name of those this reader may see.
    people: Option<Vec<(String, String)>>,
    people_count: usize,
    people_note: String,
    history: Option<Timeline>,
}

impl askama::filters::HtmlSafe for Body {}

async fn body(ask: &Ask, a: &Activities, scope: &Scope, seen: &Seen) -> Outcome<Body> {
    let (v, s, federation) = (&ask.v, &seen.session, a.federation());
    let host = federation.name(s.union_id);
    let mut head = ui::head(s.title.as_str()).says(format!("{host}　{}　{}", v.stamp(s.begins_at), s.place));
    if s.is_retracted() {
        head = head.state(Mark::Off.says(v.t("activities-state-retracted")));
    }
    let path = format!("/sessions/{}", s.id);
    if seen.is_editable {
        head = head
            .act(Button::link(format!("{path}/entry"), v.t("activities-entry")))
            .act(Button::link(format!("{path}/edit"), v.t("activities-edit")).icon("edit"))
            .act(Button::link(format!("/sessions/new?like={}", s.id), v.t("activities-like")));
    }
    for act in super::asides::of_session(ask, a, scope, seen).await? {
        head = head.act(act);
    }
    let history = change::of(a.store().read(), s.id).await?;
    let gone = history.iter().find(|c| c.what == "retracted");
    let gone = gone.map(|c| ui::Note::warn(v.t(&c.reason)).title(v.t("activities-state-retracted-why")));
    let late = if seen.is_editable { not_entered(a, scope, s).await?.len() } else { 0 };
    let late = (late > 0).then(|| {
        let enter = Button::post(format!("{path}/checked-in"), v.t("activities-checked-in-enter"));
        let n = i64::try_from(late).unwrap_or(0);
        (v.t1("activities-checked-in-late", "n", n), enter.ask(v.t("activities-checked-in-ask")))
    });
    let (people, unseen) = shown_people(a, seen).await?;
    let people: Option<Vec<(String, String)>> =
        (seen.names.is_any() && s.named > 0).then(|| people.into_iter().map(|e| (e.team, e.name)).collect());
    let people_note = match (&seen.names, unseen) {
        _ if s.named == 0 => v.t1("activities-nobody-named", "n", v.number(s.by_head)),
        (Names::Nobody, _) if s.named > 0 => v.t("activities-names-host-only"),
        (_, n) if n > 0 => v.t1("activities-names-others", "n", n),
        _ => String::new(),
    };
    let may_see_history = seen.names == Names::Everybody || seen.is_editable || scope.reaches(s.union_id);
    Ok(Body {
        v: v.clone(),
        head,
        gone,
        late,
        figs: Figs::new([
            Fig::new(v.t("activities-named"), v.number(s.named))
                .unit(v.t("activities-unit-times"))
                .about(v.t("activities-named-about")),
            Fig::new(v.t("activities-by-head"), v.number(s.by_head))
                .unit(v.t("activities-unit-times"))
                .about(v.t("activities-by-head-about")),
            Fig::new(v.t("activities-minutes-short"), v.number(i64::from(s.minutes))).unit(v.t("activities-unit-minutes")),
        ]),
        source: ui::source(v.t2("activities-source", "union", host.as_str(), "at", v.stamp(s.recorded_at))),
        facts: facts(ask, a, scope, seen, &host).await?,
        people_count: people.as_ref().map_or(0, Vec::len),
        people,
        people_note,
        history: (may_see_history && !history.is_empty()).then(|| timeline(ask, s.recorded_at, &history)),
    })
}

async fn facts(ask: &Ask, a: &Activities, scope: &Scope, seen: &Seen, host: &str) -> Outcome<Facts> {
    let (v, s, federation) = (&ask.v, &seen.session, a.federation());
    let co_hosts = seen.co_hosts.iter().map(|c| c.union.map_or_else(|| c.name.clone(), |u| federation.name(u)));
    let co_hosts = co_hosts.collect::<Vec<_>>().join("　");
    let programme = match s.programme {
        Some(id) => super::programme::named(a, scope, id).await?,
        None => None,
    };
    Ok(Facts::new()
        .fact(v.t("activities-host"), host)
        .maybe(v.t("activities-co-hosts"), (!co_hosts.is_empty()).then_some(co_hosts))
        .fact(v.t("activities-kind"), kind_named(&s.kind).map_or_else(|| s.kind.clone(), |k| v.t(k.key)))
        .fact(v.t("activities-setting"), setting_named(&s.setting).map_or_else(|| s.setting.clone(), |x| v.t(x.key)))
        .maybe(v.t("activities-place-short"), (!s.place.is_empty()).then(|| s.place.clone()))
        .maybe(v.t("activities-programme"), programme)
        .maybe(v.t("activities-on-behalf"), s.on_behalf.map(|_| v.t("activities-on-behalf-of"))))
}

/// The people of a session this reader may see, by team and ordinal, and how many more there are.
pub(super) async fn shown_people(a: &Activities, seen: &Seen) -> Outcome<(Vec<RosterEntry>, i64)> {
    let came = attendance::of(a.store().read(), seen.session.id).await?;
    let shown: Vec<i64> = came.iter().filter(|c| seen.names.shows(c.person)).map(|c| c.ordinal).collect();
    let found = membership::people_by_ordinal(a.store().read(), &shown).await?;
    let mut people: Vec<RosterEntry> = found.into_values().collect();
    people.sort_by(|x, y| (&x.team, x.ordinal).cmp(&(&y.team, y.ordinal)));
    let unseen = i64::try_from(came.len() - people.len()).unwrap_or(0);
    Ok((people, unseen))
}

fn timeline(ask: &Ask, logged_at: i64, changes: &[ChangeRow]) -> Timeline {
    let v = &ask.v;
    let mut line = Timeline::new().past(v.stamp(logged_at), v.t("activities-history-logged"));
    for c in changes {
        let what = match c.what.as_str() {
            "entered" => "activities-history-entered",
            "joined" => "activities-history-joined",
            "retracted" => "activities-history-retracted",
            _ => "activities-history-corrected",
        };
        let mut said = vec![];
        // The house's own reasons say no more than the heading does.
        if ![JOINED, ENTERED].contains(&c.reason.as_str()) {
            said.push(c.reason.clone());
        }
        if c.what != "retracted" {
            let count = |key, before: i64, after: i64| {
                (before != after).then(|| v.t2(key, "before", v.number(before), "after", v.number(after)))
            };
            said.extend(count("activities-history-named", c.named_before, c.named_after));
            said.extend(count("activities-history-by-head", c.by_head_before, c.by_head_after));
            said.extend(c.fields.split(' ').filter_map(field_key).map(|key| v.t1("activities-history-field", "field", v.t(key))));
        }
        line = line.past(v.stamp(c.changed_at), v.t(what));
        if !said.is_empty() {
            line = line.about(Html::from(said.join("　")));
        }
    }
    line
}

/// What a corrected field is called.
fn field_key(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "activities-title-short",
        "kind" => "activities-kind",
        "setting" => "activities-setting",
        "place" => "activities-place-short",
        "when" => "activities-when",
        "minutes" => "activities-minutes-short",
        "programme" => "activities-programme",
        "co_hosts" => "activities-co-hosts",
        _ => return None,
    })
}
