use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Fig, Figs, Head, Href, Mistakes, Pager, Row, Rows, Views, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use crate::Signups;
use crate::rows::account::{self, Account};
use crate::rows::entry;
use crate::rows::movement::{self, Movement};
use crate::verbs::account::{LONGEST_TITLE, NewAccount, SOURCES};

/// Movements a page.
const SIZE: i64 = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    key: String,
    union: String,
    title: String,
    source: String,
    /// Yuan.
    amount: String,
    page: String,
}

pub async fn list(State(s): State<Signups>, ask: Ask, scope: Scope, Query(said): Query<Said>) -> Result<Response, Failed> {
    Ok(ask.show(&all(&ask, &s, &scope, &said, &[]).await?))
}

pub async fn open(State(s): State<Signups>, ask: Ask, scope: Scope, Form(said): Form<Said>) -> Result<Response, Failed> {
    let union = union(&scope, &said)?;
    scope.require(Power::ApproveMoney, union)?;
    let id = Uuid::try_parse(&said.key).unwrap_or_else(|_| s.store().ids().new_id(ask.now()));
    let new = NewAccount { id, union, title: said.title.clone(), source: said.source.clone(), amount: read_fen(&said.amount) };
    match s.open_account(&scope, &ask.actor(), &new).await {
        Ok(account) => Ok(ask.go_saying(&format!("/accounts/{}", account.id), "signups-account-opened")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&all(&ask, &s, &scope, &said, &faults).await?)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/accounts", key)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn one(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(said): Query<Said>,
) -> Result<Response, Failed> {
    Ok(ask.show(&shown(&ask, &s, &scope, id, &said, &[]).await?))
}

pub async fn add(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match s.add_to_account(&scope, &ask.actor(), id, read_fen(&said.amount)).await {
        Ok(()) => Ok(ask.go_saying(&format!("/accounts/{id}"), "signups-account-added")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&shown(&ask, &s, &scope, id, &said, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// What is no sum of money is none that can be put in.
fn read_fen(text: &str) -> i64 {
    codes::money::parse_fen(text).unwrap_or(0)
}

fn union(scope: &Scope, said: &Said) -> Outcome<Uuid> {
    match said.union.as_str() {
        "" => scope.unions_with(Power::ApproveMoney).first().copied().ok_or(Fault::Forbidden(Power::ApproveMoney.name())),
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound),
    }
}

#[derive(Template)]
#[template(path = "signups/accounts.html")]
struct AccountsPage {
    page: ui::Page,
    head: Head,
    unions: Option<Views>,
    rows: Rows,
    key: Uuid,
    union: Uuid,
    mistakes: Mistakes,
    fields: [Field; 3],
    submit: Button,
}

async fn all(ask: &Ask, s: &Signups, scope: &Scope, said: &Said, faults: &[FieldFault]) -> Outcome<AccountsPage> {
    let union = union(scope, said)?;
    scope.require(Power::ApproveMoney, union)?;
    let v = &ask.v;
    let mine = scope.unions_with(Power::ApproveMoney);
    let views = (mine.len() > 1).then(|| {
        mine.iter().take(12).fold(Views::new(v.t("signups-host-union")), |views, u| {
            views.view(Href::new("/accounts").with("union", u), s.federation().name(*u), *u == union)
        })
    });
    let rows = account::of_union(s.store().read(), union).await?.into_iter().map(|a| {
        Row::new(a.title.as_str())
            .to(format!("/accounts/{}", a.id))
            .fact(v.t(source_key(&a.source)))
            .fact(v.t1("signups-account-of", "money", v.money(a.amount)))
            .end(v.t1("signups-account-left-n", "money", v.money(a.left())))
    });
    let fields = [
        Field::text("title", v.t("signups-account-title"))
            .hint(v.t("signups-account-title-hint"))
            .value(&said.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "title")),
        Field::select("source", v.t("signups-account-source"))
            .choices(SOURCES.map(|source| (source, v.t(source_key(source)))))
            .hint(v.t("signups-account-source-hint"))
            .value(&said.source)
            .error(ask.error(faults, "source")),
        amount(ask, said, faults),
    ];
    Ok(AccountsPage {
        page: ask.page("signups-accounts").at("accounts"),
        head: ui::head(v.t("signups-accounts")).says(s.federation().name(union)),
        unions: views,
        rows: Rows::new(rows).or(Empty::new("money", v.t("signups-accounts-none"))
            .hint(v.t("signups-accounts-none-hint"))
            .act(Button::link("#f-title", v.t("signups-account-new")).icon("add"))),
        key: s.store().ids().new_id(ask.now()),
        union,
        mistakes: ui::mistakes(v, &fields),
        fields,
        submit: Button::submit(v.t("signups-account-open")).main(),
    })
}

fn amount(ask: &Ask, said: &Said, faults: &[FieldFault]) -> Field {
    Field::decimal("amount", ask.v.t("signups-account-amount"))
        .value(&said.amount)
        .width(Width::Middle)
        .error(ask.error(faults, "amount"))
}

fn source_key(source: &str) -> &'static str {
    match source {
        "treasury" => "signups-source-treasury",
        "higher" => "signups-source-higher",
        "employer" => "signups-source-employer",
        "donation" => "signups-source-donation",
        _ => "signups-source-own",
    }
}

#[derive(Template)]
#[template(path = "signups/account.html")]
struct AccountPage {
    page: ui::Page,
    head: Head,
    figs: Figs,
    promised: Rows,
    movements: Rows,
    pager: Pager,
    action: String,
    mistakes: Mistakes,
    amount: Field,
    submit: Button,
}

async fn shown(ask: &Ask, s: &Signups, scope: &Scope, id: Uuid, said: &Said, faults: &[FieldFault]) -> Outcome<AccountPage> {
    let a = s.account(id).await?;
    scope.require(Power::ApproveMoney, a.union_id)?;
    let (v, db) = (&ask.v, s.store().read());
    let page = said.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let movements = movement::of_account(db, id, (page - 1) * SIZE, SIZE).await?;
    let promised = entry::promised(db, id).await?;
    let title = |of: Option<Uuid>| promised.iter().find(|p| Some(p.id) == of).map(|p| p.title.clone()).unwrap_or_default();
    let rows = promised.iter().map(|p| {
        let row = Row::new(p.title.as_str())
            .to(format!("/signups/{}/desk", p.id))
            .fact(v.t1("signups-account-heads", "n", v.number(p.heads)))
            .end(v.money(p.fen));
        if p.waiting > 0 { row.fact(v.t1("signups-account-waiting", "n", v.number(p.waiting))) } else { row }
    });
    let movement = |m: &Movement| {
        let row = Row::new(v.t(movement_key(&m.what))).fact(v.stamp(m.at));
        let row = if m.number > 0 {
            row.fact(title(m.allotment_id)).fact(v.t1("signups-number", "n", v.number(m.number)))
        } else {
            row
        };
        row.end(v.money(m.fen))
    };
    let field = amount(ask, said, faults);
    let total = u64::try_from(movement::count(db, id).await?).unwrap_or(0);
    Ok(AccountPage {
        page: ask
            .page_named(a.title.as_str())
            .at("accounts")
            .under(format!("/accounts?union={}", a.union_id), v.t("signups-accounts")),
        head: ui::head(a.title.as_str()).says(v.t2(
            "signups-account-from",
            "union",
            s.federation().name(a.union_id),
            "source",
            v.t(source_key(&a.source)),
        )),
        figs: figs(ask, &a, movement::released(db, id).await?),
        promised: Rows::new(rows)
            .tight()
            .or(Empty::new("signups", v.t("signups-account-unused")).hint(v.t("signups-account-unused-hint"))),
        movements: Rows::new(movements.iter().map(movement)).tight(),
        pager: Pager::new(
            v,
            Href::new(format!("/accounts/{id}")),
            u64::try_from(page).unwrap_or(1),
            u64::try_from(SIZE).unwrap_or(1),
            total,
        ),
        action: format!("/accounts/{id}"),
        mistakes: ui::mistakes(v, [&field]),
        amount: field,
        submit: Button::submit(v.t("signups-account-add")),
    })
}

fn figs(ask: &Ask, a: &Account, released: i64) -> Figs {
    let v = &ask.v;
    let mut reserved = Fig::new(v.t("signups-account-reserved"), v.money(a.reserved));
    if released > 0 {
        reserved = reserved.about(v.t1("signups-account-released", "money", v.money(released)));
    }
    Figs::new([
        Fig::new(v.t("signups-account-amount"), v.money(a.amount)),
        reserved,
        Fig::new(v.t("signups-account-spent"), v.money(a.spent)),
        Fig::new(v.t("signups-account-left"), v.money(a.left())),
    ])
}

fn movement_key(what: &str) -> &'static str {
    match what {
        "opened" => "signups-movement-opened",
        "added" => "signups-movement-added",
        "spent" => "signups-movement-spent",
        "unspent" => "signups-movement-unspent",
        _ => "signups-movement-released",
    }
}
