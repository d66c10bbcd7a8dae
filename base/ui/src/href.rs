use std::fmt;

/// An address with its query, built by pairs so that nothing typed by a person can break out of it.
///
/// ```
/// # use ui::Href;
/// let people = Href::new("/people").with("q", "王 师傅").with("page", 1);
/// assert_eq!(people.to_string(), "/people?q=%E7%8E%8B+%E5%B8%88%E5%82%85&page=1");
/// assert_eq!(people.with("page", 2).without("q").to_string(), "/people?page=2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href {
    path: String,
    query: Vec<(String, String)>,
}

impl Href {
    /// The path, without a query.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), query: Vec::new() }
    }

    /// The same address with this pair, in place of an earlier one of the same name.
    #[must_use]
    pub fn with(&self, name: &str, value: impl ToString) -> Self {
        let value = value.to_string();
        let mut address = self.clone();
        match address.query.iter_mut().find(|(n, _)| n == name) {
            Some(pair) => pair.1 = value,
            None => address.query.push((name.to_owned(), value)),
        }
        address
    }

    /// The same address without the pair of this name.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut address = self.clone();
        address.query.retain(|(n, _)| n != name);
        address
    }

    /// The pairs, for the hidden fields of a form that goes to the same address.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.query
    }

    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        let query: Vec<&(String, String)> = self.query.iter().filter(|(_, v)| !v.is_empty()).collect();
        if query.is_empty() {
            return Ok(());
        }
        write!(f, "?{}", serde_urlencoded::to_string(query).map_err(|_| fmt::Error)?)
    }
}

impl From<Href> for String {
    fn from(address: Href) -> Self {
        address.to_string()
    }
}

impl From<&Href> for String {
    fn from(address: &Href) -> Self {
        address.to_string()
    }
}
