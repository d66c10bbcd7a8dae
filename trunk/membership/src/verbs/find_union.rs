use organisation::{Kind, Level, covering};
use store::{FieldFault, Outcome};
use uuid::Uuid;

use crate::house::Membership;
use crate::rules::join::Via;
use crate::rules::route::{Stand, Unroutable, route};

/// Employers or places among which somebody may have to choose; more than this and the words were too few.
pub(crate) const MOST_CHOICES: usize = 8;

/// Something to choose among: the value to send back, its name, and what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Candidate {
    pub value: String,
    pub name: String,
    pub hint: String,
}

/// Where a wish leads.
#[derive(Clone, Debug)]
pub(crate) struct Routed {
    pub union: Uuid,
    /// Name of the employer, where it decided.
    pub employer: String,
    /// Name of the place, where it decided.
    pub place: String,
}

/// Why it leads nowhere yet: what is wrong, and what to choose among.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unclear {
    pub faults: Vec<FieldFault>,
    pub employers: Vec<Candidate>,
    pub places: Vec<Candidate>,
}

impl Membership {
    fn stand(&self, union: Uuid) -> Option<Stand> {
        let union = self.organisation.federation.get(union).filter(|u| !u.has_ended())?;
        Some(Stand { union: union.id, kind: union.kind, level: union.level })
    }

    fn path(&self, union: Uuid) -> Vec<Stand> {
        let path = self.organisation.federation.path(union);
        path.iter().map(|u| Stand { union: u.id, kind: u.kind, level: u.level }).collect()
    }

    /// Whether below a place there are counties or townships to choose from.
    fn has_smaller(&self, union: Uuid) -> bool {
        let federation = &self.organisation.federation;
        let children = federation.children(union);
        children.iter().any(|u| matches!(u.level, Level::Province | Level::City | Level::County | Level::Township))
    }

    /// The union named by a link, the employer's, or the place's.
    pub(crate) async fn route_to(&self, via: &Via) -> Outcome<Result<Routed, Unclear>> {
        match via {
            Via::Union(union) => Ok(self.route_to_union(*union)),
            Via::Employer { words, chosen } => self.route_to_employer(words, chosen).await,
            Via::Place { words, chosen } => Ok(self.route_to_place(words, *chosen)),
        }
    }

    fn route_to_union(&self, union: Uuid) -> Result<Routed, Unclear> {
        let today = self.organisation.federation.today_of(union);
        let path = today.as_ref().map(|u| self.path(u.id)).unwrap_or_default();
        match (today, route(&[], &path, true)) {
            (Some(_), Ok(union)) => Ok(Routed { union, employer: String::new(), place: String::new() }),
            _ => Err(Unclear::one("union", "membership-union-unfit")),
        }
    }

    async fn route_to_employer(&self, words: &str, chosen: &str) -> Outcome<Result<Routed, Unclear>> {
        let found = self.employers(words).await?;
        let exact = |o: &&Candidate| o.value == chosen || o.name == words;
        let one = match found.as_slice() {
            [] => return Ok(Err(Unclear::one("employer", "membership-employer-unknown"))),
            [one] => Some(one),
            many => many.iter().find(|o| o.value == chosen).or_else(|| {
                let mut same = many.iter().filter(exact);
                same.next().filter(|_| same.next().is_none())
            }),
        };
        let Some(one) = one else {
            let mut unclear = Unclear::one("employer", "membership-employer-which");
            unclear.employers = found;
            return Ok(Err(unclear));
        };
        let union = one.value.rsplit_once('/').and_then(|(_, union)| union.parse().ok());
        let stands: Vec<Stand> = union.and_then(|u| self.stand(u)).into_iter().collect();
        let path = union.map(|u| self.path(u)).unwrap_or_default();
        Ok(match route(&stands, &path, false) {
            Ok(union) => Ok(Routed { union, employer: one.name.clone(), place: String::new() }),
            Err(_) => Err(Unclear::one("employer", "membership-employer-unknown")),
        })
    }

    /// Employers covered by a union today whose names hold these words; the value names employer and union.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn employers(&self, words: &str) -> Outcome<Vec<Candidate>> {
        let words = words.trim();
        if words.chars().count() < 2 {
            return Ok(Vec::new());
        }
        let most = i64::try_from(MOST_CHOICES).unwrap_or(8);
        let found = covering(self.store(), words, self.today(), most).await?;
        let federation = &self.organisation.federation;
        let living = found.into_iter().filter(|c| federation.get(c.union_id).is_some_and(|u| !u.has_ended()));
        Ok(living
            .map(|c| Candidate {
                value: format!("{}/{}", c.employer, c.union_id),
                name: c.name,
                hint: federation.name(c.union_id),
            })
            .collect())
    }

    /// Unions of townships, streets, counties and cities whose names hold these words, the smallest places first.
    #[must_use]
    pub fn places(&self, words: &str) -> Vec<Candidate> {
        let federation = &self.organisation.federation;
        let mut found = federation.search(words, None, 200);
        found.retain(|u| !u.kind.is_grass_roots() && u.kind != Kind::Sector && u.level != Level::National);
        // 岳麓区 means the district, not every street in it.
        found.sort_by_key(|u| (!u.name.starts_with(words), u.name.chars().count(), u.sort_key));
        found.truncate(MOST_CHOICES);
        let above = |id| federation.parent(id).map(|p| p.name.clone()).unwrap_or_default();
        found.iter().map(|u| Candidate { value: u.id.to_string(), name: u.name.clone(), hint: above(u.id) }).collect()
    }

    fn route_to_place(&self, words: &str, chosen: Option<Uuid>) -> Result<Routed, Unclear> {
        let found = self.places(words);
        let is_chosen = |o: &&Candidate| chosen.is_some_and(|c| o.value == c.to_string());
        let begins: Vec<&Candidate> = found.iter().filter(|o| o.name.starts_with(words)).collect();
        let one = match (found.as_slice(), begins.as_slice()) {
            ([], _) => return Err(Unclear::one("place", "membership-place-unknown")),
            ([one], _) => Some(one),
            (many, [one]) => many.iter().find(is_chosen).or(Some(*one)),
            (many, _) => many.iter().find(is_chosen),
        };
        let Some(one) = one else {
            let mut unclear = Unclear::one("place", "membership-place-which");
            unclear.places = found;
            return Err(unclear);
        };
        let union: Uuid = one.value.parse().unwrap_or_default();
        match route(&[], &self.path(union), self.has_smaller(union)) {
            Ok(union) => Ok(Routed { union, employer: String::new(), place: words.to_owned() }),
            Err(Unroutable::TooWide | Unroutable::Nowhere) => {
                let fault = FieldFault::new("place", "membership-place-wide").with("place", words);
                Err(Unclear { faults: vec![fault], ..Unclear::default() })
            }
        }
    }
}

impl Unclear {
    fn one(field: &str, key: &'static str) -> Self {
        Self { faults: vec![FieldFault::new(field, key)], ..Self::default() }
    }
}
