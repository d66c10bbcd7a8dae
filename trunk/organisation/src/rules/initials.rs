use pinyin::ToPinyin as _;

/// The first letters of a name as people type them: `石家庄市总工会` → `sjzszgh`. Latin letters and digits stand for
/// themselves, anything else is left out.
pub fn initials(name: &str) -> String {
    name.chars()
        .filter_map(|c| {
            if c.is_ascii_alphanumeric() {
                return Some(c.to_ascii_lowercase());
            }
            c.to_pinyin().and_then(|p| p.plain().chars().next())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn names_are_found_by_first_letters() {
        assert_eq!(initials("石家庄市总工会"), "sjzszgh");
        assert_eq!(initials("E2E工会（试点）"), "e2eghsd");
    }
}
