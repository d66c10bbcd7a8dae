//! Flaws of conditions: where each one stands, what it may look at, and whether two look at each other.

use std::collections::{BTreeMap, VecDeque};

use super::check_place;
use crate::condition::{Condition, Standing, examine};
use crate::flaw::{Fault, Flaw};
use crate::form::Form;
use crate::kind::Kind;
use crate::question::Question;

/// Which questions each question's conditions look at.
type LooksAt = BTreeMap<String, Vec<String>>;

pub(super) fn flaws(form: &Form, flaws: &mut Vec<Flaw>) {
    let all: Vec<&Question> = form.questions().collect();
    let mut looks_at = LooksAt::new();
    let mut asked = 0;
    for section in &form.sections {
        let standing = Standing { earlier: &all[..asked], earlier_columns: &[], all: &all, columns: &[] };
        let place = format!("section {} show_if", section.key);
        let of_section = look(&place, section.show_if.as_ref(), &standing, flaws);
        for question in &section.questions {
            let standing = Standing { earlier: &all[..asked], ..standing };
            let mut seen = of_section.clone();
            seen.extend(look_of_question(&question.key, question, &standing, flaws));
            seen.extend(look_of_columns(question, &standing, flaws));
            looks_at.insert(question.key.clone(), seen);
            asked += 1;
        }
    }
    let standing = Standing { earlier: &all, earlier_columns: &[], all: &all, columns: &[] };
    for check in &form.checks {
        look(&check_place("", check), Some(&check.must), &standing, flaws);
    }
    // Looking forward is refused already; where it closes a circle, saying so helps more. One circle is enough: the
    // others are usually the same one entered elsewhere.
    if let Some(circle) = all.iter().find_map(|question| circle_from(&question.key, &looks_at)) {
        flaws.push(Flaw::new("form", Fault::Circle(circle)));
    }
}

fn look_of_question(place: &str, question: &Question, standing: &Standing<'_>, flaws: &mut Vec<Flaw>) -> Vec<String> {
    let mut seen = look(&format!("{place} show_if"), question.show_if.as_ref(), standing, flaws);
    seen.extend(look(&format!("{place} require_if"), question.require_if.as_ref(), standing, flaws));
    seen
}

fn look_of_columns(question: &Question, standing: &Standing<'_>, flaws: &mut Vec<Flaw>) -> Vec<String> {
    let Kind::Table(table) = &question.answer else {
        return Vec::new();
    };
    let columns = table.columns.as_slice();
    let mut seen = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let standing = Standing { earlier_columns: &columns[..at], columns, ..*standing };
        seen.extend(look_of_question(&format!("{}.{}", question.key, column.key), column, &standing, flaws));
    }
    // Checks come after everything was answered, and decide nothing about what is asked.
    let standing = Standing { earlier: standing.all, earlier_columns: columns, all: standing.all, columns };
    for check in &table.checks {
        look(&check_place(&question.key, check), Some(&check.must), &standing, flaws);
    }
    seen
}

/// The questions the condition looks at; its faults become flaws.
fn look(place: &str, condition: Option<&Condition>, standing: &Standing<'_>, flaws: &mut Vec<Flaw>) -> Vec<String> {
    let Some(condition) = condition else {
        return Vec::new();
    };
    let findings = examine(condition, standing);
    flaws.extend(findings.faults.into_iter().map(|fault| Flaw::new(place, fault)));
    findings.questions
}

/// The shortest way from a question back to itself.
fn circle_from(start: &str, looks_at: &LooksAt) -> Option<Vec<String>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for next in looks_at.get(here).into_iter().flatten() {
            if next == start {
                let mut circle = vec![start.to_owned(), here.to_owned()];
                let mut at = here;
                while let Some(&before) = came_from.get(at) {
                    circle.push(before.to_owned());
                    at = before;
                }
                circle.reverse();
                return Some(circle);
            }
            if !came_from.contains_key(next.as_str()) {
                came_from.insert(next, here);
                queue.push_back(next);
            }
        }
    }
    None
}
