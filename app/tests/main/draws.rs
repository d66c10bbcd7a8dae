//! Whoever has a draw's record computes it again with the program itself.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use draw::{Beacon, Contribution, Entry, Hash, Places, Receipt, Record, Seed};

/// What the program says of a record.
pub fn verify(record: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_unionhall"));
    program.args(["draw", "verify", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    child.stdin.take().unwrap().write_all(record.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_published_draw_is_computed_again() {
    let entries = (0..30).map(|n| Entry { entry: Receipt([n; 16]).entry("游泳班"), group: 0 }).collect();
    let beacon = Beacon::Public { named: "上证综指11月20日收盘".into(), falls_at: 2, value: "3987.12".into() };
    let record = Record::hold("游泳班", Places::Open { places: 8 }, 1, entries, beacon, Seed(Hash([9; 32]))).unwrap();
    let text = serde_json::to_string(&record).unwrap();

    let held = verify(&text);
    assert!(held.status.success(), "{}", String::from_utf8_lossy(&held.stderr));
    assert_eq!(String::from_utf8_lossy(&held.stdout), "the draw holds: 30 entries, 8 with a place\n");

    let forged = verify(&text.replace("3987.12", "3987.13"));
    assert!(!forged.status.success());
    assert_eq!(String::from_utf8_lossy(&forged.stdout), "the lots are not those that seed, list and beacon give\n");
    for wrong in ["", "{}", "[1]", "\u{feff}", &text[..text.len() / 2], "{\"unionhall_draw\":1e400}"] {
        let output = verify(wrong);
        assert!(!output.status.success() && !String::from_utf8_lossy(&output.stderr).contains("panicked"), "{wrong}");
    }
}

/// Each way of bending what witnesses sealed is named, in words, and fails the command.
#[test]
fn bent_seals_are_named_one_by_one() {
    let entries = (0..30).map(|n| Entry { entry: Receipt([n; 16]).entry("游泳班"), group: 0 }).collect();
    let by = |n: u8, is_opened: bool| {
        let seed = Seed::of_words("游泳班", &format!("{n} 职工代表"), &format!("第{n}句话"));
        Contribution {
            by: format!("{n} 职工代表"),
            commitment: seed.commitment(),
            sealed_at: 50 + i64::from(n),
            seed: is_opened.then_some(seed),
        }
    };
    let mut seeds = vec![by(1, true), by(2, true), by(3, false)];
    seeds.sort_by_key(|s| s.commitment);
    let beacon = Beacon::Sealed { seal_until: 100, open_until: 200, seeds };
    let sound = Record::hold("游泳班", Places::Open { places: 8 }, 100, entries, beacon, Seed(Hash([9; 32]))).unwrap();
    let says = |record: &Record| {
        let said = verify(&serde_json::to_string(record).unwrap());
        (said.status.success(), String::from_utf8_lossy(&said.stdout).into_owned())
    };
    assert_eq!(says(&sound), (true, "the draw holds: 30 entries, 8 with a place\n".to_owned()));
    let bent = |change: &dyn Fn(&mut i64, &mut i64, &mut Vec<Contribution>)| {
        let mut record = sound.clone();
        if let Beacon::Sealed { seal_until, open_until, seeds } = &mut record.beacon {
            change(seal_until, open_until, seeds);
        }
        let (is_sound, said) = says(&record);
        assert!(!is_sound, "{said}");
        said
    };
    fn of(seeds: &mut [Contribution], n: u8) -> &mut Contribution {
        seeds.iter_mut().find(|s| s.by.starts_with(&n.to_string())).unwrap()
    }
    let lots = "the lots are not those that seed, list and beacon give\n";
    assert_eq!(bent(&|_, _, seeds| of(seeds, 1).sealed_at = 100), "1 职工代表 sealed when seals were no longer taken\n");
    assert_eq!(bent(&|_, _, seeds| of(seeds, 1).sealed_at -= 1), lots);
    assert_eq!(
        bent(&|_, _, seeds| of(seeds, 2).seed = Some(Seed(Hash([1; 32])))),
        "the seed opened by 2 职工代表 is not the one sealed\n"
    );
    assert!(bent(&|_, _, seeds| of(seeds, 2).seed = None).starts_with("fewer than two seals were opened; not by "));
    assert_eq!(bent(&|_, _, seeds| seeds.retain(|s| !s.by.starts_with('3'))), lots);
    assert_eq!(
        bent(&|_, _, seeds| seeds.reverse()),
        "the seals do not stand in the order of their commitments, or two have the same\n"
    );
    assert_eq!(
        bent(&|seal, _, _| *seal = 99),
        "seals were taken until before entering closed, or could be opened while they were still taken\n"
    );
    assert_eq!(bent(&|_, open, _| *open = 201), lots);
    let two = bent(&|_, _, seeds| seeds.iter_mut().for_each(|s| s.by = "1 职工代表".into()));
    assert_eq!(two, "fewer than two people sealed seeds, or one sealed twice\n");
}
