use codes::Day;
use membership::{Rank, Standing, Title};
use organisation::Federation;
use serde::{Deserialize, Serialize};
use store::{Fault, Outcome};
use uuid::Uuid;

/// Conditions of one rule.
const MOST: usize = 12;
/// Unions, sectors or honours of one condition.
const MOST_NAMED: usize = 50;

/// The tree as rules ask it today.
pub trait Tree {
    /// Whether a union is this one or stands below it.
    fn is_within(&self, union: Uuid, above: Uuid) -> bool;
    /// Whether a union belongs to the sector that this one leads.
    fn is_of_sector(&self, union: Uuid, sector: Uuid) -> bool;
}

impl Tree for Federation {
    fn is_within(&self, union: Uuid, above: Uuid) -> bool {
        Federation::is_within(self, union, above)
    }

    fn is_of_sector(&self, union: Uuid, sector: Uuid) -> bool {
        Federation::is_of_sector(self, union, sector)
    }
}

/// One condition on whoever asks for a place, over membership. A rule is a list of them; all must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Clause {
    /// A member today, retained or not.
    Member,
    /// A member with dues and vote: not retained.
    Full,
    /// A member of one of these unions or of one below.
    Within { unions: Vec<Uuid> },
    /// The identity was verified.
    Verified,
    /// A member for so many days, through all transfers.
    MemberDays { days: i32 },
    /// The work, in the member's own words, names one of these.
    Work { any: Vec<String> },
    /// The home union belongs to a sector that one of these sector unions leads.
    Sector { any: Vec<Uuid> },
    /// Holds one of these honours, given at this level or a higher one; without a level, at any.
    Honour {
        any: Vec<Title>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Rank>,
    },
}

/// Who may ask for a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Who(pub Vec<Clause>);

impl Who {
    /// Everybody who is a member today.
    #[must_use]
    pub fn members() -> Self {
        Self(vec![Clause::Member])
    }

    /// Members of this union and of all below it.
    #[must_use]
    pub fn within(union: Uuid) -> Self {
        Self(vec![Clause::Member, Clause::Within { unions: vec![union] }])
    }

    pub(crate) fn kept(&self) -> Outcome<String> {
        serde_json::to_string(self).map_err(|e| Fault::Internal(e.to_string()))
    }

    pub(crate) fn read(text: &str) -> Outcome<Self> {
        serde_json::from_str(text).map_err(|e| Fault::Internal(format!("a rule of eligibility: {e}")))
    }

    /// Whether the rule says anything that can be asked: no empty lists, no senseless numbers.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.0.len() <= MOST
            && self.0.iter().all(|clause| match clause {
                Clause::Member | Clause::Full | Clause::Verified => true,
                Clause::Within { unions: any } | Clause::Sector { any } => (1..=MOST_NAMED).contains(&any.len()),
                Clause::Honour { any, .. } => (1..=MOST_NAMED).contains(&any.len()),
                Clause::MemberDays { days } => (1..=36_500).contains(days),
                Clause::Work { any } => {
                    (1..=20).contains(&any.len()) && any.iter().all(|w| (1..=40).contains(&w.trim().chars().count()))
                }
            })
    }

    /// What of the rule does not hold for this person today; empty for whoever may. Nobody known is a member nowhere.
    pub fn unmet<'a>(&'a self, standing: Option<&Standing>, today: Day, tree: &impl Tree) -> Vec<&'a Clause> {
        let home = standing.and_then(|s| s.home);
        let holds = |clause: &Clause| match clause {
            Clause::Member => home.is_some(),
            Clause::Full => home.is_some() && standing.is_some_and(|s| !s.is_retained),
            Clause::Within { unions } => home.is_some_and(|home| unions.iter().any(|u| tree.is_within(home, *u))),
            Clause::Verified => standing.is_some_and(|s| s.is_verified),
            Clause::MemberDays { days } => {
                standing.and_then(|s| s.since).is_some_and(|since| i64::from(today.0) - i64::from(since.0) >= i64::from(*days))
            }
            Clause::Sector { any } => home.is_some_and(|home| any.iter().any(|s| tree.is_of_sector(home, *s))),
            // An honour is the person's own, wherever he is a member.
            Clause::Honour { any, level } => standing
                .is_some_and(|s| s.honours.iter().any(|h| any.contains(&h.title) && level.is_none_or(|level| h.rank >= level))),
            Clause::Work { any } => home.is_some() && standing.is_some_and(|s| any.iter().any(|w| s.work.contains(w.trim()))),
        };
        self.0.iter().filter(|clause| !holds(clause)).collect()
    }
}

