use std::collections::HashMap;

use organisation::{Kind, Level, NewEdge, NewUnion, plant};
use serde_json::json;
use store::{Ids as _, Outcome, SeededIds, Store};
use uuid::Uuid;

use crate::divisions::{Division, Place, divisions, townships};
use crate::{Size, actor, beginning};

/// National industrial unions. The first two lead their own line: totals of railways and finance follow them, not the places.
const SECTORS: [(&str, &str, &str); 9] = [
    ("railway", "中华全国铁路总工会", "Railways"),
    ("finance", "中国金融工会全国委员会", "Finance"),
    ("defence", "中国国防邮电工会全国委员会", "Defence, post and telecommunications"),
    ("machinery", "中国机械冶金建材工会全国委员会", "Machinery, metals and building materials"),
    ("education", "中国教科文卫体工会全国委员会", "Education, science, culture, health and sport"),
    ("energy", "中国能源化学地质工会全国委员会", "Energy, chemistry and geology"),
    ("seamen", "中国海员建设工会全国委员会", "Seamen and construction"),
    ("agriculture", "中国农林水利气象工会全国委员会", "Agriculture, forestry, water and weather"),
    ("trade", "中国财贸轻纺烟草工会全国委员会", "Finance and trade, light industry and tobacco"),
];

/// Divisions of the Production and Construction Corps that have a union of their own.
const CORPS: [&str; 14] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"];

/// The county where most of the story happens.
pub const HOME_COUNTY: &str = "430104";

/// The unions above the locals, and how to find them again.
pub struct Planned {
    pub root: Uuid,
    /// Union of a division code.
    pub by_code: HashMap<String, Uuid>,
    pub divisions: Vec<Division>,
    /// Key of the line, its number, the union that leads it.
    pub sectors: Vec<(&'static str, i32, Uuid)>,
    unions: Vec<NewUnion>,
    edges: Vec<NewEdge>,
}

impl Planned {
    /// The union of a division code known to be in the table; the root where it is not.
    #[must_use]
    pub fn at(&self, code: &str) -> Uuid {
        self.by_code.get(code).copied().unwrap_or(self.root)
    }
}

/// Lays out the tree: national centre, provinces, prefectures, counties, townships, the Corps and the sector unions.
#[must_use]
pub fn federation(size: Size) -> Planned {
    let ids = SeededIds::new(2026);
    let root = ids.new_id(0);
    let mut divisions = divisions();
    divisions.extend(townships((!size.all_townships).then_some(HOME_COUNTY)));
    let mut planned = Planned {
        root,
        by_code: HashMap::new(),
        divisions: Vec::new(),
        sectors: Vec::new(),
        unions: Vec::new(),
        edges: Vec::new(),
    };
    planned.union(root, "中华全国总工会", Kind::National, Level::National, None, 0);
    for division in &divisions {
        let id = ids.new_id(0);
        let (kind, level) = match division.place {
            Place::Province => (Kind::Federation, Level::Province),
            Place::Prefecture => (Kind::Federation, Level::City),
            Place::County => (Kind::Federation, Level::County),
            Place::Township => (Kind::Township, Level::Township),
        };
        let sort = division.code.get(..6).and_then(|c| c.parse().ok()).unwrap_or(0);
        let sort = if division.place == Place::Township { division.code[6..].parse().unwrap_or(0) } else { sort };
        planned.union(id, &union_name(&division.name), kind, level, Some(division.code.clone()), sort);
        let parent = planned.at(&division.parent);
        planned.edge(0, id, parent, true);
        planned.by_code.insert(division.code.clone(), id);
    }
    let corps = ids.new_id(0);
    planned.union(corps, "新疆生产建设兵团总工会", Kind::Federation, Level::Province, None, 659_000);
    planned.edge(0, corps, root, true);
    planned.by_code.insert("corps".into(), corps);
    for (n, number) in CORPS.iter().enumerate() {
        let id = ids.new_id(0);
        let sort = i32::try_from(n).unwrap_or(0);
        planned.union(id, &format!("新疆生产建设兵团第{number}师总工会"), Kind::Federation, Level::City, None, sort);
        planned.edge(0, id, corps, true);
    }
    for (n, (key, name, _)) in SECTORS.iter().enumerate() {
        let (id, line) = (ids.new_id(0), i32::try_from(n + 1).unwrap_or(0));
        planned.union(id, name, Kind::Sector, Level::Province, None, 900_000 + line);
        planned.edge(line, id, root, true);
        planned.sectors.push((key, line, id));
    }
    planned.divisions = divisions;
    planned
}

/// What one transaction writes: the one writer is not held for long.
const AT_ONCE: usize = 500;

/// A union is named after its place, with 总工会 appended.
fn union_name(place: &str) -> String {
    format!("{place}总工会")
}

impl Planned {
    fn union(&mut self, id: Uuid, name: &str, kind: Kind, level: Level, division: Option<String>, sort_key: i32) {
        let name = name.to_owned();
        self.unions.push(NewUnion {
            id,
            name,
            kind,
            level,
            founded: beginning(),
            credit_code: None,
            division,
            kept_by: None,
            sort_key,
        });
    }

    fn edge(&mut self, line: i32, child: Uuid, parent: Uuid, leading: bool) {
        self.edges.push(NewEdge { line, child, parent, from: beginning(), leading });
    }
}

pub(crate) async fn write(store: &Store, planned: &Planned) -> Outcome<()> {
    for unions in planned.unions.chunks(AT_ONCE) {
        store
            .write("cast.federation", &actor(), |tx| async move {
                tx.record("union", planned.root, json!({ "unions": unions.len() }));
                plant(&tx, unions, &[]).await
            })
            .await?;
    }
    store
        .write("cast.lines", &actor(), |tx| async move {
            tx.record("union", planned.root, json!({ "lines": SECTORS.len() }));
            for ((key, zh, en), (_, line, leads)) in SECTORS.iter().zip(&planned.sectors) {
                organisation::add_line(&tx, *line, key, zh, en, *leads).await?;
            }
            Ok(())
        })
        .await?;
    for edges in planned.edges.chunks(AT_ONCE) {
        store
            .write("cast.edges", &actor(), |tx| async move {
                tx.record("union", planned.root, json!({ "edges": edges.len() }));
                plant(&tx, &[], edges).await
            })
            .await?;
    }
    Ok(())
}
