//! What this crate does by itself: the clock of applications, throwing away what no limit needs, sealing anew when the keys
//! were renewed.

use jobs::{Period, Worker};

use crate::house::Membership;
use crate::verbs::standing::move_all;

/// Gives the worker the schedules of this crate. Overdue applications are looked for every morning before work begins.
#[must_use]
pub fn work(m: &Membership, worker: Worker) -> Worker {
    let (escalating, sweeping, following) = (m.clone(), m.clone(), m.clone());
    worker
        .subscribe(organisation::events::UNION_ENDED, "membership", move |job, store| {
            let m = following.clone();
            async move { move_all::follow(&m, &job, &store).await }
        })
        .every("membership.escalate", Period::daily_at(6, 0), move |_, store| {
            let m = escalating.clone();
            async move {
                m.organisation.federation.refresh(&store).await?;
                let told = m.escalate().await?;
                tracing::info!(told, "applications past their day");
                Ok(())
            }
        })
        .every("membership.sweep_codes", Period::minutes(30), move |_, _| {
            let m = sweeping.clone();
            async move { m.sweep_codes().await.map(|_| ()) }
        })
        .every("membership.resume_imports", Period::minutes(5), move |_, store| async move {
            crate::resume_imports(&store).await.map(|_| ())
        })
}
