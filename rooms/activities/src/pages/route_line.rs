//! A route as a line with its stops: drawn here, from no map service.

use i18n::Voice;
use ui::Html;

use crate::rows::route::Stop;

/// Between two stops, and the longest label that fits, in characters.
const STEP: usize = 56;
const LABEL: usize = 18;

/// The line. `reached` stops are filled.
pub(super) fn line(v: &Voice, stops: &[Stop], reached: i32) -> Html {
    let height = stops.len() * STEP;
    let label = Html::from(v.t("activities-route-line"));
    let mut svg =
        format!("<svg class=\"chart small\" viewBox=\"0 0 320 {height}\" width=\"320\" role=\"img\" aria-label=\"{label}\">");
    let last = height - STEP / 2;
    svg.push_str(&format!("<path d=\"M20 {} V{last}\" stroke=\"currentColor\" stroke-width=\"3\" fill=\"none\"/>", STEP / 2));
    for (at, stop) in (0..).zip(stops) {
        let y = at * STEP + STEP / 2;
        let fill = if stop.n <= reached { "currentColor" } else { "none" };
        let under = if stop.n <= reached { "" } else { "<circle cx=\"20\" cy=\"{y}\" r=\"10\" fill=\"Canvas\"/>" };
        svg.push_str(&under.replace("{y}", &y.to_string()));
        svg.push_str(&format!(
            "<circle cx=\"20\" cy=\"{y}\" r=\"10\" stroke=\"currentColor\" stroke-width=\"3\" fill=\"{fill}\"/>"
        ));
        let title = cut(&format!("{} {}", stop.n, stop.title));
        svg.push_str(&format!("<text x=\"44\" y=\"{}\" font-size=\"16\" fill=\"currentColor\">{title}</text>", y - 2));
        let minutes = v.t1("activities-n-minutes", "n", i64::from(stop.minutes));
        let below = cut(if stop.place.is_empty() { &minutes } else { &stop.place });
        svg.push_str(&format!("<text x=\"44\" y=\"{}\" font-size=\"13\" fill=\"currentColor\">{below}</text>", y + 16));
    }
    svg.push_str("</svg>");
    Html::trusted(svg)
}

/// Escaped, and no longer than the drawing is wide.
fn cut(text: &str) -> Html {
    let mut short: String = text.chars().take(LABEL).collect();
    if text.chars().count() > LABEL {
        short.push('…');
    }
    Html::from(short.as_str())
}
