//! Who may ask for a place beyond the plain audience, and for whom places are set apart: typed as lines, a union and a number.

use membership::{Rank, Title};
use organisation::{Federation, Kind, LineRow, Named as Meant};
use signups::{Clause, NewShare};
use store::FieldFault;
use uuid::Uuid;

use super::announcement::Announcement;
use super::field::{keep_number, uuid};

/// Lines of one box.
const MOST_LINES: usize = 200;
/// Unions of one condition; the desk takes no more.
const MOST_WITHIN: usize = 50;

/// What was typed, with unions still in words.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    pub clauses: Vec<Clause>,
    within: Vec<String>,
    sectors: Vec<String>,
    shares: Vec<(String, i64)>,
    /// The shares are the most a union may have, not what is kept for it.
    pub is_capped: bool,
    missed: Option<(Uuid, i64)>,
}

/// What the words mean in the tree.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub within: Option<Clause>,
    pub sector: Option<Clause>,
    pub shares: Vec<NewShare>,
}

impl Groups {
    pub(crate) fn read(form: &Announcement, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let before = faults.len();
        let mut clauses = Vec::new();
        if form.verified {
            clauses.push(Clause::Verified);
        }
        if form.full {
            clauses.push(Clause::Full);
        }
        match keep_number(faults, "member_days", &form.member_days, 0) {
            Some(0) | None => {}
            Some(days) => match i32::try_from(days).ok().filter(|days| (1..=36_500).contains(days)) {
                Some(days) => clauses.push(Clause::MemberDays { days }),
                None => faults.push(FieldFault::new("member_days", "activities-member-days-wrong")),
            },
        }
        let any: Vec<String> = words(&form.work).map(str::to_owned).collect();
        if any.len() > 20 || any.iter().any(|word| word.chars().count() > 40) {
            faults.push(FieldFault::new("work", "activities-work-wrong"));
        } else if !any.is_empty() {
            clauses.push(Clause::Work { any });
        }
        clauses.extend(honours(form, faults));
        let sectors: Vec<String> = form.sectors.iter().map(|s| s.trim()).filter(|s| !s.is_empty()).map(str::to_owned).collect();
        if sectors.len() > MOST_WITHIN {
            faults.push(FieldFault::new("sectors", "activities-unions-many").with("most", MOST_WITHIN));
        }
        let within: Vec<String> = lines(&form.within).map(str::to_owned).collect();
        if within.len() > MOST_WITHIN {
            faults.push(FieldFault::new("within", "activities-unions-many").with("most", MOST_WITHIN));
        }
        let is_capped = form.sharing == "caps";
        let mut shares = Vec::new();
        if matches!(form.sharing.as_str(), "kept" | "caps") {
            for line in lines(&form.shares).take(MOST_LINES + 1) {
                match share(line) {
                    Some(share) => shares.push(share),
                    None => {
                        faults.push(FieldFault::new("shares", "activities-share-unreadable").with("line", shown(line)));
                        break;
                    }
                }
            }
            if shares.is_empty() && faults.len() == before {
                faults.push(FieldFault::new("shares", "activities-shares-missing"));
            }
        } else if !matches!(form.sharing.as_str(), "" | "none") {
            faults.push(FieldFault::new("sharing", "activities-sharing-missing"));
        }
        let missed = if form.missed.is_empty() {
            None
        } else {
            let kept = keep_number(faults, "missed_places", &form.missed_places, 0);
            if kept == Some(0) {
                faults.push(FieldFault::new("missed_places", "activities-missed-places-missing"));
            }
            if is_capped {
                faults.push(FieldFault::new("missed", "activities-missed-or-caps"));
            }
            match uuid(&form.missed) {
                Some(id) => kept.map(|kept| (id, kept)),
                None => {
                    faults.push(FieldFault::new("missed", "activities-missed-unknown"));
                    None
                }
            }
        };
        (faults.len() == before).then_some(Self { clauses, within, sectors, shares, is_capped, missed })
    }

    /// The earlier places some are kept from.
    pub fn missed(&self) -> Option<Uuid> {
        self.missed.map(|(id, _)| id)
    }

