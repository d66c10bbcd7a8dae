//! What is typed into the form of a session, and what it means. One reading for the form, its correction and the API.

use codes::Day;
use store::FieldFault;
use uuid::Uuid;
use web::Fields;

use super::field;
use super::kinds::{Kind, kind_named};
use super::settings::{Setting, setting_named};

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The session's id, chosen by whoever logs it.
    pub key: String,
    pub union: String,
    /// One of the titles offered; empty for another.
    pub title: String,
    pub title_other: String,
    pub kind: String,
    pub setting: String,
    pub place: String,
    /// `2026-11-18T07:50`.
    pub when: String,
    pub minutes: String,
    /// Counted by head, besides those named.
    pub heads: String,
    /// Ids of people of the roster.
    pub people: Vec<String>,
    /// Ids of co-hosting unions.
    pub co_hosts: Vec<String>,
    /// Outside bodies, one a line.
    pub bodies: String,
    pub co_host_words: String,
    pub people_words: String,
    pub programme: String,
    /// The answer to "already logged by …?": empty, `another`, or an id after `cohost:` or `people:`.
    pub same: String,
    /// The meeting of an announced activity that this was: `activity:meeting`, both ids; empty for none.
    pub meeting: String,
}

impl Entry {
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        let all = |name: &str| fields.all(name).map(str::to_owned).collect();
        Self {
            key: get("key"),
            union: get("union"),
            title: get("title"),
            title_other: get("title_other"),
            kind: get("kind"),
            setting: get("setting"),
            place: get("place"),
            when: get("when"),
            minutes: get("minutes"),
            heads: get("heads"),
            people: all("people"),
            co_hosts: all("co_hosts"),
            bodies: get("bodies"),
            co_host_words: get("co_host_words"),
            people_words: get("people_words"),
            programme: get("programme"),
            same: get("same"),
            meeting: get("meeting"),
        }
    }
}

/// The answer to "already logged by …?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    Unasked,
    /// Not the one found: log it apart.
    Another,
    /// It is that session: credit us as co-host, its figures are right.
    CoHost(Uuid),
    /// It is that session: credit us, and add our people, who were not counted there.
    WithPeople(Uuid),
}

/// A session as it will be logged: everything readable, nothing yet compared with the roster or the tree.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: Kind,
    pub setting: Setting,
    pub place: String,
    pub day: Day,
    /// Unix milliseconds.
    pub begins_at: i64,
    pub minutes: i32,
    pub by_head: i64,
    /// Without doubles.
    pub people: Vec<Uuid>,
    pub co_hosts: Vec<Uuid>,
    pub bodies: Vec<String>,
    pub programme: Option<Uuid>,
    pub same: Same,
    /// The announced activity and its meeting.
    pub meeting: Option<(Uuid, Uuid)>,
}

/// Reads a whole form. `now` is unix milliseconds.
///
/// # Errors
/// One line for every field that cannot be taken.
pub fn read(entry: &Entry, now: i64) -> Result<Draft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let id = keep(&mut faults, field::uuid(&entry.key).ok_or(FieldFault::new("key", "activities-key-unreadable")));
    let union = keep(&mut faults, field::uuid(&entry.union).ok_or(FieldFault::new("union", "activities-union-missing")));
    let title = keep(&mut faults, field::title(&entry.title, &entry.title_other));
    let kind = keep(&mut faults, kind_named(&entry.kind).ok_or(FieldFault::new("kind", "activities-kind-missing")));
    let setting = setting_named(&entry.setting).ok_or(FieldFault::new("setting", "activities-setting-missing"));
    let setting = keep(&mut faults, setting);
    let place = keep(&mut faults, field::short("place", &entry.place, field::LONGEST_PLACE, "activities-place-long"));
    let begins_at = keep(&mut faults, field::when(&entry.when, now));
    let minutes = keep(&mut faults, field::minutes(&entry.minutes));
    let people = keep(&mut faults, field::people(&entry.people));
    let named = people.as_ref().map_or(1, Vec::len);
    let by_head = keep(&mut faults, field::heads(&entry.heads, named));
    let co_hosts = keep(&mut faults, field::unions(&entry.co_hosts));
    let bodies = keep(&mut faults, field::bodies(&entry.bodies, entry.co_hosts.len()));
    if !entry.co_host_words.is_empty() {
        faults.push(FieldFault::new("co_hosts", "activities-co-hosts-untaken"));
    }
    let programme = keep(&mut faults, field::optional("programme", &entry.programme, "activities-programme-unknown"));
    let same = keep(&mut faults, same(&entry.same));
    let meeting = keep(&mut faults, meeting(&entry.meeting));
    let draft = (|| {
        let begins_at = begins_at?;
        Some(Draft {
            id: id?,
            union: union?,
            title: title?,
            kind: kind?,
            setting: setting?,
            place: place?,
            day: Day::from_unix_ms(begins_at),
            begins_at,
            minutes: minutes?,
            by_head: by_head?,
            people: people?,
            co_hosts: co_hosts?,
            bodies: bodies?,
            programme: programme?,
            same: same?,
            meeting: meeting?,
        })
    })();
    match draft {
        Some(draft) if faults.is_empty() => Ok(draft),
        _ => Err(faults),
    }
}

