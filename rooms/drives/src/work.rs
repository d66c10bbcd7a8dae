//! What this room does by itself: sealing anew when the keys were renewed.

use jobs::{Period, Worker};

/// Gives the worker the schedules of this crate.
#[must_use]
pub fn work(worker: Worker) -> Worker {
    worker.every("drives.reseal", Period::daily_at(3, 0), |_, store| async move {
        let (_, stuck) = crate::reseal(&store).await?;
        if stuck > 0 {
            tracing::warn!(stuck, "names or signatures that cannot be sealed anew; the old keys cannot be retired");
        }
        Ok(())
    })
}
