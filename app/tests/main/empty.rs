//! On an empty desk each room says what it is for, and offers the first step to whoever may take it.

use organisation::Office;
use unionhall::house::MIGRATIONS;

use crate::house::Hall;

/// What the empty list of a page says, with its button.
fn empty(page: &str, path: &str) -> String {
    let block = page.split("<div class=\"empty\">").nth(1).unwrap_or_else(|| panic!("{path} is not empty:\n{page}"));
    block.split("</div>").next().unwrap().to_owned()
}

/// Where the first step leads.
fn step(block: &str) -> Option<&str> {
    block.split("<a class=\"btn").nth(1)?.split("href=\"").nth(1)?.split('"').next()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn an_empty_desk_offers_the_first_step(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let chair = hall.officer(small.locals[0], Office::Chair, false, "何主席").await;
        let mut desk = hall.browser_of(chair).await;
        let pages = [
            ("/merchants", "#f-name"),
            ("/accounts", "#f-title"),
            ("/routes", "/routes/new"),
            ("/studies/plans", "#f-title"),
            ("/programmes", "#f-title"),
            ("/venues/desk", "/venues/new"),
            ("/venues", "/venues/new"),
            ("/benefits", "/benefits/new"),
            ("/drives", "/drives/new"),
            ("/challenges/desk", "/challenges/new"),
            ("/activities/desk", "/activities/new"),
        ];
        for (path, to) in pages {
            let page = desk.get(path).await;
            let block = empty(&page.is(200).text, path);
            assert!(block.contains("<p class=\"small\">"), "{path} does not say what it is: {block}");
            let step = step(&block).unwrap_or_else(|| panic!("{path} offers no step: {block}"));
            assert!(step.starts_with(to), "{path} leads to {step}");
            match step.strip_prefix('#') {
                Some(id) => assert!(page.text.contains(&format!("id=\"{id}\"")), "{path}: nothing is called {id}"),
                None => drop(desk.get(step).await.is(200)),
            }
        }
        // Whoever may not is told what it is, and offered nothing that is shut.
        let mut member = hall.browser_of(small.members[0][0].0).await;
        for path in ["/venues", "/venues?q=%E4%B9%A6%E5%B1%8B&kind=station"] {
            let page = member.get(path).await;
            let block = empty(&page.is(200).text, path);
            assert!(block.contains("还没有登记任何场所") && step(&block).is_none(), "{path}: {block}");
        }
        assert_eq!(step(&empty(&member.get("/routes").await.text, "/routes")), Some("/activities"));
    }
}
