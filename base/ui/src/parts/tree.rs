use askama::Template;

use crate::Html;
use crate::html::component;

/// The federation as a tree of native `<details>`: it opens without a script, and children that are not on the page yet
/// come from their own address, by a link or, where there is a script, in place.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/tree.html")]
pub struct Tree {
    label: String,
    branches: Vec<Branch>,
}
component!(Tree);

/// One place of a tree.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/branch.html")]
pub struct Branch {
    id: String,
    href: String,
    label: String,
    count: String,
    here: bool,
    below: Below,
}
component!(Branch);

#[derive(Clone, Debug)]
enum Below {
    Nothing,
    Branches { open: bool, branches: Vec<Branch> },
    Elsewhere(String),
}

impl Tree {
    /// `label` names the whole for those who hear the page.
    #[must_use]
    pub fn new(label: impl Into<String>, branches: impl IntoIterator<Item = Branch>) -> Self {
        Self { label: label.into(), branches: branches.into_iter().collect() }
    }
}

impl Branch {
    /// A place without anything below it. `id` is unique in the tree.
    #[must_use]
    pub fn new(id: impl ToString, href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.to_string(),
            href: href.into(),
            label: label.into(),
            count: String::new(),
            here: false,
            below: Below::Nothing,
        }
    }

    /// A number at the end of the line, formatted.
    #[must_use]
    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = count.into();
        self
    }

    /// The page is about this place.
    #[must_use]
    pub fn here(mut self, here: bool) -> Self {
        self.here = here;
        self
    }

    /// With these places below it, shown when `open`.
    #[must_use]
    pub fn over(mut self, branches: impl IntoIterator<Item = Self>, open: bool) -> Self {
        self.below = Below::Branches { open, branches: branches.into_iter().collect() };
        self
    }

    /// What is below stands at `href`: a page that shows this same branch, of the same id, opened.
    #[must_use]
    pub fn over_there(mut self, href: impl Into<String>) -> Self {
        self.below = Below::Elsewhere(href.into());
        self
    }

    fn opened(&self) -> Html {
        match &self.below {
            Below::Branches { branches, .. } => Html::trusted(Opened { id: &self.id, branches }.to_string()),
            Below::Nothing | Below::Elsewhere(_) => Html::default(),
        }
    }
}

/// What is below a branch, in the element that takes the place of an unopened one.
#[derive(Template)]
#[template(path = "ui/branch_below.html")]
struct Opened<'a> {
    id: &'a str,
    branches: &'a [Branch],
}
