use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, evening, send};

on_both_engines! { MIGRATIONS;
    async fn nothing_typed_is_lost_and_nothing_breaks(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/venues/new").await.is(200).shows("岳麓区总工会");
        let long = "长".repeat(20_000);
        for (field, bad, says) in [
            ("name", "", "请写名称"),
            ("name", "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长", "不超过60个字"),
            ("address", "", "请写地址"),
            ("kind", "castle", "请选择类型"),
            ("phone", "13912345678", "不要填个人手机号"),
            ("lat", "北纬二十八度", "请把纬度和经度都填成度数"),
            ("hours_3", "全天", "这样的时间段"),
            ("spaces", "厅 1\n厅 2", "写了两次"),
            ("bookers", "everybody", "请选择谁可以预约"),
            ("loan_days", "9999999999999999999999", "1到365"),
            ("facilities", "helipad", "请从列出的设施里选择"),
        ] {
            let mut form = hall.palace(&[(field, bad)]);
            form.push(("about", "请从南门进".into()));
            let answer = send(&mut officer, "/venues/new", &form).await;
            answer.is(422).shows(says).shows("请从南门进").shows("多功能厅 80");
        }
        send(&mut officer, "/venues/new", &hall.palace(&[("about", &long)])).await.is(422).shows("不超过600个字");
        send(&mut officer, "/venues/new", &[]).await.is(422);
        let script = "<script>alert(1)</script>";
        let (venue, space) = hall.set_up(&[("name", script), ("needs_approval", "")]).await;
        assert_eq!(hall.rows("venue").await, 1);
        officer.get(&format!("/venues/{venue}")).await.is(200).hides(script);
        let mut english = hall.as_("陈师傅").await.in_english();
        english.get("/venues").await.is(200).shows("Places").shows("Open now");
        let mut member = hall.as_("陈师傅").await;
        let path = format!("/venues/{venue}/book");
        for (field, bad, says) in [
            ("space", "", "请选择房间"),
            ("space", "00000000-0000-7000-8000-000000000000", "不能预约"),
            ("day", "明天", "请填日期"),
            ("day", "2026-11-17", "已经过去"),
            ("from", "19:07", "整刻钟"),
            ("until", "18:00", "晚于开始时间"),
            ("weeks", "100", "1到26"),
            ("purpose", "", "请写用途"),
            ("union", "00000000-0000-7000-8000-000000000000", "请从列出的工会里选择"),
        ] {
            let answer = send(&mut member, &path, &evening(space, &[(field, bad)])).await;
            answer.is(422).shows(says);
            if field != "purpose" {
                answer.shows("合唱排练");
            }
        }
        send(&mut member, &path, &[]).await.is(422);
        assert_eq!(hall.rows("venue_booking").await, 0);
        // For a union one does not run.
        let far = hall.union["far"].to_string();
        send(&mut member, &path, &evening(space, &[("union", &far)])).await.is(422).shows("请从列出的工会里选择");
        // What names nothing is not there; what cannot be read narrows nothing.
        for nowhere in ["/venues/x", "/venues/x/book", "/venues/%00"] {
            member.get(nowhere).await.is(404);
        }
        member.get(&format!("/venues/{}", Uuid::now_v7())).await.is(404);
        member.get("/venues?lat=x&lon=y&place=z&page=-1&kind=%3Cb%3E&open=7").await.is(200).shows("&#60;script&#62;");
        member.get(&format!("/venues/{venue}?week=9999-99-99")).await.is(200);
        member.get(&format!("/venues/{venue}/titles?page=99999999999999999999&q=%27;--")).await.is(200).shows("没有找到");
        assert_eq!(member.get("/me/bookings").await.is(200).text.matches("您还没有").count(), 2);
    }
}
