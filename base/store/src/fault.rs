use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// What a verb or loader answers.
pub type Outcome<T> = Result<T, Fault>;

/// Why something was not done. The web edge turns each into a status, a page and a text in the reader's language; a rule
/// or verb names message keys only.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no such thing, or the reader may not know whether there is.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, and this needs somebody.
    #[error("sign in first")]
    SignedOut,
    /// Signed in, but without the power named.
    #[error("needs the power {0}")]
    Forbidden(&'static str),
    /// What was entered cannot be taken; one line for every field.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldFault>),
    /// It was right when the reader began, but is no longer: somebody else decided first, a deadline passed. Message key.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too many attempts; try again after so many seconds.
    #[error("too many requests, retry after {0} s")]
    TooMany(u32),
    /// More bytes than are taken here; the limit in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(usize),
    /// A row like this exists already; the violated constraint's name, `<table>_<columns>_key`.
    #[error("unique constraint {0}")]
    Taken(String),
    /// A rule that stands in the schema refused the row; the check's name, `foreign_key` or `not_null`.
    #[error("constraint {0}")]
    Refused(String),
    /// The database could not serve; nothing was written. Trying again may help.
    #[error("database: {0}")]
    Database(#[source] DbErr),
    /// A defect of ours, with what is known for the log. Never shown to the reader.
    #[error("internal: {0}")]
    Internal(String),
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name in the form or JSON body, e.g. `credit_code`, `household.2.income`.
    pub field: String,
    /// Message key, e.g. `organisation-credit-code-taken`.
    pub key: &'static str,
    pub values: Vec<(&'static str, String)>,
}

impl FieldFault {
    #[must_use]
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, values: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

impl Fault {
    /// One field is wrong.
    #[must_use]
    pub fn field(field: impl Into<String>, key: &'static str) -> Self {
        Self::Invalid(vec![FieldFault::new(field, key)])
    }

    /// Turns the violation of one named constraint into a message beside a field; every other fault stays as it is.
    #[must_use]
    pub fn or_field(self, constraint: &str, field: &str, key: &'static str) -> Self {
        match self {
            Self::Taken(name) if name == constraint => Self::field(field, key),
            other => other,
        }
    }

    /// Two transactions met and one must be tried again (SQLSTATE 40001, 40P01; SQLITE_BUSY).
    pub(crate) fn is_retryable(&self) -> bool {
        let Self::Database(error) = self else { return false };
        matches!(code(error).as_deref(), Some("40001" | "40P01" | "5" | "517"))
    }
}

fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) | DbErr::Conn(RuntimeErr::SqlxError(e))) =
        error
    else {
        return None;
    };
    Some(e.as_database_error()?.code()?.into_owned())
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(text)) => Self::Taken(constraint(&text)),
            // SQLite does not say which one, so neither does the house.
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Refused("foreign_key".to_owned()),
            _ => match check_violation(&error) {
                Some(name) => Self::Refused(name),
                None => Self::Database(error),
            },
        }
    }
}

/// PostgreSQL quotes the constraint's name; SQLite lists `table.column, table.column`, which by the naming rule of
/// [`crate::schema`] is the same name.
fn constraint(text: &str) -> String {
    if let Some(name) = quoted(text) {
        return name;
    }
    let Some((_, columns)) = text.split_once("failed: ") else { return text.to_owned() };
    let mut name = String::new();
    for column in columns.split(", ") {
        match column.split_once('.') {
            Some((table, column)) if name.is_empty() => name = format!("{table}_{column}"),
            Some((_, column)) => name = format!("{name}_{column}"),
            None => return column.to_owned(),
        }
    }
    name + "_key"
}

fn quoted(text: &str) -> Option<String> {
    text.split('"').nth(1).map(str::to_owned)
}

fn check_violation(error: &DbErr) -> Option<String> {
    let text = match code(error)?.as_str() {
        "23514" | "275" => error.to_string(),
        "23502" | "1299" => return Some("not_null".to_owned()),
        _ => return None,
    };
    if let Some((_, rest)) = text.split_once("check constraint \"") {
        return rest.split('"').next().map(str::to_owned);
    }
    Some(text.rsplit("failed: ").next().unwrap_or(&text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::constraint;

    #[test]
    fn a_constraint_has_one_name_on_both_engines() {
        for text in [
            "UNIQUE constraint failed: org_union.credit_code, org_union.line",
            "duplicate key value violates unique constraint \"org_union_credit_code_line_key\"",
        ] {
            assert_eq!(constraint(text), "org_union_credit_code_line_key");
        }
    }
}
