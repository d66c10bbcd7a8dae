use axum::body::to_bytes;
use axum::http::header;
use bytes::Bytes;
use files::{Accept, Attached, Files, MOST_BYTES, Place, Taken, attach, attached, detach, one_attached};
use image::GenericImageView as _;
use store::{Actor, Fault, Migration, Outcome, Store};
use tempfile::TempDir;
use testkit::Bed;
use uuid::Uuid;

use crate::sent::{office, pdf, photo};

const MIGRATIONS: &[&[Migration]] = &[store::MIGRATIONS, files::MIGRATIONS];
const DAY: i64 = 86_400_000;
const CLASS: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn open(bed: &Bed) -> (Files, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Files::open(bed.store.clone(), &Place::Folder(folder.path().join("files"))).unwrap(), folder)
}

async fn hang(store: &Store, owner: Uuid, taken: &Taken, title: &str) -> Outcome<Uuid> {
    store
        .write("class.attach", &Actor::house(), |tx| async move {
            let id = attach(&tx, owner, None, taken, title, None).await?;
            tx.record("class", owner, serde_json::json!({ "file": id }));
            Ok(id)
        })
        .await
}

async fn take_off(store: &Store, owner: Uuid, id: Uuid) {
    let house = Actor::house();
    let done = store.write("class.detach", &house, |tx| async move {
        tx.record("class", owner, serde_json::json!({ "file": id }));
        detach(&tx, owner, id).await
    });
    assert!(done.await.unwrap());
}

async fn served(files: &Files, file: &Attached) -> (Vec<u8>, String, String) {
    let answer = files.serve(file).await.unwrap();
    let said = |name| answer.headers()[name].to_str().unwrap().to_owned();
    let (kind, way) = (said(header::CONTENT_TYPE), said(header::CONTENT_DISPOSITION));
    (to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec(), kind, way)
}

fn key(outcome: Outcome<Taken>) -> &'static str {
    match outcome.unwrap_err() {
        Fault::Invalid(faults) => {
            assert_eq!((faults.len(), faults[0].field.as_str()), (1, "file"));
            faults[0].key
        }
        other => panic!("{other}"),
    }
}

