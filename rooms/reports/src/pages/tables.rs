//! The tables of a sheet of figures, in words: the page prints them, the files hold them.

use i18n::Voice;
use ledger::Programme;
use ledger::figures::{Behind, By, Key, Lens, Measures, Row, Shown};

use crate::files::{Cell, Head, Sheet};
use crate::house::Reports;
use crate::rules::asked::Question;

/// What the words of a table need to know.
pub(crate) struct Words<'a> {
    pub house: &'a Reports,
    pub v: &'a Voice,
    pub question: &'a Question,
    pub programmes: &'a [Programme],
}

/// A number of people, or why it is not shown.
pub(crate) fn people(v: &Voice, shown: Shown) -> Cell {
    match shown {
        Shown::Number(n) => Cell::number(v.number(n), n),
        Shown::Few => Cell::words(v.t("reports-few")).faint().right(),
        Shown::NotOffered => Cell::words("—").faint().right(),
    }
}

impl Words<'_> {
    fn number(&self, n: i64) -> Cell {
        Cell::number(self.v.number(n), n)
    }

    /// The rows of one cut; `None` where it says nothing.
    pub fn sheet(&self, by: By, rows: &[Row], total: &Row) -> Option<Sheet> {
        // A cut by programme where nothing belongs to one says nothing.
        if rows.iter().all(|row| row.key == Key::Programme(None)) {
            return None;
        }
        let v = self.v;
        let most = rows.iter().map(|r| self.leading(&r.counted)).max().unwrap_or(0);
        let held = self.question.query.lens == Lens::HeldBy;
        let mut heads = vec![Head::words(v.t(head(by)))];
        if held {
            heads.push(Head::number(v.t("reports-sessions")).with_bar(true));
        }
        heads.extend(COLUMNS.map(|key| Head::number(v.t(key)).with_bar(!held && key == COLUMNS[0])));
        let line = |row: &Row| {
            let m = &row.counted;
            let mut cells = vec![self.name(row)];
            let bar = |cell: Cell, value: i64| cell.bar(value, most);
            let attendances = self.linked(row, Behind::Attendances, m.attendances());
            if held {
                cells.push(bar(self.linked(row, Behind::Sessions, m.sessions), m.sessions));
                cells.push(attendances);
            } else {
                cells.push(bar(attendances, m.attendances()));
            }
            cells.push(self.number(m.attendances_named).faint());
            cells.push(self.number(m.attendances_by_head).faint());
            cells.push(people(v, m.people));
            cells.push(self.number(m.units_reached));
            cells.push(self.number(m.unions_reached));
            cells
        };
        let note = match by {
            By::Children | By::Months | By::Kinds | By::Settings | By::Programmes if overlaps(rows, total) => {
                v.t("reports-people-overlap")
            }
            _ => String::new(),
        };
        Some(Sheet {
            title: v.t(title(by)),
            aside: if by == By::Children { v.t("reports-by-order") } else { String::new() },
            heads,
            rows: rows.iter().map(line).collect(),
            foot: line(total),
            note,
            is_drawn: by == By::Months,
        })
    }

    /// The measure the lens leads with.
    pub fn leading(&self, m: &Measures) -> i64 {
        if self.question.query.lens == Lens::HeldBy { m.sessions } else { m.attendances() }
    }

    /// The row's own name, linked to its own figures where it has such.
    fn name(&self, row: &Row) -> Cell {
        let (v, query) = (self.v, &self.question.query);
        let here = format!("/figures/{}", query.union);
        match &row.key {
            Key::Total => Cell::words(v.t("reports-total")),
            Key::Own => Cell::words(v.t("reports-own")),
            Key::Union(id) => Cell::words(self.house.federation().name(*id)).to(self.question.at(format!("/figures/{id}"))),
            Key::Month(month) => Cell::words(v.month(*month)).to(self.of_row(row, here)),
            Key::Kind(kind) => Cell::words(self.house.ledger.vocabulary.kind(v, kind)).to(self.of_row(row, here)),
            Key::Setting(setting) if setting.is_empty() => Cell::words(self.house.ledger.vocabulary.setting(v, "")),
            Key::Setting(setting) => Cell::words(self.house.ledger.vocabulary.setting(v, setting)).to(self.of_row(row, here)),
            Key::Programme(None) => Cell::words(v.t("reports-no-programme")),
            Key::Programme(Some(id)) => {
                let title = self.programmes.iter().find(|p| p.id == *id).map(|p| p.title.clone());
                Cell::words(title.unwrap_or_else(|| v.t("reports-unnamed-programme"))).to(self.of_row(row, here))
            }
        }
    }

    /// The question narrowed to one row, at another place.
    fn of_row(&self, row: &Row, path: String) -> ui::Href {
        let href = self.question.at(path);
        match &row.key {
            Key::Month(month) => {
                href.without("from").without("until").with("period", crate::rules::span::Span::Month(*month).name())
            }
            Key::Kind(kind) => href.with("kind", kind),
            Key::Setting(setting) => href.with("setting", setting),
            Key::Programme(Some(id)) => href.with("programme", id),
            _ => href,
        }
    }

    /// A number that opens the sessions behind it.
    fn linked(&self, row: &Row, behind: Behind, n: i64) -> Cell {
        let cell = self.number(n);
        let union = match (&row.key, n) {
            (_, 0) | (Key::Programme(None), _) => return cell,
            // Nothing narrows an address to what is nobody's: the whole would open, which is more than the number.
            (Key::Own, _) => return cell,
            (Key::Setting(setting), _) if setting.is_empty() => return cell,
            (Key::Union(id), _) => *id,
            _ => self.question.query.union,
        };
        // A month that the period holds only in part cannot be asked for as a month.
        if matches!(row.key, Key::Month(_)) && !self.question.query.period.is_whole_months() {
            return cell;
        }
        cell.to(self.of_row(row, format!("/figures/{union}/sessions")).with("behind", behind.name()))
    }
}

/// After the sessions, in every table.
const COLUMNS: [&str; 6] =
    ["reports-attendances", "reports-named", "reports-by-head", "reports-people", "reports-units", "reports-unions"];

fn overlaps(rows: &[Row], total: &Row) -> bool {
    let sum: Option<i64> = rows.iter().map(|r| r.counted.people.number()).sum();
    matches!((sum, total.counted.people), (Some(sum), Shown::Number(total)) if sum > total)
}

fn title(by: By) -> &'static str {
    match by {
        By::Total => "reports-total",
        By::Children => "reports-by-children",
        By::Months => "reports-by-months",
        By::Kinds => "reports-by-kinds",
        By::Settings => "reports-by-settings",
        By::Programmes => "reports-by-programmes",
    }
}

fn head(by: By) -> &'static str {
    match by {
        By::Total => "reports-total",
        By::Children => "reports-child",
        By::Months => "reports-month",
        By::Kinds => "reports-kind",
        By::Settings => "reports-setting",
        By::Programmes => "reports-programme",
    }
}
