use askama::Template;
use i18n::Voice;

use crate::Html;
use crate::html::component;

/// The time left until an instant, as four counters. Where there is a script they run, on the server's time, and the page
/// comes back by itself at zero; without one they stand as they were drawn.
#[derive(Clone, Template)]
#[template(path = "ui/count.html")]
pub struct Countdown {
    v: Voice,
    until: i64,
    now: i64,
}
component!(Countdown);

impl Countdown {
    /// `until` and `now` in unix milliseconds, both by the server's clock.
    #[must_use]
    pub fn new(v: &Voice, until: i64, now: i64) -> Self {
        Self { v: v.clone(), until, now }
    }

    fn left(&self) -> i64 {
        (self.until - self.now).max(0) / 1000
    }

    /// Letter the script knows a counter by, its value, its unit.
    fn units(&self) -> [(&'static str, i64, String); 4] {
        let s = self.left();
        [
            ("d", s / 86_400, self.v.t("ui-count-days")),
            ("h", s / 3600 % 24, self.v.t("ui-count-hours")),
            ("m", s / 60 % 60, self.v.t("ui-count-minutes")),
            ("s", s % 60, self.v.t("ui-count-seconds")),
        ]
    }

    fn words(&self) -> String {
        let [d, h, m, _] = self.units();
        self.v.t3("ui-count-left", "days", d.1, "hours", h.1, "minutes", m.1)
    }
}

/// The server's time of day, `09:41:13`, running where there is a script. `now` in unix milliseconds.
#[must_use]
pub fn clock(v: &Voice, now: i64) -> Html {
    // The house keeps UTC+08:00; seconds are what the ordinary form of a time leaves out.
    let seconds = now.div_euclid(1000).rem_euclid(60);
    Html::trusted(format!("<span data-clock data-now=\"{now}\">{}:{seconds:02}</span>", Html::from(v.time(now))))
}
