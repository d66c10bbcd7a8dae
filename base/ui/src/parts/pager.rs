use askama::Template;
use i18n::Voice;

use crate::Href;
use crate::html::component;

/// The pages of a long list. Nothing when one page holds it all.
#[derive(Clone, Template)]
#[template(path = "ui/pager.html")]
pub struct Pager {
    v: Voice,
    base: Href,
    page: u64,
    size: u64,
    total: u64,
}
component!(Pager);

impl Pager {
    /// `base` keeps the filters; `page` counts from 1 and goes into the query as `page`; `size` is rows a page, `total`
    /// all rows.
    #[must_use]
    pub fn new(v: &Voice, base: Href, page: u64, size: u64, total: u64) -> Self {
        let size = size.max(1);
        let last = total.div_ceil(size).max(1);
        Self { v: v.clone(), base, page: page.clamp(1, last), size, total }
    }

    fn last(&self) -> u64 {
        self.total.div_ceil(self.size).max(1)
    }

    /// First, last and the neighbours of this page; `None` stands for what is skipped.
    fn shown(&self) -> Vec<Option<u64>> {
        let mut shown = Vec::new();
        let mut before = 0;
        for n in (1..=self.last()).filter(|n| *n == 1 || *n == self.last() || n.abs_diff(self.page) <= 1) {
            if n > before + 1 {
                shown.push(None);
            }
            shown.push(Some(n));
            before = n;
        }
        shown
    }

    fn href(&self, page: &u64) -> String {
        if *page == 1 { self.base.without("page") } else { self.base.with("page", page) }.to_string()
    }

    fn says(&self) -> String {
        let from = (self.page - 1) * self.size + 1;
        let to = (self.page * self.size).min(self.total);
        let (from, to, total) = (from.cast_signed(), to.cast_signed(), self.total.cast_signed());
        self.v.t3("ui-pager-range", "from", self.v.number(from), "to", self.v.number(to), "total", self.v.number(total))
    }
}
