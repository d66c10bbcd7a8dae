use std::io::{Cursor, Write as _};

use testkit::on_both_engines;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::hall::{CHAIR_OF_LOCAL, Hall, MIGRATIONS};
use super::import::{send, workbook};

/// A workbook whose parts are these, whatever they are.
fn parts(of: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in of {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small file that unpacks to far more than any list: one packed part of blanks, many times over.
fn bomb() -> Vec<u8> {
    let blanks = vec![b' '; 4 * 1024 * 1024];
    let mut one = ZipArchive::new(Cursor::new(parts(&[("xl/media/0.xml", &blanks)]))).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(parts(&[("[Content_Types].xml", TYPES), ("xl/workbook.xml", BOOK)])));
    for n in 1..70 {
        zip.raw_copy_file_rename(one.by_index(0).unwrap(), format!("xl/media/{n}.xml")).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;

/// A workbook as a spreadsheet program writes it, its sheet replaced by this XML.
fn sheet(xml: &str) -> Vec<u8> {
    let mut whole = ZipArchive::new(Cursor::new(workbook(&[vec!["x".into()]]))).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..whole.len() {
        let part = whole.by_index_raw(n).unwrap();
        if part.name().unwrap() != "xl/worksheets/sheet1.xml" {
            zip.raw_copy_file(part).unwrap();
        }
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    let head = "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    zip.write_all(format!("{head}{xml}</worksheet>").as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

const HEADS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>手机号</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>身份证号</t></is></c></row>";

on_both_engines! { MIGRATIONS;
    async fn files_that_are_no_lists(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let whole = workbook(&[vec!["姓名".into(), "手机号".into()], vec!["王小丫".into(), "13600000001".into()]]);
        let bomb = bomb();
        assert!(bomb.len() < 2 * 1024 * 1024);
        let empty = parts(&[]);
        let wide = "a,".repeat(1_000_000);
        let old: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
        let no_table = "<html><body>会员名册</body></html>".repeat(20);
        let refused: [(&str, &[u8], &str); 11] = [
            ("half.xlsx", &whole[..whole.len() / 2], "不是表格"),
            ("tail.xlsx", &whole[..whole.len() - 10], "不是表格"),
            ("bomb.xlsx", &bomb, "内容太大"),
            ("old.xls", old, "旧版"),
            ("picture.csv", png, "不是表格"),
            ("page.xlsx", no_table.as_bytes(), "没有找到表头"),
            ("empty.xlsx", &empty, "不是表格"),
            ("text.csv", "姓名,手机号\n".as_bytes(), "下面没有数据"),
            ("wide.csv", wide.as_bytes(), "没有找到表头"),
            ("blank.csv", "\n\n\n,,,\n".as_bytes(), "没有找到表头"),
            ("quote.csv", "姓名,手机号\n\"王小丫,13600000001\n".as_bytes(), ""),
        ];
        for (name, bytes, says) in refused {
            let answer = send(&mut chair, name, bytes).await;
            if says.is_empty() {
                // Read as one strange row, and told so there.
                answer.is(303);
            } else {
                answer.is(422).shows(says);
            }
        }
        let large = vec![b'x'; 32 * 1024 * 1024 + 1];
        send(&mut chair, "large.csv", &large).await.is(422).shows("文件太大，最大32MB").shows("id=\"f-file-e\"");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person").await, 5);
    }

    async fn cells_that_mean_harm(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let huge = "王".repeat(100_000);
        let csv = format!(
            "姓名,手机号,班组\n=cmd|' /C calc'!A0,13600000001,\n王\0小\0丫,13600000002,=1+1\n{huge},13600000003,{huge}\n<script>,13600000004,@x\n'; DROP TABLE member_person; --,13600000005,\n王\u{202e}丫,13600000006,\n",
        );
        // Every byte that is no text is dropped; what is left is judged.
        let path = send(&mut chair, "a.csv", csv.as_bytes()).await;
        if path.status.as_u16() == 303 {
            let path = path.location().to_owned();
            let page = chair.get(&path).await;
            page.is(200).shows("6行有问题").shows("不该有的符号").shows("姓名太长").shows("不能以").hides("<script>,").hides("<td><script>");
            chair.get(&format!("{path}/rows.xlsx")).await.is(200);
        } else {
            path.is(422).shows("不是表格");
        }
        let without_nul = csv.replace('\0', "");
        let path = send(&mut chair, "a.csv", without_nul.as_bytes()).await.is(303).location().to_owned();
        let page = chair.get(&path).await;
        page.is(200).shows("6行有问题").shows("不该有的符号").shows("姓名太长").shows("不能以").hides("<td><script>");
        assert!(page.text.len() < 60_000, "a huge cell is cut");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person").await, 5);
    }

    async fn sheets_that_claim_what_they_are_not(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let person = |row: u32, phone: &str| {
            format!("<row r=\"{row}\">{}{}</row>", cell(&format!("A{row}"), "王小丫"), cell(&format!("B{row}"), phone))
        };
        let far = format!("<dimension ref=\"A1:XFD1048576\"/><sheetData>{HEADS}{}<row r=\"1048576\">{}</row></sheetData>", person(2, "13600000001"), cell("XFD1048576", "x"));
        let backwards = format!("<sheetData>{HEADS}{}{}{}</sheetData>", person(5, "13600000002"), person(2, "13600000003"), person(2, "13600000004"));
        let formula = format!("<sheetData>{HEADS}<row r=\"2\">{}<c r=\"B2\"><f>13600000000+5</f><v>13600000005</v></c></row></sheetData>", cell("A2", "王小丫"));
        let rounded = format!("<sheetData>{HEADS}<row r=\"2\">{}<c r=\"C2\"><v>110105194912310021</v></c></row></sheetData>", cell("A2", "王小丫"));
        for (xml, says) in [(far, "导入1人"), (backwards, "导入3人"), (formula, "导入1人"), (rounded, "被表格软件改成了数字")] {
            let path = send(&mut chair, "a.xlsx", &sheet(&xml)).await.is(303).location().to_owned();
            chair.get(&path).await.is(200).shows(says);
        }
        for broken in ["<sheetData><row", "<sheetData><row r=\"x\"><c r=\"!!\"><v>1</v></c></row></sheetData>", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row></sheetData>", ""] {
            let answer = send(&mut chair, "a.xlsx", &sheet(broken)).await;
            answer.is(422);
        }
        let entities = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><sheetData>&b;&b;</sheetData>";
        send(&mut chair, "a.xlsx", &sheet(entities)).await.is(422);
    }
}
