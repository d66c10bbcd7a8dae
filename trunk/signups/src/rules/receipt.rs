//! A receipt as people copy it.

use draw::Receipt;

/// What seems no receipt is told so without being tried at length.
pub(crate) const LONGEST: usize = 100;

/// 32 hexadecimal digits, however they were copied.
pub(crate) fn read(text: &str) -> Option<Receipt> {
    let digits: String = text.chars().take(LONGEST).filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.len() != 32 || !digits.is_ascii() {
        return None;
    }
    let mut bytes = [0; 16];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(n * 2..n * 2 + 2)?, 16).ok()?;
    }
    Some(Receipt(bytes))
}
