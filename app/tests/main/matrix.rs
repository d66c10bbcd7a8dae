//! The authority matrix: every route × every office × inside and outside the scope. A refused request shows nothing that it
//! should not, and leaves every row as it was; an admitted one is not refused.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use organisation::{Need, Office, Power};
use testkit::Browser;
use unionhall::house::MIGRATIONS;
use uuid::Uuid;
use web::Need as _;

use crate::house::{Hall, Small, digest};

/// Something of one local, for the places in a route's path.
struct Things {
    union: Uuid,
    person: Uuid,
    session: Uuid,
}

/// A path with its places filled by things of one local. A place this test does not know stops it: whoever adds a route says
/// here what stands there.
fn fill(path: &str, things: &Things) -> String {
    let mut before = "";
    let mut filled = Vec::new();
    for part in path.split('/') {
        let place = part.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        filled.push(match (place, before) {
            (None, _) => part.to_owned(),
            (Some("union"), _) | (Some("id"), "unions" | "u") => things.union.to_string(),
            (Some("person"), _) => things.person.to_string(),
            (Some("session" | "event"), _) | (Some("id"), "sessions") => things.session.to_string(),
            (Some("application" | "post" | "import" | "token" | "task" | "notice" | "consent" | "intake" | "id"), _) => {
                Uuid::from_u128(0xDEAD).to_string()
            }
            (Some("secret" | "code" | "name" | "key"), _) => "nobody".to_owned(),
            (Some(other), _) => panic!("{path}: what stands for {{{other}}}?"),
        });
        before = part;
    }
    filled.join("/")
}

async fn send(browser: &mut Browser, method: &Method, path: &str) -> testkit::Answer {
    let (kind, body) = match *method {
        Method::GET => (None, Body::empty()),
        _ if path.starts_with("/api/") => (Some("application/json"), Body::from("{}")),
        _ => (Some("application/x-www-form-urlencoded"), Body::from("")),
    };
    browser.send(method.clone(), path, kind, body, &[]).await
}

fn is_refused(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}

async fn walk(hall: &Hall, small: &Small) {
    let own = Things { union: small.locals[0], person: small.members[0][0].0, session: Uuid::from_u128(0xDEAD) };
    let other = Things { union: small.locals[2], person: small.members[2][0].0, session: Uuid::from_u128(0xDEAD) };
    let lines = unionhall::router::lines(&hall.house);
    assert!(lines.len() > 60, "the table of routes lost some: {}", lines.len());

    let member = hall.browser_of(small.members[0][0].0).await;
    let mut visitors = vec![("visitor".to_owned(), hall.visitor(), None), ("member".to_owned(), member, None)];
    for office in Office::ALL {
        let person = hall.officer(small.locals[0], office, false, office.name()).await;
        visitors.push((office.name().to_owned(), hall.browser_of(person).await, Some(office)));
        let above = hall.officer(small.counties[1], office, true, &format!("above-{}", office.name())).await;
        visitors.push((format!("{} above", office.name()), hall.browser_of(above).await, Some(office)));
    }
    let mut faults = Vec::new();
    for (who, browser, office) in &mut visitors {
        let is_above = who.ends_with("above");
        let admits = |line: &web::RouteLine<Need>| match line.need {
            Need::Nothing | Need::Demo => true,
            Need::FirstRun => false,
            Need::SignedIn => who != "visitor",
            Need::Post => office.is_some(),
            Need::Power(power) => office.is_some_and(|o| o.has(power)),
        };
        // What is refused comes first, and all of it together must leave every row as it was.
        let (refused, admitted): (Vec<_>, Vec<_>) = lines.iter().partition(|line| !admits(line));
        let before = digest(hall.store()).await;
        let mut after = Vec::new();
        for (n, line) in refused.iter().chain(&admitted).enumerate() {
            let is_admitted = n >= refused.len();
            if n == refused.len() {
                after = digest(hall.store()).await;
            }
            // Signing in and out would end the walk; what is open to all is told by the stories.
            if line.path.contains("sign-") || (matches!(line.need, Need::Nothing | Need::Demo) && line.method != Method::GET) {
                continue;
            }
            for things in [&own, &other] {
                let path = fill(&line.path, things);
                let answer = send(browser, &line.method, &path).await;
                let label = format!("{who}: {} {} ({})", line.method, line.path, line.need.label());
                if answer.status.is_server_error() {
                    faults.push(format!("{label}: {}", answer.status));
                }
                if !is_admitted && !is_refused(answer.status) {
                    faults.push(format!("{label}: admitted with {}", answer.status));
                }
                // At home, a power that is held opens every page that asks for no more than the union.
                let is_plain = line.path.matches('{').count() == usize::from(path.contains(&own.union.to_string()));
                let at_home = is_admitted && !is_above && std::ptr::eq(things, &own) && line.method == Method::GET && is_plain;
                // What becomes of a union is decided above it, so its own chair is rightly refused there.
                let is_fate = line.need == Need::Power(Power::Organise) && line.path.contains('{');
                if at_home && !is_fate && matches!(line.need, Need::Power(_)) && is_refused(answer.status) {
                    faults.push(format!("{label}: refused with {}", answer.status));
                }
                // A member's name shows only to whoever holds a post at that very union, or to the member himself.
                let foreign: &[usize] = if is_above { &[0, 1, 2, 3] } else { &[1, 2, 3] };
                for (name, ordinal) in foreign.iter().flat_map(|l| ["密甲", "密乙", "密丙"].into_iter().zip(small.members[*l]))
                {
                    if answer.text.contains(&format!("{name}{}", ordinal.1)) {
                        faults.push(format!("{label}: shows a member of another union"));
                    }
                }
            }
        }
        if before != after {
            let changed: Vec<_> = after.iter().filter(|line| !before.contains(line)).collect();
            faults.push(format!("{who}: refused, but changed {changed:?}"));
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

testkit::on_both_engines! { MIGRATIONS;
    async fn every_route_asks_for_its_power(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        walk(&hall, &small).await;
    }
}
