//! What an officer writes about one person: the same rules as for a row of a list, said beside the fields of a form.

use codes::{Day, Mobile};
use serde::Deserialize;
use store::FieldFault;

use super::list::columns::{Cells, Column};
use super::list::entry::{self, Entry};

/// The form or JSON body, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PersonForm {
    pub name: String,
    /// A mobile number of mainland China; may be empty.
    pub phone: String,
    /// 18 symbols (GB 11643); may be empty.
    pub id_number: String,
    /// `1987`; may be empty.
    pub birth_year: String,
    /// `f`, `m` or empty.
    pub sex: String,
    pub work: String,
    pub team: String,
    /// First day of the membership, `2026-11-18`; empty for today.
    pub from: String,
    /// `full`, `retained`, or empty for full.
    pub standing: String,
    /// `1`: the person has agreed, on paper, to being kept here.
    pub consent: String,
    /// `1`: somebody of the same name is another person.
    pub is_another: String,
}

impl PersonForm {
    fn cells(&self) -> Cells {
        let mut cells = Cells::default();
        let texts = [
            (Column::Name, &self.name),
            (Column::Phone, &self.phone),
            (Column::IdNumber, &self.id_number),
            (Column::BirthYear, &self.birth_year),
            (Column::Sex, &self.sex),
            (Column::Work, &self.work),
            (Column::Team, &self.team),
            (Column::From, &self.from),
            (Column::Standing, &self.standing),
        ];
        for (column, text) in texts {
            cells[column as usize].clone_from(text);
        }
        cells
    }

    /// Everything the form says, or everything that is wrong with it.
    pub(crate) fn read(&self, today: Day, founded: Day) -> Result<Entry, Vec<FieldFault>> {
        entry::read_one(&self.cells(), today, founded)
            .map_err(|problems| problems.into_iter().map(|p| FieldFault::new(p.column.field(), p.key)).collect())
    }
}

/// A telephone number typed into one field.
pub(crate) fn phone(text: &str) -> Option<Mobile> {
    Mobile::parse(text).ok()
}
