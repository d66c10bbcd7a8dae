use askama::Template;
use i18n::Voice;

use crate::html::component;
use crate::{Html, Icon, icon};

/// One question of a form: label, hint, what was typed, and what is wrong with it.
///
/// ```
/// # use ui::{Field, Width};
/// let heads = Field::number("heads", "来了多少人")
///     .hint("数一数就行")
///     .value("二十多")
///     .error(Some("请填人数，例如24"))
///     .width(Width::Small);
/// ```
///
/// In a template: `{{ heads }}`. Numbers are text with a numeric keyboard, so that whatever was typed comes back with a
/// sentence instead of being eaten by the browser; nothing is marked `required` in HTML for the same reason.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/field.html")]
pub struct Field {
    kind: FieldKind,
    name: String,
    id: String,
    label: String,
    hint: Option<Html>,
    seen: Option<String>,
    remark: String,
    error: Option<String>,
    value: String,
    values: Vec<String>,
    choices: Vec<Choice>,
    width: Width,
    placeholder: String,
    more: Vec<(&'static str, String)>,
    required: bool,
    first: bool,
    bare: bool,
}
component!(Field);

/// One answer to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// A remark under the answer, for [`Field::checks`] and [`Field::radios`].
    pub hint: String,
}

/// How wide the box is: as wide as an answer is long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    Small,
    Middle,
    #[default]
    Full,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldKind {
    Input(&'static str),
    Long,
    Select,
    Check,
    Checks,
    Radios,
}

impl Field {
    fn new(kind: FieldKind, name: impl Into<String>, label: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            kind,
            id: format!("f-{name}"),
            name,
            label: label.into(),
            hint: None,
            seen: None,
            remark: String::new(),
            error: None,
            value: String::new(),
            values: Vec::new(),
            choices: Vec::new(),
            width: Width::Full,
            placeholder: String::new(),
            more: Vec::new(),
            required: false,
            first: false,
            bare: false,
        }
    }

    /// A line of text.
    #[must_use]
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("text"), name, label)
    }

    /// A whole number.
    #[must_use]
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::text(name, label).attr("inputmode", "numeric").width(Width::Small)
    }

    /// A sum or a measure with a decimal point.
    #[must_use]
    pub fn decimal(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::text(name, label).attr("inputmode", "decimal").width(Width::Small)
    }

    /// A day; its value is `2026-11-18`.
    #[must_use]
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("date"), name, label).width(Width::Middle)
    }

    /// A day and a time; its value is `2026-11-18T07:50`.
    #[must_use]
    pub fn moment(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("datetime-local"), name, label).width(Width::Middle)
    }

    /// A time of day, `07:50`.
    #[must_use]
    pub fn time(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("time"), name, label).width(Width::Small)
    }

    /// A telephone number.
    #[must_use]
    pub fn phone(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("tel"), name, label).attr("autocomplete", "tel").width(Width::Middle)
    }

    /// A secret; never filled in again.
    #[must_use]
    pub fn secret(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("password"), name, label).width(Width::Middle)
    }

    /// A file; the form needs `enctype="multipart/form-data"`.
    #[must_use]
    pub fn file(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("file"), name, label)
    }

    /// Several lines of text.
    #[must_use]
    pub fn long(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Long, name, label)
    }

    /// One answer of many, in a box that opens.
    #[must_use]
    pub fn select(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Select, name, label)
    }

    /// One answer of few, all in sight.
    #[must_use]
    pub fn radios(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Radios, name, label)
    }

    /// Any number of answers.
    #[must_use]
    pub fn checks(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Checks, name, label)
    }

    /// One sentence to agree to or not; its value is `1`.
    #[must_use]
    pub fn check(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Check, name, label)
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Html>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Who will see what is typed here; said where it is typed.
    #[must_use]
    pub fn seen(mut self, by: impl Into<String>) -> Self {
        self.seen = Some(by.into());
        self
    }

    /// What was typed, or is proposed.
    #[must_use]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = value.to_string();
        self
    }

    /// The answers taken, for [`Field::checks`].
    #[must_use]
    pub fn values(mut self, values: impl IntoIterator<Item = impl ToString>) -> Self {
        self.values = values.into_iter().map(|v| v.to_string()).collect();
        self
    }

    /// Ticked, for [`Field::check`].
    #[must_use]
    pub fn ticked(mut self, ticked: bool) -> Self {
        self.value = if ticked { "1".into() } else { String::new() };
        self
    }

    #[must_use]
    pub fn choice(self, value: impl ToString, label: impl Into<String>) -> Self {
        self.choice_with(value, label, "")
    }

    /// An answer with a remark under it.
    #[must_use]
    pub fn choice_with(mut self, value: impl ToString, label: impl Into<String>, hint: impl Into<String>) -> Self {
        self.choices.push(Choice { value: value.to_string(), label: label.into(), hint: hint.into() });
        self
    }

    #[must_use]
    pub fn choices(self, choices: impl IntoIterator<Item = (impl ToString, impl Into<String>)>) -> Self {
        choices.into_iter().fold(self, |field, (value, label)| field.choice(value, label))
    }

    /// What is wrong, with an example of what is right; `None` when all is well.
    #[must_use]
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Must be answered; says so to those who hear the page.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// May be left empty; says so behind the label.
    #[must_use]
    pub fn optional(mut self, v: &Voice) -> Self {
        self.remark = v.t("ui-optional");
        self
    }

    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// An example inside the empty box; never a replacement for the label.
    #[must_use]
    pub fn placeholder(mut self, example: impl Into<String>) -> Self {
        self.placeholder = example.into();
        self
    }

    /// A further attribute of the input, such as `maxlength`, `min`, `accept`, `autocomplete`.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl ToString) -> Self {
        self.more.push((name, value.to_string()));
        self
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self.kind, FieldKind::Input("file"))
    }

    /// An id of its own, where two forms on a page ask the same.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// First of its form: without the space above.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.first = true;
        self
    }

    /// For a `.filter` bar: a small label over the box and nothing else.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.error.is_some()
    }

    fn class(&self) -> &'static str {
        match (self.first, self.is_bad()) {
            (false, false) => "field",
            (true, false) => "field first",
            (false, true) => "field bad",
            (true, true) => "field first bad",
        }
    }

    fn box_class(&self) -> &'static str {
        match self.width {
            Width::Small => "input w-s",
            Width::Middle => "input w-m",
            Width::Full => "input",
        }
    }

    /// Ids of hint, remark on who sees it, and error, in the order they stand in; empty when there is none.
    fn described(&self) -> String {
        let parts = [("h", self.hint.is_some()), ("w", self.seen.is_some()), ("e", self.error.is_some())];
        let ids: Vec<String> = parts.iter().filter(|(_, there)| *there).map(|(end, _)| format!("{}-{end}", self.id)).collect();
        ids.join(" ")
    }

    fn shown_value(&self) -> &str {
        if matches!(self.kind, FieldKind::Input("password" | "file")) { "" } else { &self.value }
    }

    fn is_on(&self, choice: &Choice) -> bool {
        match self.kind {
            FieldKind::Checks => self.values.contains(&choice.value),
            _ => self.value == choice.value,
        }
    }

    fn eye(&self) -> Icon {
        icon("eye").small()
    }

    fn control(&self) -> Control<'_> {
        Control { field: self }
    }

    fn words(&self) -> Words<'_> {
        Words { field: self }
    }
}

