use std::time::Duration;

/// Rows written in one transaction: few where the machine is slow or busy, so that nobody waits long for the one writer,
/// many where it is fast, so that not every few hundred rows wait for the disk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace(usize);

/// Few sizes only: each is a statement of its own, prepared once.
const SIZES: [usize; 5] = [100, 200, 400, 800, 1_600];
const FIRST: usize = 2;
/// The writer may be held 50 ms; a transaction that takes half of that is large enough.
const LARGE: Duration = Duration::from_millis(25);
const SMALL: Duration = Duration::from_millis(10);

impl Default for Pace {
    fn default() -> Self {
        Self(FIRST)
    }
}

impl Pace {
    pub fn rows(self) -> usize {
        SIZES[self.0]
    }

    /// What the last transaction took.
    pub fn took(&mut self, took: Duration) {
        if took > LARGE {
            self.0 = self.0.saturating_sub(1);
        } else if took < SMALL {
            self.0 = (self.0 + 1).min(SIZES.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_makes_small_and_fast_makes_large() {
        let mut pace = Pace::default();
        assert_eq!(pace.rows(), 400);
        for _ in 0..9 {
            pace.took(Duration::from_millis(1));
        }
        assert_eq!(pace.rows(), 1_600);
        pace.took(Duration::from_millis(15));
        assert_eq!(pace.rows(), 1_600);
        for _ in 0..9 {
            pace.took(Duration::from_millis(80));
        }
        assert_eq!(pace.rows(), 100);
    }
}
