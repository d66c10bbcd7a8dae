//! Who may ask for a place, and how places are given, in plain words.

use membership::{Rank, Title};
use store::{FieldFault, Outcome};
use ui::{Field, Width};
use uuid::Uuid;
use web::Ask;

use crate::Activities;
use crate::rows::activity;
use crate::rules::announcement::Announcement;

/// Earlier activities to keep places from.
const EARLIER: i64 = 40;

/// Who may ask for a place.
pub(super) async fn conditions(ask: &Ask, a: &Activities, form: &Announcement, faults: &[FieldFault]) -> Outcome<Vec<Field>> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let mut fields = vec![
        Field::check("verified", v.t("activities-verified-only")).ticked(form.verified),
        Field::check("full", v.t("activities-full-only")).ticked(form.full),
        Field::number("member_days", v.t("activities-member-days"))
            .hint(v.t("activities-member-days-hint"))
            .value(&form.member_days)
            .error(error("member_days")),
        Field::text("work", v.t("activities-work"))
            .optional(v)
            .hint(v.t("activities-work-hint"))
            .value(&form.work)
            .error(error("work")),
        Field::long("within", v.t("activities-within"))
            .optional(v)
            .hint(v.t("activities-within-hint"))
            .value(&form.within)
            .error(error("within")),
    ];
    let lines = organisation::lines(a.store().read()).await?;
    let led: Vec<_> = lines.iter().filter(|l| l.id > 0 && l.led_by.is_some()).collect();
    // What was named otherwise, by a program or a blueprint, stays ticked and is told beside the field where nobody knows it.
    let others = form.sectors.iter().filter(|s| !s.trim().is_empty() && !led.iter().any(|l| l.key == **s));
    let others: Vec<&String> = others.collect();
    if !led.is_empty() || !others.is_empty() {
        fields.push(
            Field::checks("sectors", v.t("activities-sectors"))
                .optional(v)
                .hint(v.t("activities-sectors-hint"))
                .choices(led.iter().map(|l| (l.key.as_str(), l.name(v))))
                .choices(others.iter().map(|s| (s.as_str(), s.as_str())))
                .values(&form.sectors)
                .error(error("sectors")),
        );
    }
    fields.push(
        Field::checks("honours", v.t("activities-honours"))
            .optional(v)
            .hint(v.t("activities-honours-hint"))
            .choices(Title::ALL.map(|t| (t.name(), v.t(t.key()))))
            .values(&form.honours)
            .error(error("honours")),
    );
    fields.push(
        Field::select("honour_level", v.t("activities-honour-level"))
            .choice("", v.t("activities-honour-level-any"))
            .choices(Rank::ALL.map(|r| (r.name(), v.t1("activities-honour-level-from", "level", v.t(r.key())))))
            .value(&form.honour_level)
            .width(Width::Middle)
            .error(error("honour_level")),
    );
    Ok(fields)
}

/// How places are given: in the order of asking or by a draw, and what decides it.
pub(super) fn draws(ask: &Ask, form: &Announcement, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::radios("policy", v.t("activities-policy"))
            .choice_with("first", v.t("activities-policy-first"), v.t("activities-policy-first-why"))
            .choice_with("draw", v.t("activities-policy-draw"), v.t("activities-policy-draw-why"))
            .choice_with("seals", v.t("activities-policy-seals"), v.t("activities-policy-seals-why"))
            .value(if form.policy.is_empty() { "first" } else { &form.policy })
            .error(error("policy")),
        Field::text("beacon_named", v.t("activities-beacon-named"))
            .hint(v.t("activities-beacon-named-hint"))
            .value(&form.beacon_named)
            .attr("maxlength", 200)
            .error(error("beacon_named")),
        Field::moment("beacon_falls_at", v.t("activities-beacon-falls"))
            .optional(v)
            .hint(v.t("activities-beacon-falls-hint"))
            .value(&form.beacon_falls_at)
            .error(error("beacon_falls_at")),
    ]
}

/// For whom some places are kept.
pub(super) async fn rules(
    ask: &Ask,
    a: &Activities,
    union: Uuid,
    form: &Announcement,
    faults: &[FieldFault],
) -> Outcome<Vec<Field>> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    let mut fields = vec![
        Field::radios("sharing", v.t("activities-sharing"))
            .choice("none", v.t("activities-sharing-none"))
            .choice_with("kept", v.t("activities-sharing-kept"), v.t("activities-sharing-kept-why"))
            .choice_with("caps", v.t("activities-sharing-caps"), v.t("activities-sharing-caps-why"))
            .value(if form.sharing.is_empty() { "none" } else { &form.sharing })
            .error(error("sharing")),
        Field::long("shares", v.t("activities-shares"))
            .optional(v)
            .hint(v.t("activities-shares-hint"))
            .value(&form.shares)
            .error(error("shares")),
    ];
    let earlier = activity::of_unions(a.store().read(), &[union], EARLIER).await?;
    let earlier: Vec<_> = earlier.into_iter().filter_map(|it| it.allotment.map(|id| (id, it.title))).collect();
    if !earlier.is_empty() || !form.missed.is_empty() || !form.missed_places.is_empty() {
        fields.push(
            Field::select("missed", v.t("activities-missed"))
                .optional(v)
                .hint(v.t("activities-missed-hint"))
                .choice("", v.t("activities-missed-none"))
                .choices(earlier)
                .value(&form.missed)
                .error(error("missed")),
        );
        fields.push(
            Field::number("missed_places", v.t("activities-missed-places"))
                .value(&form.missed_places)
                .width(Width::Small)
                .error(error("missed_places")),
        );
    }
    Ok(fields)
}
