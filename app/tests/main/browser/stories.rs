//! Joining, approving, logging and counting, as people do it with a phone and at a desk.

use organisation::Office;
use unionhall::house::MIGRATIONS;

use super::acts::Seat;
use super::federation::{CHINESE, Line, officer_with_phone};
use super::{Driver, Size, says, serve};
use crate::house::Hall;

const CHINA: &str = "zh-CN";

async fn drain(hall: &Hall) {
    jobs::drain(&unionhall::house::worker(&hall.house)).await.unwrap();
}

testkit::on_both_engines! { MIGRATIONS;
    async fn browser_joins_is_approved_and_is_counted_up_to_the_national_centre(bed: Bed) {
        let driver = match Driver::start() {
            Ok(driver) => driver,
            Err(why) => {
                testkit::skip("browser", &why);
                return bed;
            }
        };
        let hall = &Hall::open(&bed).await;
        let line = Line::plant(hall, &CHINESE).await;
        officer_with_phone(hall, line.local, Office::Chair, "何主席", "19900020001").await;
        officer_with_phone(hall, line.street, Office::Chair, "街道林主席", "19900020002").await;
        let base = serve(hall).await;
        let seat = async |size| Seat { hall, window: driver.window(size, CHINA).await, base: base.clone() };

        // A worker whose employer has a union, and a courier without employer, each on a phone.
        let worker = seat(Size::Phone).await;
        worker.ask_to_join("密工友", "19900010001", "employer", CHINESE.employer, "factory").await;
        says(&worker.window, "麓谷电子工会").await;
        let courier = seat(Size::Phone).await;
        courier.ask_to_join("密骑手", "19900010002", "place", "麓谷街道", "takeaway").await;
        says(&courier.window, "麓谷街道工会联合会").await;
        drain(hall).await;

        let width = courier.window.execute("return document.documentElement.clientWidth", vec![]).await.unwrap();
        assert_eq!(width.json().as_i64(), Some(390), "this is no phone");

        // The chair of the local reads the one, the chair of the street ticks the other off.
        let chair = seat(Size::Desk).await;
        chair.sign_in("19900020001").await;
        chair.approve("密工友").await;
        let street = seat(Size::Desk).await;
        street.sign_in("19900020002").await;
        street.is_at("#main a[href*='/members/applications']").await;
        street.go("/members/applications").await;
        street.tick_named("one", "密骑手").await;
        street.press("form[action='/members/applications/approve'] button").await;
        street.is_at("#main > .note").await;
        street.go("/members").await;
        says(&street.window, "密骑手").await;
        drain(hall).await;
        for member in [&worker, &courier] {
            member.go("/notices").await;
            member.is_at("#main .rows li").await;
            member.go("/").await;
            member.press("a[href='/me/card']").await;
            member.is_at("#main svg, #main img").await;
            member.is_dressed().await;
        }

        let names = ["密甲一", "密乙二", "密工友", "密骑手"];
        chair.log(line.local, "卡尺怎么读", &["密工友", "密甲一"], 24).await;
        chair.sees("1", "26", &[]).await;
        for (n, union) in line.above.into_iter().enumerate().rev() {
            let officer = hall.officer(union, Office::Officer, true, &format!("第{n}级干事")).await;
            let desk = seat(Size::Desk).await;
            desk.enter_as(officer).await;
            desk.sees("1", "26", &names).await;
            assert_eq!(desk.complaints().await, Vec::<String>::new());
            desk.window.quit().await.unwrap();
        }
        // The street beside it held nothing.
        street.go(&format!("/figures/{}", line.street)).await;
        street.is_at("dl.figs").await;
        assert!(street.window.find(thirtyfour::By::Css("dl.figs a[href*='behind=attendances']")).await.is_err());
        for seat in [worker, courier, chair, street] {
            assert_eq!(seat.complaints().await, Vec::<String>::new());
            seat.window.quit().await.unwrap();
        }
    }

    async fn browser_sets_up_an_empty_installation_and_it_counts(bed: Bed) {
        let driver = match Driver::start() {
            Ok(driver) => driver,
            Err(why) => {
                testkit::skip("browser", &why);
                return bed;
            }
        };
        let hall = &Hall::open(&bed).await;
        let link = unionhall::first_run::link(&hall.house);
        let base = serve(hall).await;
        let seat = async |size| Seat { hall, window: driver.window(size, CHINA).await, base: base.clone() };

        let desk = seat(Size::Desk).await;
        desk.go("/").await;
        desk.go(&link).await;
        desk.write("union", "岳麓区总工会").await;
        desk.write("division", "430104").await;
        desk.write("name", "周主席").await;
        desk.write("phone", "19900030001").await;
        desk.press("button[formaction$='/test']").await;
        desk.says("app-first-test-sent").await;
        desk.write("password", "麓山枫叶红似火2026").await;
        desk.press("form .sec button").await;
        desk.says("app-first-done").await;

        // The link is used up.
        let late = seat(Size::Desk).await;
        late.window.goto(format!("{base}{link}")).await.unwrap();
        assert!(late.window.find(thirtyfour::By::Name("union")).await.is_err());
        late.window.quit().await.unwrap();

        let root = hall.house.organisation.federation.root().unwrap().id;
        desk.press("nav a[href='/unions']").await;
        desk.go(&format!("/unions/{root}")).await;
        desk.press(&format!("a[href='/unions/{root}/found']")).await;
        desk.write("name", CHINESE.unions[5]).await;
        desk.write("employers", &format!("{} 240", CHINESE.employer)).await;
        desk.write("members", "30").await;
        desk.write("words", "职工代表大会筹备，请批准。").await;
        desk.write("contact_name", "何联系").await;
        desk.write("contact_phone", "19900030002").await;
        desk.press(&format!("form[action='/unions/{root}/found'] .bar button")).await;
        desk.says("organisation-said-asked").await;
        drain(hall).await;
        desk.tick("answer", "approve").await;
        desk.press("form[action^='/foundings/']:has([name='answer']) .bar button").await;
        desk.says("organisation-said-founded").await;
        drain(hall).await;
        let local = hall.house.organisation.federation.children(root)[0].id;

        let worker = seat(Size::Phone).await;
        worker.ask_to_join("密工友", "19900010001", "employer", CHINESE.employer, "factory").await;
        drain(hall).await;
        desk.approve("密工友").await;
        drain(hall).await;
        worker.go("/me/card").await;
        worker.is_at("#main svg, #main img").await;

        desk.log(local, "卡尺怎么读", &["密工友"], 12).await;
        desk.go(&format!("/figures/{root}")).await;
        let officer = hall.officer(root, Office::Officer, true, "区干事").await;
        let county = seat(Size::Desk).await;
        county.enter_as(officer).await;
        county.sees("1", "13", &["密工友"]).await;
        for seat in [worker, desk, county] {
            assert_eq!(seat.complaints().await, Vec::<String>::new());
            seat.window.quit().await.unwrap();
        }
    }
}
