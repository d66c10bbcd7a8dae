//! The screens, one file each: what it asks, what it shows, what it does with what was sent.

use axum::response::Response;
use store::{Fault, FieldFault, Outcome};
use web::Failed;

pub(crate) mod change;
mod close;
mod describe;
pub(crate) mod employer;
pub(crate) mod employers;
pub(crate) mod fields;
pub(crate) mod found;
pub(crate) mod founding;
pub(crate) mod foundings;
pub(crate) mod hall;
pub(crate) mod history;
mod keeping;
pub(crate) mod lines;
pub(crate) mod look;
mod merge;
mod moving;
pub(crate) mod near;
pub(crate) mod posts;
pub(crate) mod powers;
pub(crate) mod record;
mod rename;
pub(crate) mod sheet;
pub(crate) mod split;
mod term;
pub(crate) mod tree;
pub(crate) mod union;

/// After a form: on when it was done, the form again with what is wrong in it, or the fault.
pub(crate) fn answer<T>(
    outcome: Outcome<T>,
    done: impl FnOnce(T) -> Response,
    again: impl FnOnce(&[FieldFault]) -> Response,
) -> Result<Response, Failed> {
    match outcome {
        Ok(value) => Ok(done(value)),
        Err(Fault::Invalid(faults)) => Ok(again(&faults)),
        Err(fault) => Err(fault.into()),
    }
}
