//! The questions about a session, asked the same way when it is logged and when it is corrected.

use askama::Template;
use membership::RosterEntry;
use organisation::Scope;
use store::{FieldFault, Outcome};
use ui::{Field, Width};
use uuid::Uuid;
use web::Ask;

use crate::rows::{programme, session};
use crate::rules::entry::Entry;
use crate::rules::field::{LONGEST_PLACE, LONGEST_TITLE};
use crate::rules::kinds::KINDS;
use crate::rules::settings::SETTINGS;
use crate::{Activities, sight};

/// Titles offered to tick.
const TITLES: i64 = 3;
/// Names shown to tick at once; more are found by their words.
const NAMES: usize = 300;
/// Unions shown for the words of a search.
const FOUND: usize = 8;

/// The questions, printed by one template part.
#[derive(Template)]
#[template(path = "activities/fields.html")]
pub(super) struct SessionFields {
    pub title: Option<Field>,
    pub title_other: Field,
    pub kind: Field,
    pub setting: Field,
    pub place: Field,
    pub when: Field,
    pub heads: Field,
    pub people: Option<Field>,
    pub people_words: Option<Field>,
    pub people_note: String,
    pub people_head: String,
    pub is_people_open: bool,
    pub minutes: Field,
    pub programme: Option<Field>,
    pub co_hosts: Option<Field>,
    pub co_host_words: Field,
    pub bodies: Field,
    pub more_head: String,
    pub find: String,
    pub is_more_open: bool,
}

impl askama::filters::HtmlSafe for SessionFields {}

impl SessionFields {
    /// All of them, with what is wrong.
    pub fn all(&self) -> Vec<&Field> {
        let mut all: Vec<&Field> = self.title.iter().collect();
        all.extend([&self.title_other, &self.kind, &self.setting, &self.place, &self.when, &self.heads]);
        all.extend(self.people.iter().chain(self.programme.iter()).chain(self.co_hosts.iter()));
        all.extend([&self.minutes, &self.co_host_words, &self.bodies]);
        all
    }

    /// `known` are people who may be ticked besides the roster: they stand on the session already, or had a place in the meeting
    /// that it was. Of a meeting they alone are shown until somebody else is looked for.
    pub async fn build(
        ask: &Ask,
        a: &Activities,
        scope: &Scope,
        union: Uuid,
        entry: &Entry,
        faults: &[FieldFault],
        known: Vec<RosterEntry>,
    ) -> Outcome<Self> {
        let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
        let db = a.store().read();
        let titles = session::titles(db, union, &entry.kind, TITLES).await?;
        let is_offered = titles.contains(&entry.title);
        let other = if is_offered { entry.title_other.clone() } else { or(&entry.title_other, &entry.title) };
        let has_titles = !titles.is_empty();
        let title = has_titles.then(|| {
            Field::radios("title", v.t("activities-title"))
                .choices(titles.iter().map(|t| (t, t.clone())))
                .choice("", v.t("activities-title-other"))
                .value(if is_offered && other.is_empty() { &entry.title } else { "" })
                .error(error("title"))
                .first()
        });
        let mut title_other =
            Field::text("title_other", v.t(if has_titles { "activities-title-other" } else { "activities-title" }))
                .hint(v.t("activities-title-hint"))
                .value(other)
                .attr("maxlength", LONGEST_TITLE);
        if !has_titles {
            title_other = title_other.error(error("title")).first();
        }
        let kind = Field::select("kind", v.t("activities-kind"))
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&entry.kind)
            .width(Width::Middle)
            .error(error("kind"));
        let setting = Field::radios("setting", v.t("activities-setting"))
            .choices(SETTINGS.iter().map(|s| (s.name, v.t(s.key))))
            .value(&entry.setting)
            .error(error("setting"));
        let place = Field::text("place", v.t("activities-place"))
            .optional(v)
            .placeholder(v.t("activities-place-example"))
            .value(&entry.place)
            .attr("maxlength", LONGEST_PLACE)
            .error(error("place"));
        let when = Field::moment("when", v.t("activities-when"))
            .hint(v.t("activities-when-hint"))
            .value(&entry.when)
            .error(error("when"));
        let heads = Field::number("heads", v.t("activities-heads"))
            .hint(v.t("activities-heads-hint"))
            .value(&entry.heads)
            .error(error("heads"));
        let is_meeting = !entry.meeting.is_empty() && !known.is_empty();
        let known_ids: Vec<Uuid> = if is_meeting { known.iter().map(|e| e.person).collect() } else { Vec::new() };
        // No device keeps the names of a local: where there is no network, people are counted by head.
        let roster = if ask.is_for_keeping { Vec::new() } else { merged(sight::roster(a, scope, union).await?, known) };
        let (people, people_words, mut people_note) =
            people(ask, &roster, entry, &known_ids, ("activities-people", error("people")));
        if ask.is_for_keeping {
            people_note = v.t("activities-people-kept");
        }
        let minutes = Field::number("minutes", v.t("activities-minutes")).value(&entry.minutes).error(error("minutes"));
        let line: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).collect();
        let mut programmes = programme::open_at(db, &line, a.today()).await?;
        // What stands, and what was announced, keeps its programme also after that has ended; a new form (with a key) proposes none
        // that has.
        let standing = Uuid::try_parse(&entry.programme).ok().filter(|_| !entry.meeting.is_empty() || entry.key.is_empty());
        if let Some(standing) = standing.filter(|id| !programmes.iter().any(|p| p.id == *id)) {
            programmes.extend(programme::get(db, standing).await?.filter(|p| line.contains(&p.union_id)));
        }
        let programme = (!programmes.is_empty() || !entry.programme.is_empty()).then(|| {
            Field::select("programme", v.t("activities-programme"))
                .optional(v)
                .choice("", v.t("activities-programme-none"))
                .choices(programmes.iter().map(|p| (p.id, p.title.clone())))
                .value(&entry.programme)
                .error(error("programme"))
        });
        let co_hosts = co_hosts(ask, a, union, entry, error("co_hosts"));
        let is_more_open = !entry.co_host_words.is_empty()
            || ["minutes", "programme", "co_hosts", "bodies"].iter().any(|f| faults.iter().any(|x| x.field == *f));
        Ok(Self {
            title,
            title_other,
            kind,
            setting,
            place,
            when,
            heads,
            is_people_open: is_meeting || !entry.people_words.is_empty() || !entry.people.is_empty() || error("people").is_some(),
            people,
            people_words,
            people_note,
            people_head: v.t("activities-people-head"),
            minutes,
            programme,
            co_host_words: Field::text("co_host_words", v.t("activities-co-host-words"))
                .hint(v.t("activities-co-host-words-hint"))
                .value(&entry.co_host_words)
                .error(co_hosts.is_none().then(|| error("co_hosts")).flatten()),
            co_hosts,
            bodies: Field::long("bodies", v.t("activities-bodies"))
                .optional(v)
                .hint(v.t("activities-bodies-hint"))
                .value(&entry.bodies)
                .error(error("bodies")),
            more_head: v.t("activities-more"),
            find: v.t("activities-find"),
            is_more_open,
        })
    }
}

