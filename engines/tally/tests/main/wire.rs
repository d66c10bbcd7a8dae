use proptest::prelude::*;
use tally::{Damaged, Delta, FLAT, Held, Page, unite};

fn page() -> Page {
    let mut page = Page::default();
    let mut delta = Delta::default();
    delta.sums.add(3, -7, 2);
    delta.sums.add(9, i64::MAX, 1);
    delta.days.add(31, 4);
    delta.come[0] = vec![-5, 0, 1 << 40];
    delta.come[1] = (0..FLAT as i64 + 1).collect();
    assert_eq!(page.add("讲座", delta).len(), 1);
    page.counted("讲座", 1, FLAT as u64 + 1, 0);
    page
}

#[test]
fn a_page_is_read_as_it_was_written() {
    let page = page();
    assert_eq!(page.cell("讲座").map(|c| &c.held[1]), Some(&Held::Blocks(FLAT as u64 + 1)));
    assert_eq!(Page::from_bytes(&page.to_bytes()), Ok(page));
    assert_eq!(Page::from_bytes(&Page::default().to_bytes()), Ok(Page::default()));
}

proptest! {
    /// Whatever stands in the row, reading it ends in an answer.
    #[test]
    fn damaged_bytes_are_refused_or_read(cut in 0..400_usize, at in 0..400_usize, with: u8) {
        let mut bytes = page().to_bytes();
        let at = at % bytes.len();
        bytes[at] = with;
        let _ = Page::from_bytes(&bytes);
        bytes.truncate(cut % bytes.len());
        if bytes.len() < 2 {
            prop_assert_eq!(Page::from_bytes(&bytes).is_ok(), bytes.len() == 1 && bytes[0] == 1);
        }
        let _ = unite(Some(&bytes), &[1]);
    }
}

#[test]
fn a_set_that_is_none_is_refused() {
    assert_eq!(unite(Some(b"no set"), &[1]), Err(Damaged));
    assert_eq!(Page::from_bytes(b""), Err(Damaged));
}
