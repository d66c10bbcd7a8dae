use i18n::Voice;

const KB: i64 = 1024;

/// How large a file is, as one says it: `86 KB`, `1.4 MB`; never nothing.
#[must_use]
pub fn size(v: &Voice, bytes: i64) -> String {
    if bytes < KB * KB {
        return v.t1("files-kb", "n", (bytes / KB).max(1));
    }
    let tenths = bytes * 10 / (KB * KB);
    v.t1("files-mb", "n", format!("{}.{}", tenths / 10, tenths % 10))
}
