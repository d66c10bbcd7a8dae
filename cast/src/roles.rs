use codes::Day;
use membership::{Membership, NewPerson, NewSpell, plant, take_ordinals};
use organisation::{NewPost, Office, appoint};
use serde_json::json;
use store::{Ids as _, Outcome, SeededIds, Store};
use uuid::Uuid;

use crate::federation::{HOME_COUNTY, Planned};
use crate::invent::phone;
use crate::locals::Local;
use crate::{actor, beginning};

/// Where a role belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The home local, a firm under a street of the home county.
    Local,
    /// Nowhere yet: a courier without employer.
    Nowhere,
    /// The union of a division code.
    Division(&'static str),
    National,
    /// The union that leads this line.
    Sector(&'static str),
}

/// One of the people everybody can sign in as.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// As in `POST /demo/sign-in/{key}`.
    pub key: &'static str,
    /// Invented name.
    pub name: &'static str,
    pub at: Where,
    /// Office, its own words, and whether it goes with everything below.
    pub post: Option<(Office, &'static str, bool)>,
    /// A member of the home local as well.
    pub is_member: bool,
}

/// The cast of the demonstration, in the order in which the work goes up the tree.
pub const ROLES: [Role; 15] = [
    Role { key: "member", name: "谭小雨", at: Where::Local, post: None, is_member: true },
    Role { key: "courier", name: "余江川", at: Where::Nowhere, post: None, is_member: false },
    Role {
        key: "team-leader",
        name: "刘建国",
        at: Where::Local,
        post: Some((Office::TeamLeader, "二车间三班班长", false)),
        is_member: true,
    },
    Role { key: "local-chair", name: "彭玉兰", at: Where::Local, post: Some((Office::Chair, "", false)), is_member: true },
    Role {
        key: "street-officer",
        name: "龙海涛",
        at: Where::Division("430104011"),
        post: Some((Office::Officer, "", true)),
        is_member: false,
    },
    Role {
        key: "county-officer",
        name: "周晓梅",
        at: Where::Division(HOME_COUNTY),
        post: Some((Office::Officer, "", true)),
        is_member: false,
    },
    Role {
        key: "county-chair",
        name: "许志刚",
        at: Where::Division(HOME_COUNTY),
        post: Some((Office::Chair, "", true)),
        is_member: false,
    },
    Role {
        key: "city-officer",
        name: "陈明辉",
        at: Where::Division("430100"),
        post: Some((Office::ViceChair, "", true)),
        is_member: false,
    },
    Role {
        key: "provincial-officer",
        name: "罗文静",
        at: Where::Division("430000"),
        post: Some((Office::ViceChair, "", true)),
        is_member: false,
    },
    Role {
        key: "national-officer",
        name: "孟庆松",
        at: Where::National,
        post: Some((Office::Chair, "", true)),
        is_member: false,
    },
    Role {
        key: "sector-officer",
        name: "秦立新",
        at: Where::Sector("railway"),
        post: Some((Office::ViceChair, "", true)),
        is_member: false,
    },
    Role {
        key: "mediator",
        name: "方岩",
        at: Where::Division(HOME_COUNTY),
        post: Some((Office::Mediator, "", false)),
        is_member: false,
    },
    Role {
        key: "auditor",
        name: "白松",
        at: Where::Division(HOME_COUNTY),
        post: Some((Office::AuditChair, "", true)),
        is_member: false,
    },
    Role {
        key: "merchant-clerk",
        name: "孔悦",
        at: Where::Division(HOME_COUNTY),
        post: Some((Office::MerchantClerk, "", false)),
        is_member: false,
    },
    Role { key: "employer", name: "钱立峰", at: Where::Local, post: None, is_member: false },
];

/// The local of the story: the first firm under the street 麓谷.
#[must_use]
pub fn home_local(locals: &[Local]) -> Option<&Local> {
    locals
        .iter()
        .find(|l| l.division == "430104011" && l.kind == "firm")
        .or_else(|| locals.iter().find(|l| l.division.starts_with(HOME_COUNTY) && l.kind == "firm"))
        .or(locals.first())
}

/// Writes the roles with their posts and memberships.
pub(crate) async fn write(
    store: &Store,
    _: &Membership,
    planned: &Planned,
    locals: &[Local],
) -> Outcome<Vec<(&'static str, Uuid)>> {
    let Some(home) = home_local(locals) else { return Ok(Vec::new()) };
    let ids = SeededIds::new(11);
    let people: Vec<(&Role, Uuid)> = ROLES.iter().map(|role| (role, ids.new_id(0))).collect();
    let people = &people;
    store
        .write("cast.roles", &actor(), |tx| async move {
            tx.record("union", home.union, json!({ "roles": people.len() }));
            let ordinals = take_ordinals(&tx, home.union, people.len()).await?;
            let mut known = Vec::with_capacity(people.len());
            let mut spells = Vec::new();
            for (n, ((role, person), ordinal)) in people.iter().zip(ordinals).enumerate() {
                known.push(NewPerson {
                    person: *person,
                    ordinal,
                    name: role.name.to_owned(),
                    phone: Some(phone(n + 1)),
                    birth_year: Some(1985),
                    sex: if n % 2 == 0 { "f".into() } else { "m".into() },
                    work: if role.at == Where::Nowhere { "外卖骑手".into() } else { "工会工作者".into() },
                    team: if role.is_member { "二车间三班".into() } else { String::new() },
                    verified_day: (role.at != Where::Nowhere).then(beginning),
                    registered_at: Some(tx.now()),
                    ..NewPerson::default()
                });
                if role.is_member {
                    spells.push(NewSpell {
                        person: *person,
                        union: home.union,
                        from: beginning(),
                        standing: "full",
                        recorded_by: None,
                        import: None,
                    });
                }
            }
            plant(&tx, &known, &spells).await?;
            for (role, person) in people {
                if let Some((office, title, subtree)) = role.post {
                    let post = NewPost {
                        union: place(role.at, planned, home),
                        person: *person,
                        office,
                        title: title.to_owned(),
                        subtree,
                        from: beginning(),
                        until: Day::OPEN,
                        deputy_for: None,
                    };
                    appoint(&tx, &post).await?;
                }
                if role.key == "employer" {
                    organisation::seat(&tx, home.employer_id, *person, beginning()).await?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(people.iter().map(|(role, person)| (role.key, *person)).collect())
}

fn place(at: Where, planned: &Planned, home: &Local) -> Uuid {
    match at {
        Where::Local | Where::Nowhere => home.union,
        Where::Division(code) => planned.at(code),
        Where::National => planned.root,
        Where::Sector(key) => planned.sectors.iter().find(|(k, ..)| *k == key).map_or(planned.root, |(_, _, union)| *union),
    }
}

/// The mobile number of the n-th role.
#[must_use]
pub fn phone_of(role: usize) -> String {
    phone(role + 1)
}
