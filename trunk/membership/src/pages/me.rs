use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use ui::{Button, Doors, Facts, Html, Page, Row, Rows};
use web::{Ask, Failed};

use super::application::days;
use super::applications::state;
use crate::house::Membership;
use crate::said::application_kind;

#[derive(Template)]
#[template(path = "membership/me.html")]
struct Me {
    page: Page,
    name: String,
    /// Union, since when, standing.
    membership: Option<(String, Facts)>,
    /// The newest application while it matters.
    application: Option<Rows>,
    may_join: bool,
    /// What a member uses often.
    doors: Option<Doors>,
    posts: Rows,
    has_posts: bool,
    settings: Rows,
}

/// `GET /me`
pub(crate) async fn get(State(m): State<Membership>, scope: Scope, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let federation = &m.organisation.federation;
    let own = m.own(scope.person).await?.ok_or(store::Fault::SignedOut)?;
    let membership = own.spell_on(m.today()).map(|s| {
        let standing = if s.standing == "retained" { "membership-standing-retained" } else { "membership-standing-full" };
        let facts =
            Facts::new().fact(v.t("membership-since"), v.full_date(s.from_day)).fact(v.t("membership-standing"), v.t(standing));
        (federation.name(s.union_id), facts)
    });
    let newest = own.applications.first();
    let is_open = newest.is_some_and(crate::Application::is_open);
    let shown = newest.filter(|a| a.is_open() || (membership.is_none() && a.state != "approved"));
    let application = shown.map(|one| {
        let row = Row::new(v.t(application_kind(&one.kind))).to("/me/application").fact(federation.name(one.union_id));
        let row = if one.is_open() { row.fact(Html::from(days(&ask, &m, one).small().in_words())) } else { row };
        Rows::new([row.end(state(&ask, one, m.today()))])
    });
    let is_member = membership.is_some();
    let doors = is_member.then(|| {
        let doors = Doors::new(v.t("membership-me-doors"))
            .door("/me/card", "membership", v.t("membership-door-card"))
            .door("/me/signups", "signups", v.t("membership-door-signups"))
            .door("/me/vouchers", "services", v.t("membership-door-vouchers"))
            .door("/me/received", "aid", v.t("membership-door-received"))
            .door("/me/calendar", "clock", v.t("membership-door-calendar"));
        // Whoever has asked already stands above with it, and cannot ask twice.
        if is_open { doors } else { doors.door("/me/transfer", "forward", v.t("membership-door-transfer")) }
    });
    let posts = scope.held().iter().map(|h| {
        let title = if h.title.is_empty() { v.t(h.office.key()) } else { h.title.clone() };
        Row::new(title).fact(federation.name(h.union)).to("/desk")
    });
    let settings = [
        ("/me/data", "membership-door-data"),
        ("/me/devices", "membership-devices"),
        ("/me/security", "membership-security"),
        ("/me/tokens", "membership-tokens"),
    ];
    let name = if own.person.name.is_empty() { v.t("membership-nameless") } else { own.person.name.clone() };
    Ok(ask.show(&Me {
        page: ask.page("membership-me").at("me"),
        name,
        may_join: !is_member && !is_open,
        membership,
        application,
        doors,
        has_posts: !scope.held().is_empty(),
        posts: Rows::new(posts).tight(),
        settings: Rows::new(settings.map(|(href, key)| Row::new(v.t(key)).to(href))).tight(),
    }))
}

impl Me {
    fn join(&self) -> Button {
        Button::link("/join", self.page.v.t("membership-to-join")).main().wide()
    }

    fn sign_out(&self) -> Button {
        Button::post("/sign-out", self.page.v.t("membership-sign-out"))
    }
}
