use serde_json::{Value, json};
use store::Outcome;
use uuid::Uuid;

use crate::demo::story::{Somebody, Story, id_of};

/// An application to found a union, as its applicant writes it.
struct Wish {
    name: &'static str,
    kind: &'static str,
    level: &'static str,
    members: &'static str,
    employers: &'static str,
    words: &'static str,
}

const TEAM: Wish = Wish {
    name: "二车间工会小组",
    kind: "group",
    level: "",
    members: "36",
    employers: "",
    words: "二车间三个班想有自己的工会小组，班前课堂和困难帮扶就近办。",
};
const SHOPS: Wish = Wish {
    name: "麓谷片区小微企业联合工会",
    kind: "joint-local",
    level: "",
    members: "74",
    employers: "长沙麓谷图文设计工作室 18\n长沙麓谷连锁书店 25\n长沙麓谷便民超市 31",
    words: "片区内小微企业职工已推选筹备组，街道工会指导。",
};
const COUNTY_STAFF: Wish = Wish {
    name: "岳麓区总工会机关工会",
    kind: "local",
    level: "",
    members: "42",
    employers: "长沙市岳麓区总工会机关 42",
    words: "机关职工大会同意建会。",
};
const NATIONAL_STAFF: Wish = Wish {
    name: "全国总工会机关工会",
    kind: "local",
    level: "",
    members: "560",
    employers: "全国总工会机关 560",
    words: "机关职工代表会议同意建会。",
};
const MOULDS: Wish = Wish {
    name: "麓谷恒远模具厂工会",
    kind: "local",
    level: "",
    members: "58",
    employers: "长沙麓谷恒远模具厂 58",
    words: "给我们配套的模具厂职工想建会，我会帮助联系。",
};
const BRANCH: Wish = Wish {
    name: "麓谷新厂区工会",
    kind: "local",
    level: "",
    members: "120",
    employers: "长沙麓谷新厂区 120",
    words: "公司新厂区投产，申请建立工会。",
};
const COURIERS: Wish = Wish {
    name: "麓谷片区网约配送员联合工会",
    kind: "joint-local",
    level: "",
    members: "46",
    employers: "长沙麓谷速达配送站 30\n长沙梅溪即时配送站 16",
    words: "片区内三个站点的骑手商量好了，想有自己的工会。",
};
const PARK: Wish = Wish {
    name: "麓山高新技术产业园工会联合会",
    kind: "township",
    level: "",
    members: "5200",
    employers: "",
    words: "园区入驻企业八十余家，多数还没有建会。",
};
const NEW_AREA: Wish = Wish {
    name: "湘中临空经济区总工会",
    kind: "federation",
    level: "2",
    members: "38000",
    employers: "",
    words: "经济区职工增长快，请求单独建立总工会。",
};
const MACHINES: Wish = Wish {
    name: "中国工程机械产业工会全国委员会",
    kind: "sector",
    level: "1",
    members: "610000",
    employers: "",
    words: "整机和配套企业集中，请求建立产业工会。",
};
const WAGONS: Wish = Wish {
    name: "铁路装备制造企业工会联合会",
    kind: "sector",
    level: "1",
    members: "240000",
    employers: "",
    words: "装备制造企业已与运输企业分开，请求建立联合会。",
};
const DEPOT: Wish = Wish {
    name: "南昌铁路机务段工会",
    kind: "local",
    level: "",
    members: "430",
    employers: "南昌铁路机务段 430",
    words: "机务段职工大会同意建会。",
};

/// What was asked at the beginning, with whoever asked.
pub(super) struct Begun {
    team: Asked,
    shops: Asked,
    county_staff: Asked,
    national_staff: Asked,
    branch: Asked,
    /// Asked back, to be corrected by whoever asked.
    unfinished: [Asked; 2],
    /// Asked back, and asked again in these days.
    corrected: [Asked; 4],
}

struct Asked {
    by: Somebody,
    wish: &'static Wish,
    id: Uuid,
}

/// The unions that came of it, with the first chair where the cast does not know him.
pub(super) struct Founded {
    pub team: Uuid,
    pub shops: (Uuid, Somebody),
    pub county_staff: Uuid,
    pub national_staff: (Uuid, Somebody),
}