fn keep<T>(faults: &mut Vec<FieldFault>, read: Result<T, FieldFault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}

fn meeting(text: &str) -> Result<Option<(Uuid, Uuid)>, FieldFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let ids = text.split_once(':').and_then(|(activity, meeting)| field::uuid(activity).zip(field::uuid(meeting)));
    ids.map(Some).ok_or(FieldFault::new("key", "activities-key-unreadable"))
}

fn same(text: &str) -> Result<Same, FieldFault> {
    let unreadable = || FieldFault::new("same", "activities-same-unreadable");
    match text.split_once(':') {
        None if text.is_empty() => Ok(Same::Unasked),
        None if text == "another" => Ok(Same::Another),
        Some(("cohost", id)) => field::uuid(id).map(Same::CoHost).ok_or_else(unreadable),
        Some(("people", id)) => field::uuid(id).map(Same::WithPeople).ok_or_else(unreadable),
        _ => Err(unreadable()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 20_775 * 86_400_000 + 4 * 3_600_000;

    fn entry() -> Entry {
        Entry {
            key: Uuid::from_u128(7).to_string(),
            union: Uuid::from_u128(8).to_string(),
            title: "卡尺怎么读".into(),
            kind: "ten-minute".into(),
            setting: "team".into(),
            place: "二车间三班".into(),
            when: "2026-11-18T07:50".into(),
            minutes: "10".into(),
            heads: "24".into(),
            ..Entry::default()
        }
    }

    fn fault(change: impl Fn(&mut Entry)) -> (String, &'static str) {
        let mut e = entry();
        change(&mut e);
        let faults = read(&e, NOW).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        (faults[0].field.clone(), faults[0].key)
    }

    #[test]
    fn a_form_is_read_as_people_write() {
        let draft = read(&Entry { heads: "二十四人".into(), when: "2026－11－18 7:50".into(), ..entry() }, NOW).unwrap();
        assert_eq!((draft.by_head, draft.minutes, draft.day.to_string()), (24, 10, "2026-11-18".to_owned()));
        assert_eq!(draft.begins_at, 20_775 * 86_400_000 - 10 * 60_000);
        let other =
            read(&Entry { title_other: "  防滑  ".into(), bodies: "应急局\n应急局；司法局".into(), ..entry() }, NOW).unwrap();
        assert_eq!(other.title, "防滑");
        assert_eq!(other.bodies, ["应急局", "司法局"]);
    }

    #[test]
    fn what_cannot_be_stands_beside_its_field() {
        for heads in ["二十多", "-3", "99999999999999999999", "１．５", "100001"] {
            assert_eq!(fault(|e| e.heads = heads.into()).0, "heads");
        }
        assert_eq!(fault(|e| e.heads.clear()), ("heads".into(), "activities-heads-missing"));
        assert_eq!(fault(|e| e.heads = "0".into()), ("heads".into(), "activities-heads-nobody"));
        assert_eq!(fault(|e| e.when = "2026-11-19T07:50".into()), ("when".into(), "activities-when-future"));
        assert_eq!(fault(|e| e.when = "2020-11-19T07:50".into()), ("when".into(), "activities-when-old"));
        for when in [
            "",
            "yesterday",
            "2026-11-18",
            "2026-11-18T25:00",
            "2026-02-30T10:00",
            "2026-11-18T-1:00",
            "T",
            "：",
            "2026-11-18T7:5x",
        ] {
            assert_eq!(fault(|e| e.when = when.into()).0, "when", "{when}");
        }
        assert_eq!(fault(|e| e.title = "长".repeat(81)).0, "title");
        assert_eq!(fault(|e| e.kind = "x".into()).0, "kind");
        assert_eq!(fault(|e| e.people = vec!["x".into()]).0, "people");
        assert_eq!(fault(|e| e.co_hosts = vec!["x".into()]).0, "co_hosts");
        assert_eq!(fault(|e| e.co_host_words = "总工会".into()).0, "co_hosts");
        assert_eq!(fault(|e| e.same = "cohost:".into()).0, "same");
        assert_eq!(fault(|e| e.minutes = "1441".into()).0, "minutes");
    }
}
