//! Where in a form or a set of answers something stands.

use std::fmt;

/// A question, a row of a table, a cell of a row, or (all empty) the form as a whole.
///
/// Rows count from 0 in the order they were handed in, blank ones included, so that a path names the very field
/// on the page the person sent. Written `household[2].income`; as a field name `household.2.income`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// Key of the question; empty for the form as a whole.
    pub question: String,
    pub row: Option<usize>,
    /// Key of the column. Without a row it names the column of every row, as comparisons of versions do.
    pub column: Option<String>,
}

impl Path {
    /// The form as a whole.
    pub fn form() -> Path {
        Path::default()
    }

    pub fn question(key: &str) -> Path {
        Path { question: key.to_owned(), row: None, column: None }
    }

    pub fn row(table: &str, row: usize) -> Path {
        Path { question: table.to_owned(), row: Some(row), column: None }
    }

    pub fn cell(table: &str, row: usize, column: &str) -> Path {
        Path { question: table.to_owned(), row: Some(row), column: Some(column.to_owned()) }
    }

    /// A column of a table, in every row.
    pub fn column(table: &str, column: &str) -> Path {
        Path { question: table.to_owned(), row: None, column: Some(column.to_owned()) }
    }

    /// Whether the path names the form as a whole.
    pub fn is_form(&self) -> bool {
        self.question.is_empty()
    }

    /// The name of the field on the page: `household.2.income`.
    pub fn field(&self) -> String {
        let mut name = self.question.clone();
        if let Some(row) = self.row {
            name.push_str(&format!(".{row}"));
        }
        if let Some(column) = &self.column {
            name.push('.');
            name.push_str(column);
        }
        name
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.question)?;
        if let Some(row) = self.row {
            write!(f, "[{row}]")?;
        }
        if let Some(column) = &self.column {
            write!(f, ".{column}")?;
        }
        Ok(())
    }
}
