//! Every component once, in both languages and both themes: what a screen may be made of, and where a change of the look
//! is seen first. Names, unions and figures are invented. It never shows data of the house.

use askama::Template;

use crate::chart::{Bars, Line};
use crate::*;

/// The page of components, for a shell at the desk.
#[derive(Template)]
#[template(path = "gallery/gallery.html")]
pub struct Gallery {
    pub page: Page,
}

/// 18 November 2026, the day the specimens are drawn on, in days since 1970-01-01.
const TODAY: i32 = 20_775;
/// That day 09:41:13 at UTC+08:00, in unix milliseconds.
const NOW: i64 = 1_794_966_073_000;

const SWATCHES: [&str; 13] =
    ["paper", "surface", "sunk", "line", "edge", "ink", "ink-2", "ink-3", "red", "azure", "jade", "amber", "ochre"];

impl Gallery {
    #[must_use]
    pub fn new(page: Page) -> Self {
        let title = page.v.t("ui-kit");
        let specimens = page.v.t("ui-kit-specimens");
        Self { page: page.titled(title).under("/", specimens) }
    }

    fn t(&self, key: &str) -> String {
        self.page.v.t(&format!("ui-kit-{key}"))
    }

    fn head(&self) -> Head {
        head(self.page.title.as_str())
            .says(self.t("lead"))
            .act(Button::opens("leave", self.t("open-dialog")))
            .act(Button::link("#main", self.t("main")).main())
    }

    fn dialog(&self) -> Dialog {
        let [title, yes, no] = ["dialog-title", "dialog-yes", "dialog-no"].map(|k| self.t(k));
        Dialog::new("leave", title, "#", yes, no).text(self.t("dialog-text"))
    }

    fn swatches(&self) -> Vec<(&'static str, String)> {
        SWATCHES.iter().map(|name| (*name, self.t(name))).collect()
    }

    fn states(&self) -> Vec<St> {
        use State::*;
        let states = [
            (NotDue, "notdue"),
            (Due, "due"),
            (Acknowledged, "ack"),
            (Relayed, "relayed"),
            (Planned, "planned"),
            (Done, "done"),
            (Nil, "nil"),
            (NotApplicable, "na"),
            (Late, "late"),
            (Waiting, "wait"),
            (Off, "off"),
        ];
        states.into_iter().map(|(state, word)| state.says(self.t(word))).collect()
    }

    fn boxed_states(&self) -> Vec<St> {
        use State::*;
        let states = [(Due, "due-box"), (Waiting, "wait-box"), (Done, "done-box"), (Late, "late-box")];
        states.into_iter().map(|(state, word)| state.says(self.t(word)).boxed()).collect()
    }

    fn days(&self) -> Days {
        // Fifteen working days from Friday the 13th, weekends left out.
        let working: Vec<i32> = (TODAY - 5..).filter(|d| !matches!((d + 3).rem_euclid(7), 5 | 6)).take(15).collect();
        Days::new(&self.page.v, &working, TODAY)
    }

    fn notes(&self) -> Vec<Note> {
        vec![
            note(self.t("note")),
            Note::good(self.t("note-good")).title(self.t("note-good-title")),
            Note::warn(self.t("note-warn")).title(self.t("note-warn-title")).link("#", self.t("note-link")),
        ]
    }

    fn heads(&self) -> Vec<Th> {
        let sort = Sort::new(Href::new("/gallery"), "name", false);
        vec![
            Th::new(self.t("name")).sort(&sort, "name"),
            Th::new(self.t("sessions")).num().sort(&sort, "sessions"),
            Th::new(""),
            Th::new(self.t("state")),
            Th::new(""),
        ]
    }

    fn pager(&self) -> Pager {
        Pager::new(&self.page.v, Href::new("/gallery").with("q", "街道"), 3, 20, 163)
    }