/// The box or boxes of a field.
#[derive(Template)]
#[template(path = "ui/field_control.html")]
struct Control<'a> {
    field: &'a Field,
}
impl askama::filters::HtmlSafe for Control<'_> {}

impl Control<'_> {
    fn aria(&self) -> Html {
        let mut attrs = String::new();
        let described = self.field.described();
        if !described.is_empty() && !self.field.bare {
            attrs.push_str(&format!(" aria-describedby=\"{}\"", Html::from(described)));
        }
        if self.field.is_bad() {
            attrs.push_str(" aria-invalid=\"true\"");
        }
        if self.field.required {
            attrs.push_str(" aria-required=\"true\"");
        }
        Html::trusted(attrs)
    }
}

/// What is said between the label and the box.
#[derive(Template)]
#[template(path = "ui/field_words.html")]
struct Words<'a> {
    field: &'a Field,
}
impl askama::filters::HtmlSafe for Words<'_> {}

/// What has to be changed before the form can go: a list of links to the fields, at the head of the form.
#[derive(Clone, Template)]
#[template(path = "ui/mistakes.html")]
pub struct Mistakes {
    v: Voice,
    fields: Vec<(String, String)>,
}
component!(Mistakes);

/// The summary over these fields; prints nothing when none is bad.
#[must_use]
pub fn mistakes<'a>(v: &Voice, fields: impl IntoIterator<Item = &'a Field>) -> Mistakes {
    let fields = fields.into_iter().filter(|f| f.is_bad()).map(|f| (f.id.clone(), f.label.clone())).collect();
    Mistakes { v: v.clone(), fields }
}

impl Mistakes {
    fn drawn(&self) -> Icon {
        icon("alert")
    }

    fn says(&self) -> String {
        self.v.t1("ui-mistakes", "count", self.fields.len() as i64)
    }
}
