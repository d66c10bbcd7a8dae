//! Full-width forms, as Chinese input methods leave them in numbers and codes, brought back to ASCII.

/// Every full-width ASCII form (`０`, `Ａ`, `－`, `．`, `（` …) and the ideographic space as its ASCII counterpart; all else kept.
pub fn narrow(text: &str) -> String {
    text.chars().map(narrow_char).collect()
}

pub(crate) fn narrow_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
