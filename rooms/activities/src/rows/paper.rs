use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run, tuples};
use uuid::Uuid;

use crate::rules::roll::Roll;

/// What stands on the minutes besides the words: when and where, who spoke, who was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paper {
    pub begins_at: i64,
    pub place: String,
    /// The plan and its topic, in their words; empty without one.
    pub topic: String,
    pub named: i64,
    pub by_head: i64,
    /// The chair's ordinal.
    pub chair: Option<i64>,
    pub speakers: Vec<Speaker>,
    pub roll: Roll,
}

/// Somebody of the house by ordinal, or a guest by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub ordinal: Option<i64>,
    pub name: String,
    pub title: String,
}

/// As which somebody stands on the paper, in the words of the table.
const CHAIR: &str = "chair";
const SPEAKER: &str = "speaker";

fn lists(roll: &Roll) -> [(&'static str, &Vec<i64>); 4] {
    [("there", &roll.there), ("leave", &roll.on_leave), ("missing", &roll.missing), ("besides", &roll.besides)]
}

/// What a confirmed version keeps; none for a draft, and for what was confirmed before papers were kept.
pub(crate) async fn of(db: &impl ConnectionTrait, study: Uuid, version: i32) -> Outcome<Option<Paper>> {
    #[derive(FromQueryResult)]
    struct Head {
        begins_at: i64,
        place: String,
        topic: String,
        named: i64,
        by_head: i64,
    }
    #[derive(FromQueryResult)]
    struct Stands {
        stood_as: String,
        ordinal: Option<i64>,
        name: String,
        title: String,
    }
    let sql = "SELECT begins_at, place, topic, named, by_head FROM act_minutes_paper WHERE study_id = $1 AND version = $2";
    let Some(head) = one::<Head>(db, sql, binds![study, version]).await? else { return Ok(None) };
    let sql = "SELECT stood_as, ordinal, name, title FROM act_minutes_person WHERE study_id = $1 AND version = $2 ORDER BY n";
    let people: Vec<Stands> = all(db, sql, binds![study, version]).await?;
    let as_ = |word: &str| people.iter().filter(|p| p.stood_as == word).filter_map(|p| p.ordinal).collect::<Vec<_>>();
    Ok(Some(Paper {
        begins_at: head.begins_at,
        place: head.place,
        topic: head.topic,
        named: head.named,
        by_head: head.by_head,
        chair: as_(CHAIR).first().copied(),
        roll: Roll { there: as_("there"), on_leave: as_("leave"), missing: as_("missing"), besides: as_("besides") },
        speakers: people
            .into_iter()
            .filter(|p| p.stood_as == SPEAKER)
            .map(|p| Speaker { ordinal: p.ordinal, name: p.name, title: p.title })
            .collect(),
    }))
}

/// Keeps the paper of a version that is being confirmed.
pub(crate) async fn keep(tx: &Tx, study: Uuid, version: i32, paper: &Paper) -> Outcome<()> {
    let sql = "INSERT INTO act_minutes_paper (study_id, version, begins_at, place, topic, named, by_head) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let mut values = binds![study, version, paper.begins_at, paper.place.clone(), paper.topic.clone()].to_vec();
    values.extend(binds![paper.named, paper.by_head]);
    run(&**tx, sql, values).await?;
    let nameless = |stood_as, ordinal| (stood_as, Some(ordinal), String::new(), String::new());
    let mut people: Vec<(&str, Option<i64>, String, String)> = paper.chair.into_iter().map(|o| nameless(CHAIR, o)).collect();
    people.extend(paper.speakers.iter().map(|s| (SPEAKER, s.ordinal, s.name.clone(), s.title.clone())));
    people.extend(lists(&paper.roll).into_iter().flat_map(|(word, of)| of.iter().map(move |o| nameless(word, *o))));
    let people: Vec<_> = (1_i32..).zip(people).collect();
    for some in people.chunks(1_000) {
        let values: Vec<_> = some
            .iter()
            .flat_map(|(n, (word, o, name, title))| binds![study, version, *n, *word, *o, name.clone(), title.clone()])
            .collect();
        let sql = format!(
            "INSERT INTO act_minutes_person (study_id, version, n, stood_as, ordinal, name, title) VALUES {}",
            tuples(some.len(), 7)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}
