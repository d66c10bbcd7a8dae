use ui::{Html, spark};

/// One page of figures.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    pub title: String,
    /// Of what, since when.
    pub says: String,
    /// Where the numbers come from.
    pub source: String,
    pub sheets: Vec<Sheet>,
}

/// One table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub title: String,
    /// A remark at the end of the heading's line.
    pub aside: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
    pub foot: Vec<Cell>,
    /// A remark under the table.
    pub note: String,
    /// In files only; the page draws it as a chart with a table of its own.
    pub is_drawn: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Head {
    pub label: String,
    pub is_number: bool,
    /// Its numbers have bars beside them, in the page only.
    pub has_bar: bool,
}

/// One cell: words, and the bare number where it is one.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: String,
    pub number: Option<f64>,
    pub href: Option<String>,
    pub is_faint: bool,
    /// Words in a column of numbers.
    pub is_right: bool,
    /// The number and the most of its column, drawn as a bar beside it.
    pub bar: Option<(i64, i64)>,
}

impl Sheet {
    /// All rows, the foot last where there is one.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().chain([&self.foot].into_iter().filter(|foot| !foot.is_empty()))
    }
}

impl Head {
    /// As it heads a column of a file.
    pub(super) fn sheets(&self) -> sheets::Head {
        if self.is_number { sheets::Head::number(&self.label) } else { sheets::Head::text(&self.label) }
    }

    #[must_use]
    pub fn words(label: String) -> Self {
        Self { label, ..Self::default() }
    }

    #[must_use]
    pub fn number(label: String) -> Self {
        Self { label, is_number: true, has_bar: false }
    }

    #[must_use]
    pub fn with_bar(mut self, has_bar: bool) -> Self {
        self.has_bar = has_bar;
        self
    }
}

impl Cell {
    /// As it stands in a file.
    pub(super) fn sheets(&self) -> sheets::Cell {
        self.number.map_or_else(|| self.text.as_str().into(), sheets::Cell::Number)
    }

    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// `text` is the number as the reader's language writes it.
    #[must_use]
    pub fn number(text: String, number: i64) -> Self {
        Self { text, number: Some(number as f64), ..Self::default() }
    }

    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    #[must_use]
    pub fn faint(mut self) -> Self {
        self.is_faint = true;
        self
    }

    #[must_use]
    pub fn right(mut self) -> Self {
        self.is_right = true;
        self
    }

    #[must_use]
    pub fn bar(mut self, value: i64, most: i64) -> Self {
        self.bar = Some((value, most));
        self
    }

    /// As it stands in the page.
    #[must_use]
    pub fn html(&self) -> Html {
        match &self.href {
            Some(href) if self.number.is_some() => {
                Html::trusted(format!("<a class=\"quiet\" href=\"{}\">{}</a>", Html::from(href.as_str()), Html::from(&self.text)))
            }
            Some(href) => Html::link(href, &self.text),
            None => Html::from(&self.text),
        }
    }

    /// The bar beside the number; nothing where there is none.
    #[must_use]
    pub fn drawn(&self) -> Html {
        self.bar.map_or_else(Html::default, |(value, most)| spark(value, most))
    }

    /// Classes of the cell in the page.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match (self.number.is_some() || self.is_right, self.is_faint) {
            (true, true) => "num faint",
            (true, false) => "num",
            (false, true) => "faint",
            (false, false) => "",
        }
    }
}
