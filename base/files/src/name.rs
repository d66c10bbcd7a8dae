use crate::Media;

/// In characters; a longer name is cut, its ending stays.
const LONGEST: usize = 100;

/// The name under which a file is given out: the sender's own without its folders and without what a file system or a header
/// does not bear, with the ending of what it is.
pub(crate) fn tidy(sent: &str, media: Media) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let held: String = stem.chars().filter(|c| !c.is_control() && !"<>:\"|?*;%".contains(*c) && !is_turning(*c)).collect();
    let held: String = held.trim_matches([' ', '.']).chars().take(LONGEST).collect();
    let stem = if held.is_empty() { "file" } else { held.as_str() };
    format!("{stem}.{}", media.ending())
}

/// Marks that turn the direction of writing make `exe.fdp` of `pdf.exe`.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `attachment` or `inline`, with the name for old and for new programs (RFC 6266, RFC 8187).
pub(crate) fn disposition(name: &str, media: Media) -> String {
    let way = if matches!(media, Media::Pdf | Media::Jpeg) { "inline" } else { "attachment" };
    let encoded: String = name.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    });
    format!("{way}; filename=\"file.{}\"; filename*=UTF-8''{encoded}", media.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_is_and_nothing_else() {
        for (sent, kept) in [
            ("学习资料.PDF", "学习资料.pdf"),
            ("C:\\Users\\wang\\讲义 3.docx", "讲义 3.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("a\u{202e}fdp.exe", "afdp.pdf"),
            ("\"x\"; filename=y.exe", "x filename=y.pdf"),
            ("", "file.pdf"),
            ("..", "file.pdf"),
        ] {
            assert_eq!(tidy(sent, Media::Pdf), kept, "{sent}");
        }
        assert_eq!(tidy(&"长".repeat(500), Media::Docx).chars().count(), LONGEST + 5);
    }

    #[test]
    fn a_header_holds_any_name() {
        assert_eq!(disposition("讲 1.pdf", Media::Pdf), "inline; filename=\"file.pdf\"; filename*=UTF-8''%E8%AE%B2%201.pdf");
        assert!(disposition("表.xlsx", Media::Xlsx).starts_with("attachment; "));
    }
}
