use store::schema::{Table, id, int, text};
use store::{Migration, Step};

/// What is kept outside the database, by the SHA-256 of its content in hex. `kept_at`: when it was last taken in.
pub const OBJECT: Table = Table::by_root("file_object", "hash", &[text("hash"), int("bytes"), int("kept_at")], &["hash"]);

/// A file that hangs on something: `owner` is the root of the room's own aggregate, `part` what of it, where it hangs on a part. Both tables have roots of their own, so
/// nothing refers; what is attached is found by the index when its content could be swept.
pub const ATTACHED: Table = Table::by_root(
    "file_attached",
    "owner",
    &[
        id("owner"),
        id("id"),
        id("part").optional(),
        text("hash"),
        text("media"),
        int("bytes"),
        text("name"),
        text("title"),
        id("added_by").optional(),
        int("added_at"),
    ],
    &["owner", "id"],
)
.uniques(&[&["owner", "hash"]])
.indexes(&[&["hash"]]);

pub const TABLES: &[&Table] = &[&OBJECT, &ATTACHED];

pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "files 0001", steps: &[Step::Create(&OBJECT), Step::Create(&ATTACHED)] },
    // Whoever takes his data away gets what he attached.
    Migration { name: "files 0002", steps: &[Step::Sql("CREATE INDEX file_attached_added_by ON file_attached (added_by)")] },
];
