//! What this crate does by itself: it folds what was recorded lately into the cells.

use jobs::{Period, Worker};

use crate::house::Ledger;

/// Gives the worker the schedule of this crate. Figures are exact also without it, only slower the more has been recorded.
#[must_use]
pub fn work(house: &Ledger, worker: Worker) -> Worker {
    let house = house.clone();
    worker.every("ledger.fold", Period::minutes(1), move |_, _| {
        let house = house.clone();
        async move { house.figures.fold_all().await }
    })
}
