//! What stands at every place of a route's path.

use super::objects::Things;

/// A path with its places filled: union and people of the one local, things from the other. A place this test does not know
/// stops it: whoever adds a route says here what stands there.
pub fn fill(path: &str, around: &Things, of: &Things) -> String {
    let mut before = "";
    let mut filled = Vec::new();
    for part in path.split('/') {
        if part == "{n}" && before == "receipts" {
            filled.push(of.desk.receipt.clone());
            continue;
        }
        let place = part.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        let id = match (place, before) {
            (None, _) => None,
            (Some("union"), _) | (Some("id"), "unions" | "u") => Some(around.union),
            (Some("person"), "applications") => Some(around.applicant),
            (Some("person"), "seats" | "members") => Some(around.person),
            (Some("application"), _) => Some(of.application),
            (Some("consent"), _) => Some(of.consent),
            (Some("honour"), _) => Some(of.honour),
            (Some("id"), "foundings") => Some(of.founding),
            (Some("id"), "employers") => Some(of.employer),
            (Some("id"), "sessions" | "again") | (Some("event"), "sessions") => Some(of.session),
            (Some("session"), "devices" | "sessions") => Some(of.device),
            (Some("post"), "posts") => Some(of.post),
            (Some("import"), "import" | "imports") => Some(of.import),
            (Some("intake"), _) => Some(of.intake),
            (Some("task"), "tasks") => Some(of.task),
            (Some("venue"), _) => Some(of.venue),
            (Some("booking"), _) => Some(of.booking),
            (Some("title"), _) => Some(of.title),
            (Some("loan"), _) => Some(of.loan),
            (Some("allotment"), _) if path.contains("/witness") || path.contains("/draw/renew") => Some(of.desk.sealed),
            (Some("allotment"), _) if is_at_door(path) || is_at_till(path) => Some(of.desk.door),
            (Some("allotment"), _) => Some(of.allotment),
            (Some("id"), "activities") if path.contains("/walk") || path.contains("/feedback") => Some(of.learning.outing),
            (Some("id"), "activities") => Some(of.activity),
            (Some("id"), "studies") => Some(of.learning.study),
            (Some("file"), "photos") => Some(of.aid.photo),
            (Some("file"), "files") => Some(of.learning.study_file),
            (Some("id"), "plans") => Some(of.learning.plan),
            (Some("id"), "programmes") => Some(of.learning.programme),
            (Some("id"), "routes") => Some(of.learning.route),
            (Some("season"), _) => Some(of.learning.season),
            (Some("blueprint"), _) => Some(of.learning.blueprint),
            (Some("id"), "challenges") => Some(of.challenge),
            (Some("account"), _) => Some(of.desk.account),
            (Some("merchant"), _) => Some(of.counter.merchant),
            (Some("offer"), _) => Some(of.counter.offer),
            (Some("clerk"), _) => Some(of.counter.clerk),
            (Some("benefit"), _) => Some(of.counter.benefit),
            (Some("drive"), _) => Some(of.aid.drive),
            (Some("good"), _) => Some(of.aid.good),
            (Some("site"), _) => Some(of.aid.site),
            (Some("hand_out"), _) => Some(of.aid.hand_out),
            (Some("meeting"), _) => Some(of.meeting),
            (Some("token"), "tokens") => Some(of.token),
            (Some("notice"), "notices") => Some(of.notice),
            (Some("secret"), "first-run") | (Some("name"), "sign-in") | (Some("code"), "verify" | "cards") => None,
            (Some("file"), "agenda" | "mine") | (Some("code" | "token"), "in") => None,
            (Some(other), _) => panic!("{path}: what stands for {{{other}}} after {before}?"),
        };
        filled.push(match (id, place) {
            (Some(id), _) => id.to_string(),
            (None, Some(_)) => "nobody".to_owned(),
            (None, None) => part.to_owned(),
        });
        before = part;
    }
    filled.join("/")
}

/// Where tickets are shown and looked at.
pub fn is_at_door(path: &str) -> bool {
    ["/ticket", "/checkin", "/sheet", "/screen", "/poster"].iter().any(|part| path.contains(part))
}

/// Where money is taken and given back.
fn is_at_till(path: &str) -> bool {
    ["/money", "/waiver", "/refund", "/reversal", "/payments", "/receipts"].iter().any(|part| path.contains(part))
}
