use organisation::{Answering, Scope};
use ui::{Button, Html};
use web::Ask;

/// A section in the right column of the desk.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    /// Where the title's line leads, and the word for it.
    pub link: Option<ui::Link>,
    pub body: Html,
}

/// What a room puts beside the tasks of the desk: this month's figures, today's sessions. The application introduces them.
pub trait Aside: Send + Sync {
    /// The sections for this reader, in the reader's language. One that fails is left out; the desk opens all the same.
    fn sections<'a>(&'a self, ask: &'a Ask, scope: &'a Scope) -> Answering<'a, Vec<Section>>;

    /// What this reader may begin from the desk. Of all asides together one at most is [`Button::main`].
    fn acts(&self, _ask: &Ask, _scope: &Scope) -> Vec<Button> {
        Vec::new()
    }
}
