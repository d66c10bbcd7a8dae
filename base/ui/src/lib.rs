//! The look of the house: shells, components, the files a browser loads.
//!
//! One convention: **a component is a Rust value that prints itself.** A screen builds it, its template says `{{ it }}`. What
//! is only a class stays HTML (`.sec`, `.sheet`, `.split`, `.slip`, `.bar`, `.stack`); what takes a decision (a state, a
//! clock, a field, a chart) is a value. Slots take `impl Into<Html>`: text is escaped on the way in, components go in as
//! they are, so nothing typed by a person reaches a page unescaped.
//!
//! ```ignore
//! // rooms/learning/askama.toml
//! // [general]
//! // dirs = ["templates", "../../base/ui/templates"]
//! // whitespace = "minimize"
//!
//! #[derive(askama::Template)]
//! #[template(path = "courses.html")]
//! struct Courses { page: ui::Page, name: ui::Field, courses: ui::Rows, pager: ui::Pager }
//!
//! // templates/courses.html
//! // {% extends "shell/phone.html" %}
//! // {% block main %}
//! // {{ ui::head(page.title.as_str()).says(page.v.t("learning-courses-lead")) }}
//! // <form class="filter">{{ name }}{{ ui::Button::submit(page.v.t("learning-find")) }}</form>
//! // <section class="sec">{{ ui::sec_head(page.v.t("learning-open")).count(23) }}{{ courses }}{{ pager }}</section>
//! // {% endblock %}
//!
//! let courses = ui::Rows::new(rows.iter().map(|c| {
//!     ui::Row::new(&c.title).to(format!("/learning/{}", c.id)).fact(v.date(c.opens))
//!         .end(ui::State::Due.says(v.t("learning-running")))
//! }))
//! .or(ui::Empty::new("learning", v.t("learning-none")).act(ui::Button::link("/", v.t("learning-home"))));
//! ```
//!
//! Shells, all extended from `shell/…`, all with a field `page: ui::Page` and a block `main` (and `head` for further meta):
//! `portal.html` for visitors, `phone.html` for members, `desk.html` for officers, `plain.html` for errors and signing in,
//! `print.html` for paper, `wall.html` for the screen in the hall.
//!
//! The script takes part by attributes: `data-swap="id"` on a link, a form or [`Views`] renews one element; `data-ask` asks
//! first; `data-print` prints; `data-sign-in` on the sign-in form keeps what was typed before the session ended. Without it
//! everything works by whole pages. There is no inline script and no inline style anywhere, so a strict policy holds.
//!
//! This crate knows nothing about unions, never reads a clock, a file or a database, and decides nothing about who may see
//! what.

mod assets;
mod href;
mod html;
mod icon;
mod page;
mod parts;
mod shell;

pub mod gallery;

pub use assets::{ASSETS, Asset, WORKER, asset};
pub use href::Href;
pub use html::Html;
pub use icon::{ICONS, Icon, Mark, icon};
pub use page::{Flash, Footer, Group, Kind, Link, NavItem, Page, Places, Theme, Who};
pub use parts::*;

/// The words of the shells and the components.
pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "ui", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
