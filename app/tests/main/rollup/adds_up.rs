//! The house's figures beside the count by hand: every union, both lenses, both trees.

use std::collections::BTreeMap;

use axum::http::Method;
use codes::Period;
use ledger::figures::{By, FiguresQuery, Key, Lens, Tree};

use super::Year;
use super::by_hand::{self, Cut, Numbers, Question};

const CUTS: [(Cut, By); 3] = [(Cut::Children, By::Children), (Cut::Months, By::Months), (Cut::Kinds, By::Kinds)];

impl Year<'_> {
    /// Every union, lens, tree and cut: what the house says is what was counted by hand.
    pub(super) async fn adds_up(&self, after: &str) {
        let today = self.hall.house.organisation.today();
        let figures = &self.hall.house.ledger.figures;
        for union in 0..self.told.unions.len() {
            for (by_members, as_it_is) in [(false, false), (false, true), (true, false), (true, true)] {
                let query = FiguresQuery {
                    lens: if by_members { Lens::MembersOf } else { Lens::HeldBy },
                    tree: if as_it_is { Tree::AsItIs } else { Tree::AsItWas },
                    ..FiguresQuery::of(self.id(union), Period::calendar_year(2026))
                };
                let sheet = figures.exact(&query, &CUTS.map(|(_, by)| by)).await.unwrap();
                for (cut, by) in CUTS {
                    let question = Question { union, by_members, as_it_is, by: cut };
                    let rows = sheet.rows(by).iter().chain([&sheet.total]);
                    let said: BTreeMap<String, Numbers> = rows
                        .map(|row| {
                            let m = &row.counted;
                            let people = m.people.number().unwrap();
                            let numbers =
                                [m.sessions, m.co_held, m.attendances_named, m.attendances_by_head, people, m.unions_reached];
                            (name(&row.key), numbers)
                        })
                        .filter(|(key, numbers)| key == "total" || *numbers != Numbers::default())
                        .collect();
                    let counted: BTreeMap<String, Numbers> =
                        self.told.count(&question, today).into_iter().map(|(key, row)| (key, row.numbers())).collect();
                    assert_eq!(said, counted, "after {after}: {question:?}");
                }
            }
        }
        assert_eq!(ledger::check(self.hall.store()).await.unwrap(), Vec::<String>::new(), "after {after}");
    }

    /// The same by the address a machine asks at, from the top: where a number of people is shown, it is that number.
    pub(super) async fn answers_at_its_address(&mut self) {
        let today = self.hall.house.organisation.today();
        for union in (0..self.told.unions.len()).filter(|u| self.told.unions[*u].ended.is_none()) {
            for (by_members, as_it_is) in [(false, false), (false, true), (true, false), (true, true)] {
                let lens = if by_members { "members" } else { "held" };
                let tree = if as_it_is { "now" } else { "was" };
                let path = format!("/api/v1/unions/{}/figures?period=2026&lens={lens}&tree={tree}&by=months", self.id(union));
                let said = self.above.api(Method::GET, &path, None, &[]).await.is(200).json();
                let counted = self.told.count(&Question { union, by_members, as_it_is, by: Cut::Months }, today);
                let lines = said["rows"].as_array().unwrap().iter().chain([&said["total"]]);
                for line in lines {
                    let wanted = counted.get(line["key"].as_str().unwrap()).map(by_hand::Row::numbers).unwrap_or_default();
                    let names = ["sessions", "co_held", "attendances_named", "attendances_by_head", "people", "unions_reached"];
                    for (name, wanted) in names.into_iter().zip(wanted) {
                        let is_hidden = name == "people" && line["counted"]["people"].is_null();
                        assert!(is_hidden || line["counted"][name] == wanted, "{path} {name} {wanted}: {line}");
                    }
                }
            }
        }
    }
}

/// As a machine and the count by hand name a row.
fn name(key: &Key) -> String {
    match key {
        Key::Total => "total".to_owned(),
        Key::Own => "own".to_owned(),
        Key::Union(id) => id.to_string(),
        Key::Month(month) => format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1),
        Key::Kind(text) | Key::Setting(text) => text.clone(),
        Key::Programme(id) => format!("{id:?}"),
    }
}
