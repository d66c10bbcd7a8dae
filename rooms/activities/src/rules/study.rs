//! What is typed about a study meeting, and what it means.

use store::FieldFault;
use uuid::Uuid;

use super::field::{self, LONGEST_TITLE};
use crate::rows::minutes::Said;
use crate::rows::study::{Item, Material};

/// Lines of one list; a meeting with more is a congress.
pub const MOST_LINES: usize = 30;
/// The longest text to one item of the minutes, characters.
pub const LONGEST_WORDS: usize = 10_000;
const LONGEST_HREF: usize = 500;
const LONGEST_WHO: usize = 40;
/// A leading group that plans more than this has counted wrongly.
pub const MOST_TOPICS: i64 = 200;

/// The form as it was typed; the lists line by line, empty lines too.
#[derive(Clone, Debug, Default)]
pub struct Arrangement {
    /// `<plan>:<topic>`; empty for none.
    pub topic: String,
    /// The chair's name, or name and team.
    pub chair: String,
    pub is_public: bool,
    /// Topic, minutes, who.
    pub items: Vec<[String; 3]>,
    /// The line of the first-agenda item, from 1; empty for none.
    pub first: String,
    /// Name, title.
    pub presenters: Vec<[String; 2]>,
    /// Title, link.
    pub materials: Vec<[String; 2]>,
    pub revision: String,
}

/// What the form says, before anybody is looked up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arranged {
    pub topic: Option<(Uuid, i32)>,
    pub chair: String,
    pub is_public: bool,
    pub items: Vec<Item>,
    /// The line of the form, name and title.
    pub presenters: Vec<(usize, String, String)>,
    pub materials: Vec<Material>,
}

