//! What people attach: documents and pictures, kept once by their content outside the database, listed in it.
//!
//! - [`Files::take`] looks at what somebody sent: only what can be read by everybody and carries no program is taken, by its
//!   content and never by its name; a picture is painted anew, so that it tells neither where nor with what it was taken. When
//!   it answers, the bytes are on the disk.
//! - [`attach`] and [`detach`] are part of a verb's own transaction. What was taken and not attached, or is attached nowhere
//!   any more, is swept away after a day ([`Files::sweep`]).
//! - Who may read an attachment is decided by the room whose thing it hangs on; there is no address of a file by itself.
//!
//! It does not know what a file is about.

mod attached;
mod copy;
mod media;
mod name;
mod picture;
mod place;
mod schema;
mod serve;
mod size;
mod sweep;
mod take;

pub use attached::{Attached, TWICE, attach, attached, attached_by, detach, one_attached};
pub use copy::Copied;
pub use media::{Accept, Media};
pub use place::{Files, Place};
pub use schema::{MIGRATIONS, TABLES};
pub use size::size;
pub use take::{MOST_BYTES, Taken};

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "files", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
