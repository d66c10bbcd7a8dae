//! A drawn signature: strokes of points. What came from a device is read into numbers and written anew, so that nothing a device
//! sent reaches a page as it was sent.

use store::FieldFault;

/// Letters of a path; a long name drawn slowly has about 6,000.
const LONGEST_PATH: usize = 30_000;
const MOST_POINTS: usize = 4_000;
/// A dot or a dash is no signature: it is at least so wide, in the units of the ground.
const LEAST_WIDTH: u32 = 40;
const LEAST_POINTS: usize = 8;

/// The path of a signature as it may stand in a page: `M12 30L13 31…`, whole numbers on the ground of [`ui::Signature`].
///
/// # Errors
/// Beside `signature`: nothing drawn, too short, too long, or no such path.
pub(crate) fn read(text: &str) -> Result<String, FieldFault> {
    let fault = |key| FieldFault::new("signature", key);
    if text.is_empty() {
        return Err(fault("drives-signature-missing"));
    }
    if text.len() > LONGEST_PATH {
        return Err(fault("drives-signature-long"));
    }
    let points = points(text).ok_or_else(|| fault("drives-signature-unreadable"))?;
    if points.len() > MOST_POINTS {
        return Err(fault("drives-signature-long"));
    }
    let xs = || points.iter().map(|(_, x, _)| *x);
    let width = xs().max().unwrap_or(0) - xs().min().unwrap_or(0);
    if points.len() < LEAST_POINTS || width < LEAST_WIDTH {
        return Err(fault("drives-signature-short"));
    }
    Ok(points.iter().map(|(mark, x, y)| format!("{mark}{x} {y}")).collect())
}

fn points(text: &str) -> Option<Vec<(char, u32, u32)>> {
    let mut points = Vec::new();
    let mut rest = text;
    while let Some(mark) = rest.chars().next() {
        if !matches!(mark, 'M' | 'L') || (points.is_empty() && mark == 'L') {
            return None;
        }
        let body = rest.get(1..)?;
        let end = body.find(['M', 'L']).unwrap_or(body.len());
        let (x, y) = body.get(..end)?.split_once(' ')?;
        points.push((mark, whole(x, ui::SIGNATURE_WIDTH)?, whole(y, ui::SIGNATURE_HEIGHT)?));
        rest = body.get(end..)?;
    }
    (!points.is_empty()).then_some(points)
}

fn whole(text: &str, most: u32) -> Option<u32> {
    let is_digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| is_digits && *n <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_taken_and_nothing_else_is() {
        let good: String = (0..20).map(|n| format!("{}{} {}", if n % 7 == 0 { 'M' } else { 'L' }, n * 10, 100 - n)).collect();
        assert_eq!(read(&good).unwrap(), good);
        let key = |text: &str| read(text).unwrap_err().key;
        assert_eq!(
            (key(""), key("M1 1"), key(&format!("{good}M"))),
            ("drives-signature-missing", "drives-signature-short", "drives-signature-unreadable")
        );
        let hostile = [
            "<script>alert(1)</script>",
            "M0 0\"/><script>",
            "M0 0L-1 5",
            "M0 0L601 5",
            "M0 0L5 201",
            "M0 0L1.5 3",
            "M0 0C1 1 2 2 3 3",
            "L0 0L1 1",
            "M0 0L１ 2",
            "M0 0 L1 1",
            "签名",
            "M0 0Z",
            "M+1 1",
        ];
        for text in hostile {
            assert_eq!(key(text), "drives-signature-unreadable", "{text}");
        }
        assert_eq!(key(&good.repeat(400)), "drives-signature-long");
    }
}
