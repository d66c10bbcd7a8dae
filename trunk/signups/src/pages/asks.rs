//! An officer's questions as lines of a form: the same where places are announced and where they are changed.

use askama::Template;
use askama::filters::HtmlSafe;
use i18n::Voice;
use store::FieldFault;
use ui::{Field, Width};
use web::Ask;

use crate::rules::asks::{AskRow, KINDS, LONGEST_ASK, MOST_ASKS};

/// Empty lines under those that say something.
const SPARE: usize = 3;

/// The lines; `{{ asks }}` prints them with the button that adds more (`act=asks`).
#[derive(Template)]
#[template(path = "signups/ask_lines.html")]
pub struct AskLines {
    v: Voice,
    pub lines: Vec<AskLine>,
    can_grow: bool,
}

impl HtmlSafe for AskLines {}

/// One question: its cells, and what is wrong in them.
pub struct AskLine {
    n: String,
    pub cells: Vec<Field>,
    /// The id a reader of the cell is led to, and the words.
    wrong: Vec<(String, String)>,
}

impl AskLines {
    #[must_use]
    pub fn build(ask: &Ask, rows: &[AskRow], faults: &[FieldFault]) -> Self {
        let full = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        let none = AskRow::default();
        let count = (full + SPARE).min(MOST_ASKS).max(full);
        let lines = (0..count).map(|n| line(ask, n, rows.get(n).unwrap_or(&none), faults)).collect();
        Self { v: ask.v.clone(), lines, can_grow: count < MOST_ASKS }
    }

    /// All cells, for the list of mistakes at the head of the form.
    pub fn cells(&self) -> impl Iterator<Item = &Field> {
        self.lines.iter().flat_map(|line| &line.cells)
    }

    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.cells().any(Field::is_bad)
    }
}

fn line(ask: &Ask, n: usize, row: &AskRow, faults: &[FieldFault]) -> AskLine {
    let v = &ask.v;
    let name = |cell: &str| format!("ask.{n}.{cell}");
    let error = |cell: &str| ask.error(faults, &name(cell));
    let text = |cell: &str, key: &str, value: &str| Field::text(name(cell), v.t(key)).value(value).error(error(cell)).bare();
    let cells = vec![
        text("ask", "signups-ask-ask", &row.ask).attr("maxlength", LONGEST_ASK),
        Field::select(name("kind"), v.t("signups-ask-kind-label"))
            .choices(KINDS.map(|kind| (kind, v.t(kind_key(kind)))))
            .value(if row.kind.is_empty() { "text" } else { &row.kind })
            .error(error("kind"))
            .bare(),
        text("choices", "signups-ask-choices", &row.choices.join("、")).placeholder(v.t("signups-ask-choices-example")),
        Field::select(name("required"), v.t("signups-ask-required"))
            .choice("", v.t("signups-ask-optional"))
            .choice("1", v.t("signups-ask-must"))
            .value(if row.required { "1" } else { "" })
            .width(Width::Small)
            .error(error("required"))
            .bare(),
        Field::select(name("health"), v.t("signups-ask-health"))
            .choice("", v.t("signups-ask-health-no"))
            .choice("1", v.t("signups-ask-health-yes"))
            .value(if row.health { "1" } else { "" })
            .width(Width::Small)
            .bare(),
        text("only", "signups-ask-only-label", &row.only).width(Width::Small),
    ];
    let wrong = ["ask", "kind", "choices", "required", "only"];
    AskLine {
        n: v.number(i64::try_from(n + 1).unwrap_or(0)),
        cells,
        wrong: wrong.iter().filter_map(|cell| Some((format!("f-{}-e", name(cell)), error(cell)?))).collect(),
    }
}

/// The message that names a kind of answer.
pub(crate) fn kind_key(kind: &str) -> &'static str {
    match kind {
        "long" => "signups-ask-kind-long",
        "number" => "signups-ask-kind-number",
        "one" => "signups-ask-kind-one",
        "many" => "signups-ask-kind-many",
        "yes-no" => "signups-ask-kind-yes-no",
        _ => "signups-ask-kind-text",
    }
}
