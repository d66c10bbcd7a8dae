//! Numbers as few bytes: seven bits a byte, the lowest first (LEB128); signed ones folded so that small stays short.

/// Bytes that this crate did not write, or that were changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a page or set of the tally is damaged")]
pub struct Damaged;

pub(crate) fn put(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n as u8) | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

pub(crate) fn put_signed(out: &mut Vec<u8>, n: i64) {
    put(out, ((n << 1) ^ (n >> 63)) as u64);
}

/// Reads what was put, in order.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    pub fn number(&mut self) -> Result<u64, Damaged> {
        let mut n = 0_u64;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.0.split_first().ok_or(Damaged)?;
            self.0 = rest;
            n |= u64::from(first & 0x7F) << shift;
            if first & 0x80 == 0 {
                return Ok(n);
            }
        }
        Err(Damaged)
    }

    pub fn signed(&mut self) -> Result<i64, Damaged> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// How many things follow; more than there are bytes left cannot be.
    pub fn count(&mut self) -> Result<usize, Damaged> {
        let n = usize::try_from(self.number()?).map_err(|_| Damaged)?;
        if n > self.0.len() { Err(Damaged) } else { Ok(n) }
    }

    pub fn bytes(&mut self, n: usize) -> Result<&'a [u8], Damaged> {
        let (some, rest) = self.0.split_at_checked(n).ok_or(Damaged)?;
        self.0 = rest;
        Ok(some)
    }
}

/// A sorted list of different numbers, each as its distance from the one before.
pub(crate) fn put_sorted(out: &mut Vec<u8>, sorted: &[i64]) {
    let mut last = 0;
    for n in sorted {
        put_signed(out, n.wrapping_sub(last));
        last = *n;
    }
}

pub(crate) fn sorted(reader: &mut Reader<'_>, count: usize) -> Result<Vec<i64>, Damaged> {
    let mut last = 0_i64;
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        last = last.wrapping_add(reader.signed()?);
        all.push(last);
    }
    if all.is_sorted_by(|a, b| a < b) { Ok(all) } else { Err(Damaged) }
}
