use store::Instant;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// The house's clock on the wall: UTC+08:00.
const HOUSE_MS: i64 = 8 * 3_600_000;

/// How often a schedule comes round. Its instants are fixed on the time line, so all processes mean the same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    every_ms: i64,
    offset_ms: i64,
}

impl Period {
    /// Every so many minutes; 0 counts as 1.
    #[must_use]
    pub const fn minutes(minutes: u32) -> Self {
        let minutes = if minutes == 0 { 1 } else { minutes };
        Self { every_ms: minutes as i64 * MINUTE_MS, offset_ms: 0 }
    }

    /// Every day at this time of the house, e.g. `daily_at(3, 30)`.
    #[must_use]
    pub const fn daily_at(hour: u8, minute: u8) -> Self {
        Self { every_ms: DAY_MS, offset_ms: (hour as i64 * 60 + minute as i64) * MINUTE_MS - HOUSE_MS }
    }

    /// The first instant of the schedule after `now`, unix milliseconds.
    #[must_use]
    pub const fn next_after(self, now: Instant) -> Instant {
        ((now - self.offset_ms).div_euclid(self.every_ms) + 1) * self.every_ms + self.offset_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_keep_the_house_s_hours() {
        let noon = 20_775 * DAY_MS + 4 * 3_600_000;
        assert_eq!(Period::daily_at(3, 30).next_after(noon), noon + (15 * 60 + 30) * MINUTE_MS);
        assert_eq!(Period::daily_at(12, 0).next_after(noon), noon + DAY_MS);
        assert_eq!(Period::daily_at(12, 1).next_after(noon), noon + MINUTE_MS);
        assert_eq!(Period::minutes(15).next_after(noon), noon + 15 * MINUTE_MS);
        assert_eq!(Period::minutes(15).next_after(noon - 1), noon);
        assert_eq!(Period::minutes(0).next_after(-1), 0);
    }
}