    fn small_bars(&self) -> Bars {
        let chart = Bars::new(&self.page.v, self.t("chart-small"), self.t("month"), self.t("sessions"));
        chart.bar("10", 1310).bar("11", 1462).bar("12", 1288)
    }

    fn bars(&self) -> Bars {
        const MONTHS: [(&str, i64, i64); 12] = [
            ("10", 1310, 1180),
            ("11", 1462, 1302),
            ("12", 1288, 1215),
            ("1", 1103, 1026),
            ("2", 697, 684),
            ("3", 1685, 1470),
            ("4", 1907, 1722),
            ("5", 2106, 1979),
            ("6", 1683, 1540),
            ("7", 1588, 1396),
            ("8", 1544, 1420),
            ("9", 1863, 1689),
        ];
        let chart = Bars::new(&self.page.v, self.t("chart-months"), self.t("month"), self.t("sessions"))
            .against(self.t("this-year"), self.t("last-year"))
            .group(self.t("months-first"), 3)
            .group(self.t("months-second"), 9);
        MONTHS.iter().fold(chart, |chart, (month, now, before)| chart.bar_before(*month, *now, *before))
    }

    fn line(&self) -> Line {
        let chart = Line::new(&self.page.v, self.t("chart-people"), self.t("month"), self.t("people"));
        let people = [15_204, 17_833, 14_920, 11_078, 8_265, 19_911, 22_400, 25_718, 20_035, 18_220, 17_906, 21_455];
        people.iter().enumerate().fold(chart, |chart, (i, n)| chart.point(format!("{}", (i + 9) % 12 + 1), *n))
    }

    fn source(&self) -> Source {
        source(self.t("source")).link("#", self.t("source-link"))
    }

