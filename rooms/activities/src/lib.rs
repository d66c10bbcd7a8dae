//! Activities: what is announced for people to come to, and sessions that were held, logged where they were held, so that
//! nobody above has to ask for figures.
//!
//! Invariants:
//! - A session has one counting host; co-hosts are credited apart. Who came is known by name or counted by head, and the two
//!   are never added into people.
//! - The device that logs a session chooses its id: the same form sent twice is one session.
//! - Row, facts, public card and audit line are written in one transaction; a correction retracts facts with a reason.
//! - An activity, its timetable, the rooms it books, its places and its entries on the agenda are one transaction; so is a
//!   season, which is several of them with one claim. A meeting that was held becomes a session by the same form; an
//!   announcement by itself counts for nothing.
//! - A name is seen by the union that runs the session, and by a union for its own people; never by standing higher.
//! - No photo, no position, no score: a session counts without proof (DOMAIN, "no-formalism rules").
//!
//! The public verbs: [`announce()`], [`begin_season()`], [`save_blueprint()`], [`reschedule()`], [`cancel()`]; [`log()`] (also of a meeting), [`again()`], [`correct()`],
//! [`enter()`], [`retract()`], [`begin_programme()`],
//! [`reword_programme()`], [`end_programme()`], [`resume_programme()`]; [`plant()`] for whoever builds many at once.

mod api;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod session;
mod sight;
mod sight_programme;
mod sight_study;
mod verbs;
mod work;

pub use api::openapi;
pub use house::Activities;
pub use routes::routes;
pub use rows::activity::Activity;
pub use rows::change::ChangeRow;
pub use rows::meeting::Meeting;
pub use rows::programme::{NewProgramme, Programme};
pub use rows::season::{Course, Season};
pub use rows::session::{Session, Sum};
pub use rules::announcement::Announcement;
pub use rules::blueprint::READER;
pub use rules::entry::Entry;
pub use rules::kinds::{KINDS, Kind};
pub use rules::programme::{FormLine, ProgrammeForm};
pub use rules::route::{NewRoute, NewStop};
pub use rules::season::{CourseForm, SeasonForm};
pub use rules::settings::{SETTINGS, Setting};
pub use rules::study::Arrangement;
pub use schema::{MIGRATIONS, TABLES};
pub use session::{Attendee, How, NewSession};
pub use sight::{Names, Seen};
pub use verbs::again::{again, like};
pub use verbs::announce::{Announced, announce};
pub use verbs::arrange_study::arrange_study;
pub use verbs::begin_programme::begin_programme;
pub use verbs::begin_season::begin_season;
pub use verbs::call_off_meeting::call_off_meeting;
pub use verbs::cancel::cancel;
pub use verbs::correct::correct;
pub use verbs::end_programme::end_programme;
pub use verbs::enter::enter;
pub use verbs::enter_checked_in::enter_checked_in;
pub use verbs::expect::expect;
pub use verbs::log::{Logged, log};
pub use verbs::make_route::{change_route, close_route, make_route};
pub use verbs::make_up::make_up;
pub use verbs::material::{add_material, remove_material};
pub use verbs::minute::{confirm_minutes, minute};
pub use verbs::one_more::one_more;
pub use verbs::open_programme::open_programme;
pub use verbs::plan_year::{NewStudyPlan, TopicState, add_topics, plan_year};
pub use verbs::plant::{plant, plant_programmes};
pub use verbs::prepare_study::{About, prepare_study};
pub use verbs::remind::remind;
pub use verbs::reschedule::reschedule;
pub use verbs::resume_programme::resume_programme;
pub use verbs::retract::retract;
pub use verbs::reword_programme::reword_programme;
pub use verbs::save_blueprint::{Words, save_blueprint};
pub use verbs::say::say;
pub use verbs::walk::{lead, mark};
pub use work::work;

/// Whoever has a place goes on to when and where it meets.
pub const NEXT: signups::Next =
    signups::Next { room: "activities", path: |id| format!("/activities/{id}"), key: "activities-next" };

pub const MESSAGES: i18n::Messages = i18n::Messages {
    crate_name: "activities",
    zh: concat!(
        include_str!("../locales/zh-CN.ftl"),
        include_str!("../locales/zh-CN/study.ftl"),
        include_str!("../locales/zh-CN/programmes.ftl"),
        include_str!("../locales/zh-CN/again.ftl"),
        include_str!("../locales/zh-CN/routes.ftl"),
        include_str!("../locales/zh-CN/conditions.ftl")
    ),
    en: concat!(
        include_str!("../locales/en.ftl"),
        include_str!("../locales/en/study.ftl"),
        include_str!("../locales/en/programmes.ftl"),
        include_str!("../locales/en/again.ftl"),
        include_str!("../locales/en/routes.ftl"),
        include_str!("../locales/en/conditions.ftl")
    ),
};
