//! A record is what it was when the draw was held, or it does not hold.

use draw::{Flaw, Places, Receipt, Record, Share};

use crate::{entry, held, lottery, sealed, seed};

fn records() -> Vec<Record> {
    let entries = || (0..12).map(|n| entry(n, n % 3)).collect::<Vec<_>>();
    let few = |pairs: [(u32, u32); 2]| pairs.map(|(group, places)| Share { group, places }).to_vec();
    vec![
        held(Places::Open { places: 4 }, entries(), lottery("03 09 17"), 1),
        held(Places::Shares { places: 6, shares: few([(0, 2), (7, 1)]) }, entries(), sealed(), 2),
        held(Places::Caps { places: 6, caps: few([(1, 1), (9, 3)]) }, entries(), lottery("8"), 3),
        held(Places::Open { places: 0 }, Vec::new(), sealed(), 4),
    ]
}

#[test]
fn a_record_read_again_holds() {
    for record in records() {
        let text = serde_json::to_string(&record).unwrap();
        let read: Record = serde_json::from_str(&text).unwrap();
        assert_eq!(read, record);
        assert_eq!(read.verify(), Ok(()));
    }
}

#[test]
fn no_letter_of_a_record_can_be_changed() {
    // Where nobody entered nothing was drawn, so nothing hangs on the seed's letters.
    for record in records().into_iter().filter(|r| !r.entries.is_empty()) {
        let text = serde_json::to_string(&record).unwrap();
        let (mut tried, mut changed) = (0, 0);
        for (at, letter) in text.char_indices().filter(|(_, c)| c.is_ascii_digit() || !c.is_ascii()) {
            for other in ["0", "1", "9", "甲"].into_iter().filter(|other| *other != letter.to_string()) {
                let forged = format!("{}{other}{}", &text[..at], &text[at + letter.len_utf8()..]);
                tried += 1;
                let Ok(read) = serde_json::from_str::<Record>(&forged) else { continue };
                changed += 1;
                assert!(read == record || read.verify().is_err(), "{forged}");
            }
        }
        assert!(tried > changed && changed > 40, "{changed} of {tried}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let [plain, ..] = &records()[..] else { panic!() };
    let wrong = |change: &dyn Fn(&mut Record), of: &Record| {
        let mut record = of.clone();
        change(&mut record);
        record.verify().unwrap_err()
    };
    assert_eq!(wrong(&|r| r.unionhall_draw = 2, plain), [Flaw::Shape(2)]);
    assert_eq!(wrong(&|r| r.seed = seed(99), plain), [Flaw::Commitment]);
    assert_eq!(wrong(&|r| r.entries.reverse(), plain), [Flaw::Order, Flaw::List]);
    assert_eq!(wrong(&|r| r.entries.truncate(11), plain), [Flaw::List]);
    assert_eq!(wrong(&|r| r.lots.swap(0, 1), plain), [Flaw::Lots]);
    assert_eq!(wrong(&|r| r.beacon = lottery(" "), plain), [Flaw::BeaconMissing]);
    assert_eq!(wrong(&|r| r.closed_at = 2_000, plain), [Flaw::BeaconEarly]);
    assert_eq!(
        wrong(&|r| r.places = Places::Shares { places: 1, shares: vec![Share { group: 0, places: 2 }] }, plain),
        [Flaw::Shares]
    );
}

#[test]
fn whoever_has_the_receipt_finds_his_entry_and_nobody_else_does() {
    let receipt = Receipt([7; 16]);
    let record =
        held(Places::Open { places: 1 }, vec![draw::Entry { entry: receipt.entry("焊工班2026"), group: 0 }], sealed(), 1);
    assert_eq!(record.lots[0].entry, receipt.entry("焊工班2026"));
    assert_ne!(receipt.entry("焊工班2026"), receipt.entry("焊工班2027"), "one receipt must not tie two draws together");
    assert_eq!(format!("{receipt:?} {:?}", seed(1)), "Receipt(…) Seed(…)");
}
