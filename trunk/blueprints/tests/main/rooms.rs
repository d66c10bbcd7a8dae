//! The files of rooms that are being built, checked against readers that wait here for their room. When the room comes, its file
//! moves there whole (`rules/blueprint.rs`), and its blueprints go on the list of built-in ones.

mod benefits;
mod challenges;
mod drives;

use blueprints::{Reader, check_folder};

const READERS: [Reader; 3] = [benefits::READER, challenges::READER, drives::READER];

const FILES: [(&str, &str); 5] = [
    ("film-tickets.toml", include_str!("../../../../blueprints/film-tickets.toml")),
    ("tooth-cleaning.toml", include_str!("../../../../blueprints/tooth-cleaning.toml")),
    ("weight-loss.toml", include_str!("../../../../blueprints/weight-loss.toml")),
    ("online-walking.toml", include_str!("../../../../blueprints/online-walking.toml")),
    ("cooling-supplies.toml", include_str!("../../../../blueprints/cooling-supplies.toml")),
];

#[test]
fn each_file_is_read_by_its_room_to_the_last_key() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.path().join(name), text).unwrap();
        assert!(text.contains("en = "), "{name} is said in English too");
    }
    assert_eq!(check_folder(folder.path(), &READERS), []);
    // Any key taken for another is told with its line.
    for (name, text) in FILES {
        let wrong = text.replacen("\n[set]\ntitle", "\n[set]\ntitel", 1);
        std::fs::write(folder.path().join(name), &wrong).unwrap();
        let line = wrong.lines().position(|l| l.starts_with("titel")).unwrap() + 1;
        let problems = check_folder(folder.path(), &READERS);
        assert!(problems.iter().any(|p| p.file == name && p.problem.line == line), "{name}: {problems:?}");
        std::fs::write(folder.path().join(name), text).unwrap();
    }
}
