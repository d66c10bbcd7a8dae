//! The figures of one union and period: the page officers work with, and the files of what it shows.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ledger::Programme;
use ledger::figures::{By, FiguresQuery, Lens, Line, Sheet as Answer, Sight, Tree};
use organisation::{Scope, Union};
use store::{Fault, Outcome};
use ui::{Button, Empty, Field, Figs, Note, Source, Views, chart};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::tables::Words;
use crate::files::{self, Printed, Sheet};
use crate::house::Reports;
use crate::rules::asked::{Asked, Question};
use crate::rules::span::{Span, before};

mod figs;
mod words;

const CUTS: [By; 5] = [By::Children, By::Months, By::Kinds, By::Settings, By::Programmes];
/// More bars than this are a table.
const MOST_BARS: usize = 24;

#[derive(Template)]
#[template(path = "reports/figures.html")]
struct Screen {
    page: ui::Page,
    head: ui::Head,
    note: Option<Note>,
    views: Views,
    filters: Vec<Field>,
    /// What the form carries along: name and value.
    hidden: Vec<(String, String)>,
    figs: Figs,
    source: Source,
    empty: Option<Empty>,
    members: Option<Figs>,
    reported: Option<Figs>,
    children: Option<Sheet>,
    others: Vec<Sheet>,
    chart: Option<chart::Bars>,
}

/// `GET /figures`: those of the union the reader works for.
pub async fn mine(ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let union = scope.unions_with(organisation::Power::SeeFigures).first().copied();
    let union = union.ok_or(Fault::Forbidden(organisation::Power::SeeFigures.name()))?;
    let query = ask.path.split_once('?').map_or_else(String::new, |(_, query)| format!("?{query}"));
    Ok(ask.go(&format!("/figures/{union}{query}")))
}

/// `GET /figures/{union}`
pub async fn get(
    State(house): State<Reports>,
    ask: Ask,
    scope: Scope,
    Path(union): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let (of, sight) = house.seen(&scope, union)?;
    let question = asked.question(union, house.today());
    let seen = Seen::gather(&house, of, sight, question).await?;
    let printed = seen.printed(&ask, &house);
    if let Some(file) = files::answer(&asked.file, &printed, &seen.question.span.name()).await? {
        return Ok(file);
    }
    Ok(ask.show(&seen.screen(&ask, &house, &scope, printed)))
}

/// Everything the page shows, asked for once.
struct Seen {
    of: std::sync::Arc<Union>,
    question: Question,
    now: Answer,
    before: Answer,
    corrections: i64,
    programmes: Vec<Programme>,
    heads: membership::HeadCount,
    /// Distinct people among the union's own members and those below it who took part.
    active: ledger::figures::Shown,
}

impl Seen {
    async fn gather(house: &Reports, of: std::sync::Arc<Union>, sight: Sight, question: Question) -> Outcome<Self> {
        let figures = &house.ledger.figures;
        let (query, today) = (&question.query, house.today());
        let now = figures.sheet(query, &CUTS, sight).await?;
        let earlier = FiguresQuery { period: before(query.period, today), ..query.clone() };
        let before = figures.sheet(&earlier, &[By::Months], sight).await?;
        let active = if query.lens == Lens::MembersOf {
            now.total.counted.people
        } else {
            let members = FiguresQuery { lens: Lens::MembersOf, ..query.clone() };
            figures.sheet(&members, &[], sight).await?.total.counted.people
        };
        let day = query.period.last().min(today);
        Ok(Self {
            now,
            before,
            active,
            corrections: figures.corrections(query).await?,
            programmes: ledger::programmes_named(house.store().read()).await?,
            heads: membership::count_heads(house.store(), of.id, day).await?,
            of,
            question,
        })
    }

    fn printed(&self, ask: &Ask, house: &Reports) -> Printed {
        let words = Words { house, v: &ask.v, question: &self.question, programmes: &self.programmes };
        let mut sheets = vec![figs::summary(&ask.v, self)];
        sheets.extend(CUTS.iter().filter_map(|by| words.sheet(*by, self.now.rows(*by), &self.now.total)));
        Printed {
            title: ask.v.t1("reports-title-of", "union", self.of.name.clone()),
            says: words::says(&ask.v, self),
            source: words::source(&ask.v, self),
            sheets,
        }
    }

