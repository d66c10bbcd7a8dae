use std::collections::{BTreeMap, BTreeSet, HashMap};

use organisation::{Power, Scope};
use store::Value;
use uuid::Uuid;

use crate::address::To;

/// The unions whose books each union keeps.
pub(crate) type Kept = HashMap<Uuid, Vec<Uuid>>;

/// As whom a reader is addressed, and where: by the powers and offices of his posts at their own unions, by the powers at the
/// unions whose books those keep, and by himself. Standing higher is no address.
#[derive(Clone, Debug)]
pub(crate) struct Seats {
    person: Uuid,
    /// Unions that share the same addresses, by these.
    unions: BTreeMap<Vec<String>, Vec<Uuid>>,
}

impl Seats {
    pub fn of(scope: &Scope, kept: &Kept) -> Self {
        let mut at: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
        for power in Power::ALL {
            for union in scope.unions_with(power) {
                let also = kept.get(&union).into_iter().flatten();
                for union in std::iter::once(&union).chain(also) {
                    at.entry(*union).or_default().insert(To::Power(power).to_string());
                }
            }
        }
        for held in scope.held() {
            // A token that was given none of an office's powers does not speak for the office.
            if held.office.powers().iter().any(|p| scope.has(*p)) {
                at.entry(held.union).or_default().insert(To::Office(held.office).to_string());
            }
        }
        let mut unions: BTreeMap<Vec<String>, Vec<Uuid>> = BTreeMap::new();
        for (union, needs) in at {
            unions.entry(needs.into_iter().collect()).or_default().push(union);
        }
        Self { person: scope.person, unions }
    }

    /// Whether something at this union, addressed so, is for this reader.
    pub fn sit(&self, union: Uuid, need: &str) -> bool {
        need == To::Person(self.person).to_string()
            || self.unions.iter().any(|(needs, unions)| needs.iter().any(|n| n == need) && unions.contains(&union))
    }

    /// The condition that a row's union and address are this reader's, with its values pushed behind those there are.
    pub fn condition(&self, union: &str, need: &str, binds: &mut Vec<Value>) -> String {
        fn places(binds: &mut Vec<Value>, values: impl Iterator<Item = Value>) -> String {
            let from = binds.len() + 1;
            binds.extend(values);
            (from..=binds.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
        }
        let mut any = Vec::with_capacity(self.unions.len() + 1);
        for (needs, unions) in &self.unions {
            let unions = places(binds, unions.iter().map(|u| Value::from(*u)));
            let needs = places(binds, needs.iter().map(|n| Value::from(n.as_str())));
            any.push(format!("({union} IN ({unions}) AND {need} IN ({needs}))"));
        }
        let own = places(binds, std::iter::once(Value::from(To::Person(self.person).to_string())));
        any.push(format!("{need} = {own}"));
        format!("({})", any.join(" OR "))
    }
}
