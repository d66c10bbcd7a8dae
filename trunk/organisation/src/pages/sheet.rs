//! One form on a page: what every change of the federation is entered on.

use askama::Template;
use store::FieldFault;
use ui::{Field, Html, Note, Page};
use uuid::Uuid;
use web::Ask;

use super::change::At;
use super::fields;
use crate::house::Organisation;
use crate::scope::Scope;

/// A form with its fields, where it posts to, and what it means.
#[derive(Template)]
#[template(path = "organisation/sheet.html")]
pub(crate) struct Sheet {
    pub page: Page,
    pub says: Html,
    pub notes: Vec<Note>,
    pub fields: Vec<Field>,
    pub action: String,
    pub submit: String,
    pub back: String,
    pub back_label: String,
}

impl Sheet {
    /// A form about a union, posting to the address it stands at.
    pub fn about(o: &Organisation, ask: &Ask, scope: &Scope, union: Uuid, title: &str, says: &str, submit: &str) -> Self {
        let mut page = ask.page(title).at("organisation");
        for above in o.federation.path(union) {
            page = page.under(format!("/unions/{}", above.id), above.name.as_str());
        }
        let mut notes = Vec::new();
        if scope.on_behalf(union).is_some() {
            notes.push(ui::note(ask.v.t1("organisation-on-behalf", "name", o.federation.name(union))));
        }
        let action = ask.path.split('?').next().unwrap_or_default().to_owned();
        let back = format!("/unions/{union}");
        let back_label = ask.v.t("organisation-back-to-union");
        Self { page, says: ask.v.t(says).into(), notes, fields: Vec::new(), action, submit: ask.v.t(submit), back, back_label }
    }

    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    pub fn maybe(mut self, field: Option<Field>) -> Self {
        self.fields.extend(field);
        self
    }

    /// The fields of a change that names another union: which one, from what day on, and the words of the decision.
    pub fn of_another(self, at: &At<'_>, label: &str, hint: &str, [to, day, words]: [&str; 3]) -> Self {
        let At { by, ask, faults, .. } = *at;
        fields::union(by.house, ask, label, hint, to, faults)
            .into_iter()
            .fold(self, Self::field)
            .field(fields::day(ask, day, by.today(), faults))
            .field(fields::words(ask, words, faults))
            .loose(ask, faults, &["to", "day", "words"])
    }

    pub fn note(mut self, note: Note) -> Self {
        self.notes.push(note);
        self
    }

    /// What is wrong with no field that is shown.
    pub fn loose(self, ask: &Ask, faults: &[FieldFault], shown: &[&str]) -> Self {
        let loose = faults.iter().filter(|f| !shown.contains(&f.field.as_str()));
        loose.fold(self, |sheet, fault| sheet.note(Note::bad(ask.tell(fault)).announced()))
    }

    fn mistakes(&self) -> ui::Mistakes {
        ui::mistakes(&self.page.v, &self.fields)
    }
}
