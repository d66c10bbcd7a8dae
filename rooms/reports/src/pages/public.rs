//! What a visitor may see of any union's figures: sessions and attendances. No people, no money, no session by itself.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ledger::figures::{By, FiguresQuery, Filter, Key, Lens, Line, Tree};
use store::Fault;
use ui::{Fig, Figs, Source, Views, chart};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use crate::files::{Cell, Head, Sheet};
use crate::house::Reports;
use crate::rules::asked::Asked;
use crate::rules::span::Span;

#[derive(Template)]
#[template(path = "reports/public.html")]
struct Screen {
    page: ui::Page,
    says: String,
    views: Views,
    figs: Figs,
    source: Source,
    chart: Option<chart::Bars>,
    kinds: Option<Sheet>,
}

/// A visitor asks for years and quarters and months, of the whole: no cut that a person could be found in.
pub(crate) fn plain(question: crate::rules::asked::Question) -> FiguresQuery {
    FiguresQuery {
        lens: Lens::HeldBy,
        tree: Tree::AsItWas,
        line: Line::Leading,
        by: By::Total,
        filter: Filter::default(),
        ..question.query
    }
}

/// `GET /u/{union}/figures`
pub async fn get(
    State(house): State<Reports>,
    ask: Ask,
    Path(union): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let v = &ask.v;
    let of = house.federation().get(union).ok_or(Fault::NotFound)?;
    let asked = Asked { period: asked.period, ..Asked::default() };
    let question = asked.question(union, house.today());
    let span = question.span;
    let query = plain(question);
    // Exact numbers of sessions and attendances; people are not looked at.
    let sheet = house.ledger.figures.exact(&query, &[By::Months, By::Kinds]).await?;
    let total = &sheet.total.counted;
    let parts = v.t2("reports-parts", "named", v.number(total.attendances_named), "by_head", v.number(total.attendances_by_head));
    let figs = Figs::new([
        Fig::new(v.t("reports-sessions"), v.number(total.sessions))
            .unit(v.t("reports-unit-sessions"))
            .about(v.t("reports-co-held-once")),
        Fig::new(v.t("reports-attendances"), v.number(total.attendances())).unit(v.t("reports-unit-attendances")).about(parts),
    ]);
    let here = format!("/u/{union}/figures");
    let today = house.today();
    let offered = [Span::Calendar(today.year()), Span::Calendar(today.year() - 1), Span::Statistics(today.stat_year())];
    let views = offered.iter().fold(Views::new(v.t("reports-period")), |views, one| {
        views.view(ui::Href::new(here.clone()).with("period", one.name()), one.says(v), *one == span)
    });
    let months = sheet.rows(By::Months);
    let chart = (2..=24).contains(&months.len()).then(|| {
        let bars = chart::Bars::new(v, v.t("reports-by-months"), v.t("reports-month"), v.t("reports-sessions"));
        months.iter().fold(bars, |bars, row| match row.key {
            Key::Month(month) => bars.bar((month.rem_euclid(12) + 1).to_string(), row.counted.sessions),
            _ => bars,
        })
    });
    let kinds = sheet.rows(By::Kinds).iter().filter(|row| row.counted.sessions + row.counted.attendances() > 0);
    let kinds: Vec<Vec<Cell>> = kinds
        .map(|row| {
            let number = |n: i64| Cell::number(v.number(n), n);
            let name = house.ledger.vocabulary.kind(v, row.key.text());
            vec![Cell::words(name), number(row.counted.sessions), number(row.counted.attendances())]
        })
        .collect();
    let period = query.period;
    let days = v.t2("reports-days", "from", v.full_date(period.from.0), "until", v.full_date(period.last().0));
    let screen = Screen {
        says: v.t3("reports-says", "union", of.name.clone(), "days", days, "name", span.says(v)),
        views,
        figs,
        source: ui::source(v.t2("reports-public-source", "facts", v.number(total.facts), "stamp", v.stamp(sheet.as_of)))
            .link("/figures/how", v.t("reports-how")),
        chart,
        kinds: (!kinds.is_empty()).then(|| Sheet {
            title: v.t("reports-by-kinds"),
            heads: vec![
                Head::words(v.t("reports-kind")),
                Head::number(v.t("reports-sessions")),
                Head::number(v.t("reports-attendances")),
            ],
            rows: kinds,
            ..Sheet::default()
        }),
        page: ask
            .page_named(v.t1("reports-title-of", "union", of.name.clone()))
            .at("reports")
            .under(format!("/u/{union}"), of.name.clone()),
    };
    Ok(ask.show(&screen))
}
