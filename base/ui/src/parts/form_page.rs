use askama::Template;

use super::{Field, Head, Mistakes};
// The shells name this crate as every room does.
use crate as ui;
use crate::Page;

/// A page of the desk that is one form: what is asked, the way on and the way back. It carries the revision of what it changes.
/// A form that asks more than boxes extends `ui/form_page.html` with a struct of the same names, and fills its blocks `fields`
/// and `beside`.
#[derive(Template)]
#[template(path = "ui/form_page_itself.html")]
pub struct FormPage {
    pub page: Page,
    pub head: Head,
    pub mistakes: Mistakes,
    /// Where it is sent.
    pub action: String,
    pub back: String,
    /// The word for the way back.
    pub stay: String,
    /// The word for the way on.
    pub save: String,
    pub revision: String,
    pub fields: Vec<Field>,
}

impl FormPage {
    /// A form with a file is sent in parts.
    fn has_file(&self) -> bool {
        self.fields.iter().any(Field::is_file)
    }
}
