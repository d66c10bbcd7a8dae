//! The same facts as plain files, for engines of other kinds.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use ledger::figures::{Key, Row, Sheet};
use serde_json::{Value, json};
use store::Outcome;

use super::super::internal;
use super::world::{KINDS, Session, World, YEAR};

pub struct Export {
    folder: PathBuf,
    sessions: BufWriter<File>,
    attendances: BufWriter<File>,
}

fn begin(folder: &Path, name: &str, head: &str) -> Outcome<BufWriter<File>> {
    let mut file = BufWriter::new(File::create(folder.join(name)).map_err(internal)?);
    writeln!(file, "{head}").map_err(internal)?;
    Ok(file)
}

impl Export {
    /// Unions are numbered from 1, programmes too; a parent of 0 is none.
    pub fn begin(folder: &Path, world: &World) -> Outcome<Self> {
        std::fs::create_dir_all(folder).map_err(internal)?;
        let mut unions = begin(folder, "unions.csv", "id,parent,level,name")?;
        for (i, place) in world.places.iter().enumerate() {
            let parent = place.parent.map_or(0, |p| p + 1);
            writeln!(unions, "{},{parent},{},第{i}工会", i + 1, place.level.number()).map_err(internal)?;
        }
        unions.flush().map_err(internal)?;
        Ok(Self {
            folder: folder.to_owned(),
            sessions: begin(folder, "sessions.csv", "id,union,month,kind,programme")?,
            attendances: begin(folder, "attendances.csv", "session,person,home_union")?,
        })
    }

    pub fn session(&mut self, s: &Session) -> Outcome<()> {
        let month = s.day.month_key() - YEAR * 12 + 1;
        writeln!(self.sessions, "{},{},{month},{},{}", s.id, s.host + 1, KINDS[s.kind], s.programme + 1).map_err(internal)?;
        for (person, home) in &s.came {
            writeln!(self.attendances, "{},{person},{}", s.id, home + 1).map_err(internal)?;
        }
        Ok(())
    }

    pub fn end(mut self, answers: &[Value]) -> Outcome<()> {
        self.sessions.flush().map_err(internal)?;
        self.attendances.flush().map_err(internal)?;
        let text = serde_json::to_string_pretty(answers).map_err(internal)?;
        std::fs::write(self.folder.join("answers.json"), text).map_err(internal)
    }
}

/// What was asked, in the numbers of the files, and what was answered.
pub fn answer(world: &World, n: u32, sheets: &[Sheet]) -> Value {
    let union = |id| world.place_of(id).map_or(0, |place| place + 1);
    let row = |key: Value, row: &Row| {
        json!({
            "key": key, "sessions": row.counted.sessions, "attendances": row.counted.attendances_named,
            "people": row.counted.people.number(), "unions": row.counted.unions_reached,
        })
    };
    let mut rows = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        for one in sheet.tables.iter().flat_map(|t| &t.rows) {
            let key = match &one.key {
                Key::Union(id) => json!(union(*id)),
                Key::Month(month) => json!([month - YEAR * 12 + 1, KINDS.get(at)]),
                _ => json!("own"),
            };
            rows.push(row(key, one));
        }
        if sheet.tables.is_empty() {
            rows.push(row(json!("total"), &sheet.total));
        }
    }
    let programme = world.programmes.iter().position(|p| *p == world.programme()).map_or(0, |p| p + 1);
    let asked = match n {
        1 => json!({ "union": union(world.province()), "year": YEAR, "by": "children, as held by" }),
        2 => json!({ "union": 1, "year": YEAR, "by": "month and kind, as held by" }),
        3 => json!({ "union": union(world.county()), "month": 5, "by": "children, as held by" }),
        _ => json!({ "union": 1, "year": YEAR, "programme": programme, "by": "total, as held by" }),
    };
    json!({ "question": n, "asked": asked, "rows": rows })
}
