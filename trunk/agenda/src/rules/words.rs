/// Words that all must be found, whatever their case.
pub(crate) struct Words(Vec<String>);

/// More than this is no search.
const MOST: usize = 8;

impl Words {
    pub fn new(typed: &str) -> Self {
        Self(typed.split_whitespace().take(MOST).map(str::to_lowercase).collect())
    }

    pub fn are_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn are_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        self.0.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn all_words_must_stand_somewhere() {
        let found = |typed| Words::new(typed).are_in(&["AI 工具入门", "岳麓区"]);
        assert!(found("ai 岳麓") && found("") && found("　入门　"));
        assert!(!found("ai 雨花"));
        assert!(Words::new(" \u{3000} ").are_empty());
    }
}