    fn buttons(&self) -> Vec<Button> {
        vec![
            Button::submit(self.t("submit")).main(),
            Button::submit(self.t("save")),
            Button::submit(self.t("cancel")).text(),
            Button::link("#", self.t("remind")).small().icon("bell"),
            Button::submit(self.t("closed")).disabled(true),
        ]
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::text("team", self.t("team")).hint(self.t("team-hint")).value(self.t("team-value")).first(),
            Field::number("heads", self.t("heads")).value(self.t("heads-value")).error(Some(self.t("heads-error"))),
            Field::date("day", self.t("day")).value("2026-11-18"),
            Field::radios("setting", self.t("setting")).value("workshop").choices([
                ("workshop", self.t("setting-workshop")),
                ("team", self.t("setting-team")),
                ("site", self.t("setting-site")),
            ]),
            Field::select("topic", self.t("topic")).choices([("class", self.t("topic-class")), ("lamp", self.t("topic-lamp"))]),
            Field::checks("work", self.t("work")).hint(self.t("work-hint")).values(["food"]).choices([
                ("food", self.t("work-food")),
                ("parcels", self.t("work-parcels")),
                ("car", self.t("work-car")),
            ]),
            Field::long("words", self.t("words")).optional(&self.page.v).seen(self.t("words-seen")),
            Field::check("sms", self.t("sms")).ticked(true),
        ]
    }

    fn mistakes(&self) -> Mistakes {
        mistakes(&self.page.v, &self.fields())
    }

    fn period(&self) -> Field {
        Field::select("period", self.t("period")).choice("2026", self.t("period-value")).bare()
    }

    fn views(&self) -> Views {
        Views::new(self.t("views")).view("#", self.t("view-held"), true).view("#", self.t("view-members"), false)
    }

    fn figs(&self) -> Figs {
        let v = &self.page.v;
        Figs::new([
            Fig::new(self.t("figure-sessions"), v.number(18_236))
                .unit(self.t("figure-sessions-unit"))
                .to("#")
                .change(true, "9.7%")
                .about(self.t("figure-sessions-about")),
            Fig::new(self.t("figure-people"), v.number(228_737))
                .unit(self.t("figure-people-unit"))
                .about(self.t("figure-people-about")),
        ])
    }

    fn meter(&self) -> Meter {
        Meter::new(136)
            .part(108, Fill::Done, self.t("part-done"))
            .part(7, Fill::Nil, self.t("part-nil"))
            .part(3, Fill::NotApplicable, self.t("part-na"))
            .part(11, Fill::LatePlanned, self.t("part-planned"))
            .part(7, Fill::Late, self.t("part-late"))
            .tall()
            .with_key()
    }

    fn steps(&self) -> Steps {
        Steps::new(1)
            .step(self.t("step-one"), self.t("step-one-when"))
            .step(self.t("step-two"), self.t("step-two-when"))
            .step(self.t("step-three"), "")
    }

    fn timeline(&self) -> Timeline {
        Timeline::new()
            .past("20:00:46", self.t("line-one"))
            .past("20:00:47", self.t("line-two"))
            .now(self.t("line-now-when"), self.t("line-now"))
            .about(self.t("line-now-about"))
            .ahead(self.page.v.date(TODAY + 14), self.t("line-ahead"))
    }

    fn rows(&self) -> Rows {
        Rows::new([
            Row::new(self.t("row-photo"))
                .to("#")
                .on("19", self.t("weekday"))
                .fact(self.t("row-photo-opens"))
                .fact(self.t("row-photo-price"))
                .end(State::NotDue.says(self.t("row-photo-state"))),
            Row::new(self.t("row-aid"))
                .to("#")
                .icon("cases", self.t("row-aid-room"))
                .fact(self.t("row-aid-from"))
                .fact(self.days().small().in_words())
                .end(State::Due.says(self.t("row-aid-state")))
                .end(Button::link("#", self.t("row-aid-act")).small()),
        ])
    }

    fn tree(&self) -> Tree {
        let street = Branch::new(4, "#", self.t("tree-street")).count("612");
        let district = Branch::new(3, "#", self.t("tree-district")).count("2,108").here(true).over([street], true);
        let city = Branch::new(2, "#", self.t("tree-city")).count("16,215").over([district], true);
        let other = Branch::new(5, "#", self.t("tree-other")).count("4,458").over_there("/gallery?open=5");
        Tree::new(self.t("tree"), [Branch::new(1, "#", self.t("tree-province")).over([city, other], true)])
    }

    fn doors(&self) -> Doors {
        ["aid", "cases", "place", "activities", "learning", "phone"]
            .iter()
            .fold(Doors::new(self.t("doors")), |doors, key| doors.door("#", key, self.t(&format!("door-{key}"))))
    }

    fn sign(&self) -> Sign {
        let [files, who, when] = ["sign-files", "sign-files-who", "sign-files-when"].map(|k| self.t(k));
        let [approves, second, open] = ["sign-approves", "sign-approves-who", "sign-approves-when"].map(|k| self.t(k));
        Sign::new().signed(files, who, when).open(approves, second, open)
    }

    fn facts(&self) -> Facts {
        Facts::new().fact(self.t("fact-when"), self.t("fact-when-value")).fact(self.t("fact-where"), self.t("fact-where-value"))
    }

    fn empty(&self) -> Empty {
        Empty::new("activities", self.t("empty-says")).hint(self.t("empty-hint")).act(Button::link("#", self.t("empty-act")))
    }

    fn waiting(&self) -> Waiting {
        Waiting::new(&self.page.v, 3)
    }

    fn toast(&self) -> Toast {
        Toast::new(self.t("toast")).link("#", self.t("toast-undo"))
    }

    fn countdown(&self) -> Countdown {
        Countdown::new(&self.page.v, NOW + 123_527_000, NOW)
    }

    fn now(&self) -> Html {
        clock(&self.page.v, NOW)
    }

    fn code(&self) -> Qr {
        qr("https://example.org/t/7F3K-9QXW", self.t("qr"))
    }

    fn copy(&self) -> Copy {
        Copy::new(&self.page.v, "7F3K-9QXW")
    }
}
