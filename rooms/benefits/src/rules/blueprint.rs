//! What a blueprint may set of a benefit's form. Days are counted from the day it is used; merchants and account are the union's
//! own and left to whoever uses it.

use blueprints::{Reader, Section};
use codes::{Day, money};
use i18n::Voice;
use organisation::Power;

use super::kinds::{KINDS, key_of};
use crate::verbs::open_benefit::BenefitForm;

/// Days of signing up and of redeeming, where nothing is said.
const CLOSES: i64 = 14;
const VALID: i64 = 60;
/// A draw is held the day after closing at the earliest: what it gives holds from the day after that.
const AFTER_A_DRAW: i64 = 2;

/// This room's part in blueprints.
pub const READER: Reader = Reader {
    room: "benefits",
    title: "benefits-benefits",
    may: |scope| scope.has(Power::HandOut),
    check: |set| drop(Set::read(set)),
    start: |_| "/benefits/new",
    says: |set, v| Set::read(set).says(v),
};

/// `[set]` of a blueprint for this room. Money is yuan as it was written; `share` is percent of what the member does not pay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    kind: Option<&'static str>,
    title: Option<String>,
    summary: Option<String>,
    value: Option<String>,
    price: Option<String>,
    share: Option<i64>,
    pays: Option<&'static str>,
    places: Option<i64>,
    who: Option<&'static str>,
    claim: Option<&'static str>,
    policy: Option<&'static str>,
    named: Option<String>,
    opens_days: Option<i64>,
    closes_days: Option<i64>,
    valid_days: Option<i64>,
    uses: Option<i64>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        for key in ["kind", "title", "value", "price"] {
            s.demand(key);
        }
        let kinds: Vec<&'static str> = KINDS.iter().map(|k| k.name).collect();
        let set = Self {
            kind: s.one_of("kind", &kinds),
            title: s.text("title"),
            summary: s.text("summary"),
            value: s.money("value"),
            price: s.money("price"),
            share: s.number("share", 0..=100),
            pays: s.one_of("pays", &["merchant", "desk"]),
            places: s.number("places", 1..=1_000_000),
            who: s.one_of("who", &["within", "all"]),
            claim: s.one_of("claim", &["year", "season", "none"]),
            policy: s.one_of("policy", &["first", "draw", "seals"]),
            named: s.text("named"),
            opens_days: s.number("opens_days", 0..=365),
            closes_days: s.number("closes_days", 0..=365),
            valid_days: s.number("valid_days", 1..=1_100),
            uses: s.number("uses", 1..=366),
        };
        // Where witnesses' seeds decide there is no number to name.
        if set.named.is_some() && set.policy != Some("draw") {
            s.complain("named", "benefits-blueprint-only-in-draw");
        }
        if set.fen(&set.price) > set.fen(&set.value) {
            s.complain("price", "benefits-blueprint-price-much");
        }
        set
    }

    fn is_draw(&self) -> bool {
        matches!(self.policy, Some("draw" | "seals"))
    }

    fn fen(&self, yuan: &Option<String>) -> i64 {
        yuan.as_deref().and_then(|text| money::parse_fen(text).ok()).unwrap_or(0)
    }

    /// Yuan the union adds, where it is not all the member leaves; a share of a fen is the merchant's.
    fn subsidy(&self) -> Option<String> {
        let share = self.share.filter(|share| *share < 100)?;
        Some(money::plain((self.fen(&self.value) - self.fen(&self.price)).max(0) * share / 100))
    }

    /// The form of a benefit as it is proposed today. `key`, `union`, `merchants` and `account` are left to say.
    pub fn form(&self, today: Day) -> BenefitForm {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let day = |ahead: i64| Day(today.0.saturating_add(i32::try_from(ahead).unwrap_or(0))).to_string();
        let opens = self.opens_days.unwrap_or(0);
        let closes = opens + self.closes_days.unwrap_or(CLOSES);
        let from = if self.is_draw() { closes + AFTER_A_DRAW } else { opens };
        BenefitForm {
            kind: self.kind.unwrap_or("other").into(),
            title: text(&self.title),
            summary: text(&self.summary),
            value: text(&self.value),
            price: text(&self.price),
            subsidy: self.subsidy().unwrap_or_default(),
            places: number(self.places),
            policy: self.policy.unwrap_or("first").into(),
            named: text(&self.named),
            pays: self.pays.unwrap_or("merchant").into(),
            claim: self.claim.unwrap_or("year").into(),
            who: self.who.unwrap_or("within").into(),
            opens: day(opens),
            closes: day(closes),
            from: day(from),
            until: day((from + self.valid_days.unwrap_or(VALID) - 1).max(closes)),
            uses: number(self.uses.or(Some(1))),
            ..BenefitForm::default()
        }
    }

    fn says(&self, v: &Voice) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> = Vec::new();
        let mut say = |key: &str, value: Option<String>| said.extend(value.map(|value| (v.t(key), value)));
        let count = |n: Option<i64>| n.map(|n| v.number(n));
        say("benefits-price-yuan", self.price.clone());
        let left = money::plain((self.fen(&self.value) - self.fen(&self.price)).max(0));
        say("benefits-subsidy-yuan", Some(self.subsidy().unwrap_or(left)));
        say("benefits-places", count(self.places));
        let policy = match self.policy {
            Some("draw") => "benefits-policy-draw",
            Some("seals") => "benefits-policy-seals",
            _ => "benefits-policy-first",
        };
        say("benefits-policy", Some(v.t(policy)));
        say(
            "benefits-claim",
            self.claim.map(|claim| match claim {
                "year" => v.t("benefits-claim-year"),
                "season" => v.t("benefits-claim-season"),
                _ => v.t("benefits-claim-none"),
            }),
        );
        say("benefits-value-yuan", self.value.clone());
        say("benefits-who", self.who.map(|w| v.t(if w == "all" { "benefits-who-all" } else { "benefits-who-within" })));
        say("benefits-pays", self.pays.map(|p| v.t(if p == "desk" { "benefits-pays-desk" } else { "benefits-pays-merchant" })));
        say("benefits-named", self.named.clone());
        say("benefits-blueprint-closes", count(self.closes_days));
        say("benefits-blueprint-valid", count(self.valid_days));
        say("benefits-uses", count(self.uses.filter(|uses| *uses > 1)));
        say("benefits-kind", self.kind.map(|kind| v.t(key_of(kind))));
        said
    }
}
