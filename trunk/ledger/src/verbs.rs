//! What can be done to the ledger.

pub mod describe;
pub mod fold;
pub mod name_programme;
pub mod record;
pub mod retract;
pub mod similar;
pub mod take_back;
pub mod take_in;
