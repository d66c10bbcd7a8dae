use std::fmt::Write as _;

use askama::Template;
use qrcode::{Color, EcLevel, QrCode};

use crate::html::component;

/// A two-dimensional code (ISO/IEC 18004, error correction M) as a drawing on white ground in both themes.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/qr.html")]
pub struct Qr {
    label: String,
    text: String,
    /// Modules on a side, and the path over the dark ones; `None` for a text no code can hold.
    drawn: Option<(usize, String)>,
}
component!(Qr);

/// The code of `text`; `label` says what it is for. A text longer than a code can hold (2,331 bytes) is printed as text.
#[must_use]
pub fn qr(text: &str, label: impl Into<String>) -> Qr {
    let drawn = QrCode::with_error_correction_level(text, EcLevel::M).ok().map(|code| {
        let side = code.width();
        let colors = code.to_colors();
        let mut path = String::new();
        for (y, row) in colors.chunks(side).enumerate() {
            let mut x = 0;
            while x < side {
                let run = row[x..].iter().take_while(|c| **c == Color::Dark).count();
                if run > 0 {
                    // Writing into a String cannot fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        (side, path)
    });
    Qr { label: label.into(), text: text.to_owned(), drawn }
}
