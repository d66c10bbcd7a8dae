//! The questions about an activity that is to be announced: title, time and places first, the rest folded away.

use organisation::Scope;
use signups::AskLines;
use store::{FieldFault, Outcome};
use ui::{Field, Width};
use uuid::Uuid;
use web::Ask;

use super::announcement_rules::{conditions, draws, rules};
use super::announcement_venue::venue;
use crate::Activities;
use crate::rows::programme;
use crate::rules::announcement::{Announcement, LONGEST_SUMMARY};
use crate::rules::field::{LONGEST_PLACE, LONGEST_TITLE};
use crate::rules::kinds::KINDS;
use crate::rules::settings::SETTINGS;

pub(super) struct AnnouncementFields {
    /// What everybody says.
    pub plain: Vec<Field>,
    /// Further times, kind and length.
    pub series: Vec<Field>,
    /// Who may come, what it costs, when one signs up.
    pub signup: Vec<Field>,
    /// Which venue, and which room of it is booked.
    pub venue: Vec<Field>,
    /// Who may ask for a place.
    pub conditions: Vec<Field>,
    /// How places are given.
    pub draws: Vec<Field>,
    /// For whom some are kept.
    pub rules: Vec<Field>,
    /// What whoever signs up is asked.
    pub asks: AskLines,
    pub is_series_open: bool,
    pub is_signup_open: bool,
    pub is_venue_open: bool,
    pub is_rules_open: bool,
    pub is_conditions_open: bool,
    pub is_draw_open: bool,
    pub is_asks_open: bool,
}

impl AnnouncementFields {
    pub fn all(&self) -> Vec<&Field> {
        let all = self.plain.iter().chain(&self.venue).chain(&self.series).chain(&self.signup).chain(self.asks.cells());
        all.chain(&self.conditions).chain(&self.draws).chain(&self.rules).collect()
    }

    pub async fn build(
        ask: &Ask,
        a: &Activities,
        scope: &Scope,
        union: Uuid,
        form: &Announcement,
        faults: &[FieldFault],
    ) -> Outcome<Self> {
        let line: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).collect();
        let programmes = programme::open_at(a.store().read(), &line, a.today()).await?;
        let (plain, mut series, signup) = (plain(ask, form, faults), series(ask, form, faults), signup(ask, form, faults));
        if !programmes.is_empty() || !form.programme.is_empty() {
            let v = &ask.v;
            series.push(
                Field::select("programme", v.t("activities-programme"))
                    .optional(v)
                    .choice("", v.t("activities-programme-none"))
                    .choices(programmes.iter().map(|p| (p.id, p.title.clone())))
                    .value(&form.programme)
                    .error(ask.error(faults, "programme")),
            );
        }
        let venue = venue(ask, a, scope, union, form, faults).await?;
        let conditions = conditions(ask, a, form, faults).await?;
        let (draws, rules) = (draws(ask, form, faults), rules(ask, a, union, form, faults).await?);
        let asks = AskLines::build(ask, &form.asks, faults);
        let is_bad = |fields: &[Field]| fields.iter().any(Field::is_bad);
        let has_said = [&form.opens_at, &form.closes_at, &form.withdraw_until, &form.price, &form.share];
        Ok(Self {
            is_series_open: is_bad(&series) || !form.dates.is_empty() || !form.programme.is_empty(),
            is_signup_open: is_bad(&signup) || has_said.iter().any(|text| !text.is_empty()),
            is_venue_open: is_bad(&venue) || !form.venue.is_empty() || !form.venue_words.is_empty(),
            is_rules_open: is_bad(&conditions) || is_bad(&draws) || is_bad(&rules) || has_rules(form),
            is_conditions_open: is_bad(&conditions) || has_conditions(form),
            is_draw_open: is_bad(&draws) || is_drawn(form),
            is_asks_open: asks.is_bad() || form.asks.iter().any(|row| !row.is_empty()),
            plain,
            series,
            venue,
            signup,
            conditions,
            draws,
            rules,
            asks,
        })
    }
}

/// Something was said that is not as most people want it.
fn has_rules(form: &Announcement) -> bool {
    let said = [&form.shares, &form.missed];
    has_conditions(form) || is_drawn(form) || said.iter().any(|text| !text.is_empty())
}

