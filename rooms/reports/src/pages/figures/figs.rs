//! The large figures: counted, of members, reported; each apart.

use i18n::Voice;
use ledger::figures::{Behind, Lens, Shown};
use ui::{Fig, Figs};

use super::Seen;
use crate::files::{Cell, Head, Sheet};
use crate::pages::tables::people;

/// Change in per mille, and which way; none where there was nothing or nothing changed.
fn change(now: i64, was: i64) -> Option<(bool, String)> {
    let mille = (i128::from(now) - i128::from(was)).abs() * 1000 / i128::from(was).max(1);
    (was > 0 && mille > 0).then(|| (now > was, format!("{}.{}%", mille / 10, mille % 10)))
}

struct Of<'a> {
    v: &'a Voice,
    seen: &'a Seen,
}

impl Of<'_> {
    fn link(&self, behind: Behind) -> String {
        let path = format!("/figures/{}/sessions", self.seen.of.id);
        self.seen.question.at(path).with("behind", behind.name()).to_string()
    }

    /// A figure with its change against the period before.
    fn fig(&self, key: &str, unit: &str, now: i64, was: i64, behind: Behind) -> Fig {
        let v = self.v;
        let mut fig = Fig::new(v.t(key), v.number(now)).unit(v.t(unit));
        if now > 0 {
            fig = fig.to(self.link(behind));
        }
        if let Some((up, by)) = change(now, was) {
            fig = fig.change(up, by);
        }
        fig.about(v.t1("reports-was", "n", v.number(was)))
    }
}

/// What was counted.
pub(super) fn counted(v: &Voice, seen: &Seen) -> Figs {
    let of = Of { v, seen };
    let (now, was) = (&seen.now.total.counted, &seen.before.total.counted);
    let mut figs = Vec::new();
    if seen.question.query.lens == Lens::HeldBy {
        let fig = of.fig("reports-sessions", "reports-unit-sessions", now.sessions, was.sessions, Behind::Sessions);
        figs.push(match now.co_held {
            0 => fig,
            n => fig.about(v.t2("reports-was-and-co-held", "n", v.number(was.sessions), "co_held", v.number(n))),
        });
    }
    let parts = v.t2("reports-parts", "named", v.number(now.attendances_named), "by_head", v.number(now.attendances_by_head));
    figs.push(
        of.fig("reports-attendances", "reports-unit-attendances", now.attendances(), was.attendances(), Behind::Attendances)
            .about(parts),
    );
    figs.push(match now.people {
        Shown::Number(n) => {
            Fig::new(v.t("reports-people"), v.number(n)).unit(v.t("reports-unit-people")).to(of.link(Behind::Named))
        }
        other => Fig::new(v.t("reports-people"), people(v, other).text),
    });
    if let Some(fig) = figs.pop() {
        figs.push(fig.about(v.t(match now.people {
            Shown::Number(_) => "reports-people-about",
            Shown::Few => "reports-few-about",
            Shown::NotOffered => "reports-not-offered-about",
        })));
    }
    figs.push(of.fig("reports-units", "reports-unit-units", now.units_reached, was.units_reached, Behind::Units));
    figs.push(of.fig("reports-unions", "reports-unit-units", now.unions_reached, was.unions_reached, Behind::All));
    for (key, unit, n, was, behind) in [
        ("reports-views", "reports-unit-views", now.views, was.views, Behind::Views),
        ("reports-hours", "reports-unit-hours", now.minutes / 60, was.minutes / 60, Behind::Minutes),
        ("reports-completed", "reports-unit-attendances", now.completed, was.completed, Behind::Completed),
        ("reports-redeemed", "reports-unit-views", now.redeemed, was.redeemed, Behind::Redeemed),
        ("reports-goods", "reports-unit-goods", now.goods, was.goods, Behind::Goods),
    ] {
        if n > 0 || was > 0 {
            figs.push(of.fig(key, unit, n, was, behind));
        }
    }
    if now.money_fen > 0 {
        figs.push(Fig::new(v.t("reports-money"), v.money(now.money_fen)).to(of.link(Behind::Money)).about(v.t1(
            "reports-was",
            "n",
            v.money(was.money_fen),
        )));
    }
    Figs::new(figs)
}

