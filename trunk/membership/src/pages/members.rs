use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use sheets::{Sheet, XLSX, workbook};
use store::Outcome;
use ui::{Button, Empty, Field, Fig, Figs, Href, Html, Page, Pager, Sort, State as Shape, Th, Width};
use web::{Ask, Failed, Query};

use crate::house::Membership;
use crate::rows::member::{self, MemberRow};
use crate::said;
use crate::verbs::list_members::{A_PAGE, MemberQuery, export_members, list_members};

#[derive(Template)]
#[template(path = "membership/members.html")]
struct Members {
    page: Page,
    union_name: String,
    /// Other unions whose members the reader may see.
    choose: Option<Field>,
    union_id: String,
    figs: Figs,
    source: Html,
    words: Field,
    standing: Field,
    team: Option<Field>,
    heads: Vec<Th>,
    lines: Vec<Line>,
    total: String,
    pager: Pager,
    empty: Empty,
    acts: Vec<Button>,
}

struct Line {
    href: String,
    name: String,
    work: String,
    team: String,
    since: String,
    standing: Html,
    online: Html,
    verified: Html,
}

/// `GET /members`
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(query): Query<MemberQuery>,
) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &scope, &ask, &query).await?))
}

/// `GET /members/export.xlsx`: the same list as a file, names and nothing sealed.
pub(crate) async fn export(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(query): Query<MemberQuery>,
) -> Result<Response, Failed> {
    let v = &ask.v;
    let (union, rows) = export_members(&m, &scope, &ask.actor(), &query).await?;
    let heads = [
        "membership-column-name",
        "membership-column-sex",
        "membership-column-work",
        "membership-column-team",
        "membership-column-standing",
        "membership-column-from",
        "membership-online",
        "membership-verified",
    ]
    .map(|key| v.t(key));
    let rows = rows
        .iter()
        .map(|r| {
            vec![
                r.name.clone(),
                said::sex(v, &r.sex),
                said::work(v, &r.work),
                r.team.clone(),
                v.t(said::standing(&r.standing)),
                v.iso_date(r.from_day),
                r.registered_at.map(|at| v.iso_date(codes::Day::from_unix_ms(at).0)).unwrap_or_default(),
                r.verified_day.map(|day| v.iso_date(day)).unwrap_or_default(),
            ]
        })
        .collect();
    let sheet = Sheet::texts(union.name.as_str(), heads, rows);
    Ok(web::attachment("members.xlsx", XLSX, workbook(vec![sheet]).await?))
}

