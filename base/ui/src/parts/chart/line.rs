use askama::Template;
use i18n::Voice;

use super::scale::{height, marks};
use crate::html::component;

/// One line over time, with the table of the same numbers folded below it.
#[derive(Clone, Template)]
#[template(path = "ui/line.html")]
pub struct Line {
    v: Voice,
    title: String,
    heads: (String, String),
    points: Vec<(String, i64)>,
}
component!(Line);

const WIDTH: i32 = 400;
const LEFT: i32 = 44;
const LOW: i32 = 192;
const HIGH: i32 = 28;

impl Line {
    /// `title` says what is drawn; the heads are those of the table.
    #[must_use]
    pub fn new(v: &Voice, title: impl Into<String>, label_head: impl Into<String>, value_head: impl Into<String>) -> Self {
        let heads = (label_head.into(), value_head.into());
        Self { v: v.clone(), title: title.into(), heads, points: Vec::new() }
    }

    #[must_use]
    pub fn point(mut self, label: impl Into<String>, value: i64) -> Self {
        self.points.push((label.into(), value));
        self
    }

    fn top(&self) -> i64 {
        marks(self.points.iter().map(|p| p.1).max().unwrap_or(0)).last().copied().unwrap_or(1)
    }

    fn grid(&self) -> Vec<(i32, String)> {
        let top = self.top();
        marks(top).into_iter().map(|m| (height(m, top, LOW, HIGH), self.v.number(m))).collect()
    }

    fn x(&self, index: usize) -> i32 {
        let steps = self.points.len().saturating_sub(1).max(1);
        LEFT + 10 + ((WIDTH - LEFT - 30) as usize * index / steps) as i32
    }

    fn path(&self) -> String {
        let top = self.top();
        let points = self.points.iter().enumerate();
        let points = points.map(|(i, (_, value))| format!("{} {}", self.x(i), height(*value, top, LOW, HIGH)));
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    }

    /// Labels under the line, at most seven of them, evenly chosen back from the last.
    fn labels(&self) -> Vec<(i32, &str)> {
        let every = self.points.len().div_ceil(7).max(1);
        let points = self.points.iter().enumerate().rev().step_by(every);
        points.map(|(i, (label, _))| (self.x(i), label.as_str())).collect()
    }

    /// Where the last figure stands, and the figure.
    fn end(&self) -> Option<(i32, i32, String)> {
        let (_, value) = self.points.last()?;
        let at = self.x(self.points.len() - 1);
        Some((at, height(*value, self.top(), LOW, HIGH), self.v.number(*value)))
    }

    fn words(&self) -> String {
        let points: Vec<String> = self.points.iter().map(|(label, value)| format!("{label} {}", self.v.number(*value))).collect();
        self.v.t2("ui-chart-words", "title", self.title.as_str(), "points", points.join(&self.v.t("ui-comma")))
    }
}
