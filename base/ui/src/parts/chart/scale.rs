use i18n::Voice;

/// Round marks of an axis from 0 to at least `most`: steps of 1, 2 or 5 times a power of ten, at most five of them.
pub(super) fn marks(most: i64) -> Vec<i64> {
    let most = most.max(1);
    let mut power = 1_i64;
    loop {
        for step in [power, power.saturating_mul(2), power.saturating_mul(5)] {
            if most.div_euclid(step) + i64::from(most % step != 0) <= 5 {
                let top = most.div_euclid(step) + i64::from(most % step != 0);
                return (0..=top).map(|i| i * step).collect();
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Where `value` stands between `low` (at 0) and `high` (at `top`), in whole pixels.
pub(super) fn height(value: i64, top: i64, low: i32, high: i32) -> i32 {
    let share = value.clamp(0, top.max(1)) as f64 / top.max(1) as f64;
    low - (share * f64::from(low - high)).round() as i32
}

/// A measure in hundredths as it is written: `78.6`, `12,345`, a true minus sign for negatives.
#[must_use]
pub fn decimal(v: &Voice, hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths.unsigned_abs() % 100);
    // Between nought and minus one the whole part has lost its sign.
    let minus = if hundredths < 0 && whole == 0 { "−" } else { "" };
    match rest {
        0 => v.number(whole),
        rest if rest.is_multiple_of(10) => format!("{minus}{}.{}", v.number(whole), rest / 10),
        rest => format!("{minus}{}.{rest:02}", v.number(whole)),
    }
}

#[cfg(test)]
mod tests {
    use i18n::{Lang, Words};

    use super::{decimal, height, marks};

    #[test]
    fn hundredths_are_written_without_needless_zeros() {
        let v = Words::load(&[]).unwrap().voice(Lang::Zh);
        let written = [7860, 7805, -50, -150, 123_400, 0].map(|n| decimal(&v, n));
        assert_eq!(written, ["78.6", "78.05", "−0.5", "−1.5", "1,234", "0"]);
    }

    #[test]
    fn marks_are_round_and_reach_the_most() {
        assert_eq!(marks(2106), [0, 500, 1000, 1500, 2000, 2500]);
        assert_eq!(marks(7), [0, 2, 4, 6, 8]);
        assert_eq!(marks(0), [0, 1]);
        assert_eq!(marks(5), [0, 1, 2, 3, 4, 5]);
        assert!(marks(i64::MAX / 4).len() <= 6);
    }

    #[test]
    fn heights_stay_inside() {
        assert_eq!(height(0, 100, 192, 20), 192);
        assert_eq!(height(100, 100, 192, 20), 20);
        assert_eq!(height(-5, 100, 192, 20), 192);
        assert_eq!(height(500, 100, 192, 20), 20);
    }
}