#[cfg(test)]
mod tests {
    use membership::Honour;

    use super::*;

    const TODAY: Day = Day(20_775);

    fn somebody() -> Standing {
        Standing {
            person: Uuid::from_u128(1),
            ordinal: 1,
            home: Some(Uuid::from_u128(7)),
            is_retained: false,
            since: Some(TODAY - 90),
            is_verified: true,
            work: "网约配送员".into(),
            honours: vec![Honour { title: Title::ModelWorker, rank: Rank::City }],
        }
    }

    /// Union 1 stands above all; union 7 belongs to the sector that union 30 leads.
    struct Small;

    impl Tree for Small {
        fn is_within(&self, union: Uuid, above: Uuid) -> bool {
            union == above || above == Uuid::from_u128(1)
        }

        fn is_of_sector(&self, union: Uuid, sector: Uuid) -> bool {
            (union, sector) == (Uuid::from_u128(7), Uuid::from_u128(30))
        }
    }

    fn unmet(who: &Who, standing: Option<&Standing>) -> usize {
        who.unmet(standing, TODAY, &Small).len()
    }

    #[test]
    fn each_clause_holds_and_fails() {
        let one = somebody();
        let rules = [
            (Clause::Member, Standing { home: None, ..one.clone() }),
            (Clause::Full, Standing { is_retained: true, ..one.clone() }),
            (Clause::Within { unions: vec![Uuid::from_u128(7)] }, Standing { home: Some(Uuid::from_u128(8)), ..one.clone() }),
            (Clause::Verified, Standing { is_verified: false, ..one.clone() }),
            (Clause::MemberDays { days: 90 }, Standing { since: Some(TODAY - 89), ..one.clone() }),
            (Clause::Work { any: vec!["司机".into(), "配送".into()] }, Standing { work: "电焊工".into(), ..one.clone() }),
            (Clause::Sector { any: vec![Uuid::from_u128(30)] }, Standing { home: Some(Uuid::from_u128(8)), ..one.clone() }),
            (
                Clause::Honour { any: vec![Title::MayDayMedal, Title::ModelWorker], level: None },
                Standing { honours: vec![Honour { title: Title::Craftsman, rank: Rank::National }], ..one.clone() },
            ),
            (
                Clause::Honour { any: vec![Title::ModelWorker], level: Some(Rank::City) },
                Standing { honours: vec![Honour { title: Title::ModelWorker, rank: Rank::County }], ..one.clone() },
            ),
        ];
        for (clause, other) in rules {
            let who = Who(vec![clause]);
            assert!(who.is_sound());
            assert_eq!(unmet(&who, Some(&one)), 0, "{who:?}");
            assert_eq!(unmet(&who, Some(&other)), 1, "{who:?}");
            assert_eq!(unmet(&who, None), 1, "{who:?}");
            assert_eq!(Who::read(&who.kept().unwrap_or_default()).ok(), Some(who));
        }
        assert_eq!(unmet(&Who::default(), None), 0, "no condition, no hurdle");
    }

    #[test]
    fn an_honour_of_a_higher_level_is_enough_and_a_lower_one_is_not() {
        let ask = |level| Who(vec![Clause::Honour { any: vec![Title::ModelWorker], level }]);
        let holder = |rank| Standing { honours: vec![Honour { title: Title::ModelWorker, rank }], ..somebody() };
        assert_eq!(unmet(&ask(Some(Rank::City)), Some(&holder(Rank::National))), 0);
        assert_eq!(unmet(&ask(Some(Rank::Province)), Some(&holder(Rank::City))), 1);
        assert_eq!(unmet(&ask(None), Some(&Standing { honours: Vec::new(), ..somebody() })), 1);
        // What was kept before there were levels reads on, and a title nobody knows is refused.
        assert_eq!(Who::read(r#"[{"rule":"honour","any":["model-worker"]}]"#).ok(), Some(ask(None)));
        assert!(Who::read(r#"[{"rule":"honour","any":["best-friend"]}]"#).is_err());
    }

    #[test]
    fn senseless_rules_are_told() {
        for clause in [
            Clause::Within { unions: vec![] },
            Clause::MemberDays { days: 0 },
            Clause::Work { any: vec![" ".into()] },
            Clause::Work { any: vec![] },
            Clause::Sector { any: vec![] },
            Clause::Honour { any: vec![], level: Some(Rank::City) },
        ] {
            assert!(!Who(vec![clause]).is_sound());
        }
    }
}
