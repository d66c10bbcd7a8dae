//! What holds of every text.

use proptest::prelude::*;
use prose::{Figure, Measure, Value, read};

/// Signs that mean something here, in any order.
const SIGNS: &str = "0123456789０５.,:+-~×%％¥〇零一二两三四五六七八九十百千万亿几数余多来第届年月日天个场次人名位家支门节成元大半近超约不到左右以上分之点至到“”《》\"()、,。\n 页共-3wWk";

fn holds(text: &str) {
    let signs: Vec<char> = text.chars().collect();
    let mut last = 0;
    for Figure { start, end, text, value, value_max, .. } in read(text) {
        assert!(last <= start && start < end && end <= signs.len());
        assert_eq!(signs[start..end].iter().collect::<String>(), text);
        assert!(value_max.is_none_or(|most| value < most));
        last = end;
    }
}

fn of_signs() -> impl Strategy<Value = String> {
    let signs: Vec<char> = SIGNS.chars().collect();
    proptest::collection::vec(proptest::sample::select(signs), 0..60).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Figures stand in order, inside the text, and their words are the text's own.
    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_row_of_numerals_and_units_can_be_read(text in of_signs()) {
        holds(&text);
    }

    /// A number in digits is itself, wherever it stands.
    #[test]
    fn a_plain_number_is_read_as_it_is(n in 1u64..1_000_000_000, before in "[的在为对向]{0,3}", after in "[的，。]{1,3}") {
        let figures = read(&format!("{before}{n}名{after}"));
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!(figures[0].value, Value::whole(n));
        prop_assert_eq!(figures[0].measure, Measure::People);
        prop_assert_eq!(figures[0].start, before.chars().count());
    }

    /// The same number as it is spoken.
    #[test]
    fn a_spoken_number_is_the_same(n in 3u64..1_000_000) {
        let spoken = codes::numerals::ordinary(n);
        let figures = read(&format!("共{spoken}场"));
        prop_assert_eq!(figures.len(), 1, "{}", spoken);
        prop_assert_eq!(figures[0].value, Value::whole(n), "{}", spoken);
    }
}

/// A long text without any punctuation is no slower by the figure than one with.
#[test]
fn a_text_without_end_is_read() {
    let text = "开展活动300余场次覆盖职工".repeat(2_000);
    assert_eq!(read(&text).len(), 2_000);
    holds(&"“".repeat(5_000));
    holds(&"三".repeat(50_000));
    holds(&"9".repeat(50_000));
    holds(&"1\n\n1、".repeat(5_000));
}
