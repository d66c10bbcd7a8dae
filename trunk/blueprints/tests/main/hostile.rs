//! Nothing that is pasted breaks the house.

use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, text};

on_both_engines! { MIGRATIONS;
    async fn hostile_texts_are_told_and_nothing_stands(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let wrong = [
            "[".repeat(50_000),
            format!("a = {}1{}", "[".repeat(5_000), "]".repeat(5_000)),
            format!("x{} = 1", ".a".repeat(10_000)),
            "<script>alert(1)</script>".to_owned(),
            text("evening", "places = 99999999999999999999999"),
            text("evening", "places = inf"),
            text("evening", "places = 2026-11-18"),
            text("evening", "price = nan"),
            text("evening", "price = 1e400"),
            text("evening", "places = 1\nplaces = 2"),
            text("evening", "steps = [1, 2]"),
            text("evening", "steps = { title = \"x\" }"),
            text("evening", "tags = [\"a\", 1]"),
            text("evening", &format!("tags = [{}]", "\"a\", ".repeat(300))),
            text("evening", &format!("online = true\nx = \"{}\"", "长".repeat(3_000))),
            text("evening", "\"<b>\" = 1"),
            text("evening", "places = \"\\u0000\""),
            text("evening", "tags = [\"\\u0000\"]"),
            text("evening", "").replace("面点", "\\u0000"),
            text("evening", "").replace("会员", &"长".repeat(500)),
            text("evening", "").replace("会员", ""),
            text("new", ""),
            text("0193c0de-0000-7000-8000-000000000000", ""),
        ];
        for wrong in wrong {
            let answer = hall.pastes(&mut officer, "county", &wrong).await;
            answer.is(422).hides("<script>alert").hides("“<b>”");
        }
        assert_eq!(hall.rows("blueprint").await + hall.rows("blueprint_version").await, 0);
        let union = hall.union["county"].to_string();
        officer.upload("/blueprints/new", &[("union", &union)], "b.toml", &[0xff, 0x00, 0x80]).await.is(422);
        officer.upload("/blueprints/new", &[("union", "x")], "b.toml", b"id = 1").await.is(404);
        officer.post("/blueprints/new", &[("text", "x")]).await.is(422);
        for path in ["/blueprints/%00", "/blueprints/..%2f..", "/blueprints/evening'--", "/blueprints/new?from=x"] {
            officer.get(path).await.is(404);
        }
    }
}
