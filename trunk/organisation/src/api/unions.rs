//! Unions as they are and were: public facts, for everybody.

use std::sync::Arc;

use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use crate::federation::Union;
use crate::house::Organisation;
use crate::power::{Office, Power};
use crate::rows::{change, line, term, union};

/// A search gives as many at most.
const MOST: usize = 100;

/// A union in a list.
#[derive(Serialize, ToSchema)]
pub struct UnionBrief {
    id: Uuid,
    name: String,
    /// `national`, `federation`, `sector`, `township`, `local`, `joint-local`, `group`.
    kind: String,
    /// 0 national … 6 group.
    level: i32,
    division: Option<String>,
    credit_code: Option<String>,
    /// Living grass-roots unions at or below it.
    locals: usize,
    /// `yyyy-mm-dd`; absent while it lives.
    ended: Option<String>,
    /// The union that took its place.
    successor: Option<Uuid>,
}

/// A union's place below another.
#[derive(Serialize, ToSchema)]
pub struct EdgeBrief {
    /// 0 is the territorial line.
    line: u16,
    parent: Uuid,
    parent_name: String,
    from: String,
    /// The first day it is over; absent while nothing ends it.
    until: Option<String>,
    /// Whether figures are added up along it.
    leading: bool,
}

/// The last term of office.
#[derive(Serialize, ToSchema)]
pub struct TermBrief {
    number: i32,
    from: String,
    /// The first day it is over.
    until: String,
}

/// A union with all that is public of it.
#[derive(Serialize, ToSchema)]
pub struct UnionWhole {
    #[serde(flatten)]
    brief: UnionBrief,
    founded: String,
    address: String,
    phone: String,
    hours: String,
    kept_by: Option<Uuid>,
    /// From the root down, this union last.
    path: Vec<Uuid>,
    edges: Vec<EdgeBrief>,
    term: Option<TermBrief>,
}

/// One line of a union's history.
#[derive(Serialize, ToSchema)]
pub struct ChangeBrief {
    /// `founded`, `moved`, `renamed`, `merged`, `took-in`, `split`, `split-off`, `gave-off`, `closed`, `line-joined`,
    /// `line-left`, `line-opened`, `led-by`, `kept`, `kept-itself`, `covered`, `elected`.
    what: String,
    day: String,
    /// The other union it is about.
    other: Option<Uuid>,
    words: String,
    /// Unix milliseconds.
    recorded_at: i64,
}

/// A line that crosses the tree.
#[derive(Serialize, ToSchema)]
pub struct LineBrief {
    id: i32,
    key: String,
    name: String,
    led_by: Option<Uuid>,
}

/// An office with what it may do.
#[derive(Serialize, ToSchema)]
pub struct OfficeBrief {
    office: String,
    name: String,
    powers: Vec<PowerBrief>,
}

#[derive(Serialize, ToSchema)]
pub struct PowerBrief {
    power: String,
    name: String,
    /// Reaches the post's own union only.
    stays_home: bool,
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    /// Name, initials, division or credit code; several words must all match.
    q: String,
    /// Only at or below this union.
    within: String,
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Looked {
    /// A line's number; empty for the leading edges.
    line: String,
    /// `yyyy-mm-dd`; empty for today.
    day: String,
}

fn brief(o: &Organisation, union: &Arc<Union>) -> UnionBrief {
    UnionBrief {
        id: union.id,
        name: union.name.clone(),
        kind: union.kind.name().to_owned(),
        level: union.level.number(),
        division: union.division.clone(),
        credit_code: union.credit_code.clone(),
        locals: o.federation.locals_within(union.id),
        ended: union.has_ended().then(|| union.ended.to_string()),
        successor: union.successor,
    }
}

fn known(o: &Organisation, id: Uuid) -> Result<Arc<Union>, Fault> {
    o.federation.get(id).ok_or(Fault::NotFound)
}

#[utoipa::path(get, path = "/api/v1/unions", operation_id = "unions_list", tag = "organisation", params(Sought), responses((status = 200, body = [UnionBrief])))]
pub async fn list(State(o): State<Organisation>, Query(sought): Query<Sought>) -> Result<Body<Vec<UnionBrief>>, Failed> {
    let within = match sought.within.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Fault::NotFound).and_then(|id| known(&o, id))?.id),
    };
    let found = if sought.q.is_empty() {
        let from = within.or_else(|| o.federation.root().map(|r| r.id));
        from.map(|id| o.federation.children(id)).unwrap_or_default().into_iter().take(MOST).collect()
    } else {
        o.federation.search(&sought.q, within, MOST)
    };
    Ok(Body(found.iter().map(|u| brief(&o, u)).collect()))
}

