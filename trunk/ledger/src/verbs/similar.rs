use codes::Day;
use organisation::Federation;
use sea_orm::ConnectionTrait;
use store::Outcome;
use uuid::Uuid;

use crate::fact::EventCard;
use crate::rows::event;

/// The most that is offered.
const OFFERED: usize = 10;
/// The most of one day and kind that is looked through.
const LOOKED_AT: i64 = 2_000;

/// "Already logged by …?": sessions of the same day and kind that may be the same one, because they have the same place, or
/// were logged by this union, a union above or below it, one beside it, or one that names it as co-host. Offered before a
/// session is logged, so that what several held together is counted once. `except` is the event being edited, if any.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn similar(
    db: &impl ConnectionTrait,
    federation: &Federation,
    host: Uuid,
    day: Day,
    kind: &str,
    place: &str,
    except: Option<Uuid>,
) -> Outcome<Vec<EventCard>> {
    let parent = federation.parent(host).map(|p| p.id);
    let place = plain(place);
    let near = |other: Uuid| {
        other == host
            || federation.is_within(other, host)
            || federation.is_within(host, other)
            || (parent.is_some() && federation.parent(other).map(|p| p.id) == parent)
    };
    let cards = event::on_day(db, day, kind, LOOKED_AT).await?;
    let alike = cards.into_iter().filter(|card| {
        let same_place = !place.is_empty() && plain(&card.place) == place;
        let named = card.co_hosts.iter().any(|c| c.union == Some(host));
        Some(card.event) != except && (same_place || named || near(card.host))
    });
    Ok(alike.take(OFFERED).collect())
}

/// Places are written by many hands: spaces and width do not tell them apart.
fn plain(place: &str) -> String {
    codes::width::narrow(place).chars().filter(|c| !c.is_whitespace()).collect()
}
