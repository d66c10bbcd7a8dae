use std::fmt::Write as _;

use askama::Template;
use fast_qr::{ECL, QRBuilder};

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
    let drawn = QRBuilder::new(text).ecl(ECL::M).build().ok().map(|code| {
        let side = code.size;
        let mut path = String::new();
        for y in 0..side {
            let row = &code[y][..side];
            let mut x = 0;
            while x < side {
                let run = row[x..].iter().take_while(|module| module.value()).count();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What a camera reads off the drawing, eight pixels a module with the quiet ground around it.
    fn read(drawn: &(usize, String)) -> String {
        let (side, path) = drawn;
        let mut dark = vec![false; side * side];
        for run in path.split('M').filter(|run| !run.is_empty()) {
            let numbers: Vec<usize> = run.split([' ', 'h', 'v']).take(3).map(|n| n.parse().unwrap()).collect();
            let [x, y, length] = numbers[..] else { panic!("{run}") };
            dark[y * side + x..y * side + x + length].fill(true);
        }
        let (scale, quiet) = (8, 4);
        let pixels = (side + 2 * quiet) * scale;
        let is_dark = |x: usize, y: usize| {
            let (x, y) = ((x / scale).wrapping_sub(quiet), (y / scale).wrapping_sub(quiet));
            x < *side && y < *side && dark[y * side + x]
        };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, |x, y| if is_dark(x, y) { 0 } else { 255 });
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1, "{path}");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn what_is_drawn_is_read_again() {
        for n in (1..200).step_by(9) {
            let code: String = (0..n).map(|i| char::from(b'A' + (n * 7 + i * 11) as u8 % 26)).collect();
            for text in [code.clone(), code.to_lowercase(), format!("https://hall.example.cn/verify/{n}?卡=职工之家")] {
                assert_eq!(read(&qr(&text, "x").drawn.unwrap()), text);
            }
        }
    }

    #[test]
    fn what_no_code_can_hold_is_printed() {
        assert!(qr(&"x".repeat(2_331), "x").drawn.is_some());
        assert!(qr(&"x".repeat(2_332), "x").drawn.is_none());
        assert!(qr("", "x").drawn.is_some());
    }
}