#[utoipa::path(get, path = "/api/v1/unions/{id}", operation_id = "unions_get", tag = "organisation", params(("id" = Uuid, Path)),
    responses((status = 200, body = UnionWhole), (status = 404)))]
pub async fn get(State(o): State<Organisation>, Path(id): Path<Uuid>) -> Result<Body<UnionWhole>, Failed> {
    let found = known(&o, id)?;
    let contact = union::contact(o.store().read(), id).await?.unwrap_or_default();
    let term = term::last(o.store().read(), id).await?;
    let edge = |e: crate::federation::Standing| EdgeBrief {
        line: e.line,
        parent: e.parent.id,
        parent_name: e.parent.name.clone(),
        from: e.from.to_string(),
        until: (e.until < Day::OPEN).then(|| e.until.to_string()),
        leading: e.leads,
    };
    Ok(Body(UnionWhole {
        brief: brief(&o, &found),
        founded: found.founded.to_string(),
        address: contact.address,
        phone: contact.phone,
        hours: contact.hours,
        kept_by: found.kept_by,
        path: o.federation.path(id).iter().map(|u| u.id).collect(),
        edges: o.federation.edges(id).into_iter().map(edge).collect(),
        term: term.map(|t| TermBrief {
            number: t.number,
            from: Day(t.from_day).to_string(),
            until: Day(t.until_day).to_string(),
        }),
    }))
}

#[utoipa::path(get, path = "/api/v1/unions/{id}/children", operation_id = "unions_children", tag = "organisation", params(("id" = Uuid, Path), Looked),
    responses((status = 200, body = [UnionBrief]), (status = 404), (status = 422)))]
pub async fn children(
    State(o): State<Organisation>,
    Path(id): Path<Uuid>,
    Query(looked): Query<Looked>,
) -> Result<Body<Vec<UnionBrief>>, Failed> {
    known(&o, id)?;
    let line = match looked.line.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Fault::field("line", "organisation-line-unknown"))?),
    };
    let found = match (looked.day.as_str(), line) {
        ("", None) => o.federation.children(id),
        ("", line) => o.federation.children_on(line, id, o.today()),
        (text, line) => {
            let day = Day::parse_written(text).map_err(|_| Fault::field("day", "organisation-day-unreadable"))?;
            o.federation.children_on(line, id, day)
        }
    };
    Ok(Body(found.iter().map(|u| brief(&o, u)).collect()))
}

#[utoipa::path(get, path = "/api/v1/unions/{id}/history", operation_id = "unions_history", tag = "organisation", params(("id" = Uuid, Path)),
    responses((status = 200, body = [ChangeBrief]), (status = 404)))]
pub async fn history(State(o): State<Organisation>, Path(id): Path<Uuid>) -> Result<Body<Vec<ChangeBrief>>, Failed> {
    known(&o, id)?;
    let changes = change::of_union(o.store().read(), id).await?;
    let line = |c: change::ChangeRow| ChangeBrief {
        what: c.what,
        day: Day(c.day).to_string(),
        other: c.other,
        words: c.words,
        recorded_at: c.recorded_at,
    };
    Ok(Body(changes.into_iter().map(line).collect()))
}

#[utoipa::path(get, path = "/api/v1/lines", operation_id = "unions_lines", tag = "organisation", responses((status = 200, body = [LineBrief])))]
pub async fn lines(State(o): State<Organisation>, ask: Ask) -> Result<Body<Vec<LineBrief>>, Failed> {
    let lines = line::list(o.store().read()).await?;
    let one = |l: line::LineRow| LineBrief { name: l.name(&ask.v).to_owned(), id: l.id, key: l.key, led_by: l.led_by };
    Ok(Body(lines.into_iter().map(one).collect()))
}

#[utoipa::path(get, path = "/api/v1/powers", operation_id = "unions_powers", tag = "organisation", responses((status = 200, body = [OfficeBrief])))]
pub async fn powers(State(_): State<Organisation>, ask: Ask) -> Result<Body<Vec<OfficeBrief>>, Failed> {
    let power = |p: &Power| PowerBrief { power: p.name().to_owned(), name: ask.v.t(p.key()), stays_home: p.stays_home() };
    let office = |o: &Office| OfficeBrief {
        office: o.name().to_owned(),
        name: ask.v.t(o.key()),
        powers: o.powers().iter().map(power).collect(),
    };
    Ok(Body(Office::ALL.iter().map(office).collect()))
}