/// How many contents lie in the folder.
fn lying(folder: &TempDir) -> usize {
    let folders = std::fs::read_dir(folder.path().join("files")).unwrap();
    folders.map(|f| std::fs::read_dir(f.unwrap().path()).unwrap().count()).sum()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn what_was_taken_is_given_out_whole(bed: Bed) {
        let (files, _folder) = open(&bed);
        let sent = pdf("第一议题");
        let taken = files.take(sent.clone(), Accept::Anything).await.unwrap();
        let id = hang(&bed.store, CLASS, &taken, "").await.unwrap();
        let file = one_attached(bed.store.read(), CLASS, id).await.unwrap().unwrap();
        assert_eq!((file.title.as_str(), file.name.as_str()), ("学习资料", "学习资料.pdf"));
        assert!(one_attached(bed.store.read(), OTHER, id).await.unwrap().is_none(), "found by its own thing only");
        let (bytes, kind, way) = served(&files, &file).await;
        assert_eq!(bytes, sent.unwrap().1);
        assert_eq!(kind, "application/pdf");
        assert!(way.starts_with("inline; ") && way.ends_with("%E5%AD%A6%E4%B9%A0%E8%B5%84%E6%96%99.pdf"), "{way}");
    }

    async fn a_photo_tells_neither_where_nor_how_it_was_held(bed: Bed) {
        let (files, _folder) = open(&bed);
        let sent = photo(2000, 1000);
        assert!(sent.windows(8).any(|w| w == b"30.6586N"));
        let taken = files.take(Some(("IMG_1.JPG".into(), sent.into())), Accept::Pictures).await.unwrap();
        let id = hang(&bed.store, CLASS, &taken, "工地").await.unwrap();
        let (bytes, kind, _) = served(&files, &one_attached(bed.store.read(), CLASS, id).await.unwrap().unwrap()).await;
        assert_eq!(kind, "image/jpeg");
        assert!(!bytes.windows(8).any(|w| w == b"30.6586N") && !bytes.windows(4).any(|w| w == b"Exif"));
        assert_eq!(image::load_from_memory(&bytes).unwrap().dimensions(), (800, 1600), "upright, and no wider than a screen");
    }

    async fn what_is_not_taken_is_told_and_leaves_nothing(bed: Bed) {
        let (files, folder) = open(&bed);
        let named = |name: &str, bytes: &[u8]| Some((name.to_owned(), Bytes::copy_from_slice(bytes)));
        let word = ["[Content_Types].xml", "word/document.xml"];
        let with_macros = ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"];
        for (sent, accept, expected) in [
            (None, Accept::Anything, "files-none"),
            (named("x.pdf", b"MZ\x90\0"), Accept::Anything, "files-unknown"),
            (named("x.pdf", b"<html><script>"), Accept::Anything, "files-unknown"),
            (named("x.docx", b"PK\x03\x04rubbish"), Accept::Anything, "files-unknown"),
            (office("x.docx", &["word/document.xml"]), Accept::Anything, "files-unknown"),
            (office("x.zip", &["[Content_Types].xml", "run.exe"]), Accept::Anything, "files-unknown"),
            (office("x.docx", &with_macros), Accept::Anything, "files-program"),
            (named("x.jpg", b"\xff\xd8\xff\xe0cut"), Accept::Anything, "files-no-picture"),
            (pdf("x"), Accept::Pictures, "files-pictures-only"),
            (office("x.docx", &word), Accept::Pictures, "files-pictures-only"),
            (named("x.pdf", &vec![b'%'; MOST_BYTES + 1]), Accept::Anything, "files-too-large"),
        ] {
            assert_eq!(key(files.take(sent, accept).await), expected);
        }
        assert_eq!(lying(&folder), 0);
        assert_eq!(files.take(office("通知.DOCX", &word), Accept::Anything).await.unwrap().name(), "通知.docx");
    }

    async fn the_same_content_lies_once_and_goes_with_its_last_use(bed: Bed) {
        let (files, folder) = open(&bed);
        let taken = files.take(pdf("一份"), Accept::Anything).await.unwrap();
        let again = files.take(pdf("一份"), Accept::Anything).await.unwrap();
        let one = hang(&bed.store, CLASS, &taken, "").await.unwrap();
        let refused = hang(&bed.store, CLASS, &again, "换个名称").await.unwrap_err();
        assert!(matches!(&refused, Fault::Taken(name) if name == "file_attached_owner_hash_key"), "{refused}");
        let two = hang(&bed.store, OTHER, &again, "").await.unwrap();
        assert_eq!((lying(&folder), attached(bed.store.read(), CLASS).await.unwrap().len()), (1, 1));

        take_off(&bed.store, CLASS, one).await;
        bed.clock.advance(2 * DAY);
        assert_eq!(files.sweep().await.unwrap(), 0, "it hangs on the other one");
        take_off(&bed.store, OTHER, two).await;
        let unused = files.take(pdf("没有用上"), Accept::Anything).await.unwrap();
        assert_eq!((files.sweep().await.unwrap(), lying(&folder)), (1, 1), "what was just taken waits for its verb");
        bed.clock.advance(DAY / 2);
        files.take(pdf("没有用上"), Accept::Anything).await.unwrap();
        bed.clock.advance(DAY / 2 + 1);
        assert_eq!(files.sweep().await.unwrap(), 0, "somebody sent it again meanwhile");
        hang(&bed.store, CLASS, &unused, "").await.unwrap();
        bed.clock.advance(DAY);
        assert_eq!((files.sweep().await.unwrap(), lying(&folder)), (0, 1));
    }

    async fn a_bucket_opens_with_the_house_s_own_tls(bed: Bed) {
        let open = |address: &str| Files::open(bed.store.clone(), &Place::read(address));
        assert!(open("s3://hall/attached").is_ok(), "its client is made when it is opened; nobody is asked yet");
        assert!(open("s3://").is_err());
    }

    async fn a_content_that_is_gone_or_changed_is_found(bed: Bed) {
        let (files, folder) = open(&bed);
        for (n, words) in ["好的", "丢了", "改了"].into_iter().enumerate() {
            let taken = files.take(pdf(words), Accept::Anything).await.unwrap();
            hang(&bed.store, Uuid::from_u128(10 + n as u128), &taken, words).await.unwrap();
        }
        assert!(files.check().await.unwrap().is_empty());
        let of = |words: &str| pdf(words).unwrap().1;
        for shelf in std::fs::read_dir(folder.path().join("files")).unwrap() {
            for file in std::fs::read_dir(shelf.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let bytes = std::fs::read(&path).unwrap();
                if bytes == of("丢了") {
                    std::fs::remove_file(&path).unwrap();
                } else if bytes == of("改了") {
                    std::fs::write(&path, b"%PDF-1.7 something else").unwrap();
                }
            }
        }
        let mut wrong: Vec<String> = files.check().await.unwrap().into_iter().map(|f| f.title).collect();
        wrong.sort();
        assert_eq!(wrong, ["丢了", "改了"]);
        let lost = attached(bed.store.read(), Uuid::from_u128(11)).await.unwrap().remove(0);
        assert!(matches!(files.serve(&lost).await, Err(Fault::NotFound)));
    }
}
