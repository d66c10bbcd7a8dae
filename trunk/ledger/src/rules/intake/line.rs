use codes::{Day, money, width};
use store::FieldFault;
use uuid::Uuid;

use super::{Line, Taking};
use crate::fact::{Fact, Source, What};
use crate::rules::sound::{FIRST_YEAR, MOST};

/// What a row may refer to.
pub trait Known {
    /// The union of this name, credit code or division code within reach: none, one or several.
    fn unions(&self, words: &str) -> Vec<(Uuid, Day)>;
    /// The kind of this name in any language of the house.
    fn kind(&self, words: &str) -> Option<&'static str>;
    fn setting(&self, words: &str) -> Option<&'static str>;
}

/// A row that can be taken: its facts, all on the first day of its month. `event` of the facts is still nil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub row: i64,
    pub facts: Vec<Fact>,
}

/// Judges one row; every cell that is wrong is named by its column.
///
/// # Errors
/// One line a cell; never empty.
pub fn read(line: &Line, taking: Taking, known: &impl Known, today: Day) -> Result<Taken, Vec<FieldFault>> {
    let [union, month, kind, setting, sessions, attendances, views, hours, goods, money, people, units] = &line.cells;
    let mut faults = Vec::new();
    let union = keep(&mut faults, read_union(union, known));
    let day = keep(&mut faults, read_month(month, union, today));
    let kind = keep(&mut faults, known.kind(kind).ok_or(FieldFault::new("kind", "ledger-intake-kind")));
    let setting = if setting.is_empty() {
        Ok("")
    } else {
        known.setting(setting).ok_or(FieldFault::new("setting", "ledger-intake-setting"))
    };
    let setting = keep(&mut faults, setting);
    let mut amounts = Vec::new();
    for (field, text, what) in [
        ("sessions", sessions, What::Held),
        ("attendances", attendances, What::Counted),
        ("views", views, What::Viewed),
        ("hours", hours, What::Minutes),
        ("goods", goods, What::Goods),
        ("money", money, What::Given),
        ("people", people, What::People),
        ("units", units, What::Units),
    ] {
        match read_amount(field, text, what) {
            Ok(0) => {}
            Ok(_) if what.is_quoted() && taking == Taking::Records => {
                faults.push(FieldFault::new(field, "ledger-intake-quoted-only"));
            }
            Ok(amount) => amounts.push((what, amount)),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() && amounts.is_empty() {
        faults.push(FieldFault::new("sessions", "ledger-intake-nothing"));
    }
    let (Some((host, _)), Some(day), Some(kind), Some(setting), true) = (union, day, kind, setting, faults.is_empty()) else {
        return Err(faults);
    };
    let source = match taking {
        Taking::Records => Source::Import,
        Taking::Balances => Source::Report,
    };
    let of = Fact { setting: setting.to_owned(), source, ..Fact::held(Uuid::nil(), day, host, kind) };
    Ok(Taken { row: line.row, facts: amounts.into_iter().map(|(what, amount)| of.also(what, amount, source)).collect() })
}

fn keep<T>(faults: &mut Vec<FieldFault>, read: Result<T, FieldFault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}

fn read_union(words: &str, known: &impl Known) -> Result<(Uuid, Day), FieldFault> {
    if words.is_empty() {
        return Err(FieldFault::new("union", "ledger-intake-union-missing"));
    }
    match known.unions(words)[..] {
        [one] => Ok(one),
        [] => Err(FieldFault::new("union", "ledger-intake-union-unknown")),
        _ => Err(FieldFault::new("union", "ledger-intake-union-several")),
    }
}

/// `2024-05`, `2024年5月`, `202405`, or any day of the month; answers its first day.
fn read_month(text: &str, union: Option<(Uuid, Day)>, today: Day) -> Result<Day, FieldFault> {
    let shape = || FieldFault::new("month", "ledger-intake-month");
    let text = width::narrow(text.trim());
    let day = match Day::parse_written(&text) {
        Ok(day) => day,
        Err(_) if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) => {
            Day::parse_written(&format!("{text}01")).map_err(|_| shape())?
        }
        Err(_) => {
            let written = text.trim_end_matches('月').replace(['年', '/', '.'], "-");
            Day::parse_written(&format!("{written}-01")).map_err(|_| shape())?
        }
    };
    let first = day.first_of_month();
    if first.year() < FIRST_YEAR || first > today {
        return Err(FieldFault::new("month", "ledger-intake-month-range").with("year", FIRST_YEAR));
    }
    match union {
        // Before its founding a union stands nowhere in the tree, and the figure would be nowhere too.
        Some((_, founded)) if first.plus_months(1) <= founded => {
            Err(FieldFault::new("month", "ledger-intake-before-founding").with("month", founded.to_string()))
        }
        Some((_, founded)) => Ok(first.max(founded)),
        None => Ok(first),
    }
}

/// Whole numbers; hours with decimals into minutes, yuan into fen. Empty is 0.
fn read_amount(field: &str, text: &str, what: What) -> Result<i64, FieldFault> {
    let text = width::narrow(text);
    let text = text.trim();
    let wrong = || FieldFault::new(field, "ledger-intake-amount");
    let hundredths = if text.is_empty() { 0 } else { money::parse_fen(text).map_err(|_| wrong())? };
    let amount = match what {
        What::Given => hundredths,
        What::Minutes => hundredths.checked_mul(60).ok_or_else(wrong)? / 100,
        _ if hundredths % 100 == 0 => hundredths / 100,
        _ => return Err(wrong()),
    };
    if (0..=MOST).contains(&amount) {
        Ok(amount)
    } else {
        Err(FieldFault::new(field, "ledger-quantity-range").with("most", MOST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct House;

    impl Known for House {
        fn unions(&self, words: &str) -> Vec<(Uuid, Day)> {
            let founded = Day::from_ymd(2021, 6, 15).unwrap_or_default();
            match words {
                "县总工会" => vec![(Uuid::from_u128(1), founded)],
                "机关工会" => vec![(Uuid::from_u128(2), founded), (Uuid::from_u128(3), founded)],
                _ => Vec::new(),
            }
        }

        fn kind(&self, words: &str) -> Option<&'static str> {
            (words == "讲座").then_some("lecture")
        }

        fn setting(&self, words: &str) -> Option<&'static str> {
            (words == "进企业").then_some("enterprise")
        }
    }

    fn judge(cells: [&str; 12], taking: Taking) -> Result<Taken, Vec<&'static str>> {
        let line = Line { row: 2, cells: cells.map(str::to_owned) };
        let today = Day::from_ymd(2026, 11, 18).unwrap_or_default();
        read(&line, taking, &House, today).map_err(|faults| faults.iter().map(|f| f.key).collect())
    }

    #[test]
    fn a_row_becomes_its_facts() {
        let row = ["县总工会", "2021年6月", "讲座", "进企业", "12", "1,200", "", "1.5", "", "96.50", "", ""];
        let taken = judge(row, Taking::Records).unwrap_or_else(|f| panic!("{f:?}"));
        let amounts: Vec<_> = taken.facts.iter().map(|f| (f.what, f.quantity)).collect();
        assert_eq!(amounts, [(What::Held, 12), (What::Counted, 1_200), (What::Minutes, 90), (What::Given, 9_650)]);
        // It was founded in the middle of the month, and stands in the tree from that day.
        assert!(taken.facts.iter().all(|f| f.day.to_string() == "2021-06-15" && f.source == Source::Import));
    }

    #[test]
    fn every_wrong_cell_is_named() {
        let wrong = |cells| judge(cells, Taking::Records).err().unwrap_or_default();
        let row = ["机关工会", "五月", "不知道", "月球", "两", "-3", "1.5", "", "", "0.001", "", ""];
        assert_eq!(
            wrong(row),
            [
                "ledger-intake-union-several",
                "ledger-intake-month",
                "ledger-intake-kind",
                "ledger-intake-setting",
                "ledger-intake-amount",
                "ledger-quantity-range",
                "ledger-intake-amount",
                "ledger-intake-amount"
            ]
        );
        assert_eq!(wrong(["县总工会", "202105", "讲座", "", "1", "", "", "", "", "", "", ""]), ["ledger-intake-before-founding"]);
        assert_eq!(wrong(["县总工会", "2026-12", "讲座", "", "1", "", "", "", "", "", "", ""]), ["ledger-intake-month-range"]);
        assert_eq!(wrong(["县总工会", "2026-05", "讲座", "", "", "0", "", "", "", "", "", ""]), ["ledger-intake-nothing"]);
        assert_eq!(wrong(["县总工会", "2026-05", "讲座", "", "1", "", "", "", "", "", "80", ""]), ["ledger-intake-quoted-only"]);
        assert!(judge(["县总工会", "2026-05", "讲座", "", "", "", "", "", "", "", "80", "3"], Taking::Balances).is_ok());
    }
}
