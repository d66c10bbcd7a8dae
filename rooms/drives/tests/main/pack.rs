use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, drawn, good, send};

on_both_engines! { MIGRATIONS;
    async fn the_folders_sums_are_the_figures(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[("fund_own", "800"), ("fund_employer", "300")]).await;
        let mut officer = hall.as_("孙干事").await;
        bed.clock.advance(1_000);
        let tea = good(&[("name", "姜茶"), ("unit", "盒"), ("price", "8.05"), ("source", "employer"), ("pieces", "30"), ("receipt", "发票9号")]);
        send(&mut officer, &format!("{}/goods", run.path), &tea).await.is(303);
        let tea = hall.one("drive_good", run.id).await;
        let tea_box: &'static str = format!("pieces_{tea}").leak();
        let people = [hall.id("陈师傅"), hall.id("谭师傅")];
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&people, &[(tea_box, "2"), ("guests", "老张"), ("signing", "screen")])).await.is(303);
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("4", "4")).await.is(303);
        bed.clock.advance(1_000);
        // One of them is a slip and stands in no sum.
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("1", "1")).await.is(303);
        let slip = hall.one("drive_hand_out", run.id).await;
        officer.post(&format!("{}/hand-outs/{slip}/retract", run.path), &[("reason", "没有发")]).await.is(303);
        let first = store::scalar::<uuid::Uuid>(hall.store.read(), "SELECT id FROM drive_hand_out WHERE person IS NOT NULL ORDER BY id LIMIT 1", []);
        let sign = format!("{}/hand-outs/{}/sign", run.path, first.await.unwrap().unwrap());
        // The phone goes on to the next, and says so.
        let next = officer.post(&sign, &[("signature", &drawn())]).await.is(303).location().to_owned();
        officer.get(&next).await.is(200).shows("已签收，请下一位核对后签名。");
        // 7 packs of 50 yuan and 6 boxes of 8.05.
        let [held, named, by_head, pieces, fen] = hall.counts("warmth").await;
        assert_eq!([held, named, by_head, pieces, fen], [1, 2, 5, 13, 39_830]);
        let page = officer.get(&format!("{}/pack", run.path)).await;
        page.is(200).shows("冬季送温暖").shows("孙干事").shows("周主席").shows("湘增值税发票00123号").shows("发票9号");
        page.shows(&codes::money::grouped(fen)).shows(&codes::money::formal(fen)).shows("叁佰玖拾捌元叁角");
        page.shows(&format!("<td class=\"num\">{named}</td><td class=\"num\">{by_head}</td><td class=\"num\">{pieces}</td>"));
        // One of the two members and the guest have not signed.
        page.shows("还有2人没有签收");
        // Bought: ten packs and thirty boxes; per head of seven.
        page.shows("741.5").shows("柒佰肆拾壹元伍角").shows("人均56.9元").shows("<svg class=\"signed\"").shows("老张").shows("清点发放");
        let csv = officer.get(&format!("{}/roster.csv", run.path)).await;
        csv.is(200).shows("2026-11-18,二车间,陈师傅,1,暖冬包1份、姜茶2盒,66.1,");
        let lines: i64 = csv.text.lines().skip(1).map(|l| l.split(',').nth(3).unwrap().parse::<i64>().unwrap()).sum();
        assert_eq!(lines, named + by_head);
        // The workbook says the same, cell by cell; a cell that looks like a formula is text there.
        let file = officer.get(&format!("{}/roster.xlsx", run.path)).await;
        assert_eq!(file.is(200).headers["content-type"], sheets::XLSX);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.clone())).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let mut reader = csv::Reader::from_reader(csv.text.trim_start_matches('\u{feff}').as_bytes());
        let in_csv: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(|c| c.trim_start_matches('\'').to_owned()).collect()).collect();
        let in_book: Vec<Vec<String>> = sheet.rows().skip(1).map(|row| row.iter().map(|c| c.to_string().trim_start_matches('\'').to_owned()).collect()).collect();
        assert_eq!(in_book, in_csv);
        officer.get(&format!("{}/sheet?rows=2", run.at())).await.is(200).shows("陈师傅").shows("暖冬包1份").shows("清点发放").hides("没有发");
    }

    async fn an_empty_drive_prints_too(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        officer.get(&format!("{}/pack", run.path)).await.is(200).shows("零元整").hides("人均");
        officer.get(&format!("{}/sheet", run.at())).await.is(200).shows("二车间");
        let mut english = hall.as_("孙干事").await.in_english();
        english.get("/drives").await.is(200).shows("File a plan");
        english.get(&format!("{}/pack", run.path)).await.is(200).shows("Papers to claim the money");
    }
}
