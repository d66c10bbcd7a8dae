//! Looks for a number in every table that a challenge touches.

use sea_orm::{ConnectionTrait as _, Statement};
use store::schema;

use super::hall::Hall;

impl Hall {
    /// Whether this number of hundredths stands anywhere in the open: in a text or as a number in any column of any table that
    /// a challenge touches, or in what is sealed, had it not been.
    pub async fn shows(&self, hundredths: i64) -> Option<String> {
        let texts = [hundredths.to_string(), format!("{}.{:02}", hundredths / 100, hundredths % 100)];
        let all =
            [challenges::TABLES, store::TABLES, jobs::TABLES, inbox::TABLES, ledger::TABLES, signups::TABLES, agenda::TABLES];
        for table in all.concat() {
            for column in table.columns.iter().filter(|c| !matches!(c.kind, schema::Kind::Id | schema::Kind::Flag)) {
                let sql = format!("SELECT {} FROM {} WHERE {0} IS NOT NULL", column.name, table.name);
                let db = self.store.read();
                let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
                for row in rows {
                    let is_there = match column.kind {
                        schema::Kind::Int => row.try_get_by_index::<i64>(0).unwrap() == hundredths,
                        schema::Kind::Small => i64::from(row.try_get_by_index::<i32>(0).unwrap()) == hundredths,
                        schema::Kind::Text => {
                            let text = row.try_get_by_index::<String>(0).unwrap();
                            // Ids in a text are full of digits: a value is a word of its own.
                            let bare = |c: char| !c.is_ascii_alphanumeric() && c != '.';
                            text.split(bare).any(|word| texts.iter().any(|t| t == word))
                        }
                        _ => {
                            let bytes = row.try_get_by_index::<Vec<u8>>(0).unwrap();
                            let sealed = format!("{hundredths:012}");
                            bytes.windows(12).any(|w| w == sealed.as_bytes())
                        }
                    };
                    if is_there {
                        return Some(format!("{}.{}", table.name, column.name));
                    }
                }
            }
        }
        None
    }
}
