use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use store::Outcome;
use uuid::Uuid;

use crate::house::Signups;
use crate::pages::words::state_word;
use crate::rows::entry;
use crate::sheet::in_words;

impl Signups {
    /// Everybody who stands in an allotment, for the room that runs what it is for: the person, the ordinal that facts hold, and
    /// `entered`, `waiting`, `offered` or `placed`; of one called off, `cancelled` for everybody who stood there then. The
    /// caller has checked that it may know them, or tells only themselves.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn standing_people(&self, allotment: Uuid) -> Outcome<Vec<(Uuid, i64, String)>> {
        let states = ["entered", "waiting", "offered", "placed", "cancelled"];
        // Read at one moment: whoever leaves meanwhile must not push anybody out of the pages.
        let all = entry::in_states(self.store().read(), allotment, &states, 0, u64::MAX).await?;
        Ok(all.into_iter().map(|e| (e.person, e.ordinal, e.state)).collect())
    }
}

/// What the desk keeps of somebody: what he asked for, what came of it, and what he answered.
impl Keeper for Signups {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move { Ok(vec![signups(self, person, v).await?]) })
    }
}

async fn signups(s: &Signups, person: Uuid, v: &Voice) -> Outcome<Section> {
    let mut rows = Vec::new();
    for e in entry::of_person(s.store().read(), person, u64::MAX).await? {
        let known = s.known(e.allotment_id).await?;
        let said = s.sheet(&known, &e).map(|(form, answers)| in_words(v, form, &answers));
        let said = said.unwrap_or_default().into_iter();
        let said = said.map(|(ask, answer)| v.t2("signups-answer-said", "ask", ask, "answer", answer));
        rows.push(vec![
            known.allotment.title.clone(),
            e.number.to_string(),
            v.stamp(e.received_at),
            state_word(v, &e),
            e.heads.to_string(),
            said.collect::<Vec<_>>().join(&v.t("signups-and")),
        ]);
    }
    Ok(Section {
        name: "signups",
        title: "signups-mine",
        columns: vec![
            ("title", "signups-own-title"),
            ("number", "signups-col-number"),
            ("received_at", "signups-col-received"),
            ("state", "signups-col-state"),
            ("heads", "signups-col-heads"),
            ("answers", "signups-answers"),
        ],
        rows,
    })
}
