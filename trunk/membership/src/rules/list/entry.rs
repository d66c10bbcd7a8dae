use std::fmt;

use codes::id_number::{IdNumberError, Sex};
use codes::width::narrow;
use codes::{Day, IdNumber, Mobile};

use super::columns::{Cells, Column};

/// Letters in a name, team or kind of work.
const MOST_IN_NAME: usize = 50;
const MOST_IN_WORDS: usize = 60;
/// Nobody in a list of today was born earlier.
const FIRST_YEAR: i32 = 1900;
/// The Labour Law (article 15) forbids work below 16; the year alone says it a year too early.
const YOUNGEST: i32 = 15;

/// What is wrong with a row: a message key, the column it stands in, and the other row it is about, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub key: &'static str,
    pub column: Column,
    pub row: Option<i64>,
}

impl Problem {
    pub fn new(column: Column, key: &'static str) -> Self {
        Self { key, column, row: None }
    }

    pub fn like_row(column: Column, key: &'static str, row: i64) -> Self {
        Self { key, column, row: Some(row) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "{}:{row}", self.key),
            None => f.write_str(self.key),
        }
    }
}

/// A row as the house understands it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub name: String,
    pub phone: Option<Mobile>,
    pub id_number: Option<IdNumber>,
    pub birth_year: Option<i32>,
    /// `f`, `m` or empty.
    pub sex: &'static str,
    pub work: String,
    pub team: String,
    pub from: Day,
    /// `full` or `retained`.
    pub standing: &'static str,
}

/// Judges one row of a list, where a phone or an ID number must tell two people apart. `founded` is the union's first day:
/// nobody is its member before.
///
/// # Errors
/// Everything that is wrong with the row.
pub(crate) fn read(cells: &Cells, today: Day, founded: Day) -> Result<Entry, Vec<Problem>> {
    let alone = cells[Column::Phone as usize].is_empty() && cells[Column::IdNumber as usize].is_empty();
    let read = read_one(cells, today, founded);
    if !alone {
        return read;
    }
    let mut problems = read.err().unwrap_or_default();
    problems.push(Problem::new(Column::Phone, "membership-row-nothing-unique"));
    Err(problems)
}

/// Judges what is said of one person, who may have neither phone nor ID number.
///
/// # Errors
/// Everything that is wrong, in the order of the columns.
pub(crate) fn read_one(cells: &Cells, today: Day, founded: Day) -> Result<Entry, Vec<Problem>> {
    let cell = |column: Column| cells[column as usize].as_str();
    let mut problems = Vec::new();
    let name = name(cell(Column::Name)).unwrap_or_else(|key| say(&mut problems, Column::Name, key));
    let phone = given(cell(Column::Phone), phone).unwrap_or_else(|key| say(&mut problems, Column::Phone, key));
    let id_number = given(cell(Column::IdNumber), id_number).unwrap_or_else(|key| say(&mut problems, Column::IdNumber, key));
    let born =
        given(cell(Column::BirthYear), |text| year(text, today)).unwrap_or_else(|key| say(&mut problems, Column::BirthYear, key));
    let sex = given(cell(Column::Sex), sex).unwrap_or_else(|key| say(&mut problems, Column::Sex, key)).unwrap_or_default();
    if let Some(id) = id_number {
        if born.is_some_and(|year| year != id.birthday().year()) {
            problems.push(Problem::new(Column::BirthYear, "membership-row-birth-year-differs"));
        }
        if !sex.is_empty() && sex != sex_of(id) {
            problems.push(Problem::new(Column::Sex, "membership-row-sex-differs"));
        }
        if id.birthday().year() > today.year() - YOUNGEST {
            problems.push(Problem::new(Column::IdNumber, "membership-row-too-young"));
        }
    }
    let work = words(cell(Column::Work)).unwrap_or_else(|key| say(&mut problems, Column::Work, key));
    let team = words(cell(Column::Team)).unwrap_or_else(|key| say(&mut problems, Column::Team, key));
    let from = given(cell(Column::From), |text| joined(text, today)).unwrap_or_else(|key| say(&mut problems, Column::From, key));
    let standing = given(cell(Column::Standing), standing).unwrap_or_else(|key| say(&mut problems, Column::Standing, key));
    if !cell(Column::Until).is_empty() {
        problems.push(Problem::new(Column::Until, "membership-row-ended"));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Entry {
        name,
        phone,
        birth_year: id_number.map(|id| id.birthday().year()).or(born),
        sex: id_number.map_or(sex, sex_of),
        id_number,
        work,
        team,
        from: Day(from.unwrap_or(today).0.max(founded.0)),
        standing: standing.unwrap_or("full"),
    })
}

