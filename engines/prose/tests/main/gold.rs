//! Precision and recall on reports whose figures people marked. A figure is right when it stands in its snippet with the value,
//! the end of the range, the qualifier and the measure that were marked.

use std::ops::Range;
use std::path::PathBuf;

use prose::{Figure, read};
use serde_json::Value as Json;

const LEAST: f64 = 0.97;

#[derive(Clone, Debug)]
pub struct Marked {
    /// In characters of the report.
    pub snippet: Range<usize>,
    pub words: String,
    pub measure: String,
    pub value: f64,
    pub value_max: Option<f64>,
    pub qualifier: String,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub name: String,
    pub text: String,
    pub figures: Vec<Marked>,
    pub look_alikes: Vec<(Range<usize>, String)>,
}

fn rows(folder: &str, file: &str) -> Vec<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder).join(file);
    let text = std::fs::read_to_string(path).unwrap();
    // A snippet of two look-alikes runs over a line: a row is joined to the one before when it does not begin with a file's name.
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let name = line.split('\t').next().unwrap_or_default();
        match name.is_ascii() && line.contains('\t') {
            true => lines.push(line.to_owned()),
            false => lines.last_mut().unwrap().push_str(&format!("\n{line}")),
        }
    }
    lines.iter().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> usize {
    rows[0].iter().position(|c| c == name).unwrap()
}

fn place(text: &str, snippet: &str) -> Option<Range<usize>> {
    let start = text[..text.find(snippet)?].chars().count();
    Some(start..start + snippet.chars().count())
}

pub fn reports(folder: &str) -> Vec<Report> {
    let (figures, look_alikes) = (rows(folder, "figures.tsv"), rows(folder, "nonfigures.tsv"));
    let at = |name| column(&figures, name);
    let mut names: Vec<String> = figures[1..].iter().chain(&look_alikes[1..]).map(|row| row[0].clone()).collect();
    names.sort();
    names.dedup();
    let report = |name: String| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder).join(&name);
        let text = std::fs::read_to_string(path).unwrap();
        let of = |rows: &[Vec<String>]| rows[1..].iter().filter(|row| row[0] == name).cloned().collect::<Vec<_>>();
        let marked = |row: Vec<String>| {
            let words = row[at("snippet")].replace("\\n", "\n");
            Marked {
                snippet: place(&text, &words).unwrap_or_else(|| panic!("{name} has no {words}")),
                words,
                measure: row[at("counted")].split([' ', '(']).next().unwrap().to_owned(),
                value: row[at("value")].parse().unwrap(),
                value_max: row.get(at("value_max")).and_then(|v| v.parse().ok()),
                qualifier: row[at("qualifier")].split([' ', '(']).next().unwrap().to_owned(),
            }
        };
        let look_alike = |row: Vec<String>| place(&text, &row[1]).map(|at| (at, row[1].clone()));
        Report {
            figures: of(&figures).into_iter().map(marked).collect(),
            look_alikes: of(&look_alikes).into_iter().filter_map(look_alike).collect(),
            name,
            text,
        }
    };
    names.into_iter().map(report).collect()
}

#[derive(Default, Debug)]
pub struct Score {
    pub right: usize,
    pub read: usize,
    pub marked: usize,
    /// Look-alikes that were read as figures.
    pub fooled: usize,
    pub misses: Vec<String>,
}

impl Score {
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.read.max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.right as f64 / self.marked.max(1) as f64
    }

    pub fn add(&mut self, report: &Report) {
        let figures = read(&report.text);
        let mut taken = vec![false; figures.len()];
        for marked in &report.figures {
            let fits = |(n, f): (usize, &Figure)| !taken[n] && overlaps(f, &marked.snippet) && is_right(f, marked);
            match figures.iter().enumerate().find(|(n, f)| fits((*n, f))) {
                Some((n, _)) => {
                    taken[n] = true;
                    self.right += 1;
                }
                None => self.misses.push(format!("{} missed {:?}: {}", report.name, marked.words, wanted(marked))),
            }
        }
        for (figure, _) in figures.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            self.misses.push(format!("{} read {}", report.name, serde_json::to_string(figure).unwrap()));
        }
        self.fooled +=
            report.look_alikes.iter().filter(|(at, _)| figures.iter().zip(&taken).any(|(f, t)| !t && overlaps(f, at))).count();
        self.read += figures.len();
        self.marked += report.figures.len();
    }

    pub fn say(&self, of: &str) {
        println!(
            "{of}: precision {:.4}, recall {:.4} ({} right of {} read, {} marked; {} look-alikes read)",
            self.precision(),
            self.recall(),
            self.right,
            self.read,
            self.marked,
            self.fooled
        );
        self.misses.iter().for_each(|miss| println!("  {miss}"));
    }
}

fn wanted(m: &Marked) -> String {
    format!("{} {:?} {} {}", m.value, m.value_max, m.qualifier, m.measure)
}

fn overlaps(figure: &Figure, at: &Range<usize>) -> bool {
    figure.start < at.end && at.start < figure.end
}

fn is_right(figure: &Figure, marked: &Marked) -> bool {
    let word = |json: Json| json.as_str().unwrap().to_owned();
    let close = |a: f64, b: f64| (a - b).abs() < 0.01;
    let same_end = match (figure.value_max, marked.value_max) {
        (Some(a), Some(b)) => close(a.to_f64(), b),
        (None, None) => true,
        _ => false,
    };
    close(figure.value.to_f64(), marked.value)
        && same_end
        && word(serde_json::to_value(figure.qualifier).unwrap()) == marked.qualifier
        && word(serde_json::to_value(figure.measure).unwrap()) == marked.measure
}

fn score(folder: &str) -> Score {
    let mut score = Score::default();
    reports(folder).iter().for_each(|report| score.add(report));
    score.say(folder);
    score
}

#[test]
fn the_figures_of_five_real_reports_are_read() {
    let score = score("gold");
    assert_eq!(score.marked, 64);
    assert!(score.precision() >= LEAST && score.recall() >= LEAST);
}

#[test]
fn the_figures_of_three_other_reports_are_read() {
    let score = score("fresh");
    assert!(score.precision() >= LEAST && score.recall() >= LEAST);
}
