use membership::{ImportStep, advance_import, resume_imports};
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_LOCAL, DAY, Hall, MIGRATIONS, MINUTE};
use super::import::{id, people, sent, visible, workbook};

/// Brings an import to `writing` without anybody working on it.
async fn start(hall: &Hall, path: &str) {
    let (store, import) = (hall.store(), id(path));
    store
        .keep("test.start", |tx| async move {
            store::run(&*tx, "UPDATE member_import SET state = 'writing', done = 0 WHERE import = $1", store::binds![import])
                .await
        })
        .await
        .unwrap();
}

on_both_engines! { MIGRATIONS;
    async fn nothing_is_visible_before_all_is_written(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = sent(&mut chair, &workbook(&people(1_000, 1))).await;
        start(&hall, &path).await;
        // Two steps, then the process is gone.
        for _ in 0..2 {
            assert_eq!(advance_import(hall.store(), id(&path)).await.unwrap(), ImportStep::More);
        }
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 801);
        assert_eq!(visible(&hall).await, 1);
        chair.get("/members").await.is(200).shows("共1人").hides("王小丫");
        chair.get(&path).await.is(200).shows("800").shows("data-until");
        // A sign-up does not wait, and does not become two people.
        let mut early = hall.signed_in("13701000005").await;
        early.get("/me").await.is(200).hides("麓山精密工会");
        early.post("/join", &[("name", "王小丫"), ("work", "takeaway"), ("place", "麓谷街道")]).await.is(303);
        let another = bed.another_process().await;
        another.refresh_versions().await.unwrap();
        assert_eq!(resume_imports(&another).await.unwrap(), 1);
        assert_eq!(visible(&hall).await, 1_001);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person WHERE name = '王小丫'").await, 1_000);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_import_row").await, 0);
        assert_eq!(resume_imports(&another).await.unwrap(), 0);
        another.close().await;
    }

    async fn a_step_cut_off_anywhere_repeats_and_loses_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = sent(&mut chair, &workbook(&people(900, 1))).await;
        start(&hall, &path).await;
        // The future is dropped after ever more polls: before the write, in the middle of it, after it.
        for polls in 1..40 {
            let mut step = Box::pin(advance_import(hall.store(), id(&path)));
            for _ in 0..polls {
                if std::future::poll_fn(|cx| std::task::Poll::Ready(step.as_mut().poll(cx).is_ready())).await {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        resume_imports(hall.store()).await.unwrap();
        assert_eq!(visible(&hall).await, 901);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_phone").await, 905);
        assert_eq!(hall.count("SELECT COUNT(DISTINCT ordinal) FROM member_person").await, 905);
    }

    async fn two_lists_with_the_same_people(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let (first, second) = (people(700, 1), [people(500, 2), people(700, 1)[650..660].to_vec()].concat());
        let first = sent(&mut chair, &workbook(&first)).await;
        let second = sent(&mut chair, &workbook(&second)).await;
        chair.get(&first).await.shows("全部无误");
        chair.get(&second).await.shows("全部无误");
        start(&hall, &first).await;
        start(&hall, &second).await;
        // Both at once; whoever comes second to a number is taken back whole.
        let (a, b) = tokio::join!(
            membership::resume_imports(hall.store()),
            membership::resume_imports(hall.store()),
        );
        a.unwrap();
        b.unwrap();
        let members = visible(&hall).await;
        assert!(members == 701 || members == 511, "{members}");
        for table in ["member_spell", "member_phone", "member_person"] {
            let more = if table == "member_spell" { 0 } else { 4 };
            assert_eq!(hall.count(&format!("SELECT COUNT(*) FROM {table}")).await, members + more, "{table}");
        }
        let failed = if members == 701 { &second } else { &first };
        chair.get(failed).await.is(200).shows("没有导入任何人").shows("13701000655");
        // Ordinals are never handed out twice, not even those of people who were taken back.
        assert_eq!(hall.count("SELECT COUNT(*) - COUNT(DISTINCT ordinal) FROM member_person").await, 0);
    }

    async fn given_up_in_the_middle(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = sent(&mut chair, &workbook(&people(1_000, 1))).await;
        start(&hall, &path).await;
        advance_import(hall.store(), id(&path)).await.unwrap();
        // Somebody of the list signs in meanwhile: that account stays.
        hall.signed_in("13701000005").await;
        chair.submit(&format!("{path}/drop"), &[]).await.is(200).shows("已放弃");
        assert_eq!(visible(&hall).await, 1);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person").await, 6);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_phone").await, 6);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 1);
        assert_eq!(advance_import(hall.store(), id(&path)).await.unwrap(), ImportStep::Over);
        chair.post(&format!("{path}/go"), &[]).await.is(409);
        // The same list can be brought again, all but the one who has signed up.
        let path = sent(&mut chair, &workbook(&people(1_000, 1))).await;
        chair.get(&path).await.is(200).shows("1行有问题");
    }

    async fn a_check_that_lost_its_process_is_dropped(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = sent(&mut chair, &workbook(&people(10, 1))).await;
        let (store, import) = (hall.store(), id(&path));
        store
            .keep("test.lose", |tx| async move {
                store::run(&*tx, "UPDATE member_import SET state = 'checking' WHERE import = $1", store::binds![import]).await
            })
            .await
            .unwrap();
        assert_eq!(resume_imports(store).await.unwrap(), 0, "it may be alive in another process");
        chair.post(&format!("{path}/go"), &[]).await.is(409).shows("还在检查");
        bed.clock.advance(2 * MINUTE);
        assert_eq!(resume_imports(store).await.unwrap(), 1);
        chair.get(&path).await.is(200).shows("服务中断");
        // A list that was checked and never started does not stay for ever.
        sent(&mut chair, &workbook(&people(10, 2))).await;
        bed.clock.advance(8 * DAY);
        assert_eq!(resume_imports(store).await.unwrap(), 1);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_import_row").await, 0);
    }
}
