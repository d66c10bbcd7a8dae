//! What happened to a union, as its page tells it.

use ui::Timeline;
use web::Ask;

use crate::house::Organisation;
use crate::rows::change::ChangeRow;

/// What happened to a union, newest first, each with the words of the decision.
pub(crate) fn history(o: &Organisation, ask: &Ask, changes: &[ChangeRow]) -> Timeline {
    let v = &ask.v;
    changes.iter().fold(Timeline::new(), |line, c| {
        let other = c.other.map(|id| o.federation.name(id)).unwrap_or_default();
        let (key, words) = match c.what.as_str() {
            "founded" => ("organisation-was-founded", &c.words),
            "moved" => ("organisation-was-moved", &c.words),
            "renamed" => ("organisation-was-renamed", &c.words),
            "merged" => ("organisation-was-merged", &c.words),
            "took-in" => ("organisation-took-in", &c.words),
            "split" => ("organisation-was-split", &c.words),
            "split-off" => ("organisation-was-split-off", &c.words),
            "gave-off" => ("organisation-gave-off", &c.words),
            "closed" => ("organisation-was-closed", &c.words),
            "line-joined" => ("organisation-joined-line", &c.words),
            "line-left" => ("organisation-left-line", &c.words),
            "line-opened" => ("organisation-opened-line", &c.words),
            "led-by" => ("organisation-now-led-by", &c.words),
            "kept" => ("organisation-now-kept", &c.words),
            "kept-itself" => ("organisation-kept-itself", &c.words),
            "covered" => ("organisation-now-covers", &c.words),
            "elected" => return line.past(v.full_date(c.day), v.t1("organisation-was-elected", "n", c.words.as_str())),
            _ => ("organisation-was-changed", &c.words),
        };
        let line = line.past(v.full_date(c.day), v.t1(key, "name", other));
        if words.is_empty() { line } else { line.about(words.as_str()) }
    })
}