/// # Errors
/// A line beside `topic`, `chair`, or `item.3`, `presenter.1`, `material.2`, numbered by the lines of the form from 1.
pub(crate) fn read(form: &Arrangement) -> Result<Arranged, Vec<FieldFault>> {
    let (mut read, mut faults) = (Arranged { is_public: form.is_public, ..Arranged::default() }, Vec::new());
    match topic(&form.topic) {
        Ok(topic) => read.topic = topic,
        Err(fault) => faults.push(fault),
    }
    match field::short("chair", &form.chair, LONGEST_TITLE, "activities-study-text-long") {
        Ok(chair) => read.chair = chair,
        Err(fault) => faults.push(fault),
    }
    for (list, len) in [("item", form.items.len()), ("presenter", form.presenters.len()), ("material", form.materials.len())] {
        if len > MOST_LINES {
            faults.push(FieldFault::new(format!("{list}.1"), "activities-study-many").with("most", MOST_LINES));
        }
    }
    let first: usize = form.first.parse().unwrap_or(0);
    for (line, typed) in (1..).zip(form.items.iter().take(MOST_LINES)) {
        if typed.iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        match item(line, typed) {
            Ok(item) => read.items.push(Item { n: count(read.items.len()), is_first: line == first, ..item }),
            Err(fault) => faults.push(fault),
        }
    }
    for (line, [name, title]) in (1..).zip(form.presenters.iter().take(MOST_LINES)) {
        if name.trim().is_empty() && title.trim().is_empty() {
            continue;
        }
        match (text("presenter", line, name, LONGEST_TITLE), text("presenter", line, title, LONGEST_TITLE)) {
            (Ok(name), Ok(_)) if name.is_empty() => {
                faults.push(FieldFault::new(format!("presenter.{line}"), "activities-study-presenter-missing"));
            }
            (Ok(name), Ok(title)) => read.presenters.push((line, name, title)),
            (name, title) => faults.extend(name.err().or(title.err())),
        }
    }
    for (line, [title, href]) in (1..).zip(form.materials.iter().take(MOST_LINES)) {
        if title.trim().is_empty() && href.trim().is_empty() {
            continue;
        }
        match material(line, title, href) {
            Ok(material) => read.materials.push(Material { n: count(read.materials.len()), ..material }),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

fn count(before: usize) -> i32 {
    i32::try_from(before + 1).unwrap_or(i32::MAX)
}

fn topic(text: &str) -> Result<Option<(Uuid, i32)>, FieldFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.split_once(':').and_then(|(plan, n)| Some((field::uuid(plan)?, n.parse().ok()?)));
    read.map(Some).ok_or(FieldFault::new("topic", "activities-study-topic-unknown"))
}

fn text(list: &str, line: usize, text: &str, most: usize) -> Result<String, FieldFault> {
    field::short(&format!("{list}.{line}"), text, most, "activities-study-text-long")
}

fn item(line: usize, [topic, minutes, who]: &[String; 3]) -> Result<Item, FieldFault> {
    let topic = text("item", line, topic, LONGEST_TITLE)?;
    if topic.is_empty() {
        return Err(FieldFault::new(format!("item.{line}"), "activities-study-item-missing"));
    }
    let minutes = match minutes.trim() {
        "" => 0,
        minutes => field::minutes(minutes).map_err(|f| FieldFault { field: format!("item.{line}"), ..f })?,
    };
    Ok(Item { n: 0, topic, minutes, who: text("item", line, who, LONGEST_WHO)?, is_first: false })
}

fn material(line: usize, title: &str, href: &str) -> Result<Material, FieldFault> {
    let title = text("material", line, title, LONGEST_TITLE)?;
    if title.is_empty() {
        return Err(FieldFault::new(format!("material.{line}"), "activities-study-material-missing"));
    }
    let href = href.trim().to_owned();
    // Nothing but what a browser opens as a page, so that no link runs a script.
    let is_sound = href.is_empty()
        || ((href.starts_with("https://") || href.starts_with("http://") || (href.starts_with('/') && !href.starts_with("//")))
            && href.chars().count() <= LONGEST_HREF
            && !href.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\'));
    if is_sound {
        Ok(Material { n: 0, title, href })
    } else {
        Err(FieldFault::new(format!("material.{line}"), "activities-study-href-unreadable"))
    }
}

/// The words of the minutes, one entry an item; lines stay lines.
///
/// # Errors
/// Beside `words.<n>`, n the number of the item, or `words.0` where nothing at all was written.
pub(crate) fn words(typed: &[(i32, String)], items: &[Item]) -> Result<Vec<Said>, Vec<FieldFault>> {
    let (mut said, mut faults) = (Vec::new(), Vec::new());
    for (n, words) in typed {
        let topic = items.iter().find(|i| i.n == *n).map(|i| i.topic.clone());
        let (Some(topic), words) = (if *n == 0 { Some(String::new()) } else { topic }, words.replace('\r', "")) else { continue };
        let words = words.trim();
        if words.chars().count() > LONGEST_WORDS {
            faults.push(FieldFault::new(format!("words.{n}"), "activities-minutes-long").with("most", LONGEST_WORDS));
        } else if !words.is_empty() && said.iter().all(|s: &Said| s.n != *n) {
            said.push(Said { n: *n, topic, words: words.to_owned() });
        }
    }
    if said.is_empty() && faults.is_empty() {
        faults.push(FieldFault::new("words.0", "activities-minutes-empty"));
    }
    said.sort_unstable_by_key(|s| if s.n == 0 { i32::MAX } else { s.n });
    if faults.is_empty() { Ok(said) } else { Err(faults) }
}

/// Titles of topics, one a line.
///
/// # Errors
/// Beside `topics`.
pub(crate) fn topics(text: &str) -> Result<Vec<String>, FieldFault> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        let title = field::short("topics", line, LONGEST_TITLE, "activities-study-text-long")?;
        if !title.is_empty() && !found.contains(&title) {
            found.push(title);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line3(a: &str, b: &str, c: &str) -> [String; 3] {
        [a.into(), b.into(), c.into()]
    }

    #[test]
    fn empty_lines_are_nothing_and_the_first_item_keeps_its_mark() {
        let form = Arrangement {
            items: vec![line3("", "", ""), line3("学习讲话", "三十", "主席"), line3("安全生产", "", "")],
            first: "2".into(),
            ..Arrangement::default()
        };
        let read = read(&form).unwrap();
        assert_eq!(read.items.iter().map(|i| (i.n, i.minutes, i.is_first)).collect::<Vec<_>>(), [(1, 30, true), (2, 0, false)]);
    }

    #[test]
    fn no_link_runs_a_script() {
        for bad in ["javascript:alert(1)", "//evil.example/x", "data:text/html,x", "/a b", "/\\evil"] {
            let form = Arrangement { materials: vec![["讲义".into(), bad.into()]], ..Arrangement::default() };
            assert_eq!(read(&form).unwrap_err()[0].field, "material.1", "{bad}");
        }
    }

    #[test]
    fn minutes_without_a_word_are_none() {
        assert_eq!(words(&[(0, " \n".into()), (7, "x".into())], &[]).unwrap_err()[0].key, "activities-minutes-empty");
    }
}
