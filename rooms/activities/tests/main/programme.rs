//! One programme in many forms: what five kinds of it add up to, what a member reads of it, and how it is renamed, ended and taken
//! up again.

use axum::http::Method;
use ledger::figures::{By, FiguresQuery, Filter, Key, Sight};
use serde_json::json;
use testkit::{Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, logged, send};

/// Meeting, drama, class, exhibition, contest: kind, title, heads counted.
const FORMS: [(&str, &str, i64); 5] = [
    ("meeting", "劳模座谈会", 30),
    ("performance", "话剧《匠心》", 120),
    ("training", "短视频剪辑课", 16),
    ("exhibition", "职工书画展", 200),
    ("contest", "岗位技能赛", 24),
];

/// The county's season of culture: its page.
async fn begun(hall: &Hall, county: &mut Browser) -> String {
    let union = hall.union["county"].to_string();
    let answer = county.post("/programmes", &[("union", &union), ("title", "职工文化季"), ("kind", "culture")]).await;
    answer.is(303).location().split('?').next().unwrap().to_owned()
}

fn id_of(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

on_both_engines! { MIGRATIONS;
    async fn five_kinds_add_up_to_the_whole(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        let path = begun(&hall, &mut county).await;
        let id = id_of(&path);
        let mut chair = hall.as_("周主席").await;
        for (kind, title, heads) in FORMS {
            let form = [("programme", id.as_str()), ("kind", kind), ("title_other", title), ("heads", &heads.to_string()), ("place", title)];
            logged(&mut chair, &hall.form("lushan", &form)).await;
        }
        // Somebody by name in the drama, held once more by the neighbours; and one session that belongs to no programme.
        let mut wang = hall.as_("王主席").await;
        let again = [("programme", id.as_str()), ("kind", "performance"), ("title_other", "话剧《匠心》"), ("heads", "10"), ("place", "五一剧场"), ("people", &hall.id("李店员"))];
        logged(&mut wang, &hall.form("wuyi", &again)).await;
        logged(&mut chair, &hall.form("lushan", &[("place", "别处")])).await;

        // By kind on the programme's page, and in the ledger's figures: the same numbers, and the kinds add up to the whole.
        let page = county.get(&path).await;
        page.is(200);
        let mut query = FiguresQuery::of(hall.union["county"], codes::Period::calendar_year(2026)).by(By::Kinds);
        query.filter = Filter { programme: Some(id.parse().unwrap()), ..Filter::default() };
        let figures = ledger::figures::Figures::new(hall.store.clone(), hall.room.organisation().federation.clone());
        let by_kind = figures.ask(&query, Sight::Above(hall.union["county"])).await.unwrap();
        for (kind, _, heads) in FORMS {
            let (sessions, named, by_head) = if kind == "performance" { (2, 1, heads + 10) } else { (1, 0, heads) };
            page.shows(&format!("<td class=\"num\" data-head=\"场次\">{sessions}</td><td class=\"num\" data-head=\"实名人次\">{named}</td><td class=\"num\" data-head=\"清点人次\">{by_head}</td>"));
            let row = by_kind.rows.iter().find(|r| r.key == Key::Kind(kind.into())).unwrap();
            assert_eq!((row.counted.sessions, row.counted.attendances_named, row.counted.attendances_by_head), (sessions, named, by_head), "{kind}");
        }
        let whole = figures.ask(&query.clone().by(By::Total), Sight::Above(hall.union["county"])).await.unwrap();
        assert_eq!((whole.total.counted.sessions, whole.total.counted.attendances_named, whole.total.counted.attendances_by_head), (6, 1, 400));
        page.shows("<dd class=\"v\">6<small>").shows("<dd class=\"v\">400<small>");
    }

    async fn a_member_reads_what_there_is_and_signs_up(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        let path = begun(&hall, &mut county).await;
        let id = id_of(&path);
        let mut chen = hall.as_("陈师傅").await;
        chen.get(&path).await.is(200).shows("职工文化季").shows("还没有您可以参加的活动").hides("清点人次");
        hall.visitor().get(&path).await.is(401).shows("请先登录");

        let mut chair = hall.as_("周主席").await;
        let play = hall.course("lushan", &[("programme", &id), ("kind", "performance"), ("title", "话剧《匠心》"), ("weeks", "1")]);
        let activity = send(&mut chair, "/activities/new", &play).await.is(303).location().split('/').nth(2).unwrap().to_owned();
        let show = hall.course("county", &[("programme", &id), ("kind", "exhibition"), ("title", "职工书画展"), ("weeks", "1"), ("signup", "")]);
        send(&mut county, "/activities/new", &show).await.is(303);
        let own = hall.course("wuyi", &[("programme", &id), ("kind", "contest"), ("title", "收银技能赛"), ("weeks", "1")]);
        send(&mut hall.as_("王主席").await, "/activities/new", &own).await.is(303);
        let held = logged(&mut chair, &hall.form("lushan", &[("programme", &id), ("kind", "performance"), ("title_other", "花鼓戏"), ("heads", "4100")])).await;
        logged(&mut hall.as_("王主席").await, &hall.form("wuyi", &[("programme", &id), ("heads", "7700"), ("place", "五一剧场")])).await;

        // Kind by kind with date, door and calendar; the neighbours' own is not his, nor are their numbers.
        let page = chen.get(&path).await;
        page.is(200).shows("演出").shows("话剧《匠心》").shows("展览").shows("职工书画展").shows(".ics").shows("/signups/").shows("去报名");
        page.shows("4,100").hides("收银技能赛").hides("7,700").hides("/edit");
        chen.get("/activities").await.is(200).shows("正在举办的项目").shows(&path);
        chen.get(&format!("/activities/{activity}")).await.shows(&format!("<a href=\"{path}\">职工文化季</a>"));
        chen.get(&format!("/sessions/{held}")).await.shows(&format!("<a href=\"{path}\">职工文化季</a>"));
        // Outside the county there is no such thing; what is for all members opens it.
        hall.as_("李店员").await.get(&path).await.is(200).shows("收银技能赛").hides("话剧《匠心》");
        let mut above = hall.as_("周主席").await;
        let mine = above.post("/programmes", &[("union", &hall.union["lushan"].to_string()), ("title", "厂里的"), ("kind", "culture")]).await;
        let mine = mine.is(303).location().split('?').next().unwrap().to_owned();
        let mut clerk = hall.as_("李店员").await;
        clerk.get(&mine).await.is(404);
        let open = hall.course("lushan", &[("programme", &id_of(&mine)), ("title", "开放日"), ("who", "members"), ("weeks", "1")]);
        send(&mut chair, "/activities/new", &open).await.is(303);
        clerk.get(&mine).await.is(200).shows("开放日");
    }

    async fn renamed_ended_and_taken_up_again(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        let path = begun(&hall, &mut county).await;
        let id = id_of(&path);
        let mut chair = hall.as_("周主席").await;
        let play = hall.course("lushan", &[("programme", &id), ("title", "话剧《匠心》"), ("weeks", "1")]);
        let activity = send(&mut chair, "/activities/new", &play).await.is(303).location().split('/').nth(2).unwrap().to_owned();

        // Renamed by whoever keeps it; those below use it and do not.
        let edit = format!("{path}/edit");
        chair.get(&edit).await.is(404);
        let revision = hidden(&county.get(&edit).await.is(200).text, "revision");
        county.post(&edit, &[("revision", &revision), ("title", " "), ("summary", "说明<b>")]).await.is(422).shows("说明&#60;b&#62;");
        let words = [("revision", revision.as_str()), ("title", "职工文化艺术季"), ("summary", "会、剧、课、展、赛。")];
        county.post(&edit, &words).await.is(303);
        county.post(&edit, &words).await.is(409);
        county.get(&path).await.shows("职工文化艺术季").shows("会、剧、课、展、赛。").shows("“职工文化季”改为“职工文化艺术季”");
        hall.as_("陈师傅").await.get(&path).await.shows("会、剧、课、展、赛。").hides("改为");
        assert_eq!(hall.text("SELECT title FROM ledger_programme").await, "职工文化艺术季", "figures go with the name");
        assert_eq!(hall.rows("audit WHERE verb = 'activities.reword_programme'").await, 1);
        let other = [("union", hall.union["county"].to_string()), ("title", "送清凉".to_owned()), ("kind", "health".to_owned())];
        send(&mut county, "/programmes", &other).await.is(303);
        let revision = hidden(&county.get(&edit).await.text, "revision");
        county.post(&edit, &[("revision", &revision), ("title", "送清凉")]).await.is(422).shows("已有同名项目");

        // Ended from a day: nothing new from then on, what was announced is held and counts.
        let end = format!("{path}/end");
        county.post(&end, &[("revision", &revision), ("from", "2026-01-01")]).await.is(422).shows("最早从2026-11-19起");
        county.post(&end, &[("revision", &revision), ("from", "2026-12-01"), ("reason", "并入职工文化节")]).await.is(303);
        county.get(&path).await.shows("2026年12月1日起结束").shows("并入职工文化节").hides("已结束");
        chair.get("/activities/new").await.shows("职工文化艺术季");
        bed.clock.set("2026-12-02".parse::<codes::Day>().unwrap().start_unix_ms() + 21 * 3_600_000);
        let (mut county, mut chair, mut chen) = (hall.afresh_as("区干事").await, hall.afresh_as("周主席").await, hall.afresh_as("陈师傅").await);
        chair.get("/activities/new").await.is(200).hides("职工文化艺术季");
        let late = hall.course("lushan", &[("programme", &id), ("first", "2026-12-20T19:00"), ("title", "再来一场")]);
        send(&mut chair, "/activities/new", &late).await.is(422).shows("这个项目已停用");
        let session = hall.form("lushan", &[("programme", &id), ("when", "2026-12-02T08:00"), ("place", "礼堂")]);
        send(&mut chair, "/sessions/new", &session).await.is(422).shows("这个项目已停用");
        let planned = chair.api(Method::GET, &format!("/api/v1/activities/{activity}"), None, &[]).await.is(200).json();
        let meeting = planned["meetings"][0]["id"].as_str().unwrap();
        let body = json!({ "key": Uuid::now_v7(), "people": [], "by_head": 5500 });
        chair.api(Method::POST, &format!("/api/v1/activities/{activity}/meetings/{meeting}/session"), Some(body), &[]).await.is(200);
        county.get(&path).await.is(200).shows("已结束").shows("5,500").hides("发布活动</a>");
        county.get("/programmes").await.shows("已结束的项目").shows("职工文化艺术季");
        chen.get(&path).await.is(200).shows("并入职工文化节").shows("话剧《匠心》").shows("5,500");
        chen.get("/activities").await.hides("职工文化艺术季");
        county.get(&end).await.is(409);

        // By machine: the same, and taken up again.
        let api = format!("/api/v1/programmes/{id}");
        let it = chen.api(Method::GET, &api, None, &[]).await.is(200).json();
        assert_eq!((it["until"].as_str(), it["reason"].as_str(), it["revision"].as_i64()), (Some("2026-12-01"), Some("并入职工文化节"), Some(2)));
        chair.api(Method::POST, &format!("{api}/resumption"), Some(json!({ "revision": 2 })), &[]).await.is(404);
        county.api(Method::POST, &format!("{api}/resumption"), Some(json!({ "revision": 1 })), &[]).await.is(409);
        let it = county.api(Method::POST, &format!("{api}/resumption"), Some(json!({ "revision": 2 })), &[]).await.is(200).json();
        assert!(it["until"].is_null());
        county.api(Method::POST, &format!("{api}/resumption"), Some(json!({ "revision": 3 })), &[]).await.is(409);
        send(&mut chair, "/activities/new", &late).await.is(303);
        let it = county.api(Method::POST, &format!("{api}/ending"), Some(json!({ "from": "2027-01-01", "revision": 3 })), &[]).await.is(200).json();
        assert_eq!((it["until"].as_str(), it["reason"].as_str()), (Some("2027-01-01"), Some("")));
        let body = json!({ "title": "文化季", "summary": "", "revision": 4 });
        assert_eq!(county.api(Method::POST, &api, Some(body), &[]).await.is(200).json()["title"], "文化季");
        county.get(&path).await.shows("恢复项目").shows("“职工文化艺术季”改为“文化季”");
        let revision = json!({ "revision": 5 });
        county.api(Method::POST, &format!("{api}/resumption"), Some(revision), &[]).await.is(200);
        assert_eq!(hall.rows("act_programme_change").await, 6);
        assert_eq!(hall.text("SELECT title FROM act_programme WHERE until_day = 2000000 AND kind = 'culture'").await, "文化季");
    }
}
