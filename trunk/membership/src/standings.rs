//! What rules of eligibility may ask of people, kept while nobody's membership has changed: when a thousand places open,
//! everybody is asked about within seconds, and most of them again.

use std::sync::Arc;

use codes::Day;
use store::{Fault, Gather, Kept, Outcome, Version};
use uuid::Uuid;

use crate::Membership;
use crate::people::VERSION;
use crate::rows::roster::Standing;
use crate::verbs::roster::standings;

/// As many as may ask for places in one storm.
const MOST_KEPT: usize = 300_000;

/// Standings met lately, each with the version of all people and the day it is of.
pub(crate) struct Standings {
    kept: Kept<Uuid, (Version, Day), Arc<Standing>>,
    reading: Gather<Uuid, Arc<Standing>>,
}

impl Default for Standings {
    fn default() -> Self {
        Self { kept: Kept::new(MOST_KEPT), reading: Gather::default() }
    }
}

impl Membership {
    /// What rules of eligibility may ask of a person today, from memory while nobody's membership has changed; nothing for
    /// somebody unknown or deleted.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn standing(&self, person: Uuid) -> Outcome<Option<Arc<Standing>>> {
        let stamp = (self.store().versions().get(VERSION), self.today());
        let membership = self.clone();
        let read = async || {
            // Read together with those of everybody else who asks now.
            let read = move |people: Vec<Uuid>| {
                let membership = membership.clone();
                async move {
                    // The day is the day of reading: whoever asked on an earlier one finds his stamp overtaken.
                    let found = standings(membership.store().read(), &people, membership.today()).await?;
                    Ok(found.into_iter().map(|(person, standing)| (person, Arc::new(standing))).collect())
                }
            };
            self.standings.reading.get(person, read).await?.ok_or(Fault::NotFound)
        };
        match self.standings.kept.get_or(person, stamp, read).await {
            Ok(standing) => Ok(Some(standing)),
            Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}
