//! Which union a request to join goes to. The employer is never told (Trade Union Law, article 3; practice of the county and
//! township unions): nothing here leads to it.

use organisation::{Kind, Level};
use uuid::Uuid;

/// A union as routing sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    pub union: Uuid,
    pub kind: Kind,
    pub level: Level,
}

/// Why a place decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unroutable {
    /// Neither employer nor place is known.
    Nowhere,
    /// A city or a province: too large to say who decides.
    TooWide,
}

/// The union that decides: the one covering the employer, else the township's or street's, else the county's.
///
/// `covering`: the living unions that cover the employer. `place`: from the root down to the union of the place somebody
/// mostly works in. `has_smaller`: below the place there are counties or townships to choose from.
pub(crate) fn route(covering: &[Stand], place: &[Stand], has_smaller: bool) -> Result<Uuid, Unroutable> {
    // The lowest one knows the person best; of equals the first in order.
    let own = covering.iter().filter(|u| u.kind.takes_members()).max_by(|a, b| a.level.cmp(&b.level).then(b.union.cmp(&a.union)));
    if let Some(own) = own {
        return Ok(own.union);
    }
    let Some(deepest) = place.last() else { return Err(Unroutable::Nowhere) };
    let lowest_first = || place.iter().rev();
    if let Some(street) = lowest_first().find(|u| u.kind.takes_members()) {
        return Ok(street.union);
    }
    if let Some(county) = lowest_first().find(|u| u.level >= Level::County) {
        return Ok(county.union);
    }
    // A city without counties (东莞, 中山), or an installation that ends above them, answers itself.
    if has_smaller { Err(Unroutable::TooWide) } else { Ok(deepest.union) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stand(n: u128, kind: Kind, level: Level) -> Stand {
        Stand { union: Uuid::from_u128(n), kind, level }
    }

    fn place() -> Vec<Stand> {
        vec![
            stand(1, Kind::National, Level::National),
            stand(2, Kind::Federation, Level::Province),
            stand(3, Kind::Federation, Level::City),
            stand(4, Kind::Federation, Level::County),
            stand(5, Kind::Township, Level::Township),
        ]
    }

    #[test]
    fn employer_then_street_then_county() {
        let local = stand(9, Kind::Local, Level::GrassRoots);
        assert_eq!(route(&[local], &place(), false), Ok(local.union));
        assert_eq!(route(&[], &place(), false), Ok(Uuid::from_u128(5)));
        assert_eq!(route(&[], &place()[..4], true), Ok(Uuid::from_u128(4)));
        assert_eq!(route(&[], &place()[..3], true), Err(Unroutable::TooWide));
        assert_eq!(route(&[], &place()[..3], false), Ok(Uuid::from_u128(3)));
        assert_eq!(route(&[], &[], false), Err(Unroutable::Nowhere));
        // A federation that covers an employer directly takes no members itself: the place decides.
        let above = stand(8, Kind::Federation, Level::County);
        assert_eq!(route(&[above], &place(), false), Ok(Uuid::from_u128(5)));
        // A team within a local is the lowest.
        let team = stand(10, Kind::Group, Level::Group);
        assert_eq!(route(&[local, team], &[], false), Ok(team.union));
    }

    fn any_stand() -> impl Strategy<Value = Stand> {
        (1u128..50, 0usize..7, 0i32..7)
            .prop_map(|(n, kind, level)| stand(n, Kind::ALL[kind], Level::from_number(level).unwrap_or(Level::GrassRoots)))
    }

    proptest! {
        #[test]
        fn the_answer_is_one_of_those_asked_about(
            covering in prop::collection::vec(any_stand(), 0..5),
            place in prop::collection::vec(any_stand(), 0..7),
            has_smaller: bool,
        ) {
            match route(&covering, &place, has_smaller) {
                Ok(union) => {
                    let found = covering.iter().chain(&place).filter(|s| s.union == union).collect::<Vec<_>>();
                    prop_assert!(!found.is_empty());
                    // It takes members, or stands at the county or below, or there is nothing smaller to choose.
                    prop_assert!(found.iter().any(|s| s.kind.takes_members() || s.level >= Level::County) || !has_smaller);
                    // A covering union that takes members always comes before the place.
                    if covering.iter().any(|s| s.kind.takes_members()) {
                        prop_assert!(covering.iter().any(|s| s.union == union));
                    }
                }
                Err(Unroutable::Nowhere) => prop_assert!(place.is_empty()),
                Err(Unroutable::TooWide) => {
                    prop_assert!(has_smaller);
                    prop_assert!(place.iter().all(|s| s.level < Level::County));
                }
            }
        }

        #[test]
        fn the_order_of_covering_unions_does_not_matter(mut covering in prop::collection::vec(any_stand(), 1..6)) {
            let one = route(&covering, &[], true);
            covering.reverse();
            prop_assert_eq!(one, route(&covering, &[], true));
        }
    }
}
