use std::os::unix::fs::PermissionsExt as _;

use store::{Fault, Keyring, SealedAt, SeededIds, SystemIds};
use uuid::Uuid;

const AT: SealedAt = SealedAt { table: "person", row: Uuid::from_u128(1), column: "phone" };

#[test]
fn the_key_file_is_its_owner_s_alone_and_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let first = Keyring::open(&path, &SystemIds).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&path).unwrap();

    let again = Keyring::open(&path, &SystemIds).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "the file was written over");
    let sealed = first.seal(AT, &SystemIds, "13800138000").unwrap();
    assert_eq!(again.open_sealed(AT, &sealed).unwrap(), "13800138000");
    assert_eq!(first.lookup("phone", "1"), again.lookup("phone", "1"));
    assert_eq!(first.sign("card", "1"), again.sign("card", "1"));
    let other = Keyring::open(&folder.path().join("other.json"), &SystemIds).unwrap();
    assert_ne!(first.sign("card", "1"), other.sign("card", "1"));
    assert!(other.open_sealed(AT, &sealed).is_err());
}

#[test]
fn a_damaged_key_file_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let short = r#"{ "sealing": { "1": "AAAA" }, "lookup": { "1": "AAAA" }, "signing": "AAAA" }"#;
    let none = format!(r#"{{ "sealing": {{}}, "lookup": {{}}, "signing": "{}=" }}"#, "A".repeat(43));
    for damaged in ["", "{", "[]", short, none.as_str(), "\u{0}"] {
        std::fs::write(&path, damaged).unwrap();
        assert!(matches!(Keyring::open(&path, &SystemIds), Err(Fault::Internal(why)) if why.contains("keys.json")), "{damaged}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
    }
    assert!(Keyring::open(&folder.path().join("no/such/folder"), &SystemIds).is_err());
}

#[test]
fn a_new_key_seals_and_the_old_one_still_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let old = Keyring::open(&path, &SeededIds::new(1)).unwrap();
    let (sealed, found) = (old.seal(AT, &SystemIds, "old").unwrap(), old.lookup("phone", "1"));
    let mut file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    for part in ["sealing", "lookup"] {
        file[part]["2"] = format!("{}=", "Q".repeat(42) + "A").into();
    }
    std::fs::write(&path, file.to_string()).unwrap();

    let new = Keyring::open(&path, &SystemIds).unwrap();
    assert_eq!(new.open_sealed(AT, &sealed).unwrap(), "old");
    assert!(!new.is_newest(&sealed) && new.is_newest(&new.seal(AT, &SystemIds, "new").unwrap()));
    assert_ne!(new.lookup("phone", "1"), found);
    assert_eq!(new.lookups("phone", "1"), [new.lookup("phone", "1"), found]);
}
