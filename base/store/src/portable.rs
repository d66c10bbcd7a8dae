//! The grep that keeps SQL texts portable: what one of the two engines reads differently, or not at all.

const OFFENCES: [(&str, &str); 14] = [
    (" LIKE ", "LIKE folds case on one engine only"),
    (" ILIKE ", "PostgreSQL only"),
    ("NOW()", "the time comes from the clock handed in"),
    ("CURRENT_TIMESTAMP", "the time comes from the clock handed in"),
    (" ANY(", "PostgreSQL only"),
    (" ANY (", "PostgreSQL only"),
    ("GREATEST(", "PostgreSQL only"),
    ("LEAST(", "PostgreSQL only"),
    ("OR REPLACE INTO", "SQLite only"),
    ("OR IGNORE INTO", "SQLite only"),
    ("DISTINCT ON", "PostgreSQL only"),
    ("GROUP_CONCAT(", "SQLite only"),
    ("STRING_AGG(", "PostgreSQL only"),
    ("IFNULL(", "SQLite only; COALESCE is both"),
];

const VERBS: [&str; 6] = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH ", "CREATE "];

/// What is not portable in the SQL texts of one source file, as `line: text: why`.
#[must_use]
pub fn offences(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for (number, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or(line);
        // A text runs from a line with a verb inside quotes to the line that ends the statement.
        let opens = code.contains('"') && VERBS.iter().any(|verb| code.contains(verb));
        inside = inside || opens;
        if inside {
            let upper = code.to_uppercase();
            for (word, why) in OFFENCES {
                // A method of that name is our own clock.
                if upper.match_indices(word).any(|(at, _)| !upper[..at].ends_with('.')) {
                    found.push(format!("{}: {}: {why}", number + 1, word.trim()));
                }
            }
            if let Some(cast) = code
                .split("::")
                .nth(1)
                .filter(|rest| ["text", "int", "bigint", "date", "uuid"].iter().any(|t| rest.starts_with(t)))
                && !code.contains("use ")
                && !cast.contains("::")
            {
                found.push(format!("{}: `::` cast: CAST is both", number + 1));
            }
        }
        if code.contains("\";") || code.contains("\",") || code.contains("\")") || code.trim_end().ends_with('"') {
            inside = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::offences;

    #[test]
    fn foreign_words_are_found_in_sql_only() {
        assert_eq!(offences("let sql = \"SELECT a FROM b WHERE c ILIKE $1\";").len(), 1);
        assert_eq!(offences("let sql = \"SELECT a \\\n FROM b WHERE c = ANY ($1)\";").len(), 1);
        assert_eq!(offences("let sql = \"SELECT a::text FROM b\";").len(), 1);
        assert!(offences("// people LIKE this; SELECT one\nlet x = now();").is_empty());
        assert!(offences("let sql = \"SELECT COALESCE(a, 0) FROM b\";\nlet t = clock.now();").is_empty());
    }
}
