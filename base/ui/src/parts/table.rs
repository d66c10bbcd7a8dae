use askama::Template;

use crate::html::component;
use crate::{Href, Html};

/// How a table is sorted: the address it stands at, and the column and direction taken from its query (`sort`, `desc`).
#[derive(Clone, Debug)]
pub struct Sort {
    base: Href,
    key: String,
    desc: bool,
}

impl Sort {
    /// `base` keeps the filters; `key` is the column in force, `desc` its direction.
    #[must_use]
    pub fn new(base: Href, key: impl Into<String>, desc: bool) -> Self {
        Self { base: base.without("page"), key: key.into(), desc }
    }
}

/// The head of a column. A column that can be sorted is a link: up first, then down.
///
/// In a template: `<thead><tr>{% for head in heads %}{{ head }}{% endfor %}</tr></thead>`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/th.html")]
pub struct Th {
    label: String,
    num: bool,
    sorted: Option<&'static str>,
    href: Option<String>,
}
component!(Th);

impl Th {
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), num: false, sorted: None, href: None }
    }

    /// A column of numbers, set to the right.
    #[must_use]
    pub fn num(mut self) -> Self {
        self.num = true;
        self
    }

    /// Can be sorted by `key`.
    #[must_use]
    pub fn sort(mut self, sort: &Sort, key: &str) -> Self {
        let here = sort.key == key;
        let turn = here && !sort.desc;
        let address = sort.base.with("sort", key).without("desc");
        self.href = Some(if turn { address.with("desc", 1) } else { address }.to_string());
        self.sorted = here.then_some(if sort.desc { "descending" } else { "ascending" });
        self
    }
}

/// A bar beside a number in a table, 64 px at `most`. It repeats the number and is not read out.
#[must_use]
pub fn spark(value: i64, most: i64) -> Html {
    let width = (value.max(0) * 64 + most / 2) / most.max(1);
    Html::trusted(format!(
        "<svg class=\"spark\" width=\"64\" height=\"10\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"10\" \
         class=\"f1\"/></svg>"
    ))
}
