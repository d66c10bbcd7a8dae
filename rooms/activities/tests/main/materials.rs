//! What is read before and after a meeting: files that the host hangs on it, for whoever finds the meeting.

use axum::http::{Method, header};
use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, send};

on_both_engines! { MIGRATIONS;
    async fn a_paper_hangs_on_the_meeting_for_those_who_find_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let form = hall.course("lushan", &[("title", "理论学习"), ("kind", "study"), ("weeks", "1")]);
        let answer = send(&mut chair, "/activities/new", &form).await;
        let activity: Uuid = answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap();
        let json = chair.api(Method::GET, &format!("/api/v1/activities/{activity}"), None, &[]).await.is(200).json();
        let meeting = json["meetings"][0]["id"].as_str().unwrap().to_owned();
        chair.post(&format!("/activities/{activity}/meetings/{meeting}/study"), &[]).await.is(303);
        let study = format!("/studies/{meeting}");
        let new = format!("{study}/files/new");
        chair.get(&study).await.is(200).shows("还没有学习材料").shows(&new);
        chair.get(&new).await.is(200).shows("multipart/form-data").shows("最大20 MB");

        // What cannot be taken stands beside the field, and what was typed is still there.
        let paper = "%PDF-1.7 第一议题原文";
        chair.upload(&new, &[("title", "讲话原文")], "x.exe", b"MZ").await.is(422).shows("只能上传").shows("讲话原文");
        chair.post(&new, &[("title", "讲话原文")]).await.is(422);
        assert_eq!(hall.rows("file_attached").await, 0);
        chair.upload(&new, &[("title", "讲话原文")], "第一议题.pdf", paper.as_bytes()).await.is(303);
        chair.upload(&new, &[("title", "再来一次")], "另一个名.pdf", paper.as_bytes()).await.is(422).shows("这个文件已经在这里了");
        bed.clock.advance(1000);
        chair.upload(&new, &[], "../课件 2.pdf", b"%PDF-1.7 two").await.is(303);
        let page = chair.get(&study).await;
        page.is(200).shows("讲话原文").shows("课件 2").shows("PDF").shows("撤下").hides("还没有学习材料");
        let all = chair.api(Method::GET, &format!("/api/v1{study}"), None, &[]).await.is(200).json();
        let file = all["files"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!((&all["files"][0]["title"], &all["files"][1]["name"]), (&"讲话原文".into(), &"课件 2.pdf".into()));

        // Members of the union read it in their browser; who does not find the meeting does not find the paper.
        let at = format!("{study}/files/{file}");
        let mut yi = hall.as_("易师傅").await;
        yi.get(&study).await.is(200).shows("讲话原文").hides("撤下").hides(&new);
        let answer = yi.get(&at).await;
        answer.is(200);
        assert_eq!(answer.text, paper);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/pdf");
        assert!(answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("inline; "));
        yi.upload(&new, &[], "y.pdf", b"%PDF-1.7 y").await.is(403);
        yi.post(&format!("{at}/remove"), &[]).await.is(403);
        let mut stranger = hall.as_("李店员").await;
        stranger.get(&at).await.is(404);
        stranger.get(&format!("/api/v1{at}")).await.is(404);
        hall.visitor().get(&at).await.is(401);

        // Taken off, it is gone for everybody, once.
        chair.post(&format!("{at}/remove"), &[]).await.is(303);
        chair.post(&format!("{at}/remove"), &[]).await.is(404);
        yi.get(&at).await.is(404);
        yi.get(&study).await.hides("讲话原文").shows("课件 2");
        assert_eq!(hall.rows("file_attached").await, 1);
    }
}
