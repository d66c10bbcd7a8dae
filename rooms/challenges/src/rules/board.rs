//! The ranking of those who want to be in it.

use super::veil::FEWEST;

/// Somebody who chose to be ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runner<T> {
    pub who: T,
    pub nickname: String,
    pub team: Option<String>,
    /// Tenths of a percent lost, or the sum of what was done in hundredths.
    pub score: i64,
}

/// A place in the ranking; equal scores share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    pub place: usize,
    pub runner: Runner<T>,
}

/// A team and the mean of its ranked members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPlaced {
    pub name: String,
    pub members: i64,
    pub mean: i64,
}

/// The ranking, the highest first; nothing while fewer than five chose it.
#[must_use]
pub fn ranked<T>(mut runners: Vec<Runner<T>>) -> Option<Vec<Placed<T>>> {
    if i64::try_from(runners.len()).unwrap_or(i64::MAX) < FEWEST {
        return None;
    }
    runners.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.nickname.cmp(&b.nickname)));
    let mut placed: Vec<Placed<T>> = Vec::with_capacity(runners.len());
    for (n, runner) in (1..).zip(runners) {
        let place = placed.last().filter(|p| p.runner.score == runner.score).map_or(n, |p| p.place);
        placed.push(Placed { place, runner });
    }
    Some(placed)
}

/// The teams of a ranking, the highest mean first. A team is as good as its people on the average, whatever their number.
#[must_use]
pub fn teams<T>(ranking: &[Placed<T>]) -> Vec<TeamPlaced> {
    let mut teams: Vec<(String, i64, i64)> = Vec::new();
    for placed in ranking {
        let Some(name) = &placed.runner.team else { continue };
        match teams.iter_mut().find(|(n, ..)| n == name) {
            Some(team) => (team.1, team.2) = (team.1 + 1, team.2 + placed.runner.score),
            None => teams.push((name.clone(), 1, placed.runner.score)),
        }
    }
    let mut teams: Vec<TeamPlaced> =
        teams.into_iter().map(|(name, members, sum)| TeamPlaced { name, members, mean: sum / members }).collect();
    teams.sort_by(|a, b| b.mean.cmp(&a.mean).then_with(|| a.name.cmp(&b.name)));
    teams
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_are_no_ranking_and_equals_share_a_place() {
        let runner =
            |n: i64, score| Runner {
                who: n, nickname: format!("跑者{n}"), team: (n % 2 == 0).then(|| "红队".to_owned()), score
            };
        assert_eq!(ranked((0..4).map(|n| runner(n, n)).collect()), None);
        let board = ranked(vec![runner(0, 5), runner(1, 9), runner(2, 9), runner(3, 1), runner(4, 5)]).unwrap();
        assert_eq!(board.iter().map(|p| (p.place, p.runner.score)).collect::<Vec<_>>(), [(1, 9), (1, 9), (3, 5), (3, 5), (5, 1)]);
        assert_eq!(teams(&board), [TeamPlaced { name: "红队".into(), members: 3, mean: 6 }]);
    }
}
