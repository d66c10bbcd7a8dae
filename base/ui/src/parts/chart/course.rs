use askama::Template;
use i18n::Voice;

use super::scale::decimal;
use crate::html::component;

/// Measured values over a run of days, drawn where they lie, with the table of the same numbers below it. Days without a value are
/// simply not there. Values are hundredths; the scale begins near the lowest, unless [`Course::from_zero`].
#[derive(Clone, Template)]
#[template(path = "ui/course.html")]
pub struct Course {
    v: Voice,
    title: String,
    heads: (String, String),
    days: (i32, i32),
    points: Vec<(i32, i64)>,
    goal: Option<(i64, String)>,
    zero: bool,
    open: bool,
}
component!(Course);

const WIDTH: i32 = 400;
const LEFT: i32 = 48;
const RIGHT: i32 = 40;
const LOW: i32 = 192;
const HIGH: i32 = 28;
/// Half of the longest word over a point.
const WORD: i32 = 28;

impl Course {
    /// `title` says what is drawn; the heads are those of the table; `days` are the first and the last of the scale.
    #[must_use]
    pub fn new(
        v: &Voice,
        title: impl Into<String>,
        day_head: impl Into<String>,
        value_head: impl Into<String>,
        days: (i32, i32),
    ) -> Self {
        let heads = (day_head.into(), value_head.into());
        Self { v: v.clone(), title: title.into(), heads, days, points: Vec::new(), goal: None, zero: false, open: false }
    }

    /// A value, hundredths, on a day; days come in order.
    #[must_use]
    pub fn point(mut self, day: i32, value: i64) -> Self {
        self.points.push((day, value));
        self
    }

    /// A dashed line at this height, with its word.
    #[must_use]
    pub fn goal(mut self, value: i64, word: impl Into<String>) -> Self {
        self.goal = Some((value, word.into()));
        self
    }

    /// The scale begins at nothing: for what is counted.
    #[must_use]
    pub fn from_zero(mut self) -> Self {
        self.zero = true;
        self
    }

    /// The table stands open.
    #[must_use]
    pub fn with_table(mut self) -> Self {
        self.open = true;
        self
    }

    /// Lowest and highest mark and the step between marks, hundredths: at most six marks of 1, 2 or 5 times a power of ten.
    fn scale(&self) -> (i64, i64, i64) {
        let values = || self.points.iter().map(|p| p.1).chain(self.goal.iter().map(|g| g.0));
        let least = if self.zero { 0 } else { values().min().unwrap_or(0) };
        let most = values().max().unwrap_or(100).max(least);
        let mut power = 10_i64;
        loop {
            for step in [power, power.saturating_mul(2), power.saturating_mul(5)] {
                let low = least.div_euclid(step).saturating_mul(step);
                let high = (most + step - 1).div_euclid(step).saturating_mul(step).max(low.saturating_add(step));
                if (high - low) / step <= 5 {
                    return (low, high, step);
                }
            }
            power = power.saturating_mul(10);
        }
    }

    fn y(&self, value: i64) -> i32 {
        let (low, high, _) = self.scale();
        let share = (value.clamp(low, high) - low) as f64 / (high - low).max(1) as f64;
        LOW - (share * f64::from(LOW - HIGH)).round() as i32
    }

    fn x(&self, day: i32) -> i32 {
        let (from, until) = self.days;
        let width = f64::from(WIDTH - LEFT - RIGHT);
        let share = f64::from(day.clamp(from, until.max(from)) - from) / f64::from((until - from).max(1));
        LEFT + (share * width).round() as i32
    }

    fn grid(&self) -> Vec<(i32, String)> {
        let (low, high, step) = self.scale();
        (0..=(high - low) / step).map(|n| low + n * step).map(|mark| (self.y(mark), self.number(mark))).collect()
    }

    fn path(&self) -> String {
        let points = self.points.iter().map(|(day, value)| format!("{} {}", self.x(*day), self.y(*value)));
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    }

    fn dots(&self) -> Vec<(i32, i32)> {
        self.points.iter().map(|(day, value)| (self.x(*day), self.y(*value))).collect()
    }

    fn end(&self) -> Option<(i32, i32)> {
        self.points.last().map(|(day, value)| (self.x(*day), self.y(*value)))
    }

    /// The word over the last point: beside the axis it begins there, so that it covers none of its marks.
    fn end_word(&self) -> Option<(i32, i32, &'static str, String)> {
        let (_, value) = self.points.last()?;
        let (x, y) = self.end()?;
        let (x, anchor) = if x < LEFT + WORD { (LEFT + 4, "start") } else { (x, "middle") };
        Some((x, y - 11, anchor, self.number(*value)))
    }

    fn goal_at(&self) -> Option<(i32, &str)> {
        self.goal.as_ref().map(|(value, word)| (self.y(*value), word.as_str()))
    }

    /// First and last day of the scale.
    fn labels(&self) -> [(i32, String, &'static str); 2] {
        let (from, until) = self.days;
        [(LEFT, self.v.date(from), "start"), (WIDTH, self.v.date(until), "end")]
    }

    /// Day, value, and the change from the one before.
    fn rows(&self) -> Vec<(String, String, String)> {
        let before = std::iter::once(None).chain(self.points.iter().map(|p| Some(p.1)));
        let change = |value: i64, before: Option<i64>| match before.map(|b| value - b) {
            None => String::new(),
            Some(by) if by > 0 => format!("+{}", self.number(by)),
            Some(by) => self.number(by),
        };
        self.points
            .iter()
            .zip(before)
            .map(|((day, value), before)| (self.v.date(*day), self.number(*value), change(*value, before)))
            .collect()
    }

    fn number(&self, hundredths: i64) -> String {
        decimal(&self.v, hundredths)
    }

    fn words(&self) -> String {
        let points: Vec<String> = self.rows().into_iter().map(|(day, value, _)| format!("{day} {value}")).collect();
        self.v.t2("ui-chart-words", "title", self.title.as_str(), "points", points.join(&self.v.t("ui-comma")))
    }
}

#[cfg(test)]
mod tests {
    use i18n::{Lang, Words};

    use super::Course;

    #[test]
    fn a_course_is_drawn_between_its_marks() {
        let v = Words::load(&[crate::MESSAGES]).unwrap().voice(Lang::Zh);
        let course = Course::new(&v, "体重", "日期", "千克", (0, 55))
            .point(0, 7_860)
            .point(14, 7_720)
            .point(35, 7_540)
            .goal(7_300, "目标");
        assert_eq!(course.scale(), (7_200, 8_000, 200));
        let html = course.to_string();
        assert!(html.contains("目标") && html.contains("78.6") && html.contains("−1.8") && html.contains("1月1日"));
        // The first value stands at the axis: its word begins there.
        let first = Course::new(&v, "体重", "日期", "千克", (0, 55)).point(0, 7_860).to_string();
        assert!(first.contains("x=\"52\"") && !html.contains("x=\"52\""), "{first}");
        // One value, none, or wild ones: always a picture.
        for values in [vec![], vec![7_000], vec![0, i64::from(i32::MAX) * 100], vec![-500, 500]] {
            let one = values.iter().zip(0..).fold(Course::new(&v, "x", "d", "v", (0, 0)), |c, (value, day)| c.point(day, *value));
            assert!(one.to_string().contains("<svg"));
        }
    }
}
