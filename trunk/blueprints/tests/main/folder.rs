//! The operator's folder: what reads well is offered, what does not is told by file and line.

use blueprints::check_folder;
use testkit::on_both_engines;

use super::cast::{CLASSES, Hall, MIGRATIONS, text};

on_both_engines! { MIGRATIONS;
    async fn a_folder_is_offered_to_everybody(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.toml", text("evening", "places = 20").as_bytes());
        write("notes.txt", b"not a blueprint");
        assert!(check_folder(folder.path(), &[CLASSES]).is_empty());
        write("b.toml", text("morning", "plces = 20\nplaces = \"many\"").as_bytes());
        write("c.toml", text("evening", "").as_bytes());
        write("d.toml", &[0xff, 0xfe, 0x00]);
        write("e.toml", &vec![b'#'; 100_000]);
        let problems: Vec<_> = check_folder(folder.path(), &[CLASSES]).into_iter().map(|p| (p.file, p.problem.line, p.problem.key)).collect();
        let expected = [
            ("b.toml", 17, "blueprints-key-unknown"),
            ("b.toml", 18, "blueprints-wants-number"),
            ("c.toml", 1, "blueprints-id-twice"),
            ("d.toml", 1, "blueprints-file-unreadable"),
            ("e.toml", 1, "blueprints-too-large"),
        ];
        assert_eq!(problems, expected.map(|(file, line, key)| (file.to_owned(), line, key)));
        assert_eq!(check_folder(&folder.path().join("nowhere"), &[CLASSES]).len(), 1);
        // The good one stands in everybody's catalogue, and is nobody's to take away.
        let hall = Hall::with(&bed, Some(folder.path())).await;
        for name in ["远干事", "周主席"] {
            let mut reader = hall.as_(name).await;
            reader.get("/blueprints").await.is(200).shows("晚间课堂").shows("系统管理员提供").shows("/classes/new?blueprint=evening");
            reader.get("/blueprints/evening").await.is(200).shows("places = 20").shows("第7版");
        }
        hall.as_("区干事").await.post("/blueprints/evening/withdraw", &[]).await.is(409);
        hall.as_("区干事").await.get("/blueprints/morning").await.is(404);
    }

    async fn it_is_offered_to_whoever_may_begin_such_a_thing(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.toml", text("evening", "places = 20"));
        write("b.toml", text("fruit", "places = 20").replace("room = \"classes\"", "room = \"gifts\""));
        let hall = Hall::with(&bed, Some(folder.path())).await;
        let (class, gift) = ("/classes/new?blueprint=evening", "/gifts/new?blueprint=fruit");
        // By what each room asks for: who runs things need not hand out, and a team leader begins neither.
        for (name, classes, gifts) in
            [("周主席", true, true), ("宋主任", true, false), ("刘班长", false, false), ("审主任", false, false)]
        {
            let mut reader = hall.as_(name).await;
            for (page, start, is_offered) in
                [("/blueprints", class, classes), ("/blueprints", gift, gifts), ("/blueprints/evening", class, classes), ("/blueprints/fruit", gift, gifts)]
            {
                let answer = reader.get(page).await;
                assert_eq!(answer.is(200).text.contains(start), is_offered, "{name} {page} {start}");
            }
        }
    }
}
