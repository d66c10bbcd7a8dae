use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::check_in::{Arrival, Presented, Told, admit};
use crate::house::Signups;
use crate::rows::entry;
use crate::rows::occasion;
use crate::rules::code::{self, Code, Kind, Read};
use crate::rules::door::{Answer, How, hours};

/// A door's code that is good at this moment: of which allotment and occasion.
pub(crate) struct Door {
    pub allotment: Uuid,
    pub occasion: i32,
    /// The code itself, as it goes on while somebody signs in.
    pub pass: String,
}

impl Signups {
    /// Reads the code of a screen or a poster. Whoever scanned in time has ten minutes to sign in and to agree, under a pass of
    /// its own; a poster's code is good while the doors of its occasion are open.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: the house signed no such code for any door.
    pub(crate) async fn read_door(&self, text: &str) -> Outcome<Result<Door, Answer>> {
        let (keys, now) = (self.store().keyring(), self.store().now());
        let Read::Signed(code) = code::read(keys, text) else { return Err(Fault::NotFound) };
        if code.kind == Kind::Ticket {
            return Err(Fault::NotFound);
        }
        let occasion = i32::try_from(code.n).map_err(|_| Fault::NotFound)?;
        let is_good = match code.kind {
            Kind::Poster => {
                let all = occasion::of(self.store().read(), code.allotment).await?;
                let hours = all.iter().find(|o| o.n == occasion).map(hours);
                match hours {
                    Some((opens_at, _)) if now < opens_at => return Ok(Err(Answer::Early { opens_at })),
                    Some((_, closed_at)) if now >= closed_at => return Ok(Err(Answer::Late { closed_at })),
                    Some(_) => true,
                    None => return Err(Fault::NotFound),
                }
            }
            _ => code.is_fresh(now),
        };
        if !is_good {
            return Ok(Err(Answer::Stale));
        }
        let pass = match code.kind {
            Kind::Pass => Some(code),
            _ => Code::new(Kind::Pass, code.allotment, i64::from(occasion), now),
        };
        let pass = pass.ok_or(Fault::NotFound)?.write(keys);
        Ok(Ok(Door { allotment: code.allotment, occasion, pass }))
    }

    /// Whoever scanned the screen or the poster at the door checks himself in.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: no such code.
    pub async fn check_in_oneself(&self, actor: &Actor, person: Uuid, text: &str) -> Outcome<Told> {
        let door = match self.read_door(text).await? {
            Ok(door) => door,
            Err(answer) => return Ok(Told::only(answer)),
        };
        let newest = entry::newest(self.store().read(), door.allotment, person).await?;
        let Some(entry) = newest else { return Ok(Told::only(Answer::NotPlaced(String::new()))) };
        let arrival = Arrival {
            key: self.store().ids().new_id(self.store().now()),
            occasion: door.occasion,
            who: Presented::Number(entry.number),
            how: How::Own,
            at: None,
        };
        let (arrivals, read) = (&[arrival], &[Ok(entry.number)]);
        let told = self
            .store()
            .write("signups.check_in", actor, |tx| async move { admit(&tx, door.allotment, arrivals, read, Some(person)).await });
        told.await?.pop().ok_or(Fault::NotFound)
    }
}
