//! Whoever has a draw's record computes it again with the program itself.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use draw::{Beacon, Entry, Hash, Places, Receipt, Record, Seed};

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