async fn page(m: &Membership, scope: &Scope, ask: &Ask, query: &MemberQuery) -> Outcome<Members> {
    let v = &ask.v;
    let (union, rows, total) = list_members(m, scope, query).await?;
    let teams = member::teams(m.store().read(), union.id, m.today()).await?;
    let count = m.heads_today(union.id).await?;
    let base = Href::new("/members").with("union", union.id);
    let base = [("q", &query.q), ("standing", &query.standing), ("team", &query.team)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .fold(base, |base, (name, text)| base.with(name, text));
    let sort = Sort::new(base.clone(), if query.sort.is_empty() { "name" } else { &query.sort }, query.desc == "1");
    let sorted = if query.sort.is_empty() { base.clone() } else { base.with("sort", &query.sort) };
    let sorted = if query.desc == "1" { sorted.with("desc", 1) } else { sorted };
    let fig = |key: &str, n: i64, about: &str| Fig::new(v.t(key), v.number(n)).about(v.t(about));
    Ok(Members {
        page: ask.page("membership-members").at("membership"),
        choose: choose(m, scope, ask, &union.id.to_string()),
        union_id: union.id.to_string(),
        figs: Figs::new([
            fig("membership-on-books", count.on_books, "membership-on-books-about"),
            fig("membership-registered", count.registered, "membership-registered-about"),
            fig("membership-identified", count.verified, "membership-identified-about"),
        ]),
        source: ui::source(v.t2("membership-heads-source", "union", union.name.as_str(), "day", v.full_date(m.today().0))).into(),
        words: Field::text("q", v.t("membership-find"))
            .value(&query.q)
            .placeholder(v.t("membership-find-example"))
            .width(Width::Middle)
            .bare(),
        standing: Field::select("standing", v.t("membership-column-standing"))
            .choice("", v.t("membership-all"))
            .choices([("full", v.t("membership-standing-full")), ("retained", v.t("membership-standing-retained"))])
            .value(&query.standing)
            .bare(),
        team: (!teams.is_empty()).then(|| {
            let field = Field::select("team", v.t("membership-column-team")).choice("", v.t("membership-all"));
            field.choices(teams.iter().map(|t| (t, t.as_str()))).value(&query.team).bare()
        }),
        heads: vec![
            Th::new(v.t("membership-column-name")).sort(&sort, "name"),
            Th::new(v.t("membership-column-work")),
            Th::new(v.t("membership-column-team")).sort(&sort, "team"),
            Th::new(v.t("membership-column-from")).sort(&sort, "since"),
            Th::new(v.t("membership-column-standing")),
            Th::new(v.t("membership-online")),
            Th::new(v.t("membership-verified")),
        ],
        lines: rows.iter().map(|row| line(ask, row)).collect(),
        total: v.t1("membership-n-members", "n", total),
        pager: Pager::new(v, sorted.clone(), query.number().unsigned_abs(), A_PAGE.unsigned_abs(), total.unsigned_abs()),
        empty: empty(ask, scope, query, &union),
        acts: acts(ask, scope, union.id, union.kind.takes_members(), &sorted),
        union_name: union.name.clone(),
    })
}

fn acts(ask: &Ask, scope: &Scope, union: uuid::Uuid, takes_members: bool, sorted: &Href) -> Vec<Button> {
    let v = &ask.v;
    let to = |path: &str| Href::new(path).with("union", union).to_string();
    let mut export = Href::new("/members/export.xlsx");
    for (name, value) in sorted.pairs() {
        export = export.with(name, value);
    }
    let mut acts = vec![Button::link(export.to_string(), v.t("membership-export")).icon("download")];
    if !takes_members {
        return acts;
    }
    if scope.may(Power::Admit, union) {
        acts.push(Button::link(to("/members/receive"), v.t("membership-receive")));
    }
    if scope.may(Power::Enrol, union) {
        acts.push(Button::link(to("/members/import"), v.t("membership-import")).icon("upload"));
        acts.push(Button::link(to("/members/enrol"), v.t("membership-enrol")).main());
    }
    acts
}

fn empty(ask: &Ask, scope: &Scope, query: &MemberQuery, union: &organisation::Union) -> Empty {
    let v = &ask.v;
    if !query.q.is_empty() || !query.standing.is_empty() || !query.team.is_empty() {
        let all = Href::new("/members").with("union", union.id).to_string();
        return Empty::new("search", v.t("membership-members-none-found")).act(Button::link(all, v.t("membership-members-all")));
    }
    let empty = Empty::new("membership", v.t("membership-members-none"));
    if !union.kind.takes_members() {
        return empty.hint(v.t("membership-members-none-here"));
    }
    if scope.may(Power::Enrol, union.id) { empty.hint(v.t("membership-members-none-hint")) } else { empty }
}

/// The reader's unions, where there is more than one.
pub(crate) fn choose(m: &Membership, scope: &Scope, ask: &Ask, here: &str) -> Option<Field> {
    let unions = scope.unions_with(Power::SeePeople);
    let named = unions.iter().map(|u| (u.to_string(), m.organisation.federation.name(*u)));
    (unions.len() > 1).then(|| Field::select("union", ask.v.t("membership-own-union")).choices(named).value(here).bare())
}

fn line(ask: &Ask, row: &MemberRow) -> Line {
    let v = &ask.v;
    let standing = v.t(said::standing(&row.standing));
    Line {
        href: format!("/members/{}", row.person),
        name: row.name.clone(),
        work: said::work(v, &row.work),
        team: row.team.clone(),
        since: v.full_date(row.from_day),
        standing: if row.standing == "retained" { Shape::Off.says(standing).into() } else { Shape::Done.says(standing).into() },
        online: done(ask, row.registered_at.is_some(), "membership-online-yes", "membership-online-not"),
        verified: done(ask, row.verified_day.is_some(), "membership-identity-seen", "membership-identity-not"),
    }
}

/// Done as a full vessel, not yet as an empty one; in words that need no heading, since a phone shows none.
pub(crate) fn done(ask: &Ask, is_done: bool, yes: &str, not: &str) -> Html {
    if is_done { Shape::Done.says(ask.v.t(yes)).into() } else { Shape::NotDue.says(ask.v.t(not)).into() }
}
