use std::time::Duration;

use axum::http::Method;
use membership::bench_import;
use rust_xlsxwriter::Workbook;
use testkit::{Answer, Browser, on_both_engines};
use uuid::Uuid;

use super::hall::{CHAIR_OF_LOCAL, CHAIR_OF_STREET, Hall, MEMBER, MIGRATIONS, OFFICER_OF_COUNTY};

/// A workbook of these rows.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (r, row) in (0u32..).zip(rows) {
        for (c, cell) in (0u16..).zip(row) {
            sheet.write_string(r, c, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn rows(of: &[&[&str]]) -> Vec<Vec<String>> {
    of.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

/// So many people of a series who are all right.
pub fn people(count: usize, series: usize) -> Vec<Vec<String>> {
    let mut all = rows(&[&["姓名", "手机号", "班组"]]);
    all.extend((0..count).map(|n| vec!["王小丫".to_owned(), format!("137{series:02}{n:06}"), format!("{}班", n % 7)]));
    all
}

pub async fn send(browser: &mut Browser, file_name: &str, file: &[u8]) -> Answer {
    browser.upload("/members/import", &[("consent", "1")], file_name, file).await
}

/// Sends a list that is taken; gives the path of its import.
pub async fn sent(browser: &mut Browser, file: &[u8]) -> String {
    let answer = send(browser, "名册.xlsx", file).await;
    answer.is(303).location().to_owned()
}

pub fn id(path: &str) -> Uuid {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

pub async fn visible(hall: &Hall) -> i64 {
    membership::count_heads(hall.store(), hall.unions.local, hall.m.today()).await.unwrap().on_books
}

on_both_engines! { MIGRATIONS;
    async fn checked_row_by_row_then_all_or_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.get("/members/import").await.is(200).shows("麓山精密工会").shows("还没有导入过名册");
        chair.upload("/members/import", &[], "a.xlsx", b"PK").await.is(422).shows("知情同意");
        chair.upload("/members/import", &[("consent", "1")], "a.xlsx", b"").await.is(422).shows("请选择文件");
        let bad = workbook(&rows(&[
            &["麓山精密2026年会员名册"],
            &["序号", "姓名（必填）", "手机号码", "身份证号", "性别", "出生年份", "入会日期", "离会日期", "会籍"],
            &["1", "王小丫", "13600000001", "11010519491231002X", "女", "", "2020-01-01", "", "在籍"],
            &["2", "", "13600000002", "", "", "", "", "", ""],
            &["3", "赵六", "1360000", "110105194912310021", "", "", "2099-01-01", "", ""],
            &["4", "钱七", "13600000001", "", "", "", "", "", ""],
            &["5", "孙八", "", "", "", "1980", "", "", ""],
            &["6", "老会员", MEMBER, "", "", "", "", "", ""],
            &["7", "许主席", CHAIR_OF_STREET, "", "", "", "", "", ""],
            &["8", "周九", "13600000009", "", "", "", "", "2024-01-01", ""],
            &["9", "吴十", "13600000010", "", "男", "", "", "", "退休"],
            &["", "", "", "", "", "", "", "", ""],
        ]));
        let path = sent(&mut chair, &bad).await;
        let page = chair.get(&path).await;
        page.is(200).shows("9行").shows("8行有问题").shows("没有姓名").shows("手机号不对").shows("校验位").shows("日期在今天以后");
        page.shows("和第3行相同").shows("至少填一项").shows("已经是本会会员").shows("这个号码已经登记过").shows("已经结束").shows("保留会籍");
        page.hides("导入9人");
        chair.get(&format!("{path}?show=all")).await.is(200).shows("无误").shows("王小丫");
        chair.post(&format!("{path}/go"), &[]).await.is(409).shows("整份无误");
        assert!(chair.get(&format!("{path}/rows.xlsx")).await.bytes.starts_with(b"PK"));
        assert_eq!(visible(&hall).await, 1);
        chair.submit(&format!("{path}/drop"), &[]).await.is(200).shows("已放弃");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_import_row").await, 0);

        let good = workbook(&rows(&[
            &["Name", "Mobile number", "ID number", "Team", "Joined on"],
            &["王小丫", "136 0000 0001", "11010519491231002x", "一车间", "2020/1/1"],
            &["阿依古丽·买买提", "", "110105194912310038", "", "1987-01-01"],
            &["李 四", "+86 13600000003", "", "", ""],
        ]));
        let path = sent(&mut chair, &good).await;
        chair.get(&path).await.is(200).shows("全部无误").shows("导入3人");
        chair.submit(&format!("{path}/go"), &[]).await.is(200).shows("3人已导入");
        chair.submit(&format!("{path}/go"), &[]).await.is(200).shows("3人已导入");
        chair.post(&format!("{path}/drop"), &[]).await.is(409).shows("不能放弃");
        assert_eq!(visible(&hall).await, 4);
        chair.get("/members?q=13600000001").await.is(200).shows("王小丫").shows("2020年1月1日");
        // Nobody is a member before the union was founded.
        chair.get("/members?q=%E9%98%BF").await.is(200).shows("2000年1月1日");
        chair.get("/members?q=%E6%9D%8E%E5%9B%9B").await.is(200).shows("2026年11月18日");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_import_row").await, 0, "names and numbers do not stay behind");
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.import'").await, 1);
        // The same list again: everybody is here already.
        let path = sent(&mut chair, &good).await;
        chair.get(&path).await.is(200).shows("3行有问题").shows("已经是本会会员");
    }

    async fn the_template_is_a_list_without_rows(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        for browser in [&mut chair.clone(), &mut chair.clone().in_english()] {
            let template = browser.get("/members/import/template.xlsx").await;
            template.is(200);
            send(&mut chair, "members-template.xlsx", &template.bytes).await.is(422).shows("下面没有数据");
        }
    }

    async fn text_files_of_every_habit(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let utf8 = "\u{feff}姓名,手机号\r\n王小丫,13600000001\r\n".as_bytes().to_vec();
        let semicolons = "姓名;手机号\n\"李;四\";13600000002\n".as_bytes().to_vec();
        // 姓名,手机号 / 王小丫,13600000003 in GB 18030, as spreadsheets on Chinese systems save it.
        let gbk = b"\xd0\xd5\xc3\xfb,\xca\xd6\xbb\xfa\xba\xc5\n\xcd\xf5\xd0\xa1\xd1\xbe,13600000003\n".to_vec();
        let utf16: Vec<u8> = "\u{feff}姓名\t手机号\n王小丫\t13600000004\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (file, says) in [(utf8, "导入1人"), (semicolons, "不该有的符号"), (gbk, "导入1人"), (utf16, "导入1人")] {
            let path = send(&mut chair, "a.csv", &file).await.is(303).location().to_owned();
            chair.get(&path).await.is(200).shows(says);
        }
    }

    async fn a_large_list_goes_on_by_itself(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = sent(&mut chair, &workbook(&people(2_100, 1))).await;
        chair.get(&path).await.is(200);
        until(&hall, &path, "checked").await;
        chair.get(&path).await.is(200).shows("全部无误");
        chair.post(&format!("{path}/go"), &[]).await.is(303);
        until(&hall, &path, "done").await;
        assert_eq!(visible(&hall).await, 2_101);
    }

    async fn only_whoever_may_enrol_there(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = sent(&mut chair, &workbook(&people(3, 1))).await;
        let mut street = hall.signed_in(CHAIR_OF_STREET).await;
        for path in [path.clone(), format!("{path}/rows.xlsx"), format!("/members/import?union={}", hall.unions.local)] {
            street.get(&path).await.is(404);
        }
        street.post(&format!("{path}/go"), &[]).await.is(404);
        street.post(&format!("{path}/drop"), &[]).await.is(404);
        let elsewhere = format!("/members/import?union={}", hall.unions.local);
        street.upload(&elsewhere, &[("consent", "1")], "a.xlsx", &workbook(&people(3, 2))).await.is(404);
        hall.signed_in(OFFICER_OF_COUNTY).await.upload("/members/import", &[("consent", "1")], "a.xlsx", &workbook(&people(3, 2))).await.is(409);
        hall.signed_in(MEMBER).await.get("/members/import").await.is(403);
        assert_eq!(visible(&hall).await, 1);
        let api = format!("/api/v1/imports/{}", id(&path));
        let state = chair.api(Method::GET, &api, None, &[]).await;
        assert_eq!(state.is(200).json()["state"], "checked");
        let rows = chair.api(Method::GET, &format!("{api}/rows"), None, &[]).await;
        assert_eq!(rows.is(200).json()[2]["cells"]["phone"], "13701000002");
        let done = chair.api(Method::POST, &format!("{api}/go"), None, &[]).await;
        assert_eq!(done.is(200).json()["state"], "done");
        chair.api(Method::POST, &format!("{api}/drop"), None, &[]).await.is(409);
    }

    async fn the_bench_goes_the_same_way(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let bench = bench_import(hall.store(), 1_200, 1).await.unwrap();
        assert_eq!(bench.rows, 1_200);
        assert!(bench.whole >= bench.reading + bench.writing && bench.whole > Duration::ZERO);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 1_201);
        bench_import(hall.store(), 10, 2).await.unwrap();
    }
}

/// Waits until the work that goes on by itself has come to a state.
async fn until(hall: &Hall, path: &str, state: &str) {
    let sql = "SELECT state FROM member_import WHERE import = $1";
    for _ in 0..100_000 {
        let now: Option<String> = store::scalar(hall.store().read(), sql, store::binds![id(path)]).await.unwrap();
        if now.as_deref() == Some(state) {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("{path} never came to {state}");
}
