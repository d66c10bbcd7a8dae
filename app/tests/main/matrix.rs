//! The authority matrix: every route × every office × inside and outside the scope, with things that are really there. From
//! outside, a thing is as if it were not: the answer shows nothing of it and leaves every row as it was. From inside, whoever
//! holds the power is not refused.

mod fill;
pub mod objects;
mod sending;
mod sheet;
mod visitor;

use std::collections::HashSet;

use axum::http::{Method, StatusCode};
use organisation::{Need, Office};
use unionhall::house::MIGRATIONS;
use uuid::Uuid;
use web::Need as _;

use crate::house::{Hall, Small, digest};
use fill::fill;
use objects::Things;
use sending::{send, takes_a_file};
use visitor::{Line, Place, Visitor};

fn is_refused(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}

/// What the visitor may not read in this answer.
fn shown(visitor: &Visitor, small: &Small, tried: &[&Things], text: &str) -> Option<String> {
    // A member's name shows only to whoever holds a post at that very union, or to the member himself.
    let foreign: &[usize] = if visitor.is_above { &[0, 1, 2, 3] } else { &[1, 2, 3] };
    let names = foreign.iter().flat_map(|l| ["密甲", "密乙", "密丙"].into_iter().zip(small.members[*l]));
    let mut hidden = names.map(|(name, (_, ordinal))| format!("{name}{ordinal}"));
    hidden.find(|name| text.contains(name)).or_else(|| {
        let mut hidden = tried.iter().flat_map(|t| &t.secrets);
        hidden.find(|secret| text.contains(*secret)).cloned()
    })
}

struct Walk<'a> {
    small: &'a Small,
    own: &'a Things,
    other: &'a Things,
    lines: &'a [Line],
    /// What an act used up: the next who may do the same finds it gone.
    spent: HashSet<String>,
    faults: Vec<String>,
}

