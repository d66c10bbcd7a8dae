use codes::Day;
use ledger::{CoHost, EventCard, Fact, Source, What};
use organisation::Federation;
use store::{Actor, Fault, Outcome, Store, binds, run};
use testkit::on_both_engines;
use uuid::Uuid;

fn day() -> Day {
    Day::from_ymd(2026, 11, 18).unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

async fn record(store: &Store, facts: &[Fact]) -> Outcome<Vec<Uuid>> {
    let record = |tx: store::Tx| async move {
        tx.record("session", facts[0].event, serde_json::json!({ "facts": facts.len() }));
        ledger::record(&tx, facts).await
    };
    store.write("test.record", &Actor::house(), record).await
}

async fn retract(store: &Store, event: Uuid, facts: &[Uuid], reason: &str) -> Outcome<()> {
    let retract = |tx: store::Tx| async move {
        tx.record("session", event, serde_json::json!({}));
        ledger::retract(&tx, event, facts, reason).await
    };
    store.write("test.retract", &Actor::house(), retract).await
}

fn fields(outcome: Outcome<Vec<Uuid>>) -> Vec<String> {
    match outcome {
        Err(Fault::Invalid(faults)) => faults.into_iter().map(|f| f.field).collect(),
        other => panic!("{other:?}"),
    }
}

on_both_engines! { crate::MIGRATIONS;
    async fn a_fact_is_retracted_once_and_only_with_its_event(bed: Bed) {
        let held = Fact::held(id(1), day(), id(9), "lecture");
        let facts = [held.clone(), held.attended(4, None, Source::Scan), held.also(What::Counted, 30, Source::Headcount)];
        let ids = record(&bed.store, &facts).await.unwrap();
        assert!(matches!(retract(&bed.store, id(1), &ids[2..], "  ").await, Err(Fault::Invalid(_))));
        assert!(matches!(retract(&bed.store, id(2), &ids[2..], "数错了").await, Err(Fault::NotFound)));
        retract(&bed.store, id(1), &ids[2..], "数错了").await.unwrap();
        assert!(matches!(retract(&bed.store, id(1), &ids[1..], "又一次").await, Err(Fault::Conflict("ledger-already-retracted"))));
        let all = ledger::of_event(bed.store.read(), id(1)).await.unwrap();
        assert_eq!(all.len(), 3);
        for (fact, (id, why)) in facts.iter().zip(ids.iter().zip([None, None, Some("数错了")])) {
            let kept = all.iter().find(|r| r.id == *id).unwrap();
            assert_eq!((&kept.fact, kept.retracted.as_deref()), (fact, why));
        }
    }

    async fn what_cannot_be_is_refused(bed: Bed) {
        let held = Fact::held(id(1), day(), id(9), "lecture");
        assert_eq!(fields(record(&bed.store, &[held.also(What::Counted, 0, Source::Headcount)]).await), ["quantity"]);
        assert_eq!(fields(record(&bed.store, &[held.also(What::Counted, i64::MAX, Source::Headcount)]).await), ["quantity"]);
        assert_eq!(fields(record(&bed.store, &[held.also(What::Attended, 1, Source::Scan)]).await), ["ordinal"]);
        assert_eq!(fields(record(&bed.store, &[held.also(What::People, 80, Source::Roster)]).await), ["source"]);
        assert_eq!(fields(record(&bed.store, &[Fact { day: Day::MIN, ..held.clone() }]).await), ["day"]);
        assert_eq!(fields(record(&bed.store, &[Fact { kind: "长".repeat(65), ..held.clone() }]).await), ["kind"]);
        assert!(ledger::of_event(bed.store.read(), id(1)).await.unwrap().is_empty());
    }

    async fn a_closed_month_takes_no_more_facts(bed: Bed) {
        let close = |tx: store::Tx| async move {
            let sql = "INSERT INTO ledger_closure (union_id, month, closed_at) VALUES ($1, $2, $3)";
            run(&*tx, sql, binds![id(9), day().month_key(), tx.now()]).await
        };
        bed.store.keep("test.close", close).await.unwrap();
        let held = Fact::held(id(1), day(), id(9), "lecture");
        assert_eq!(fields(record(&bed.store, std::slice::from_ref(&held)).await), ["day"]);
        record(&bed.store, &[Fact { day: day() + 13, ..held.clone() }]).await.unwrap();
        record(&bed.store, &[Fact { host: id(8), ..held }]).await.unwrap();
    }

    async fn the_same_session_is_offered_to_whoever_logs_it_again(bed: Bed) {
        let script = crate::script::Script::play(3);
        script.write(&bed.store).await.unwrap();
        let federation = Federation::load(&bed.store).await.unwrap();
        let (city, other_province) = (script.unions[4].id, script.unions[2].id);
        let card = EventCard {
            event: id(1),
            title: "送法进企业".into(),
            day: day(),
            host: city,
            kind: "law".into(),
            setting: String::new(),
            place: "市工人文化宫 三楼".into(),
            programme: None,
            co_hosts: vec![CoHost { union: Some(script.unions[14].id), name: String::new() }, CoHost { union: None, name: "市司法局".into() }],
        };
        let describe = |tx: store::Tx| {
            let card = card.clone();
            async move {
                tx.record("session", id(1), serde_json::json!({}));
                ledger::describe(&tx, std::slice::from_ref(&card)).await?;
                ledger::describe(&tx, std::slice::from_ref(&card)).await?;
                ledger::record(&tx, &[Fact::held(id(1), day(), card.host, "law")]).await
            }
        };
        bed.store.write("test.describe", &Actor::house(), describe).await.unwrap();
        assert_eq!(ledger::card(bed.store.read(), id(1)).await.unwrap(), Some(card.clone()));
        let similar = async |host: Uuid, place: &str| {
            ledger::similar(bed.store.read(), &federation, host, day(), "law", place, None).await.unwrap()
        };
        assert_eq!(similar(script.unions[1].id, "").await, std::slice::from_ref(&card), "the province above");
        assert_eq!(similar(script.unions[14].id, "").await.len(), 1, "a co-host elsewhere");
        assert_eq!(similar(other_province, "").await.len(), 0, "a stranger");
        assert_eq!(similar(other_province, "市工人文化宫三楼").await.len(), 1, "the same place");
        assert!(ledger::similar(bed.store.read(), &federation, city, day(), "law", "", Some(id(1))).await.unwrap().is_empty());
    }
}

#[test]
fn the_tables_could_be_spread_over_machines() {
    assert_eq!(store::schema::lint(ledger::TABLES), Vec::<String>::new());
}
