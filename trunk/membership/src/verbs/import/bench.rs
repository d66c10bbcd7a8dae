use std::time::{Duration, Instant};

use codes::{Day, id_number};
use sheets::{Sheet, workbook};
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use super::{check, start, write};
use crate::rows::import::{self, State};
use crate::rules::list;
use crate::rules::list::columns::Column;

/// What an import of invented rows took.
#[derive(Clone, Copy, Debug)]
pub struct ImportBench {
    pub rows: usize,
    /// From the bytes of the file to members that everybody sees.
    pub whole: Duration,
    /// Reading the file.
    pub reading: Duration,
    /// Judging and staging every row.
    pub checking: Duration,
    /// Writing people and memberships and making them visible.
    pub writing: Duration,
    /// Write transactions of this run that held the writer longer than 50 ms.
    pub long_writes: u64,
}

/// Brings in an XLSX list of so many invented members by the very way an officer's upload goes, and says how long it took.
/// ID numbers have right check digits. Running it twice on one database needs another `series`, of which there are a thousand.
///
/// # Errors
/// [`Fault::Internal`] when the list did not come in whole.
pub async fn bench_import(store: &Store, rows: usize, series: u32) -> Outcome<ImportBench> {
    let file = workbook(vec![invented(rows, series)]).await?;
    let union = store.ids().new_id(store.now());
    let before = store.numbers().long_writes();
    let begun = Instant::now();
    let read = tokio::task::spawn_blocking(move || list::read(&file)).await.map_err(internal)?;
    let list = read.map_err(|key| Fault::Internal(key.to_owned()))?;
    let reading = begun.elapsed();
    let id: Uuid = check::check_list(store, &Actor::house(), union, "bench.xlsx", list.count()).await?;
    check::judge(store, id, union, Day::MIN, list).await?;
    let checking = begun.elapsed() - reading;
    start::start(store, &Actor::house(), id).await?;
    let mut run = write::Run::default();
    while write::advance(store, id, &mut run).await? == write::Step::More {}
    let whole = begun.elapsed();
    match import::get(store.read(), id).await? {
        Some(import) if import.state == State::Done => {}
        other => return Err(Fault::Internal(format!("the invented list ended as {other:?}"))),
    }
    write::carry_on(store, id).await?;
    Ok(ImportBench {
        rows,
        whole,
        reading,
        checking,
        writing: whole - reading - checking,
        long_writes: store.numbers().long_writes() - before,
    })
}

fn internal(error: impl std::fmt::Display) -> Fault {
    Fault::Internal(error.to_string())
}

/// A list with the headings of the template and rows that are all right.
fn invented(rows: usize, series: u32) -> Sheet {
    const SURNAMES: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄"];
    const GIVEN: [&str; 8] = ["伟", "芳", "建国", "秀英", "磊", "静怡", "志强", "晓梅"];
    const TEAMS: [&str; 4] = ["一车间一班", "一车间二班", "二车间一班", "后勤组"];
    const HEADINGS: [&str; 10] =
        ["姓名", "手机号", "身份证号", "出生年份", "性别", "工种", "班组", "入会日期", "会籍", "离会日期"];
    let row = |n: usize| {
        let mut row = vec![String::new(); HEADINGS.len()];
        row[Column::Name as usize] = format!("{}{}", SURNAMES[n % 8], GIVEN[n / 8 % 8]);
        row[Column::Phone as usize] = phone(n, series);
        row[Column::IdNumber as usize] = identity(n, series);
        row[Column::Work as usize] = "操作工".to_owned();
        row[Column::Team as usize] = TEAMS[n % 4].to_owned();
        row[Column::From as usize] = format!("20{:02}-0{}-1{}", 10 + n % 15, 1 + n % 9, n % 10);
        row
    };
    Sheet::texts("members", HEADINGS.map(str::to_owned), (0..rows).map(row).collect())
}

/// The n-th mobile number of a series: a thousand series of four hundred thousand numbers.
fn phone(n: usize, series: u32) -> String {
    const PREFIXES: [&str; 4] = ["198", "195", "193", "191"];
    format!("{}{:08}", PREFIXES[n / 100_000 % 4], series as usize % 1_000 * 100_000 + n % 100_000)
}

/// The n-th identity number of a series: an area, a birthday, an order, the check digit (GB 11643).
fn identity(n: usize, series: u32) -> String {
    let area = 110_000 + series as usize % 1_000;
    let birthday = Day::from_ymd(1970, 1, 1).unwrap_or(Day(0)) + i32::try_from(n / 999 % 10_000).unwrap_or(0);
    let (year, month, day) = birthday.ymd();
    let text = format!("{area:06}{year:04}{month:02}{day:02}{:03}0", n % 999 + 1);
    let mut symbols = [b'0'; 18];
    for (symbol, byte) in symbols.iter_mut().zip(text.bytes()) {
        *symbol = byte;
    }
    symbols[17] = id_number::check_symbol(&symbols);
    String::from_utf8_lossy(&symbols).into_owned()
}
