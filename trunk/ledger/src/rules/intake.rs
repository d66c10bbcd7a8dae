//! Figures of past years and opening balances in a spreadsheet: finding the columns, judging each row. One row is what one
//! union did in one month, of one kind and setting.

pub mod line;
pub mod workbook;

/// What the numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// From the union's own records of past years: counted.
    Records,
    /// From reports and summaries: shown apart as reported.
    Balances,
}

impl Taking {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Records => "import",
            Self::Balances => "report",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Records, Self::Balances].into_iter().find(|t| t.name() == name)
    }
}

/// The columns in the order of the template: the field, and the message that heads it.
pub const COLUMNS: [(&str, &str); 12] = [
    ("union", "ledger-column-union"),
    ("month", "ledger-column-month"),
    ("kind", "ledger-column-kind"),
    ("setting", "ledger-column-setting"),
    ("sessions", "ledger-column-sessions"),
    ("attendances", "ledger-column-attendances"),
    ("views", "ledger-column-views"),
    ("hours", "ledger-column-hours"),
    ("goods", "ledger-column-goods"),
    ("money", "ledger-column-money"),
    ("people", "ledger-column-people"),
    ("units", "ledger-column-units"),
];

/// More rows than this are brought in several files: a file is taken in one transaction, which everybody waits for.
pub const MOST_ROWS: usize = 2_000;

/// A row of the file that is not empty, with its number there; cells in the order of [`COLUMNS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub row: i64,
    pub cells: [String; COLUMNS.len()],
}
