//! The tables can be spread over machines, and both engines read every text alike.

use std::path::Path;

#[test]
fn every_key_holds_its_root() {
    assert_eq!(store::schema::lint(challenges::TABLES), Vec::<String>::new());
}

#[test]
fn both_engines_read_every_text() {
    fn walk(folder: &Path, faults: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, faults);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                faults.extend(store::portable::offences(&text).into_iter().map(|f| format!("{}: {f}", path.display())));
            }
        }
    }
    let mut faults = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut faults);
    assert_eq!(faults, Vec::<String>::new());
}
