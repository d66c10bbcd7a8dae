use sea_orm::FromQueryResult;
use store::schema::{Table, bytes, flag, id, int, small, text};
use store::{Migration, Step, binds, one, run};
use uuid::Uuid;

const EVERY_TABLE: Table = Table::by_root(
    "every",
    "id",
    &[
        id("id"),
        text("words"),
        int("number"),
        small("code"),
        flag("said"),
        bytes("data"),
        id("other").optional(),
        text("words_or").optional(),
        int("number_or").optional(),
        small("code_or").optional(),
        flag("said_or").optional(),
        bytes("data_or").optional(),
    ],
    &["id"],
);

const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, &[Migration { name: "every 0001", steps: &[Step::Create(&EVERY_TABLE)] }]];

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
struct Every {
    id: Uuid,
    words: String,
    number: i64,
    code: i32,
    said: bool,
    data: Vec<u8>,
    other: Option<Uuid>,
    words_or: Option<String>,
    number_or: Option<i64>,
    code_or: Option<i32>,
    said_or: Option<bool>,
    data_or: Option<Vec<u8>>,
}

impl Every {
    fn filled(id: Uuid, words: &str, number: i64, code: i32, said: bool, data: &[u8]) -> Self {
        Self {
            id,
            words: words.to_owned(),
            number,
            code,
            said,
            data: data.to_vec(),
            other: Some(id),
            words_or: Some(words.to_owned()),
            number_or: Some(number),
            code_or: Some(code),
            said_or: Some(said),
            data_or: Some(data.to_vec()),
        }
    }
}

#[test]
fn the_store_s_own_tables_are_well_placed() {
    let all: Vec<&Table> = store::TABLES.iter().copied().chain([&EVERY_TABLE]).collect();
    assert_eq!(store::schema::lint(&all), Vec::<String>::new());
}

#[test]
fn a_name_that_postgresql_would_cut_is_found() {
    const LONG: &str = "a_column_with_a_name_that_goes_on_and_on_and_on_without_an_end";
    const LONG_TABLE: Table = Table::everywhere("long", &[id(LONG)], &[LONG]);
    assert_eq!(store::schema::lint(&[&LONG_TABLE]).len(), 1);
}

testkit::on_both_engines! { MIGRATIONS;
    async fn every_kind_of_column_gives_back_what_it_was_given(bed: Bed) {
        let long = "工会👩🏽‍🏭'\";--%_\\\u{1}\u{7f}\u{feff}\u{10ffff}\r\n\t ".repeat(40_000);
        let deep: Vec<u8> = (0..1_048_576u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
        assert!(long.len() > 1_048_576);
        let rows = [
            Every::filled(Uuid::nil(), "", i64::MIN, i32::MIN, false, &[]),
            Every::filled(Uuid::max(), "👩‍👩‍👧‍👦 ﷽ 𠮷野家", i64::MAX, i32::MAX, true, &[0, 255, 0, 39, 34, 92]),
            Every::filled(bed.store.ids().new_id(0), &long, 0, 0, true, &deep),
            Every {
                other: None, words_or: None, number_or: None, code_or: None, said_or: None, data_or: None,
                ..Every::filled(bed.store.ids().new_id(testkit::NOON), " ends with blanks  ", -1, -1, false, b"\0")
            },
        ];
        for row in &rows {
            bed.store.keep("scene.fill", |tx| async move {
                let sql = format!("INSERT INTO every VALUES {}", store::tuples(1, 12));
                let Every { id, words, number, code, said, data, other, words_or, number_or, code_or, said_or, data_or } = row.clone();
                run(&*tx, &sql, binds![id, words, number, code, said, data, other, words_or, number_or, code_or, said_or, data_or]).await
            }).await.unwrap();
            let back: Option<Every> = one(bed.store.read(), "SELECT * FROM every WHERE id = $1", binds![row.id]).await.unwrap();
            assert!(back.as_ref() == Some(row), "{} came back otherwise", row.id);
            // Found by every value, as it was given.
            let sql = "SELECT * FROM every WHERE id = $1 AND words = $2 AND number = $3 AND code = $4 AND said = $5 AND data = $6";
            let Every { id, words, number, code, said, data, .. } = row.clone();
            let found: Option<Every> = one(bed.store.read(), sql, binds![id, words, number, code, said, data]).await.unwrap();
            assert!(found.is_some());
        }
    }

    async fn texts_are_compared_by_their_bytes(bed: Bed) {
        bed.store.keep("scene.fill", |tx| async move {
            for (n, words) in ["a", "A", "é", "e\u{301}", "ａ", "a "].into_iter().enumerate() {
                let sql = "INSERT INTO every (id, words, number, code, said, data) VALUES ($1, $2, 0, 0, FALSE, $3)";
                run(&*tx, sql, binds![Uuid::from_u128(u128::try_from(n).unwrap()), words, Vec::<u8>::new()]).await?;
            }
            Ok(())
        }).await.unwrap();
        for words in ["a", "A", "é", "e\u{301}", "ａ", "a "] {
            let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM every WHERE words = $1";
            assert_eq!(store::scalar::<i64>(bed.store.read(), sql, binds![words]).await.unwrap(), Some(1), "{words}");
        }
    }
}
