//! What can be done with one meeting of an activity, below its row on the desk.

use i18n::Voice;
use ui::{Button, Row};

use crate::rows::activity::Activity;
use crate::rows::meeting::Meeting;

/// The row with its acts.
pub(super) fn add(v: &Voice, activity: &Activity, m: &Meeting, row: Row) -> Row {
    let path = format!("{}/meetings/{}", activity.href(), m.id);
    let row = if m.state == "cancelled" {
        row
    } else {
        row.act(Button::post(format!("{path}/study"), v.t("activities-study-open")).small().text())
    };
    if m.is_planned() && !activity.is_cancelled() {
        row.act(Button::link(format!("{path}/cancel"), v.t("activities-off")).small().text())
    } else {
        row
    }
}
