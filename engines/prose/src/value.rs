//! A number as it was written, without the rounding of binary fractions: 654.3万 is 6,543,000 exactly.

use std::fmt;

use serde::{Serialize, Serializer};

/// `digits` × 10^-`decimals`, without zeros at the end of the fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    digits: u64,
    decimals: u8,
}

/// Shares such as two thirds are given to two decimals of a percent.
const SHARE_DECIMALS: u8 = 2;
const HUNDRED: u64 = 100;

impl Value {
    pub const fn whole(digits: u64) -> Value {
        Value { digits, decimals: 0 }
    }

    /// The digits before and behind the point; `None` beyond 2^64.
    pub(crate) fn written(whole: &str, fraction: &str) -> Option<Value> {
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}").parse().ok()?;
        Some(Value { digits, decimals: u8::try_from(fraction.len()).ok()? })
    }

    pub(crate) fn times(self, factor: u64) -> Option<Value> {
        let (mut factor, mut decimals) = (factor, self.decimals);
        while decimals > 0 && factor.is_multiple_of(10) {
            (factor, decimals) = (factor / 10, decimals - 1);
        }
        Some(Value { digits: self.digits.checked_mul(factor)?, decimals }.shortest())
    }

    pub(crate) fn plus(self, other: Value) -> Option<Value> {
        let decimals = self.decimals.max(other.decimals);
        let aligned = |v: Value| v.digits.checked_mul(10u64.checked_pow(u32::from(decimals - v.decimals))?);
        Some(Value { digits: aligned(self)?.checked_add(aligned(other)?)?, decimals }.shortest())
    }

    /// `part` of `of` in percent, rounded; `None` of nothing.
    pub(crate) fn share(part: u64, of: u64) -> Option<Value> {
        let scaled = part.checked_mul(HUNDRED * 10u64.pow(u32::from(SHARE_DECIMALS)))?;
        let digits = scaled.checked_add(of / 2)?.checked_div(of)?;
        Some(Value { digits, decimals: SHARE_DECIMALS }.shortest())
    }

    fn shortest(mut self) -> Value {
        while self.decimals > 0 && self.digits.is_multiple_of(10) {
            self = Value { digits: self.digits / 10, decimals: self.decimals - 1 };
        }
        self
    }

    /// The nearest binary fraction, for arithmetic.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(i32::from(self.decimals))
    }

    /// The number if it is whole.
    pub const fn as_whole(self) -> Option<u64> {
        if self.decimals == 0 { Some(self.digits) } else { None }
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Value) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Value) -> std::cmp::Ordering {
        let aligned = |v: &Value, to: u8| u128::from(v.digits) * 10u128.pow(u32::from(to - v.decimals));
        let decimals = self.decimals.max(other.decimals);
        aligned(self, decimals).cmp(&aligned(other, decimals))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match usize::from(self.decimals) {
            0 => write!(f, "{}", self.digits),
            n => {
                let padded = format!("{:0>width$}", self.digits, width = n + 1);
                let (whole, fraction) = padded.split_at(padded.len() - n);
                write!(f, "{whole}.{fraction}")
            }
        }
    }
}

/// Whole numbers as such, all others as a binary fraction.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(whole) => serializer.serialize_u64(whole),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}
