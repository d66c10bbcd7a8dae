use codes::Period;
use ledger::figures::{Figures, FiguresQuery, Measures, Reported};
use rust_xlsxwriter::Workbook;
use testkit::on_both_engines;
use uuid::Uuid;

use crate::hall::{COUNTY, FAR, Hall, LEADER, OFFICER, STRANGER};

const HEADS: [&str; 12] = [
    "工会名称或代码",
    "月份",
    "类别",
    "场所",
    "场次",
    "人次",
    "观看",
    "服务小时",
    "物资（件）",
    "资金（元）",
    "人数",
    "覆盖单位",
];

fn workbook(rows: &[[&str; 12]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "二〇二五年台账").unwrap();
    for (row, cells) in (1_u32..).zip([HEADS].iter().chain(rows)) {
        for (column, cell) in (0_u16..).zip(cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const GOOD: [[&str; 12]; 2] = [
    ["麓山精密工会", "2025年3月", "讲座", "进企业", "12", "1,200", "300", "1.5", "", "96.50", "", ""],
    ["岳麓区总工会", "2025-04", "Lecture", "", "2", "80", "", "", "", "", "", ""],
];

async fn total(hall: &Hall) -> (Measures, Reported) {
    let figures = Figures::new(hall.store.clone(), hall.federation.clone());
    let total = figures.exact(&FiguresQuery::of(COUNTY, Period::calendar_year(2025)), &[]).await.unwrap().total;
    (total.counted, total.reported)
}

on_both_engines! { crate::MIGRATIONS;
    async fn a_file_is_tried_then_taken_whole_then_taken_back(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_(OFFICER).await;
        officer.get("/figures/import").await.is(200).shows("导入历年数据与期初数").shows("下载模板");
        let file = workbook(&GOOD);
        let tried = officer.upload("/figures/import", &[("taking", "import"), ("act", "try")], "台账.xlsx", &file).await;
        tried.is(200).shows("共2行，全部无误：14场、1280人次");
        assert_eq!(hall.rows("ledger_fact").await, 0);
        officer.upload("/figures/import", &[("taking", "import"), ("act", "take")], "台账.xlsx", &file).await.is(303);
        officer.get("/figures/import").await.shows("已记入7条记录").shows("台账.xlsx");
        let (counted, reported) = total(&hall).await;
        assert_eq!((counted.sessions, counted.attendances(), counted.views, counted.minutes, counted.money_fen), (14, 1_280, 300, 90, 9_650));
        assert_eq!(reported, Reported::default());
        let again = officer.upload("/figures/import", &[("taking", "import"), ("act", "take")], "另存.xlsx", &file).await;
        again.is(422).shows("已经导入过");
        let intake: Uuid = store::scalar(hall.store.read(), "SELECT id FROM ledger_intake", []).await.unwrap().unwrap();
        let undo = format!("/figures/import/{COUNTY}/{intake}/withdrawal");
        officer.submit(&undo, &[("reason", " ")]).await.shows("请写明撤销的原因");
        hall.as_(STRANGER).await.post(&undo, &[("reason", "别人的")]).await.is(404);
        officer.submit(&undo, &[("reason", "传错了年份")]).await.shows("已撤回7条记录").shows("传错了年份");
        officer.submit(&undo, &[("reason", "再来")]).await.shows("已经撤回了");
        assert_eq!(total(&hall).await.0, Measures::NONE);
        officer.upload("/figures/import", &[("taking", "report"), ("act", "take")], "台账.xlsx", &file).await.is(303);
        let (counted, reported) = total(&hall).await;
        assert_eq!((counted, reported.sessions, reported.attendances), (Measures::NONE, 14, 1_280));
        assert_eq!(ledger::check(&hall.store).await.unwrap(), Vec::<String>::new());
    }

    async fn one_wrong_cell_keeps_the_whole_file_out(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_(OFFICER).await;
        let mut rows = GOOD.to_vec();
        rows.push(["鹤城机械工会", "2025-03", "讲座", "", "1", "", "", "", "", "", "", ""]);
        rows.push(["麓山精密工会", "2025-13", "郊游", "", "一", "", "", "", "", "", "", ""]);
        rows.push(GOOD[1]);
        let answer = officer.upload("/figures/import", &[("act", "take")], "a.xlsx", &workbook(&rows)).await;
        answer.is(422).shows("有5处要改，一行也没有记入").shows("没有这家工会").shows("没有这个类别").shows("前面已有一行");
        assert_eq!(hall.rows("ledger_fact").await + hall.rows("ledger_event").await + hall.rows("ledger_intake").await, 0);
    }

    async fn anything_at_all_may_be_brought(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_(OFFICER).await;
        for (file, says) in [
            (&b"PK\x03\x04not a zip"[..], "不是XLSX"),
            (&b"a,b,c"[..], "不是XLSX"),
            (&workbook(&[])[..], "没有数据"),
            (&workbook(&GOOD)[..900], "不是XLSX"),
        ] {
            officer.upload("/figures/import", &[("act", "take")], "a.xlsx", file).await.is(422).shows(says);
        }
        officer.post("/figures/import", &[]).await.is(422);
        officer.upload("/figures/import", &[("union", "x")], "a.xlsx", b"x").await.is(404);
        let outside = FAR.to_string();
        officer.upload("/figures/import", &[("union", &outside)], "a.xlsx", &workbook(&GOOD)).await.is(404);
        officer.get("/figures/import/template.xlsx").await.is(200);
        hall.visitor().get("/figures/import").await.is(401);
        hall.as_(LEADER).await.get("/figures/import").await.is(403);
        assert_eq!(hall.rows("ledger_fact").await, 0);
    }

    async fn the_same_by_machine(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_(OFFICER).await;
        let path = format!("/api/v1/unions/{COUNTY}/intakes");
        let answer = officer.upload(&path, &[("taking", "import"), ("try", "1")], "a.xlsx", &workbook(&GOOD)).await;
        assert_eq!((answer.json()["rows"].as_i64(), answer.json()["taken"].as_bool()), (Some(2), Some(false)));
        officer.upload(&path, &[("taking", "import")], "a.xlsx", &workbook(&GOOD)).await.is(200);
        let list = officer.get(&path).await.json();
        assert_eq!(list[0]["facts"], 7);
        let undo = format!("{path}/{}/withdrawal", list[0]["id"].as_str().unwrap());
        let undone = officer.api(axum::http::Method::POST, &undo, Some(serde_json::json!({ "reason": "错了" })), &[]).await;
        assert_eq!(undone.is(200).json(), 7);
        officer.get(&format!("/api/v1/unions/{FAR}/intakes")).await.is(404);
        assert!(ledger::openapi().to_json().unwrap().contains("/api/v1/unions/{union}/intakes"));
    }
}