/// Not everybody of the audience may.
pub(super) fn has_conditions(form: &Announcement) -> bool {
    let said = [&form.member_days, &form.work, &form.within];
    let named = [&form.sectors, &form.honours].iter().any(|list| !list.is_empty());
    form.verified || form.full || named || said.iter().any(|text| !text.is_empty())
}

fn is_drawn(form: &Announcement) -> bool {
    ["draw", "seals"].contains(&form.policy.as_str())
}

fn plain(ask: &Ask, form: &Announcement, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::text("title", v.t("activities-announce-title"))
            .hint(v.t("activities-announce-title-hint"))
            .value(&form.title)
            .attr("maxlength", LONGEST_TITLE)
            .error(error("title"))
            .first(),
        Field::moment("first", v.t("activities-first")).value(&form.first).error(error("first")),
        Field::number("weeks", v.t("activities-weeks"))
            .hint(v.t("activities-weeks-hint"))
            .value(&form.weeks)
            .width(Width::Small)
            .error(error("weeks")),
        Field::text("place", v.t("activities-place-short"))
            .optional(v)
            .placeholder(v.t("activities-announce-place-example"))
            .value(&form.place)
            .attr("maxlength", LONGEST_PLACE)
            .error(error("place")),
        Field::long("summary", v.t("activities-summary"))
            .optional(v)
            .hint(v.t("activities-summary-hint"))
            .value(&form.summary)
            .attr("maxlength", LONGEST_SUMMARY)
            .error(error("summary")),
        Field::check("signup", v.t("activities-signup-on")).ticked(form.signup).error(error("signup")),
        Field::number("places", v.t("activities-places"))
            .hint(v.t("activities-places-hint"))
            .value(&form.places)
            .width(Width::Small)
            .error(error("places")),
    ]
}

fn series(ask: &Ask, form: &Announcement, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::long("dates", v.t("activities-dates"))
            .optional(v)
            .hint(v.t("activities-dates-hint"))
            .value(&form.dates)
            .error(error("dates")),
        Field::number("minutes", v.t("activities-minutes")).value(&form.minutes).width(Width::Small).error(error("minutes")),
        Field::select("kind", v.t("activities-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&form.kind)
            .width(Width::Middle)
            .error(error("kind")),
        Field::select("setting", v.t("activities-setting"))
            .choices(SETTINGS.iter().map(|s| (s.name, v.t(s.key))))
            .value(&form.setting)
            .width(Width::Middle)
            .error(error("setting")),
        Field::radios("who", v.t("activities-who"))
            .choice("subtree", v.t("activities-who-subtree"))
            .choice("members", v.t("activities-who-members"))
            .value(&form.who)
            .error(error("who")),
    ]
}

fn signup(ask: &Ask, form: &Announcement, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let moment =
        |name, key, hint, value: &str| Field::moment(name, v.t(key)).optional(v).hint(v.t(hint)).value(value).error(error(name));
    let number = |name, key, hint, value: &str| {
        Field::number(name, v.t(key)).hint(v.t(hint)).value(value).width(Width::Small).error(error(name))
    };
    vec![
        moment("opens_at", "activities-opens-at", "activities-opens-at-hint", &form.opens_at),
        moment("closes_at", "activities-closes-at", "activities-closes-at-hint", &form.closes_at),
        moment("withdraw_until", "activities-withdraw-until", "activities-withdraw-until-hint", &form.withdraw_until),
        Field::decimal("price", v.t("activities-price"))
            .hint(v.t("activities-price-hint"))
            .value(&form.price)
            .width(Width::Small)
            .error(error("price")),
        number("share", "activities-share", "activities-share-hint", &form.share),
        number("pay_hours", "activities-pay-hours", "activities-pay-hours-hint", &form.pay_hours),
        number("heads_most", "activities-heads-most", "activities-heads-most-hint", &form.heads_most),
        Field::check("waits", v.t("activities-waits")).ticked(form.waits).error(error("waits")),
        number("offer_hours", "activities-offer-hours", "activities-offer-hours-hint", &form.offer_hours),
    ]
}
