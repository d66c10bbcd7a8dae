use serde::{Deserialize, Serialize};

use crate::hash::{Hash, hash};

/// 32 bytes of chance that are kept secret until the draw has been held.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(pub Hash);

/// A seed is a secret as long as the draw has not been held, and a log is read before that.
impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Seed {
    /// What is published at opening: it binds to the seed and tells nothing of it.
    #[must_use]
    pub fn commitment(&self) -> Hash {
        hash("unionhall draw 1: seed", &[&self.0.0])
    }
}