    fn screen(&self, ask: &Ask, house: &Reports, scope: &Scope, printed: Printed) -> Screen {
        let v = &ask.v;
        let here = format!("/figures/{}", self.of.id);
        let href = self.question.at(here.clone());
        let mut page = ask.page_named(printed.title.clone()).at("reports");
        // The way down from the root, as far as the reader may see figures.
        for above in house.federation().path(self.of.id) {
            if above.id != self.of.id && scope.may(organisation::Power::SeeFigures, above.id) {
                page = page.under(self.question.at(format!("/figures/{}", above.id)), above.name.clone());
            }
        }
        let head = ui::head(printed.title.clone())
            .says(printed.says.clone())
            .act(Button::link("/figures/import", v.t("reports-import")))
            .act(Button::link(href.with("as", "csv"), v.t("reports-csv")))
            .act(Button::link(href.with("as", "xlsx"), v.t("reports-xlsx")));
        let views = Views::new(v.t("reports-lens"))
            .view(href.without("lens"), v.t("reports-held-by"), self.question.query.lens == Lens::HeldBy)
            .view(href.with("lens", "members"), v.t("reports-members-of"), self.question.query.lens == Lens::MembersOf);
        let note = self.question.is_misread.then(|| Note::warn(v.t("reports-misread")).announced());
        let sessions = self.question.at(format!("{here}/sessions"));
        let source = ui::source(printed.source.clone())
            .link(&*sessions.to_string(), v.t("reports-see-records"))
            .link("/figures/how", v.t("reports-how"));
        let (mut children, mut others) = (None, Vec::new());
        for (place, sheet) in printed.sheets.into_iter().enumerate() {
            match place {
                0 => {}
                1 if !self.now.rows(By::Children).is_empty() => children = Some(sheet),
                _ if sheet.is_drawn && self.chart_fits() => {}
                _ => others.push(sheet),
            }
        }
        Screen {
            page,
            head,
            note,
            views,
            filters: words::filters(v, house, self),
            hidden: self.hidden(),
            figs: figs::counted(v, self),
            source,
            empty: (self.now.days.is_none()).then(|| {
                Empty::new("reports", v.t("reports-none"))
                    .hint(v.t("reports-none-hint"))
                    .act(Button::link("/sessions/new", v.t("reports-log")))
            }),
            members: Some(figs::members(v, self)),
            reported: figs::reported(v, self),
            children,
            others,
            chart: self.chart_fits().then(|| self.chart(v, house)),
        }
    }

    fn chart_fits(&self) -> bool {
        (2..=MOST_BARS).contains(&self.now.rows(By::Months).len())
    }

    fn chart(&self, v: &i18n::Voice, house: &Reports) -> chart::Bars {
        let words = Words { house, v, question: &self.question, programmes: &self.programmes };
        let value = v.t(if self.question.query.lens == Lens::HeldBy { "reports-sessions" } else { "reports-attendances" });
        let mut bars = chart::Bars::new(v, v.t("reports-by-months"), v.t("reports-month"), value)
            .against(v.t("reports-this-period"), v.t("reports-period-before"));
        let was = self.before.rows(By::Months);
        let mut years: Vec<(i32, usize)> = Vec::new();
        for (place, row) in self.now.rows(By::Months).iter().enumerate() {
            let ledger::figures::Key::Month(month) = row.key else { continue };
            let before = was.get(place).map_or(0, |row| words.leading(&row.counted));
            bars = bars.bar_before((month.rem_euclid(12) + 1).to_string(), words.leading(&row.counted), before);
            match years.last_mut() {
                Some((year, count)) if *year == month.div_euclid(12) => *count += 1,
                _ => years.push((month.div_euclid(12), 1)),
            }
        }
        years.into_iter().fold(bars, |bars, (year, count)| bars.group(v.t1("reports-year", "year", year.to_string()), count))
    }

    /// What the filter's form does not ask but must carry along.
    fn hidden(&self) -> Vec<(String, String)> {
        let query = &self.question.query;
        let mut hidden = Vec::new();
        if query.lens == Lens::MembersOf {
            hidden.push(("lens".into(), "members".into()));
        }
        if let Line::Of(line) = query.line {
            hidden.push(("line".into(), line.to_string()));
        }
        hidden
    }

    fn range(&self) -> Option<codes::Period> {
        if let Span::Range(period) = self.question.span { Some(period) } else { None }
    }

    fn is_as_it_is(&self) -> bool {
        self.question.query.tree == Tree::AsItIs
    }
}
