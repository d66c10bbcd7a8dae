use std::fmt::Write as _;

use super::blueprint::Two;

/// A blueprint being written by a room, from a thing of its own. The keys stand in the order in which they are set.
#[derive(Clone, Debug)]
pub struct Draft {
    head: String,
    set: String,
    /// Tables below `[set]`: they stand behind all its keys.
    rows: String,
}

impl Draft {
    /// `name` is small letters, digits and hyphens.
    #[must_use]
    pub fn new(name: &str, room: &str, title: &Two, what: &Two, whom: &Two) -> Self {
        let mut head = format!("id = {}\nversion = 1\nroom = {}\n", quoted(name), quoted(room));
        for (key, two) in [("title", title), ("what", what), ("whom", whom)] {
            // Writing into a String cannot fail.
            let _ = write!(head, "\n[{key}]\nzh = {}\n", quoted(&two.zh));
            if !two.en.is_empty() {
                let _ = writeln!(head, "en = {}", quoted(&two.en));
            }
        }
        Self { head, set: String::new(), rows: String::new() }
    }

    /// A text; an empty one is left out.
    #[must_use]
    pub fn text(mut self, key: &str, text: &str) -> Self {
        if !text.is_empty() {
            let _ = writeln!(self.set, "{key} = {}", quoted(text));
        }
        self
    }

    #[must_use]
    pub fn number(mut self, key: &str, n: i64) -> Self {
        let _ = writeln!(self.set, "{key} = {n}");
        self
    }

    #[must_use]
    pub fn flag(mut self, key: &str, is: bool) -> Self {
        let _ = writeln!(self.set, "{key} = {is}");
        self
    }

    /// A list of texts; an empty one is left out.
    #[must_use]
    pub fn texts(mut self, key: &str, texts: &[String]) -> Self {
        if !texts.is_empty() {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            let _ = writeln!(self.set, "{key} = [{}]", texts.join(", "));
        }
        self
    }

    /// One more of a list of tables, `[[set.key]]`, filled in like the draft itself.
    #[must_use]
    pub fn row(mut self, key: &str, fill: impl FnOnce(Self) -> Self) -> Self {
        let inner = fill(Self { head: String::new(), set: String::new(), rows: String::new() });
        let _ = write!(self.rows, "\n[[set.{key}]]\n{}", inner.set);
        self
    }

    /// The finished file.
    #[must_use]
    pub fn finish(self) -> String {
        format!("{}\n[set]\n{}{}", self.head, self.set, self.rows)
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text.replace('\r', "")).to_string()
}
