//! What stands beside the tasks of the desk: this month's figures, and what one begins from here.

use codes::{Day, Period};
use inbox::{Aside, Section};
use ledger::figures::{FiguresQuery, Sight};
use organisation::{Answering, Power, Scope};
use ui::{Button, Facts, Html, Link};
use web::Ask;

use crate::house::House;

/// The month so far of the union the desk opens with.
pub struct ThisMonth(pub House);

impl Aside for ThisMonth {
    fn sections<'a>(&'a self, ask: &'a Ask, scope: &'a Scope) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let Some(union) = scope.home().filter(|u| scope.may(Power::SeeFigures, *u)) else { return Ok(Vec::new()) };
            let (v, now) = (&ask.v, ask.now());
            let period = Period::month(Day::from_unix_ms(now).month_key());
            let answer = self.0.ledger.figures.ask(&FiguresQuery::of(union, period), Sight::Above(union)).await?;
            let counted = &answer.total.counted;
            let facts = Facts::new()
                .fact(v.t("app-desk-sessions"), v.number(counted.sessions))
                .fact(v.t("app-desk-attendances"), v.number(counted.attendances()))
                .fact(v.t("app-desk-units"), v.number(counted.units_reached));
            let name = scope.federation().name(union);
            let source = ui::source(v.t2("app-desk-source", "union", name, "at", v.stamp(answer.as_of)));
            Ok(vec![Section {
                title: v.t("app-desk-month"),
                link: Some(Link::new(format!("/figures/{union}"), v.t("app-nav-figures"))),
                body: Html::from(facts).then(source),
            }])
        })
    }

    fn acts(&self, ask: &Ask, scope: &Scope) -> Vec<Button> {
        if scope.has(Power::Run) { vec![Button::link("/sessions/new", ask.v.t("app-desk-log")).main()] } else { Vec::new() }
    }
}
