//! The sessions behind a figure: title, day, host and counts, never who took part.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use i18n::Voice;
use ledger::figures::{Behind, SessionLine};
use organisation::Scope;
use ui::{Empty, Field, Pager, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use crate::house::Reports;
use crate::rules::asked::Asked;

const SIZE: i64 = 50;

#[derive(Template)]
#[template(path = "reports/sessions.html")]
struct Screen {
    page: ui::Page,
    says: String,
    behind: Field,
    hidden: Vec<(String, String)>,
    rows: Rows,
    pager: Pager,
    source: ui::Source,
}

/// The message that names what is opened.
pub(super) fn name(behind: Behind) -> &'static str {
    match behind {
        Behind::All => "reports-behind-all",
        Behind::Sessions => "reports-sessions",
        Behind::CoHeld => "reports-co-held",
        Behind::Named => "reports-named",
        Behind::ByHead => "reports-by-head",
        Behind::Attendances => "reports-attendances",
        Behind::Views => "reports-views",
        Behind::Units => "reports-units",
        Behind::Minutes => "reports-hours",
        Behind::Completed => "reports-completed",
        Behind::Redeemed => "reports-redeemed",
        Behind::Goods => "reports-goods",
        Behind::Money => "reports-money",
        Behind::Reported => "reports-reported",
    }
}

/// `GET /figures/{union}/sessions`
pub async fn get(
    State(house): State<Reports>,
    ask: Ask,
    scope: Scope,
    Path(union): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let v = &ask.v;
    let (of, _) = house.seen(&scope, union)?;
    let question = asked.question(union, house.today());
    let found = house.ledger.figures.sessions(&question.query, question.behind, question.page, SIZE).await?;
    let path = format!("/figures/{union}/sessions");
    let base = question.at(path.clone()).with("behind", question.behind.name());
    let rows = found.lines.iter().map(|line| row(&house, v, line, &format!("{path}/{}", line.event)));
    let figures = question.at(format!("/figures/{union}"));
    let empty = Empty::new("reports", v.t("reports-no-sessions")).act(ui::Button::link(&figures, v.t("reports-back")));
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    let period = question.query.period;
    let days = v.t2("reports-days", "from", v.full_date(period.from.0), "until", v.full_date(period.last().0));
    let behind = Behind::ALL.iter().map(|b| (b.name(), v.t(name(*b))));
    let screen = Screen {
        says: v.t3("reports-says", "union", of.name.clone(), "days", days, "name", question.span.says(v)),
        behind: Field::select("behind", v.t("reports-behind")).choices(behind).value(question.behind.name()).bare(),
        hidden: base.without("behind").pairs().to_vec(),
        rows: Rows::new(rows).or(empty),
        pager: Pager::new(v, base, count(question.page) + 1, count(SIZE), count(found.events)),
        source: ui::source(v.t2("reports-sessions-source", "events", v.number(found.events), "facts", v.number(found.facts))),
        page: ask.page("reports-sessions-behind").at("reports").under(figures, of.name.clone()),
    };
    Ok(ask.show(&screen))
}

fn row(house: &Reports, v: &Voice, line: &SessionLine, to: &str) -> Row {
    let title = if line.title.is_empty() { v.t("reports-untitled") } else { line.title.clone() };
    let mut row = Row::new(title).to(to).fact(v.full_date(line.day.0));
    if let Some(host) = line.host {
        row = row.fact(house.federation().name(host));
    }
    if !line.kind.is_empty() {
        row = row.fact(house.ledger.vocabulary.kind(v, &line.kind));
    }
    if !line.place.is_empty() {
        row = row.fact(line.place.as_str());
    }
    for (key, n) in [
        ("reports-n-sessions", line.sessions),
        ("reports-n-named", line.named),
        ("reports-n-by-head", line.by_head),
        ("reports-n-views", line.views),
    ] {
        // One session of itself goes without saying.
        if n > i64::from(key == "reports-n-sessions") {
            row = row.end(v.t1(key, "n", v.number(n)));
        }
    }
    if line.reported > 0 { row.end(v.t("reports-reported")) } else { row }
}
