use askama::Template;
use i18n::Voice;

use super::scale::{height, marks};
use crate::html::component;

/// Bars by label, with marks for an earlier period where there is one, and the table of the same numbers.
///
/// ```
/// # fn of(v: &i18n::Voice) -> ui::chart::Bars {
/// ui::chart::Bars::new(v, "按月的场次", "月份", "场次")
///     .bar("10月", 1310).bar("11月", 1462).bar("12月", 1288)
/// # }
/// ```
#[derive(Clone, Template)]
#[template(path = "ui/bars.html")]
pub struct Bars {
    v: Voice,
    title: String,
    heads: (String, String),
    now: String,
    before: Option<String>,
    bars: Vec<Bar>,
    groups: Vec<(String, usize)>,
}
component!(Bars);

#[derive(Clone)]
struct Bar {
    label: String,
    value: i64,
    before: Option<i64>,
}

/// A bar as it is drawn: left edge, top, height, the mark of the earlier period, the figure above it.
struct Drawn {
    x: i32,
    y: i32,
    height: i32,
    mark: Option<i32>,
    label: String,
    value: Option<String>,
}

/// A line of the table: the figure, and the earlier one with the change.
struct Line {
    label: String,
    value: String,
    before: Option<(String, String)>,
}

const LOW: i32 = 192;
const HIGH: i32 = 28;
/// Room for the marks of the axis.
const MARGIN: i32 = 44;

impl Bars {
    /// `title` says what is drawn; the heads are those of the table: what the bars stand for and what they count.
    #[must_use]
    pub fn new(v: &Voice, title: impl Into<String>, label_head: impl Into<String>, value_head: impl Into<String>) -> Self {
        Self {
            v: v.clone(),
            title: title.into(),
            heads: (label_head.into(), value_head.into()),
            now: String::new(),
            before: None,
            bars: Vec::new(),
            groups: Vec::new(),
        }
    }

    #[must_use]
    pub fn bar(mut self, label: impl Into<String>, value: i64) -> Self {
        self.bars.push(Bar { label: label.into(), value, before: None });
        self
    }

    /// A bar, and what the same was in the earlier period named by [`Bars::against`].
    #[must_use]
    pub fn bar_before(mut self, label: impl Into<String>, value: i64, before: i64) -> Self {
        self.bars.push(Bar { label: label.into(), value, before: Some(before) });
        self
    }

    /// Names of this period and of the earlier one: `本年度`, `上年度同月`.
    #[must_use]
    pub fn against(mut self, now: impl Into<String>, before: impl Into<String>) -> Self {
        self.now = now.into();
        self.before = Some(before.into());
        self
    }

    /// A bracket under the next `count` bars, such as a year under its months.
    #[must_use]
    pub fn group(mut self, name: impl Into<String>, count: usize) -> Self {
        self.groups.push((name.into(), count));
        self
    }

    fn top(&self) -> i64 {
        let most = self.bars.iter().flat_map(|b| [b.value, b.before.unwrap_or(0)]).max().unwrap_or(0);
        marks(most).last().copied().unwrap_or(1)
    }

    fn grid(&self) -> Vec<(i32, String)> {
        let top = self.top();
        let marks = marks(top).into_iter();
        let most = if self.is_small() { 1 } else { usize::MAX };
        marks.take(most).map(|m| (height(m, top, self.low(), HIGH), self.v.number(m))).collect()
    }

    /// Few bars carry their figures and need no axis marks; of many only the tallest carries its own.
    fn is_small(&self) -> bool {
        self.bars.len() <= 6 && self.before.is_none()
    }

    fn width(&self) -> i32 {
        if self.is_small() { 300 } else { 400 }
    }

    fn margin(&self) -> i32 {
        if self.is_small() { 4 } else { MARGIN }
    }

    fn low(&self) -> i32 {
        if self.is_small() { 104 } else { LOW }
    }

    fn step(&self) -> f64 {
        f64::from(self.width() - self.margin() - 4) / self.bars.len().max(1) as f64
    }

    fn bar_width(&self) -> i32 {
        (self.step() * 0.62).clamp(3.0, 44.0) as i32
    }

    fn left(&self, index: usize) -> i32 {
        let from = f64::from(self.margin()) + 2.0 + self.step() * index as f64;
        (from + (self.step() - f64::from(self.bar_width())) / 2.0).round() as i32
    }

    fn drawn(&self) -> Vec<Drawn> {
        let top = self.top();
        let most = self.bars.iter().map(|b| b.value).max();
        let mut crowned = false;
        self.bars
            .iter()
            .enumerate()
            .map(|(i, bar)| {
                let y = height(bar.value, top, self.low(), HIGH);
                let named = self.is_small() || (!crowned && Some(bar.value) == most);
                crowned |= named;
                Drawn {
                    x: self.left(i),
                    y,
                    height: self.low() - y,
                    mark: bar.before.map(|b| height(b, top, self.low(), HIGH)),
                    label: bar.label.clone(),
                    value: named.then(|| self.v.number(bar.value)),
                }
            })
            .collect()
    }

    /// Brackets: from, to, name.
    fn brackets(&self) -> Vec<(i32, i32, &str)> {
        let mut from = 0;
        let mut brackets = Vec::new();
        for (name, count) in self.groups.iter().filter(|(_, count)| *count > 0) {
            let last = (from + count).min(self.bars.len()).saturating_sub(1);
            brackets.push((self.left(from), self.left(last) + self.bar_width(), name.as_str()));
            from += count;
        }
        brackets
    }

    fn view_height(&self) -> i32 {
        self.low() + if self.groups.is_empty() { 24 } else { 44 }
    }

    fn words(&self) -> String {
        let bars: Vec<String> = self.bars.iter().map(|b| format!("{} {}", b.label, self.v.number(b.value))).collect();
        self.v.t2("ui-chart-words", "title", self.title.as_str(), "points", bars.join(&self.v.t("ui-comma")))
    }

    fn table(&self) -> Vec<Line> {
        let line = |bar: &Bar| Line {
            label: bar.label.clone(),
            value: self.v.number(bar.value),
            before: bar.before.map(|was| (self.v.number(was), change(bar.value, was))),
        };
        self.bars.iter().map(line).collect()
    }
}

/// `+11.0%`, `−3.2%`; a dash where there was nothing to compare with.
fn change(now: i64, was: i64) -> String {
    if was <= 0 {
        return "—".into();
    }
    let per_mille = ((now - was) as f64 * 1000.0 / was as f64).round() as i64;
    let sign = match per_mille {
        0 => "",
        n if n > 0 => "+",
        _ => "−",
    };
    format!("{sign}{}.{}%", per_mille.abs() / 10, per_mille.abs() % 10)
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn changes_carry_their_sign() {
        assert_eq!(change(1310, 1180), "+11.0%");
        assert_eq!(change(968, 1000), "−3.2%");
        assert_eq!(change(5, 5), "0.0%");
        assert_eq!(change(5, 0), "—");
    }
}
