//! The questions about a new challenge: what, when, what is reached and how many places first, the rest folded away.

use store::FieldFault;
use ui::{Field, Width};
use web::Ask;

use crate::Draft;
use crate::rules::field::{LONGEST_TEXT, LONGEST_TITLE, LONGEST_UNIT};
use crate::rules::kinds::KINDS;
use crate::rules::plan::RHYTHMS;

pub(super) struct DraftFields {
    /// What everybody says.
    pub plain: Vec<Field>,
    /// What is held to be reached.
    pub goal: Vec<Field>,
    /// Places.
    pub places: Vec<Field>,
    /// Who may, when one signs up, a draw.
    pub more: Vec<Field>,
    pub is_more_open: bool,
}

impl DraftFields {
    pub fn all(&self) -> Vec<&Field> {
        self.plain.iter().chain(&self.goal).chain(&self.places).chain(&self.more).collect()
    }

    pub fn build(ask: &Ask, form: &Draft, faults: &[FieldFault]) -> Self {
        let more = more(ask, form, faults);
        let said = [&form.opens_at, &form.closes_at, &form.withdraw_until, &form.beacon_named, &form.beacon_falls_at];
        Self {
            is_more_open: more.iter().any(Field::is_bad) || said.iter().any(|text| !text.is_empty()),
            plain: plain(ask, form, faults),
            goal: goal(ask, form, faults),
            places: places(ask, form, faults),
            more,
        }
    }
}

fn plain(ask: &Ask, form: &Draft, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::text("title", v.t("challenges-title"))
            .hint(v.t("challenges-title-hint"))
            .value(&form.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(error("title").or_else(|| error("key")))
            .first(),
        Field::radios("kind", v.t("challenges-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&form.kind)
            .error(error("kind")),
        Field::text("unit", v.t("challenges-unit"))
            .optional(v)
            .hint(v.t("challenges-unit-hint"))
            .value(&form.unit)
            .attr("maxlength", LONGEST_UNIT)
            .width(Width::Small)
            .error(error("unit")),
        Field::date("from", v.t("challenges-from")).value(&form.from).error(error("from")),
        Field::date("last", v.t("challenges-last")).value(&form.last).error(error("last")),
        Field::long("summary", v.t("challenges-summary"))
            .optional(v)
            .value(&form.summary)
            .attr("maxlength", LONGEST_TEXT)
            .error(error("summary")),
        Field::long("advice", v.t("challenges-advice"))
            .hint(v.t("challenges-advice-hint"))
            .value(&form.advice)
            .attr("maxlength", LONGEST_TEXT)
            .error(error("advice")),
    ]
}

fn goal(ask: &Ask, form: &Draft, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::decimal("percent", v.t("challenges-percent"))
            .hint(v.t("challenges-percent-hint"))
            .value(&form.percent)
            .error(error("percent"))
            .first(),
        Field::radios("goal", v.t("challenges-goal-how"))
            .choice("daily", v.t("challenges-goal-daily"))
            .choice("total", v.t("challenges-goal-total"))
            .value(&form.goal)
            .error(error("goal")),
        Field::decimal("least", v.t("challenges-least"))
            .hint(v.t("challenges-least-hint"))
            .value(&form.least)
            .error(error("least")),
        Field::number("days", v.t("challenges-days-wanted"))
            .hint(v.t("challenges-days-wanted-hint"))
            .value(&form.days)
            .error(error("days")),
        Field::radios("rhythm", v.t("challenges-rhythm"))
            .choices(RHYTHMS.iter().map(|(name, key)| (*name, v.t(key))))
            .value(&form.rhythm)
            .error(error("rhythm")),
        Field::check("at_scales", v.t("challenges-at-scales")).hint(v.t("challenges-at-scales-hint")).ticked(form.at_scales),
        Field::check("teams", v.t("challenges-teams")).hint(v.t("challenges-teams-hint")).ticked(form.teams),
    ]
}

fn places(ask: &Ask, form: &Draft, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::number("places", v.t("challenges-places")).value(&form.places).error(error("places")).first(),
        Field::radios("policy", v.t("challenges-policy"))
            .choice("first", v.t("challenges-policy-first"))
            .choice("draw", v.t("challenges-policy-draw"))
            .choice("seals", v.t("challenges-policy-seals"))
            .value(&form.policy)
            .error(error("policy")),
    ]
}

fn more(ask: &Ask, form: &Draft, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::radios("who", v.t("challenges-who"))
            .choice("subtree", v.t("challenges-who-subtree"))
            .choice("members", v.t("challenges-who-members"))
            .value(&form.who)
            .error(error("who")),
        Field::check("verified", v.t("challenges-verified-only")).ticked(form.verified),
        Field::check("waits", v.t("challenges-waits")).ticked(form.waits),
        Field::moment("opens_at", v.t("challenges-opens-at"))
            .optional(v)
            .hint(v.t("challenges-opens-at-hint"))
            .value(&form.opens_at)
            .error(error("opens_at")),
        Field::moment("closes_at", v.t("challenges-closes-at"))
            .optional(v)
            .hint(v.t("challenges-closes-at-hint"))
            .value(&form.closes_at)
            .error(error("closes_at")),
        Field::moment("withdraw_until", v.t("challenges-withdraw-until"))
            .optional(v)
            .hint(v.t("challenges-withdraw-until-hint"))
            .value(&form.withdraw_until)
            .error(error("withdraw_until")),
        Field::text("beacon_named", v.t("challenges-beacon"))
            .optional(v)
            .hint(v.t("challenges-beacon-hint"))
            .value(&form.beacon_named)
            .attr("maxlength", 200)
            .error(error("beacon_named")),
        Field::moment("beacon_falls_at", v.t("challenges-beacon-at"))
            .optional(v)
            .hint(v.t("challenges-beacon-at-hint"))
            .value(&form.beacon_falls_at)
            .error(error("beacon_falls_at")),
    ]
}
