use membership::{NewPerson, NewSpell, plant, take_ordinals};
use serde_json::json;
use store::{Outcome, Store};
use uuid::Uuid;

use crate::invent::{Invent, phone};
use crate::locals::Local;
use crate::{Size, actor, beginning};

const TEAMS: [&str; 8] = ["一车间一班", "一车间二班", "二车间一班", "二车间三班", "质检组", "后勤组", "行政办公室", "仓储班"];
const WORKS: [&str; 8] = ["操作工", "电工", "焊工", "质检员", "司机", "会计", "保管员", "技术员"];

/// Invented members of one local, without ordinals yet. The first phones are left to the roles.
#[must_use]
pub fn people(local: &Local, seed: u64, first_phone: usize, count: usize) -> Vec<NewPerson> {
    let mut invent = Invent::new(seed);
    (0..count)
        .map(|n| {
            let registered = invent.chance(75);
            NewPerson {
                person: invent.id(),
                ordinal: 0,
                name: invent.name(),
                phone: registered.then(|| phone(first_phone + n)),
                id_number: None,
                birth_year: Some(i32::try_from(invent.between(1966, 2005)).unwrap_or(1980)),
                sex: (*invent.one(&["f", "m"])).to_owned(),
                work: if local.kind == "platform" { "骑手".into() } else { (*invent.one(&WORKS)).to_owned() },
                team: if local.kind == "platform" { String::new() } else { (*invent.one(&TEAMS)).to_owned() },
                verified_day: (registered && invent.chance(80)).then(beginning),
                registered_at: registered.then(|| beginning().start_unix_ms()),
                recorded_by: None,
                import: None,
            }
        })
        .collect()
}

/// Phones below this number belong to the roles.
pub(crate) const FIRST_PHONE: usize = 1_000;

/// Invents the members of all locals, larger and smaller ones; gives id and ordinal of each, by local.
pub(crate) async fn write(store: &Store, locals: &[Local], size: Size) -> Outcome<Vec<Vec<(Uuid, i64)>>> {
    let mut all = Vec::with_capacity(locals.len());
    let mean = (size.members / locals.len().max(1)).max(1);
    let (mut left, mut next_phone) = (size.members, FIRST_PHONE);
    for (n, local) in locals.iter().enumerate() {
        let last = n + 1 == locals.len();
        let count = if last { left } else { (mean / 2 + n * 37 % mean.max(1)).min(left) };
        if count == 0 {
            all.push(Vec::new());
            continue;
        }
        let people = people(local, 1_000 + n as u64, next_phone, count);
        (left, next_phone) = (left - count, next_phone + count);
        let people = &people;
        let known = store
            .write("cast.people", &actor(), |tx| async move {
                tx.record("union", local.union, json!({ "people": people.len() }));
                let ordinals = take_ordinals(&tx, local.union, people.len()).await?;
                let mut people = people.clone();
                for (person, ordinal) in people.iter_mut().zip(ordinals) {
                    person.ordinal = ordinal;
                }
                let spells: Vec<NewSpell> = people
                    .iter()
                    .map(|p| NewSpell {
                        person: p.person,
                        union: local.union,
                        from: beginning(),
                        standing: if p.ordinal % 23 == 7 { "retained" } else { "full" },
                        recorded_by: None,
                        import: None,
                    })
                    .collect();
                plant(&tx, &people, &spells).await?;
                Ok(people.iter().map(|p| (p.person, p.ordinal)).collect())
            })
            .await?;
        all.push(known);
    }
    Ok(all)
}

/// The mobile number the n-th invented member may have; three in four have it.
#[must_use]
pub fn member_phone(n: usize) -> String {
    phone(FIRST_PHONE + n)
}
