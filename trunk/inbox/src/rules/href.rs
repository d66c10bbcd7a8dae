use store::{Fault, Outcome};

const LONGEST: usize = 500;

/// A place of this house, as `/members/7?x=1`: what is opened by a notice leads nowhere else, whoever wrote it.
///
/// # Errors
/// [`Fault::Internal`]: the room that wrote it has a defect.
pub(crate) fn within_the_house(href: &str) -> Outcome<()> {
    let is_path = href.starts_with('/') && !href.starts_with("//") && !href.contains(['\\', '\r', '\n', '\t', ' ']);
    if href.is_empty() || (is_path && href.len() <= LONGEST) {
        Ok(())
    } else {
        Err(Fault::Internal(format!("{href:?} is no place of the house")))
    }
}

#[cfg(test)]
mod tests {
    use super::within_the_house;

    #[test]
    fn no_link_leads_out() {
        for good in ["", "/", "/members/7?x=1#y"] {
            assert!(within_the_house(good).is_ok(), "{good}");
        }
        for bad in ["//elsewhere", "https://elsewhere", "members", "/\\elsewhere", "/a b", "/a\r\nset-cookie: x", "javascript:1"]
        {
            assert!(within_the_house(bad).is_err(), "{bad}");
        }
    }
}
