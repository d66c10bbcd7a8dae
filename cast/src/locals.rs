use organisation::{Kind, Level, NewEdge, NewUnion, plant};
use serde_json::json;
use store::{Outcome, Store};
use uuid::Uuid;

use crate::divisions::Place;
use crate::federation::{HOME_COUNTY, Planned};
use crate::invent::{Invent, credit_code};
use crate::{Size, actor, beginning};

/// An invented local with the employer it covers.
#[derive(Clone, Debug)]
pub struct Local {
    pub union: Uuid,
    pub parent: Uuid,
    pub name: String,
    pub employer: String,
    pub employer_id: Uuid,
    pub credit_code: String,
    pub division: String,
    /// What sort of employer: `firm`, `school`, `hospital`, `platform`, `office`.
    pub kind: &'static str,
    /// Line and sector union of a local that stands in two lines; the territorial edge leads unless `sector_leads`.
    pub sector: Option<(i32, Uuid)>,
    pub sector_leads: bool,
}

const TRADES: [(&str, &str, &str); 16] = [
    ("精密机械", "firm", "machinery"),
    ("电子科技", "firm", ""),
    ("建筑工程", "firm", "seamen"),
    ("食品", "firm", "trade"),
    ("物流", "firm", ""),
    ("纺织", "firm", "trade"),
    ("新能源", "firm", "energy"),
    ("汽车部件", "firm", "machinery"),
    ("生物医药", "firm", ""),
    ("环卫服务", "firm", ""),
    ("超市", "firm", "trade"),
    ("第一小学", "school", "education"),
    ("实验中学", "school", "education"),
    ("人民医院", "hospital", "education"),
    ("水务", "firm", "agriculture"),
    ("外卖配送站", "platform", ""),
];
const BRANDS: &str = "鑫恒泰宏盛达华瑞金天宇航星辰远方安康乐美佳新锐创通联合东方长江湘云峰海川";

/// Invents locals: two or three under every street of the home county, the rest over the provinces, some railway locals.
#[must_use]
pub fn locals(planned: &Planned, size: Size) -> Vec<Local> {
    let mut invent = Invent::new(7);
    let mut places: Vec<(String, String)> = Vec::new();
    for street in planned.divisions.iter().filter(|d| d.place == Place::Township && d.parent == HOME_COUNTY) {
        for _ in 0..3 {
            places.push((street.code.clone(), String::from("岳麓")));
        }
    }
    let counties: Vec<_> = planned.divisions.iter().filter(|d| d.place == Place::County).collect();
    for n in 0..size.locals {
        // One in four in the home city, so that its county table is worth looking at.
        let county = if n % 4 == 0 {
            let near: Vec<_> = counties.iter().filter(|c| c.parent == "430100").collect();
            *near[n / 4 % near.len()]
        } else {
            *invent.one(&counties)
        };
        places.push((county.code.clone(), county.name.trim_end_matches(['区', '县', '市']).to_owned()));
    }
    let brands: Vec<char> = BRANDS.chars().collect();
    let mut all: Vec<Local> = places
        .iter()
        .enumerate()
        .map(|(n, (code, place))| {
            let (trade, kind, sector) = *invent.one(&TRADES);
            let brand: String = [*invent.one(&brands), *invent.one(&brands)].iter().collect();
            let employer = match kind {
                "firm" => format!("{place}{brand}{trade}有限公司"),
                "platform" => format!("{place}{brand}{trade}"),
                _ => format!("{place}{trade}"),
            };
            let sector =
                planned.sectors.iter().find(|(key, ..)| *key == sector && n % 3 == 0).map(|(_, line, union)| (*line, *union));
            local(&mut invent, planned.at(code), employer, code, kind, sector, false, n)
        })
        .collect();
    let first = all.len();
    for (n, bureau) in ["北京", "郑州", "武汉", "广州", "成都", "兰州"].iter().enumerate() {
        if let Some((_, line, union)) = planned.sectors.iter().find(|(key, ..)| *key == "railway") {
            let name = format!("{bureau}铁路机务段");
            all.push(local(&mut invent, *union, name, "", "firm", Some((*line, *union)), true, first + n));
        }
    }
    // Two firms may draw the same name; the register would tell them apart by number, people by ordinal.
    let mut seen = std::collections::HashMap::<String, u32>::new();
    for local in &mut all {
        let count = seen.entry(local.employer.clone()).or_default();
        *count += 1;
        if *count > 1 {
            local.employer = format!("{}（{}）", local.employer, codes::numerals::ordinary(u64::from(*count)));
        }
        local.name = format!("{}工会", local.employer.trim_end_matches("有限公司"));
    }
    all
}

fn local(
    invent: &mut Invent,
    parent: Uuid,
    employer: String,
    division: &str,
    kind: &'static str,
    sector: Option<(i32, Uuid)>,
    sector_leads: bool,
    n: usize,
) -> Local {
    Local {
        union: invent.id(),
        parent,
        name: String::new(),
        employer,
        employer_id: invent.id(),
        credit_code: credit_code(division, n),
        division: division.to_owned(),
        kind,
        sector,
        sector_leads,
    }
}

/// What one transaction writes: the one writer is not held for long.
const AT_ONCE: usize = 50;

pub(crate) async fn write(store: &Store, locals: &[Local]) -> Outcome<()> {
    for (n, some) in locals.chunks(AT_ONCE).enumerate() {
        write_some(store, n * AT_ONCE, some).await?;
    }
    Ok(())
}

async fn write_some(store: &Store, first: usize, locals: &[Local]) -> Outcome<()> {
    let mut unions = Vec::with_capacity(locals.len());
    let mut edges = Vec::with_capacity(locals.len() * 2);
    for (n, l) in locals.iter().enumerate() {
        unions.push(NewUnion {
            id: l.union,
            name: l.name.clone(),
            kind: Kind::Local,
            level: Level::GrassRoots,
            founded: beginning(),
            credit_code: None,
            division: (!l.division.is_empty()).then(|| l.division.clone()),
            kept_by: None,
            sort_key: i32::try_from(first + n).unwrap_or(0),
        });
        if !l.sector_leads {
            edges.push(NewEdge { line: 0, child: l.union, parent: l.parent, from: beginning(), leading: true });
        }
        if let Some((line, sector)) = l.sector {
            edges.push(NewEdge { line, child: l.union, parent: sector, from: beginning(), leading: l.sector_leads });
        }
    }
    let (unions, edges) = (&unions, &edges);
    store
        .write("cast.locals", &actor(), |tx| async move {
            tx.record("union", unions[0].id, json!({ "unions": unions.len() }));
            plant(&tx, unions, edges).await?;
            for l in locals {
                let employer = organisation::NewEmployer {
                    id: l.employer_id,
                    name: l.employer.clone(),
                    credit_code: Some(l.credit_code.clone()),
                    kind: l.kind.to_owned(),
                    workers: 120,
                    division: (!l.division.is_empty()).then(|| l.division.clone()),
                };
                organisation::add_employer(&tx, &employer, Some((l.union, beginning()))).await?;
            }
            Ok(())
        })
        .await
}