fn or(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { first.to_owned() }
}

fn merged(mut roster: Vec<RosterEntry>, known: Vec<RosterEntry>) -> Vec<RosterEntry> {
    for entry in known {
        if !roster.iter().any(|r| r.person == entry.person) {
            roster.push(entry);
        }
    }
    roster
}

/// Names to tick: those ticked first, then those the words or the place ask for; with `placed` people, only they while
/// nobody else is looked for. Nothing at all for whoever sees no names. `word` is what is asked.
pub(super) fn people(
    ask: &Ask,
    roster: &[RosterEntry],
    entry: &Entry,
    placed: &[Uuid],
    (word, error): (&str, Option<String>),
) -> (Option<Field>, Option<Field>, String) {
    let v = &ask.v;
    if roster.is_empty() {
        // A fault without a box to stand at would be a riddle.
        let field = error.map(|e| Field::checks("people", v.t(word)).error(Some(e)));
        return (field, None, v.t("activities-people-unseen"));
    }
    let is_ticked = |e: &RosterEntry| entry.people.contains(&e.person.to_string());
    let words = entry.people_words.trim();
    let asks = |e: &RosterEntry| if words.is_empty() { false } else { e.name.contains(words) || e.team.contains(words) };
    let is_proposed = |e: &RosterEntry| placed.is_empty() || placed.contains(&e.person);
    let is_here = |e: &RosterEntry| !e.team.is_empty() && entry.place.contains(&e.team);
    let mut shown: Vec<&RosterEntry> =
        roster.iter().filter(|e| is_ticked(e) || asks(e) || (words.is_empty() && is_proposed(e))).collect();
    shown.sort_by_key(|e| (!is_ticked(e), !asks(e), !is_here(e)));
    let is_cut = shown.len() > NAMES;
    shown.truncate(NAMES.max(shown.iter().filter(|e| is_ticked(e)).count()));
    let field = Field::checks("people", v.t(word)).hint(v.t("activities-people-hint")).values(&entry.people).error(error);
    let field = shown.iter().fold(field, |field, e| field.choice_with(e.person, e.name.clone(), e.team.clone()));
    let search = (roster.len() > 30 || (!placed.is_empty() && roster.len() > placed.len()))
        .then(|| Field::text("people_words", v.t("activities-people-words")).value(&entry.people_words));
    let note = if is_cut { v.t1("activities-people-cut", "n", i64::try_from(NAMES).unwrap_or(0)) } else { String::new() };
    (Some(field), search, note)
}

/// Words that found what is ticked have done their work: they still stand in the box after the search, and are no search forgotten.
pub(super) fn take_found(a: &Activities, entry: &mut Entry) {
    let found = a.federation().search(&entry.co_host_words, None, FOUND);
    if found.iter().any(|union| entry.co_hosts.contains(&union.id.to_string())) {
        entry.co_host_words.clear();
    }
}

/// Unions ticked, and those found by the words typed.
fn co_hosts(ask: &Ask, a: &Activities, union: Uuid, entry: &Entry, error: Option<String>) -> Option<Field> {
    let federation = a.federation();
    let ticked = entry.co_hosts.iter().filter_map(|id| Uuid::try_parse(id).ok()).filter_map(|id| federation.get(id));
    let mut shown: Vec<_> = ticked.collect();
    for found in federation.search(&entry.co_host_words, None, FOUND) {
        if found.id != union && !shown.iter().any(|u| u.id == found.id) {
            shown.push(found);
        }
    }
    if shown.is_empty() {
        return None;
    }
    let field = Field::checks("co_hosts", ask.v.t("activities-co-hosts")).values(&entry.co_hosts).error(error);
    Some(shown.iter().fold(field, |field, u| {
        let above = federation.parent(u.id).map(|p| p.name.clone()).unwrap_or_default();
        field.choice_with(u.id, u.name.clone(), above)
    }))
}