impl Walk<'_> {
    /// Whatever is refused or outside, all of which together must leave every row as it was.
    async fn walk_outside(&mut self, hall: &Hall, visitor: &mut Visitor) {
        let before = digest(hall.store()).await;
        let mut tried = 0;
        for line in self.lines {
            // Signing in and out would end the walk.
            if line.path.contains("sign-") {
                continue;
            }
            let mut tries = Vec::new();
            for things in [self.own, self.other] {
                let place = visitor.place(line, things, self.own);
                if matches!(place, Place::Refused | Place::Outside) {
                    tries.push((things, things, fill(&line.path, things, things), place));
                } else if place == Place::Inside && line.path.matches('{').count() > 1 {
                    // One's own union and people around a thing of another union. A form that ends a post is the same for all.
                    if line.method == Method::GET && line.path.contains("{post}") {
                        continue;
                    }
                    let foreign = if things.union == self.own.union { self.other } else { self.own };
                    tries.push((things, foreign, fill(&line.path, things, foreign), Place::Outside));
                }
                let by_query = takes_a_file(line) && !line.path.contains('{');
                if by_query && place == Place::Open && line.path.contains("/import") && !line.path.contains("figures") {
                    let Need::Power(power) = line.need else { continue };
                    if !visitor.may(power, things, self.own) {
                        tries.push((things, things, format!("{}?union={}", line.path, things.union), Place::Outside));
                    }
                }
            }
            for (around, of, path, place) in tries {
                for is_earnest in [true, false] {
                    if line.method == Method::GET && !is_earnest {
                        continue;
                    }
                    tried += 1;
                    let answer = send(&mut visitor.browser, line, &path, around, is_earnest).await;
                    let where_ = if around.union == of.union { "" } else { " mixed" };
                    let label =
                        format!("{}: {} {} ({}) {place:?}{where_}", visitor.name, line.method, line.path, line.need.label());
                    // A form that says nothing may be told so, on the spot or after a redirect, before anything is looked for.
                    let is_told = matches!(answer.status, StatusCode::UNPROCESSABLE_ENTITY | StatusCode::SEE_OTHER);
                    let is_unread = !is_earnest && place == Place::Outside && is_told;
                    if !is_refused(answer.status) && !is_unread {
                        self.faults.push(format!("{label}: admitted with {}", answer.status));
                    }
                    let is_himself = [around.person, around.applicant].map(Some).contains(&visitor.person);
                    let hidden: &[&Things] = if is_himself { &[] } else { &[of] };
                    if let Some(secret) = shown(visitor, self.small, hidden, &answer.text) {
                        self.faults.push(format!("{label}: shows {secret}"));
                    }
                }
            }
        }
        assert!(tried > 60, "{} tried only {tried} from outside", visitor.name);
        let after = digest(hall.store()).await;
        if before != after {
            let changed: Vec<_> = after.iter().filter(|line| !before.contains(line)).collect();
            self.faults.push(format!("{}: refused, but changed {changed:?}", visitor.name));
        }
    }

    /// Things inside the scope first, then what names no thing: that may end what the walk needs, such as other devices.
    async fn walk_inside(&mut self, visitor: &mut Visitor) {
        let mut tried = HashSet::new();
        for is_plain in [false, true] {
            for line in self.lines.iter().filter(|l| !l.path.contains("sign-")) {
                let is_open_change = matches!(line.need, Need::Nothing | Need::Demo) && line.method != Method::GET;
                for things in [self.own, self.other] {
                    let place = visitor.place(line, things, self.own);
                    let path = fill(&line.path, things, things);
                    if is_open_change || (place == Place::Open) != is_plain || !matches!(place, Place::Open | Place::Inside) {
                        continue;
                    }
                    // Without a place both are the same request.
                    if !tried.insert(format!("{} {path}", line.method)) {
                        continue;
                    }
                    let answer = send(&mut visitor.browser, line, &path, things, false).await;
                    let label = format!("{}: {} {} ({}) {place:?}", visitor.name, line.method, line.path, line.need.label());
                    if answer.status.is_server_error() {
                        self.faults.push(format!("{label}: {}", answer.status));
                    }
                    let is_inside = place == Place::Inside
                        || (is_plain && line.method == Method::GET && matches!(line.need, Need::Power(_)) && !visitor.is_above);
                    let is_gone = answer.status == StatusCode::NOT_FOUND && path.split('/').any(|part| self.spent.contains(part));
                    if is_inside && is_refused(answer.status) && !is_gone && !visitor.may_be_refused(line) {
                        self.faults.push(format!("{label}: refused with {}", answer.status));
                    }
                    if line.method != Method::GET && (answer.status.is_success() || answer.status.is_redirection()) {
                        self.spent.extend(path.split('/').rfind(|p| Uuid::try_parse(p).is_ok()).map(str::to_owned));
                    }
                    if let Some(secret) = shown(visitor, self.small, &[], &answer.text) {
                        self.faults.push(format!("{label}: shows {secret}, a member of another union"));
                    }
                }
            }
        }
    }
}

async fn visitors(hall: &Hall, own: &Things, county: Uuid) -> Vec<Visitor> {
    let nobody = |name: &str, browser, person| Visitor { name: name.to_owned(), browser, person, office: None, is_above: false };
    let mut all = vec![nobody("visitor", hall.visitor(), None)];
    for office in Office::ALL {
        for (union, is_above) in [(own.union, false), (county, true)] {
            let name = if is_above { format!("{} above", office.name()) } else { office.name().to_owned() };
            let person = hall.officer(union, office, is_above, &name).await;
            let browser = hall.browser_of(person).await;
            all.push(Visitor { name, browser, person: Some(person), office: Some(office), is_above });
        }
    }
    // These use up what is their own, so they come last.
    for (name, person) in [("applicant", own.applicant), ("member", own.person)] {
        all.push(nobody(name, hall.browser_of(person).await, Some(person)));
    }
    all
}

testkit::on_both_engines! { MIGRATIONS;
    async fn every_route_asks_for_its_power(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let own = objects::of(&hall, &small, 0).await;
        let other = objects::of(&hall, &small, 2).await;
        let lines = unionhall::router::lines(&hall.house);
        assert!(lines.len() > 60, "the table of routes lost some: {}", lines.len());
        let mut all = visitors(&hall, &own, small.counties[1]).await;
        let mut walk =
            Walk { small: &small, own: &own, other: &other, lines: &lines, spent: HashSet::new(), faults: Vec::new() };
        for visitor in &mut all {
            walk.walk_outside(&hall, visitor).await;
            walk.walk_inside(visitor).await;
        }
        walk.faults.dedup();
        assert!(walk.faults.is_empty(), "{} faults\n{}", walk.faults.len(), walk.faults.join("\n"));
    }
}
