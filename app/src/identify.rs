use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use i18n::Voice;
use organisation::{HouseState, Power, Scope};
use store::Outcome;
use ui::{Group, NavItem};
use web::{Failed, Frame, SignedIn};

use crate::house::House;

/// Finds out who asks and what surrounds the page, before any room is entered.
pub async fn identify(State(house): State<House>, mut request: Request, next: Next) -> Response {
    match read(&house, &mut request).await {
        Ok(()) => {
            let frame = request.extensions().get::<Arc<Frame>>().cloned();
            let mut response = next.run(request).await;
            if let Some(frame) = frame.filter(|_| response.status().is_client_error() || response.status().is_server_error()) {
                // For the page of the fault, which is written further out.
                response.extensions_mut().insert(frame);
            }
            response
        }
        Err(fault) => Failed(fault).into_response(),
    }
}

async fn read(house: &House, request: &mut Request) -> Outcome<()> {
    let store = house.store();
    house.organisation.federation.refresh(store).await?;
    let state = HouseState { is_demo: house.web.settings.demo, is_empty: house.organisation.federation.is_empty() };
    request.extensions_mut().insert(state);
    let who = match web::token::identify(store, request.headers()).await? {
        Some(who) => Some(who),
        None => house.web.sessions.identify(store, request.headers()).await?,
    };
    if request.uri().path().starts_with("/api/") {
        return read_for_machine(house, request, who).await;
    }
    let voice = house.web.words.voice(web::language(request.headers()));
    let mut frame = Frame { site_name: site_name(house), ..Frame::default() };
    let mut places = ui::Places { search: Some("/u".into()), ..ui::Places::default() };
    match who {
        None => frame.nav = visitor_nav(&voice),
        Some(who) => {
            // None waits for another: who has not been here today is asked about once, not three times in a row.
            let (scope, greeting, unread) = tokio::try_join!(
                house.organisation.scope(&who),
                house.membership.greet(who.person),
                house.inbox.unread(who.person)
            )?;
            // A session outlives a deleted person by the moment it takes to close it: such a reader is a visitor.
            if let Some(greeting) = greeting {
                let badge = house.inbox.badge(&scope).await?;
                let home = scope.home().or(greeting.union).map(|u| house.organisation.federation.name(u)).unwrap_or_default();
                let post = scope.held().first();
                frame.who = Some(ui::Who {
                    name: greeting.name,
                    union_name: home,
                    post_title: post
                        .map(|h| if h.title.is_empty() { voice.t(h.office.key()) } else { h.title.clone() })
                        .unwrap_or_default(),
                    unread,
                    other_posts: Vec::new(),
                });
                frame.nav = nav(&voice, &scope, badge.count, badge.is_due);
                places.notices = Some("/notices".into());
                places.me = Some(ui::Link::new("/me", voice.t("app-nav-me")));
                places.desk = (!scope.held().is_empty()).then(|| ui::Link::new("/desk", voice.t("app-nav-desk")));
                request.extensions_mut().insert(who);
                request.extensions_mut().insert(scope);
            } else {
                frame.nav = visitor_nav(&voice);
            }
        }
    }
    frame.places = Some(places);
    request.extensions_mut().insert(Arc::new(frame));
    Ok(())
}

/// A machine's answer has no page around it, so nothing is read for one: when sign-up opens, thousands ask in the same second.
async fn read_for_machine(house: &House, request: &mut Request, who: Option<SignedIn>) -> Outcome<()> {
    if let Some(who) = who {
        let scope = house.organisation.scope(&who).await?;
        request.extensions_mut().insert(who);
        request.extensions_mut().insert(scope);
    }
    Ok(())
}

fn site_name(house: &House) -> String {
    house.organisation.federation.root().map(|u| u.name.clone()).unwrap_or_default()
}

fn visitor_nav(v: &Voice) -> Vec<NavItem> {
    vec![
        NavItem::new(Group::Tab, "home", "/", v.t("app-nav-home")),
        NavItem::new(Group::Tab, "organisation", "/u", v.t("app-nav-find")),
        NavItem::new(Group::Tab, "agenda", "/agenda", v.t("app-nav-agenda")).icon("clock"),
        NavItem::new(Group::Tab, "venues", "/venues", v.t("app-nav-venues")),
        NavItem::new(Group::Tab, "membership", "/join", v.t("app-nav-join")),
    ]
}

/// Only doors that open: an entry stands there when the room exists and one of the reader's powers leads into it.
fn nav(v: &Voice, scope: &Scope, waiting: u64, is_due: bool) -> Vec<NavItem> {
    let mut items = vec![
        NavItem::new(Group::Tab, "home", "/", v.t("app-nav-home")),
        NavItem::new(Group::Tab, "activities", "/activities", v.t("app-nav-activities")),
        NavItem::new(Group::Tab, "agenda", "/agenda", v.t("app-nav-agenda")).icon("clock"),
        NavItem::new(Group::Tab, "venues", "/venues", v.t("app-nav-venues")),
        NavItem::new(Group::Tab, "me", "/me", v.t("app-nav-me")),
    ];
    if scope.held().is_empty() {
        return items;
    }
    let mut add = |group, power: Option<Power>, key, icon, href: &str, label: &str| {
        if power.is_none_or(|p| scope.has(p)) {
            let item = NavItem::new(group, key, href, v.t(label)).icon(icon);
            items.push(if key == "today" { item.count(waiting, is_due) } else { item });
        }
    };
    add(Group::Desk, None, "today", "today", "/desk", "app-nav-today");
    add(Group::Rooms, Some(Power::Run), "activities", "activities", "/activities/desk", "app-nav-activities");
    add(Group::Rooms, None, "sessions", "edit", "/sessions", "app-nav-sessions");
    add(Group::Rooms, Some(Power::Run), "challenges", "contests", "/challenges/desk", "app-nav-challenges");
    add(Group::Rooms, Some(Power::HandOut), "benefits", "services", "/benefits", "app-nav-benefits");
    add(Group::Rooms, Some(Power::SeeFigures), "drives", "aid", "/drives", "app-nav-drives");
    add(Group::Rooms, Some(Power::Run), "venues", "venues", "/venues/desk", "app-nav-venues");
    add(Group::Rooms, None, "agenda", "clock", "/agenda", "app-nav-agenda");
    add(Group::Rooms, Some(Power::SeeFigures), "reports", "reports", "/figures", "app-nav-figures");
    add(Group::House, None, "organisation", "organisation", "/unions", "app-nav-unions");
    add(Group::House, Some(Power::SeePeople), "membership", "membership", "/members", "app-nav-members");
    add(Group::House, Some(Power::Admit), "applications", "people", "/members/applications", "app-nav-applications");
    add(Group::House, Some(Power::ApproveMoney), "accounts", "money", "/accounts", "app-nav-accounts");
    add(Group::House, None, "limits", "circulars", "/limits", "app-nav-limits");
    let begins = [Power::Run, Power::HandOut].into_iter().find(|p| scope.has(*p)).unwrap_or(Power::Run);
    add(Group::House, Some(begins), "blueprints", "copy", "/blueprints", "app-nav-blueprints");
    items
}
