//! The keys are renewed: two tables of a crate and its lookups follow.

use std::path::Path;
use std::sync::Arc;

use store::schema::{Table, bytes, id, small, text};
use store::{
    AuditLine, Keyring, Lookup, Migration, Resealed, Sealed, SealedAt, Seals, SeededIds, Step, Store, SystemIds, binds, run,
    scalar,
};
use testkit::Bed;
use uuid::Uuid;

const KEEPER_TABLE: Table = Table::by_root("keeper", "person", &[id("person"), bytes("phone").optional()], &["person"]);
const KEEPER_PHONE_TABLE: Table = Table::by_root("keeper_phone", "hash", &[bytes("hash"), id("person")], &["hash"]);
const LOCKER_TABLE: Table =
    Table::by_root("locker", "hall", &[id("hall"), small("slot"), id("owner"), text("note")], &["hall", "slot"]);

const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    &[Migration {
        name: "lockers 0001",
        steps: &[Step::Create(&KEEPER_TABLE), Step::Create(&KEEPER_PHONE_TABLE), Step::Create(&LOCKER_TABLE)],
    }],
];

const PHONE: Sealed =
    Sealed { name: "phone", table: &KEEPER_TABLE, column: "phone", reads: &[], at: |row| Ok(phone_at(row.id("person")?)) };

/// Its key is a pair, it is sealed to somebody outside the key, and it is text.
const NOTE: Sealed = Sealed {
    name: "note",
    table: &LOCKER_TABLE,
    column: "note",
    reads: &["owner"],
    at: |row| Ok(note_at(row.id("owner")?, row.small("slot")?)),
};

const SEALS: Seals = Seals {
    verb: "lockers.reseal",
    columns: &[PHONE, NOTE],
    lookups: &[Lookup { table: &KEEPER_PHONE_TABLE, domain: "phone", of: &PHONE }],
};

/// More than one portion.
const LOCKERS: i32 = 250;
const HALL: Uuid = Uuid::from_u128(1);
const OWNER: Uuid = Uuid::from_u128(2);
const EMPTY: i32 = 7;
const BROKEN: i32 = 9;

fn phone_at(person: Uuid) -> SealedAt {
    SealedAt { table: "keeper", row: person, column: "phone" }
}

fn note_at(owner: Uuid, slot: i32) -> SealedAt {
    SealedAt { table: "locker", row: Uuid::from_u128(owner.as_u128() + u128::try_from(slot).unwrap()), column: "note" }
}

fn keeper(n: u128) -> Uuid {
    Uuid::from_u128(100 + n)
}

fn phone(n: u128) -> String {
    format!("1380000000{n}")
}

