use crate::house::sources;

/// No SQL text outside `base/store` that one of the two engines reads differently, and no branch on the engine.
#[test]
fn both_engines_read_every_text() {
    let mut faults = Vec::new();
    for (path, text) in sources(&["rs"]) {
        if path.starts_with("base/store/") || path.contains("/tests/") || path.starts_with("base/testkit/") {
            continue;
        }
        faults.extend(store::portable::offences(&text).into_iter().map(|f| format!("{path}:{f}")));
        if text.contains("Engine::Sqlite") || text.contains("Engine::Postgres") || text.contains("get_database_backend") {
            faults.push(format!("{path}: asks which engine runs"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
