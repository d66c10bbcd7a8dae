//! What a password must be: long. Nothing is asked about its letters (NIST SP 800-63B, 5.1.1.2), but it is not the number it
//! is used with, and not one symbol over and over.

use store::FieldFault;

pub(crate) const SHORTEST: usize = 10;
pub(crate) const LONGEST: usize = 200;

/// Whether this may be somebody's password. `phone`: 11 digits.
pub(crate) fn accept(password: &str, again: &str, phone: &str) -> Result<(), FieldFault> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(FieldFault::new("password", "membership-password-short").with("least", SHORTEST).with("most", LONGEST));
    }
    let first = password.chars().next();
    if password.contains(phone) || password.chars().all(|c| Some(c) == first) {
        return Err(FieldFault::new("password", "membership-password-weak"));
    }
    if password != again {
        return Err(FieldFault::new("again", "membership-password-differs"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_not_the_number() {
        let phone = "13800138000";
        assert!(accept("一二三四五六七八九十", "一二三四五六七八九十", phone).is_ok());
        for (password, field) in
            [("short", "password"), ("13800138000", "password"), ("aaaaaaaaaaaa", "password"), ("correct horse", "again")]
        {
            assert_eq!(accept(password, "other", phone).unwrap_err().field, field);
        }
    }
}
