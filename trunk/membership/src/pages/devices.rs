use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ui::{Button, Page, Row, Rows, State as Shape};
use uuid::Uuid;
use web::{Ask, Failed, Path, session};

use crate::house::Membership;
use crate::rules::device;
use crate::verbs::secure::at_the_browser;

#[derive(Template)]
#[template(path = "membership/devices.html")]
struct Devices {
    page: Page,
    rows: Rows,
    others: bool,
}

/// `GET /me/devices`: where the reader is signed in.
pub(crate) async fn get(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    let person = at_the_browser(&ask)?;
    let v = &ask.v;
    let open = session::list(m.store(), person).await?;
    let here = ask.signed_in.as_ref().map(|s| s.session);
    let others = open.iter().any(|s| Some(s.id) != here);
    let rows = Rows::new(open.into_iter().map(|s| {
        let name = device::name(&s.device);
        let row = Row::new(if name.is_empty() { v.t("membership-device-unknown") } else { name })
            .fact(v.t1("membership-device-since", "at", v.stamp(s.opened_at)))
            .fact(v.t1("membership-device-seen", "at", v.stamp(s.seen_at)));
        if Some(s.id) == here {
            row.end(Shape::Done.says(v.t("membership-device-this")))
        } else {
            row.end(Button::post(format!("/me/devices/{}/end", s.id), v.t("membership-device-end")).small())
        }
    }));
    let page = ask.page("membership-devices").at("me").back_to("/me", v.t("membership-me"));
    Ok(ask.show(&Devices { page, rows, others }))
}

/// `POST /me/devices/{session}/end`
pub(crate) async fn end(State(m): State<Membership>, ask: Ask, Path(one): Path<Uuid>) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    m.end_sessions(&ask, Some(one)).await?;
    Ok(ask.go_saying("/me/devices", "membership-device-ended"))
}

/// `POST /me/devices/end-others`
pub(crate) async fn end_others(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    m.end_sessions(&ask, None).await?;
    Ok(ask.go_saying("/me/devices", "membership-devices-ended"))
}

impl Devices {
    fn end_others(&self) -> Button {
        Button::post("/me/devices/end-others", self.page.v.t("membership-devices-end"))
    }
}
