//! One line of the federation from the national centre down to a local and a street, for the stories in the browser.

use codes::Day;
use membership::{NewPerson, NewSpell, plant as plant_people, take_ordinals};
use organisation::{Kind, Level, NewEdge, NewEmployer, NewPost, NewUnion, Office, add_employer, appoint, plant};
use serde_json::json;
use store::Actor;
use uuid::Uuid;

use crate::house::{Hall, long_ago};

/// How everything is called.
pub struct Names {
    pub unions: [&'static str; 6],
    pub employer: &'static str,
    /// Two members of the local.
    pub members: [&'static str; 2],
}

pub const CHINESE: Names = Names {
    unions: ["全国总工会", "湖南省总工会", "长沙市总工会", "岳麓区总工会", "麓谷街道工会联合会", "麓谷电子工会"],
    employer: "湖南麓谷电子有限公司",
    members: ["密甲一", "密乙二"],
};

pub const ENGLISH: Names = Names {
    unions: [
        "National Centre",
        "Hunan Federation",
        "Changsha Federation",
        "Yuelu Federation",
        "Lugu Street Federation",
        "Lugu Local",
    ],
    employer: "Lugu Electronics Ltd",
    members: ["Member One", "Member Two"],
};

/// National centre, province, city and county, one below the other; under the county a street and a local.
pub struct Line {
    /// National first, county last.
    pub above: [Uuid; 4],
    pub street: Uuid,
    pub local: Uuid,
}

impl Line {
    pub async fn plant(hall: &Hall, names: &Names) -> Self {
        let ids: [Uuid; 6] = std::array::from_fn(|n| Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0001_0000 + n as u128));
        let sorts = [
            (Kind::National, Level::National),
            (Kind::Federation, Level::Province),
            (Kind::Federation, Level::City),
            (Kind::Federation, Level::County),
            (Kind::Township, Level::Township),
            (Kind::Local, Level::GrassRoots),
        ];
        let unions: Vec<NewUnion> = (0..6)
            .map(|n| NewUnion {
                id: ids[n],
                name: names.unions[n].to_owned(),
                kind: sorts[n].0,
                level: sorts[n].1,
                founded: long_ago(),
                credit_code: None,
                division: None,
                kept_by: None,
                sort_key: n as i32,
            })
            .collect();
        let edges: Vec<NewEdge> = [(1, 0), (2, 1), (3, 2), (4, 3), (5, 3)]
            .map(|(child, parent)| NewEdge { line: 0, child: ids[child], parent: ids[parent], from: long_ago(), leading: true })
            .into();
        let (unions, edges, local) = (&unions, &edges, ids[5]);
        hall.store()
            .write("test.line", &Actor::house(), |tx| async move {
                tx.record("union", ids[0], json!({}));
                plant(&tx, unions, edges).await?;
                let employer = NewEmployer {
                    id: tx.new_id(),
                    name: names.employer.to_owned(),
                    credit_code: None,
                    kind: "firm".into(),
                    workers: 240,
                    division: None,
                };
                add_employer(&tx, &employer, Some((local, long_ago()))).await?;
                let ordinals = take_ordinals(&tx, local, 2).await?;
                let people: Vec<NewPerson> = names
                    .members
                    .iter()
                    .zip(ordinals)
                    .map(|(name, ordinal)| NewPerson {
                        person: Uuid::new_v5(&local, name.as_bytes()),
                        ordinal,
                        name: (*name).to_owned(),
                        phone: Some(format!("1990004{ordinal:04}")),
                        registered_at: Some(tx.now()),
                        ..NewPerson::default()
                    })
                    .collect();
                let spells: Vec<NewSpell> = people
                    .iter()
                    .map(|p| NewSpell {
                        person: p.person,
                        union: local,
                        from: long_ago(),
                        standing: "full",
                        recorded_by: None,
                        import: None,
                    })
                    .collect();
                plant_people(&tx, &people, &spells).await
            })
            .await
            .unwrap();
        hall.house.organisation.federation.refresh(hall.store()).await.unwrap();
        Self { above: [ids[0], ids[1], ids[2], ids[3]], street: ids[4], local }
    }
}

/// Somebody with an office who signs in with this telephone.
pub async fn officer_with_phone(hall: &Hall, union: Uuid, office: Office, name: &str, phone: &str) -> Uuid {
    let person = Uuid::new_v5(&union, phone.as_bytes());
    hall.store()
        .write("test.officer", &Actor::house(), |tx| async move {
            let ordinal = take_ordinals(&tx, union, 1).await?[0];
            let known = NewPerson {
                person,
                ordinal,
                name: name.to_owned(),
                phone: Some(phone.to_owned()),
                registered_at: Some(tx.now()),
                ..NewPerson::default()
            };
            plant_people(&tx, &[known], &[]).await?;
            let post = NewPost {
                union,
                person,
                office,
                title: String::new(),
                subtree: false,
                from: long_ago(),
                until: Day::OPEN,
                deputy_for: None,
            };
            tx.record("union", union, json!({ "post": appoint(&tx, &post).await? }));
            Ok(())
        })
        .await
        .unwrap();
    person
}