/// People ask the next higher union, from the team to the national centre.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn ask(story: &mut Story<'_>) -> Outcome<Begun> {
    let at = story.at;
    let staff = story.know(at.national).await?;
    Ok(Begun {
        team: of_role(story, "team-leader", at.local, &TEAM).await?,
        shops: of_role(story, "street-officer", at.county, &SHOPS).await?,
        county_staff: of_role(story, "county-officer", at.county, &COUNTY_STAFF).await?,
        national_staff: one(story, staff, at.national, &NATIONAL_STAFF).await?,
        branch: of_role(story, "employer", at.county, &BRANCH).await?,
        unfinished: [
            of_role(story, "local-chair", at.county, &MOULDS).await?,
            of_role(story, "sector-officer", at.national, &WAGONS).await?,
        ],
        corrected: [
            of_role(story, "courier", at.county, &COURIERS).await?,
            of_role(story, "county-chair", at.city, &PARK).await?,
            of_role(story, "city-officer", at.province, &NEW_AREA).await?,
            of_role(story, "provincial-officer", at.national, &MACHINES).await?,
        ],
    })
}

/// Whoever leads the union that was asked answers: some are founded, some asked back, and one refused, because a union is the
/// workers' to found (Trade Union Law, article 3).
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn answer(story: &mut Story<'_>, begun: &Begun) -> Outcome<Founded> {
    let local = story.plays("local-chair")?;
    let (county, city) = (story.plays("county-chair")?, story.plays("city-officer")?);
    let (province, national) = (story.plays("provincial-officer")?, story.plays("national-officer")?);
    let chair = story.know(story.at.county).await?;
    let refused = "工会由职工自愿组织，请由职工推选的筹备组来申请；单位可以提供场地和时间。";
    decide(story, &county, &begun.branch, json!({ "answer": "refuse", "reason": refused })).await?;

    let [moulds, wagons] = &begun.unfinished;
    let [couriers, park, area, machines] = &begun.corrected;
    for (by, asked, question) in [
        (&county, moulds, "请补充职工推选筹备组的时间和人数。"),
        (&national, wagons, "请说明与机械冶金建材工会的产业划分。"),
        (&county, couriers, "申请里写了三个站点，名单只有两个，请补上第三个。"),
        (&city, park, "请写明园区与周边街道工会的管辖划分。"),
        (&province, area, "请补充同意设立经济区的批复。"),
        (&national, machines, "请列出已有的省级产业工会。"),
    ] {
        decide(story, by, asked, json!({ "answer": "return", "reason": question })).await?;
    }
    let first_chair = json!({ "answer": "approve", "chair_phone": chair.phone });
    let applicant = || json!({ "answer": "approve" });
    Ok(Founded {
        team: id_of(&decide(story, &local, &begun.team, applicant()).await?, "union")?,
        shops: (id_of(&decide(story, &county, &begun.shops, first_chair).await?, "union")?, chair),
        county_staff: id_of(&decide(story, &county, &begun.county_staff, applicant()).await?, "union")?,
        national_staff: (
            id_of(&decide(story, &national, &begun.national_staff, applicant()).await?, "union")?,
            begun.national_staff.by.clone(),
        ),
    })
}

/// What was asked back is corrected and waits anew, and a locomotive depot asks the railway's union.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn ask_again(story: &mut Story<'_>, begun: &Begun) -> Outcome<()> {
    for asked in &begun.corrected {
        let mut form = form(&asked.by, asked.wish);
        if asked.wish.name == COURIERS.name {
            form["employers"] = json!(format!("{}\n长沙含浦外卖配送站 12", COURIERS.employers));
            form["members"] = json!("58");
        }
        story.put(&asked.by, &format!("/api/v1/foundings/{}", asked.id), &form).await?;
    }
    let railway = story.at.railway;
    let engineer = story.know(railway).await?;
    one(story, engineer, railway, &DEPOT).await.map(|_| ())
}

async fn of_role(story: &Story<'_>, role: &str, parent: Uuid, wish: &'static Wish) -> Outcome<Asked> {
    one(story, story.plays(role)?, parent, wish).await
}

async fn one(story: &Story<'_>, by: Somebody, parent: Uuid, wish: &'static Wish) -> Outcome<Asked> {
    let made = story.post(&by, &format!("/api/v1/unions/{parent}/foundings"), &form(&by, wish)).await?;
    Ok(Asked { id: id_of(&made, "id")?, by, wish })
}

async fn decide(story: &Story<'_>, by: &Somebody, asked: &Asked, decision: Value) -> Outcome<Value> {
    story.post(by, &format!("/api/v1/foundings/{}/decision", asked.id), &decision).await
}

fn form(by: &Somebody, wish: &Wish) -> Value {
    json!({
        "name": wish.name,
        "kind": wish.kind,
        "level": wish.level,
        "members": wish.members,
        "employers": wish.employers,
        "words": wish.words,
        "contact_name": by.name,
        "contact_phone": by.phone,
    })
}
