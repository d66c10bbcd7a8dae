use askama::Template;

use crate::Html;
use crate::html::component;

/// How wide and high the ground of a signature is, in the units of its path.
pub const SIGNATURE_WIDTH: u32 = 600;
pub const SIGNATURE_HEIGHT: u32 = 200;

/// A ground to sign on with a finger. Its hidden field gets the strokes as `M12 30L13 31…`, whole numbers within
/// [`SIGNATURE_WIDTH`] × [`SIGNATURE_HEIGHT`]. Without script it does not show, so the form around it offers paper as well.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/signature.html")]
pub struct Signature {
    name: String,
    label: String,
    again: String,
}
component!(Signature);

impl Signature {
    /// `label` is read out in place of the picture; `again` is the word on the button that wipes it.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>, again: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), again: again.into() }
    }
}

/// A signature as it was drawn, as high as a line of a table. `path` was checked by whoever took it in.
#[must_use]
pub fn drawn(path: &str, label: &str) -> Html {
    Html::trusted(format!(
        "<svg class=\"signed\" viewBox=\"0 0 {SIGNATURE_WIDTH} {SIGNATURE_HEIGHT}\" role=\"img\" aria-label=\"{}\"><path d=\"{}\"/></svg>",
        Html::from(label),
        Html::from(path)
    ))
}