    /// Finds the unions and the sectors that are meant; `known` are the lines of the federation.
    ///
    /// # Errors
    /// Beside `within`, `sectors` and `shares`, with the line.
    pub fn resolve(&self, federation: &Federation, known: &[LineRow]) -> Result<Named, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut meant = |field: &'static str, words: &str| match federation.named(words) {
            Meant::One(union) => Some(union.id),
            Meant::Nothing => {
                faults.push(FieldFault::new(field, "activities-union-unknown").with("name", shown(words)));
                None
            }
            Meant::Several(_) => {
                faults.push(FieldFault::new(field, "activities-union-several").with("name", shown(words)));
                None
            }
        };
        let within: Vec<Uuid> = self.within.iter().filter_map(|words| meant("within", words)).collect();
        let mut shares: Vec<NewShare> = Vec::with_capacity(self.shares.len() + 1);
        // Who missed the earlier ones is counted there first, whichever union he belongs to.
        shares.extend(self.missed.map(|(allotment, most)| NewShare::Missed { allotment, most }));
        for (words, most) in &self.shares {
            if let Some(union) = meant("shares", words) {
                let is_twice = shares.iter().any(|s| matches!(s, NewShare::Union { union: other, .. } if *other == union));
                if is_twice {
                    faults.push(FieldFault::new("shares", "activities-share-twice").with("name", shown(words)));
                    break;
                }
                shares.push(NewShare::Union { union, most: *most });
            }
        }
        let mut sector: Vec<Uuid> = Vec::with_capacity(self.sectors.len());
        for words in &self.sectors {
            match sector_of(federation, known, words) {
                Some(union) if sector.contains(&union) => {}
                Some(union) => sector.push(union),
                None => faults.push(FieldFault::new("sectors", "activities-sector-unknown").with("name", shown(words))),
            }
        }
        if faults.is_empty() {
            Ok(Named {
                within: (!within.is_empty()).then_some(Clause::Within { unions: within }),
                sector: (!sector.is_empty()).then_some(Clause::Sector { any: sector }),
                shares,
            })
        } else {
            Err(faults)
        }
    }
}

/// Honours that are ticked; a level alone asks for nothing.
fn honours(form: &Announcement, faults: &mut Vec<FieldFault>) -> Option<Clause> {
    let ticked: Vec<&str> = form.honours.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let mut any: Vec<Title> = Vec::new();
    for name in ticked {
        match Title::from_name(name) {
            Some(title) if any.contains(&title) => {}
            Some(title) => any.push(title),
            None => {
                faults.push(FieldFault::new("honours", "activities-honour-unknown").with("name", shown(name)));
                return None;
            }
        }
    }
    let level = match form.honour_level.as_str() {
        "" => None,
        name => match Rank::from_name(name) {
            Some(level) => Some(level),
            None => {
                faults.push(FieldFault::new("honour_level", "activities-honour-level-unknown"));
                return None;
            }
        },
    };
    (!any.is_empty()).then_some(Clause::Honour { any, level })
}

/// The union that leads the sector: of a line by its key or one of its names, else a sector union by its own name.
fn sector_of(federation: &Federation, known: &[LineRow], words: &str) -> Option<Uuid> {
    let line = known.iter().find(|l| [&l.key, &l.name_zh, &l.name_en].iter().any(|name| name.as_str() == words));
    match line {
        Some(line) => line.led_by,
        None => match federation.named(words) {
            Meant::One(union) if union.kind == Kind::Sector => Some(union.id),
            _ => None,
        },
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|word| !word.is_empty())
}

/// `麓山精密工会 20`, also with a colon between, and 个 or 名 behind.
fn share(line: &str) -> Option<(String, i64)> {
    let line = line.trim_end_matches(['个', '名', '位', '人']).trim_end();
    let (name, number) = line.rsplit_once([' ', '\t', '　', ':', '：', ',', '，'])?;
    let most = codes::numerals::parse(number.trim()).ok().and_then(|n| i64::try_from(n).ok())?;
    let name = name.trim().trim_end_matches([':', '：', ',', '，']).trim_end();
    (!name.is_empty()).then(|| (name.to_owned(), most))
}

fn shown(line: &str) -> String {
    line.chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_union_and_a_number() {
        for line in ["麓山精密工会 20", "麓山精密工会　20个", "麓山精密工会：二十", "麓山精密工会, 20名", "麓山精密工会:20"]
        {
            assert_eq!(share(line), Some(("麓山精密工会".to_owned(), 20)), "{line}");
        }
        for line in ["麓山精密工会", "20", "麓山精密工会 很多", " : 20", ""] {
            assert_eq!(share(line), None, "{line}");
        }
    }
}