/// Three keepers with telephones and one without; lockers with a note each, one empty and one whose note is another's.
async fn furnish(store: &Store) {
    store
        .keep("lockers.furnish", |tx| async move {
            let (keys, ids) = (tx.store().keyring(), tx.store().ids());
            for n in 0..3 {
                let sealed = keys.seal(phone_at(keeper(n)), ids, &phone(n))?;
                run(&*tx, "INSERT INTO keeper (person, phone) VALUES ($1, $2)", binds![keeper(n), sealed]).await?;
                let sql = "INSERT INTO keeper_phone (hash, person) VALUES ($1, $2)";
                run(&*tx, sql, binds![keys.lookup("phone", &phone(n)), keeper(n)]).await?;
            }
            run(&*tx, "INSERT INTO keeper (person) VALUES ($1)", binds![keeper(9)]).await?;
            for slot in 0..LOCKERS {
                let place = note_at(OWNER, if slot == BROKEN { slot + 1 } else { slot });
                let note = if slot == EMPTY { String::new() } else { hex::encode(keys.seal(place, ids, "a coat")?) };
                let sql = "INSERT INTO locker (hall, slot, owner, note) VALUES ($1, $2, $3, $4)";
                run(&*tx, sql, binds![HALL, slot, OWNER, note]).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// The house started anew with the keys of the file.
async fn restarted(bed: &Bed, path: &Path) -> Store {
    let keys = Keyring::open(path, &SystemIds).unwrap();
    Store::open(bed.location(), bed.clock.clone(), Arc::new(SystemIds), keys).await.unwrap()
}

fn first_keys(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("keys.json");
    // The keys of the test bed come from the same seed.
    Keyring::open(&path, &SeededIds::new(1)).unwrap();
    path
}

async fn locker(store: &Store, slot: i32) -> String {
    scalar(store.read(), "SELECT note FROM locker WHERE hall = $1 AND slot = $2", binds![HALL, slot]).await.unwrap().unwrap()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn all_is_sealed_anew_but_what_does_not_open(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let path = first_keys(folder.path());
        furnish(&bed.store).await;
        assert_eq!(SEALS.renew(&bed.store).await.unwrap(), Resealed::default(), "there is one key only");
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &path).await;
        assert_eq!(SEALS.left(&new).await.unwrap(), [("phone", 3), ("note", 249), ("keeper_phone", 3)]);

        assert_eq!(SEALS.renew(&new).await.unwrap(), Resealed { values: 251, lookups: 3, stuck: 1 });
        assert_eq!(SEALS.left(&new).await.unwrap(), [("note", 1)]);
        let lines = AuditLine::about(new.read(), Uuid::nil(), 9).await.unwrap();
        assert_eq!((lines.len(), lines[0].verb.as_str()), (1, "lockers.reseal"));
        let detail: serde_json::Value = serde_json::from_str(&lines[0].detail).unwrap();
        assert_eq!(detail, serde_json::json!({ "values": 251, "lookups": 3, "stuck": 1 }));
        assert_eq!(locker(&new, EMPTY).await, "");

        // With the old keys gone everything opens at its place, and is found.
        new.keyring().retire(&path).unwrap();
        let last = restarted(&bed, &path).await;
        for slot in (0..LOCKERS).filter(|slot| ![EMPTY, BROKEN].contains(slot)) {
            let note = hex::decode(locker(&last, slot).await).unwrap();
            assert_eq!(last.keyring().open_sealed(note_at(OWNER, slot), &note).unwrap(), "a coat", "{slot}");
        }
        for n in 0..3 {
            let hash = last.keyring().lookup("phone", &phone(n));
            let found = scalar::<Uuid>(last.read(), "SELECT person FROM keeper_phone WHERE hash = $1", binds![hash]).await.unwrap();
            assert_eq!(found, Some(keeper(n)));
        }
        for store in [new, last] {
            store.close().await;
        }
    }

    async fn lookups_that_lead_to_nobody_or_to_two_stay(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let path = first_keys(folder.path());
        furnish(&bed.store).await;
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &path).await;
        // The first number was taken by somebody else under the new key; the second keeper has another number by now.
        new.keep("lockers.change", |tx| async move {
            let (keys, ids) = (tx.store().keyring(), tx.store().ids());
            let sql = "INSERT INTO keeper_phone (hash, person) VALUES ($1, $2)";
            run(&*tx, sql, binds![keys.lookup("phone", &phone(0)), keeper(9)]).await?;
            let other = keys.seal(phone_at(keeper(1)), ids, "13911112222")?;
            run(&*tx, "UPDATE keeper SET phone = $1 WHERE person = $2", binds![other, keeper(1)]).await
        })
        .await
        .unwrap();
        assert_eq!(SEALS.renew(&new).await.unwrap(), Resealed { values: 250, lookups: 1, stuck: 3 });
        assert_eq!(SEALS.left(&new).await.unwrap(), [("note", 1), ("keeper_phone", 2)]);
        new.close().await;
    }

    async fn two_runs_at_once_do_nothing_twice(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let path = first_keys(folder.path());
        furnish(&bed.store).await;
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &path).await;
        let (one, other) = tokio::join!(SEALS.renew(&new), SEALS.renew(&new));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!((one.values + other.values, one.lookups + other.lookups), (251, 3));
        new.close().await;
    }
}
