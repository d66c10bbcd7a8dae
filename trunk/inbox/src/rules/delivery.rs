//! When a notice goes out by another channel.

use store::Instant;

use crate::rows::preference::Hours;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// The house's clock is UTC+08:00.
const HOUSE_MS: i64 = 8 * HOUR_MS;
/// The hour of the one message a day, for those who want one; later when it is still quiet then.
const DIGEST_HOUR: i64 = 8;

/// The instant (unix milliseconds) at which what is told `now` goes out. What is urgent goes at once: it would come too late
/// in the morning, and whoever writes it answers for the word. Anything else waits for the day's one message, where the person
/// wants that, and in any case for the end of the quiet hours.
#[must_use]
pub fn send_at(now: Instant, urgent: bool, hours: Hours) -> Instant {
    if urgent {
        return now;
    }
    let at = if hours.digest { next(now, DIGEST_HOUR) } else { now };
    if is_quiet(at, hours) { next(at, i64::from(hours.quiet_until)) } else { at }
}

/// Whether nothing may ring at this instant. The first hour is quiet from its first minute, the last one is over with it.
#[must_use]
pub fn is_quiet(at: Instant, hours: Hours) -> bool {
    let of_day = (at.saturating_add(HOUSE_MS)).rem_euclid(DAY_MS);
    let (from, until) = (i64::from(hours.quiet_from) * HOUR_MS, i64::from(hours.quiet_until) * HOUR_MS);
    if from <= until { (from..until).contains(&of_day) } else { of_day >= from || of_day < until }
}

/// The first full `hour` of the house after this instant.
fn next(at: Instant, hour: i64) -> Instant {
    let offset = hour * HOUR_MS - HOUSE_MS;
    ((at - offset).div_euclid(DAY_MS) + 1) * DAY_MS + offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026-11-18 00:00 in the house.
    const MIDNIGHT: i64 = 20_775 * DAY_MS - HOUSE_MS;

    fn at(hour: i64, minute: i64) -> i64 {
        MIDNIGHT + hour * HOUR_MS + minute * 60_000
    }

    #[test]
    fn nobody_is_rung_at_night() {
        let hours = Hours::default();
        assert_eq!(send_at(at(12, 0), false, hours), at(12, 0));
        assert_eq!(send_at(at(20, 59), false, hours), at(20, 59));
        assert_eq!(send_at(at(21, 0), false, hours), at(32, 0));
        assert_eq!(send_at(at(7, 59), false, hours), at(8, 0));
        assert_eq!(send_at(at(8, 0), false, hours), at(8, 0));
        assert_eq!(send_at(at(23, 0), true, hours), at(23, 0));
    }

    #[test]
    fn a_day_comes_in_one_message() {
        let hours = Hours { digest: true, ..Hours::default() };
        assert_eq!(send_at(at(7, 0), false, hours), at(8, 0));
        assert_eq!(send_at(at(8, 0), false, hours), at(32, 0));
        assert_eq!(send_at(at(22, 0), false, hours), at(32, 0));
        // Somebody who works at night and sleeps until two.
        let late = Hours { quiet_from: 6, quiet_until: 14, digest: true };
        assert_eq!(send_at(at(3, 0), false, late), at(14, 0));
        assert_eq!(send_at(at(9, 0), false, late), at(38, 0));
    }

    proptest! {
        #[test]
        fn it_goes_soon_and_never_when_quiet(
            now in 0_i64..4_000_000_000_000, urgent: bool, quiet_from in 0_u8..24, quiet_until in 0_u8..24, digest: bool
        ) {
            let hours = Hours { quiet_from, quiet_until, digest };
            let sent = send_at(now, urgent, hours);
            prop_assert!(sent >= now && sent <= now + 2 * DAY_MS);
            prop_assert!(urgent == (sent == now) || !urgent);
            prop_assert!(urgent || !is_quiet(sent, hours));
            if !urgent && !digest {
                prop_assert_eq!(send_at(sent, false, hours), sent);
                prop_assert_eq!(sent == now, !is_quiet(now, hours));
            }
            if quiet_from == quiet_until && !digest {
                prop_assert_eq!(sent, now);
            }
        }

        #[test]
        fn what_is_told_between_two_digests_goes_together(day in 0_i64..40_000, a in 0_i64..DAY_MS, b in 0_i64..DAY_MS) {
            let hours = Hours { digest: true, ..Hours::default() };
            let begin = day * DAY_MS + DIGEST_HOUR * HOUR_MS - HOUSE_MS;
            prop_assert_eq!(send_at(begin + a, false, hours), send_at(begin + b, false, hours));
        }
    }
}
