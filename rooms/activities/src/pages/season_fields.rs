//! The questions of a season: what all courses share, and a line for each course.

use store::{FieldFault, Outcome};
use ui::{Field, Width};
use uuid::Uuid;
use web::Ask;

use super::announcement_fields::has_conditions;
use super::announcement_rules::conditions;
use super::season::WEEKDAYS;
use crate::Activities;
use crate::rows::programme;
use crate::rules::field::{LONGEST_PLACE, LONGEST_TITLE};
use crate::rules::kinds::KINDS;
use crate::rules::season::{CourseForm, LONGEST_TEACHER, SeasonForm};
use crate::rules::settings::SETTINGS;

/// A course as a line of the table, with what is wrong in it.
pub(super) struct Line {
    pub cells: Vec<Field>,
    /// The id a reader of the cell is led to, and the words.
    pub wrong: Vec<(String, String)>,
}

pub(super) struct SeasonFields {
    pub plain: Vec<Field>,
    pub rules: Vec<Field>,
    /// Who may ask for a place in any of the courses.
    pub conditions: Vec<Field>,
    pub is_conditions_open: bool,
    pub lines: Vec<Line>,
}

impl SeasonFields {
    pub async fn build(ask: &Ask, a: &Activities, union: Uuid, form: &SeasonForm, faults: &[FieldFault]) -> Outcome<Self> {
        let path: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).collect();
        let programmes = programme::open_at(a.store().read(), &path, a.today()).await?;
        let mut plain = plain(ask, form, faults);
        if !programmes.is_empty() || !form.shared.programme.is_empty() {
            let v = &ask.v;
            plain.push(
                Field::select("programme", v.t("activities-programme"))
                    .optional(v)
                    .choice("", v.t("activities-programme-none"))
                    .choices(programmes.iter().map(|p| (p.id, p.title.clone())))
                    .value(&form.shared.programme)
                    .error(ask.error(faults, "programme")),
            );
        }
        let lines = form.courses.iter().enumerate().map(|(n, course)| line(ask, n, course, faults)).collect();
        let (rules, conditions) = (rules(ask, form, faults), conditions(ask, a, &form.shared, faults).await?);
        let is_conditions_open = conditions.iter().any(Field::is_bad) || has_conditions(&form.shared);
        Ok(Self { plain, rules, conditions, is_conditions_open, lines })
    }
}

fn plain(ask: &Ask, form: &SeasonForm, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error, shared) = (&ask.v, |field: &str| ask.error(faults, field), &form.shared);
    vec![
        Field::text("title", v.t("activities-season-title"))
            .hint(v.t("activities-season-title-hint"))
            .value(&form.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(error("title"))
            .first(),
        Field::date("from", v.t("activities-season-from"))
            .hint(v.t("activities-season-from-hint"))
            .value(&form.from)
            .error(error("from")),
        Field::number("weeks", v.t("activities-season-weeks")).value(&shared.weeks).error(error("weeks")),
        Field::number("minutes", v.t("activities-minutes")).value(&shared.minutes).error(error("minutes")),
        Field::select("kind", v.t("activities-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&shared.kind)
            .width(Width::Middle)
            .error(error("kind")),
        Field::select("setting", v.t("activities-setting"))
            .choices(SETTINGS.iter().map(|s| (s.name, v.t(s.key))))
            .value(&shared.setting)
            .width(Width::Middle)
            .error(error("setting")),
        Field::radios("who", v.t("activities-who"))
            .choice("subtree", v.t("activities-who-subtree"))
            .choice("members", v.t("activities-who-members"))
            .value(&shared.who)
            .error(error("who")),
        Field::long("summary", v.t("activities-summary")).optional(v).value(&shared.summary).error(error("summary")),
    ]
}

fn rules(ask: &Ask, form: &SeasonForm, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error, shared) = (&ask.v, |field: &str| ask.error(faults, field), &form.shared);
    let moment =
        |name, key, hint, value: &str| Field::moment(name, v.t(key)).optional(v).hint(v.t(hint)).value(value).error(error(name));
    let number = |name, key, hint, value: &str| {
        Field::number(name, v.t(key)).hint(v.t(hint)).value(value).width(Width::Small).error(error(name))
    };
    vec![
        number("claim_most", "activities-claim-most", "activities-claim-most-hint", &form.claim_most),
        Field::decimal("price", v.t("activities-price"))
            .hint(v.t("activities-price-hint"))
            .value(&shared.price)
            .error(error("price")),
        number("share", "activities-share", "activities-share-hint", &shared.share),
        number("pay_hours", "activities-pay-hours", "activities-pay-hours-hint", &shared.pay_hours),
        moment("opens_at", "activities-opens-at", "activities-opens-at-hint", &shared.opens_at),
        moment("second_opens_at", "activities-second-opens", "activities-second-opens-hint", &form.second_opens_at),
        moment("closes_at", "activities-closes-at", "activities-closes-at-hint", &shared.closes_at),
        moment("withdraw_until", "activities-withdraw-until", "activities-withdraw-until-hint", &shared.withdraw_until),
        number("missed_each", "activities-missed-each", "activities-missed-each-hint", &form.missed_each),
        Field::check("waits", v.t("activities-waits")).ticked(shared.waits).error(error("waits")),
        number("offer_hours", "activities-offer-hours", "activities-offer-hours-hint", &shared.offer_hours),
    ]
}

fn line(ask: &Ask, n: usize, course: &CourseForm, faults: &[FieldFault]) -> Line {
    let v = &ask.v;
    let name = |field: &str| format!("course.{n}.{field}");
    let is_bad = |field: &str| ask.error(faults, &name(field));
    let text = |field: &str, key: &str, value: &str, most: usize| {
        Field::text(name(field), v.t(key)).value(value).attr("maxlength", most).error(is_bad(field)).bare()
    };
    let batches = [("1", "activities-batch-first"), ("2", "activities-batch-second")];
    let cells = vec![
        text("title", "activities-course-title", &course.title, LONGEST_TITLE),
        Field::select(name("weekday"), v.t("activities-course-weekday"))
            .choice("", "—")
            .choices((1..=7).zip(WEEKDAYS).map(|(n, key)| (n, v.t(key))))
            .value(&course.weekday)
            .width(Width::Small)
            .error(is_bad("weekday"))
            .bare(),
        Field::time(name("hour"), v.t("activities-course-hour")).value(&course.hour).error(is_bad("hour")).bare(),
        text("place", "activities-place-short", &course.place, LONGEST_PLACE),
        // A name is short: so the whole line stands in one row of a desk's screen.
        text("teacher", "activities-course-teacher", &course.teacher, LONGEST_TEACHER).attr("size", 10),
        Field::number(name("places"), v.t("activities-places")).value(&course.places).error(is_bad("places")).bare(),
        Field::select(name("batch"), v.t("activities-batch"))
            .choices(batches.map(|(value, key)| (value, v.t(key))))
            .value(if course.batch == "2" { "2" } else { "1" })
            .width(Width::Small)
            .bare(),
    ];
    let fields = ["title", "weekday", "hour", "place", "teacher", "places"];
    Line { cells, wrong: fields.iter().filter_map(|field| Some((format!("f-{}-e", name(field)), is_bad(field)?))).collect() }
}
