//! What is to be done after a commit, or at a later hour: the outbox, jobs and schedules, all of them rows.
//!
//! - [`emit`] says inside a verb's transaction what happened. Every room that subscribed gets the event by itself
//!   ([`Worker::subscribe`]), once, in the order of its aggregate; a room that fails holds up nobody else.
//! - [`later`] puts work off to an instant; [`Worker::every`] does it again and again. Both end in a handler given by
//!   [`Worker::on`].
//! - Work is claimed by bucket (`hash(root) % 64`) with a lease, so several processes share it and what a killed process held
//!   is taken over when its lease runs out.
//! - A handler runs **at least once**. One that calls [`Job::once`] in its own write transaction has its effect **exactly
//!   once**: the effect and the end of the job commit together or not at all.
//! - A handler that fails is tried again after a growing delay, at last parked with its error ([`parked`]); nothing is lost.
//!   Per root and handler the order is kept: a job that waits to be tried again holds back those behind it; a parked one, which
//!   waits for a person, lets them pass.
//!
//! A payload holds ids and figures, never a name or a phone. This crate knows no kind of event; every process on one
//! database registers the same subscribers, since an event is dealt out to those that the process which finds it knows.

mod bucket;
mod emit;
mod job;
mod later;
mod numbers;
mod parked;
mod perform;
mod period;
mod rows;
mod schedule;
mod schema;
mod spread;
mod waiting;
mod worker;

pub use bucket::{BUCKETS, LEASE_MS, bucket_of};
pub use emit::emit;
pub use job::Job;
pub use later::{cancel, later};
pub use numbers::Numbers;
pub use parked::{Parked, discard, parked, retry};
pub use perform::{MOST_TRIES, delay_after};
pub use period::Period;
pub use schema::{MIGRATIONS, TABLES};
pub use waiting::{Left, drain, left_over};
pub use worker::Worker;