/// The four head-counts, always apart.
pub(super) fn members(v: &Voice, seen: &Seen) -> Figs {
    let heads = seen.heads;
    let unit = v.t("reports-unit-people");
    let fig = |key: &str, about: &str, n: i64| Fig::new(v.t(key), v.number(n)).unit(unit.clone()).about(v.t(about));
    let active = match seen.active {
        Shown::Number(n) => fig("reports-active", "reports-active-about", n),
        other => Fig::new(v.t("reports-active"), people(v, other).text).about(v.t("reports-active-about")),
    };
    Figs::new([
        fig("reports-on-books", "reports-on-books-about", heads.on_books),
        fig("reports-registered", "reports-registered-about", heads.registered),
        fig("reports-verified", "reports-verified-about", heads.verified),
        active,
    ])
}

/// What others said; none where nobody did.
pub(super) fn reported(v: &Voice, seen: &Seen) -> Option<Figs> {
    let said = &seen.now.total.reported;
    let link = Of { v, seen }.link(Behind::Reported);
    let figs = [
        ("reports-sessions", "reports-unit-sessions", said.sessions),
        ("reports-attendances", "reports-unit-attendances", said.attendances),
        ("reports-people", "reports-unit-people", said.people),
        ("reports-views", "reports-unit-views", said.views),
        ("reports-units", "reports-unit-units", said.units),
        ("reports-unions", "reports-unit-units", said.unions),
        ("reports-hours", "reports-unit-hours", said.minutes / 60),
        ("reports-goods", "reports-unit-goods", said.goods),
    ];
    let figs = figs.into_iter().filter(|(_, _, n)| *n > 0);
    let mut figs: Vec<Fig> = figs.map(|(key, unit, n)| Fig::new(v.t(key), v.number(n)).unit(v.t(unit)).to(&link)).collect();
    if said.money_fen > 0 {
        figs.push(Fig::new(v.t("reports-money"), v.money(said.money_fen)).to(&link));
    }
    (said.facts > 0).then(|| Figs::new(figs))
}

/// The same figures as a table, for the files.
pub(super) fn summary(v: &Voice, seen: &Seen) -> Sheet {
    let (now, was, said) = (&seen.now.total.counted, &seen.before.total.counted, &seen.now.total.reported);
    let number = |n: i64| Cell::number(v.number(n), n);
    let row = |key: &str, now: i64, was: i64, said: i64| vec![Cell::words(v.t(key)), number(now), number(was), number(said)];
    let mut rows = vec![
        row("reports-sessions", now.sessions, was.sessions, said.sessions),
        row("reports-co-held", now.co_held, was.co_held, 0),
        row("reports-attendances", now.attendances(), was.attendances(), said.attendances),
        row("reports-named", now.attendances_named, was.attendances_named, 0),
        row("reports-by-head", now.attendances_by_head, was.attendances_by_head, said.attendances),
        vec![Cell::words(v.t("reports-people")), people(v, now.people), people(v, was.people), number(said.people)],
        row("reports-units", now.units_reached, was.units_reached, said.units),
        row("reports-unions", now.unions_reached, was.unions_reached, said.unions),
        row("reports-views", now.views, was.views, said.views),
        row("reports-hours", now.minutes / 60, was.minutes / 60, said.minutes / 60),
        row("reports-goods", now.goods, was.goods, said.goods),
    ];
    let yuan = |fen: i64| Cell { text: v.money(fen), number: Some(fen as f64 / 100.0), ..Cell::default() };
    rows.push(vec![Cell::words(v.t("reports-money-yuan")), yuan(now.money_fen), yuan(was.money_fen), yuan(said.money_fen)]);
    let heads = seen.heads;
    for (key, n) in
        [("reports-on-books", heads.on_books), ("reports-registered", heads.registered), ("reports-verified", heads.verified)]
    {
        rows.push(vec![Cell::words(v.t(key)), number(n)]);
    }
    rows.push(vec![Cell::words(v.t("reports-active")), people(v, seen.active)]);
    Sheet {
        title: v.t("reports-summary"),
        heads: vec![
            Head::words(v.t("reports-measure")),
            Head::number(v.t("reports-counted")),
            Head::number(v.t("reports-period-before")),
            Head::number(v.t("reports-reported")),
        ],
        rows,
        ..Sheet::default()
    }
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn a_change_is_told_where_there_was_something() {
        assert_eq!(change(18_236, 16_623), Some((true, "9.7%".into())));
        assert_eq!(change(90, 100), Some((false, "10.0%".into())));
        assert_eq!(change(5, 0), None);
        assert_eq!(change(5, 5), None);
        assert_eq!(change(i64::MAX, 1).map(|c| c.0), Some(true));
    }
}
