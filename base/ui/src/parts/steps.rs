use askama::Template;

use crate::html::component;

/// The way a matter goes: what is over, where it stands, what comes.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/steps.html")]
pub struct Steps {
    at: usize,
    steps: Vec<(String, String)>,
}
component!(Steps);

impl Steps {
    /// `at` counts from 0 the step it stands at; one past the last when all is done.
    #[must_use]
    pub fn new(at: usize) -> Self {
        Self { at, steps: Vec::new() }
    }

    /// A step and a remark under it (a date, `公示5个工作日`), which may be empty.
    #[must_use]
    pub fn step(mut self, name: impl Into<String>, remark: impl Into<String>) -> Self {
        self.steps.push((name.into(), remark.into()));
        self
    }
}