/// Notes a problem and stands in with nothing.
fn say<T: Default>(problems: &mut Vec<Problem>, column: Column, key: &'static str) -> T {
    problems.push(Problem::new(column, key));
    T::default()
}

fn given<T>(text: &str, read: impl FnOnce(&str) -> Result<T, &'static str>) -> Result<Option<T>, &'static str> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// A person's name: letters of any script, with the dots and hyphens that stand between them.
///
/// # Errors
/// The message key that says what is wrong.
pub(crate) fn name(text: &str) -> Result<String, &'static str> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Two Han characters set apart to align with longer names are one name.
    let name = if name.chars().all(|c| c == ' ' || is_han(c)) { name.replace(' ', "") } else { name };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if name.is_empty() {
        Err("membership-row-no-name")
    } else if name.chars().count() > MOST_IN_NAME {
        Err("membership-row-name-long")
    } else if letters < 2 || name.chars().any(|c| !c.is_alphabetic() && !" ·•‧・.'’-".contains(c)) {
        Err("membership-row-name-symbols")
    } else {
        Ok(name)
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn phone(text: &str) -> Result<Mobile, &'static str> {
    Mobile::parse(text).map_err(|_| "membership-row-phone")
}

fn id_number(text: &str) -> Result<IdNumber, &'static str> {
    if text.starts_with('≈') {
        return Err("membership-row-id-rounded");
    }
    IdNumber::parse(text).map_err(|error| match error {
        IdNumberError::Length(_) => "membership-row-id-length",
        IdNumberError::Symbol(_) => "membership-row-id-symbol",
        IdNumberError::Date => "membership-row-id-date",
        IdNumberError::CheckDigit => "membership-row-id-check",
    })
}

/// A year, or a day or month that begins with one.
fn year(text: &str, today: Day) -> Result<i32, &'static str> {
    let narrow = narrow(text);
    let digits: String = narrow.chars().take_while(char::is_ascii_digit).collect();
    let year = digits.get(..4).and_then(|y| y.parse().ok());
    let whole = digits.len() == 4 || digits.len() == 6 || digits.len() == 8;
    year.filter(|y| whole && (FIRST_YEAR..=today.year() - YOUNGEST).contains(y)).ok_or("membership-row-birth-year")
}

fn sex(text: &str) -> Result<&'static str, &'static str> {
    match text.to_lowercase().as_str() {
        "女" | "f" | "female" | "woman" => Ok("f"),
        "男" | "m" | "male" | "man" => Ok("m"),
        _ => Err("membership-row-sex"),
    }
}

fn sex_of(id: IdNumber) -> &'static str {
    match id.sex() {
        Sex::Female => "f",
        Sex::Male => "m",
    }
}

/// Free words of a team or a kind of work. A spreadsheet would run what begins with these signs when the list goes out again.
///
/// # Errors
/// The message key that says what is wrong.
pub(crate) fn words(text: &str) -> Result<String, &'static str> {
    if text.chars().count() > MOST_IN_WORDS {
        Err("membership-row-words-long")
    } else if text.starts_with(['=', '+', '-', '@', '≈']) {
        Err("membership-row-formula")
    } else {
        Ok(text.to_owned())
    }
}

fn joined(text: &str, today: Day) -> Result<Day, &'static str> {
    let day = Day::parse_written(text).map_err(|_| "membership-row-day")?;
    if day > today {
        Err("membership-row-day-ahead")
    } else if day.year() < FIRST_YEAR {
        Err("membership-row-day")
    } else {
        Ok(day)
    }
}

fn standing(text: &str) -> Result<&'static str, &'static str> {
    match text.to_lowercase().as_str() {
        "在籍" | "正式" | "正常" | "full" => Ok("full"),
        "保留" | "保留会籍" | "retained" => Ok("retained"),
        _ => Err("membership-row-standing"),
    }
}
