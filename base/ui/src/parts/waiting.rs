use askama::Template;
use i18n::Voice;

use crate::html::component;

/// Something is on its way: lines where the words will stand.
#[derive(Clone, Template)]
#[template(path = "ui/waiting.html")]
pub struct Waiting {
    v: Voice,
    lines: usize,
}
component!(Waiting);

impl Waiting {
    #[must_use]
    pub fn new(v: &Voice, lines: usize) -> Self {
        Self { v: v.clone(), lines }
    }
}
