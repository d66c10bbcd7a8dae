//! Notices that leave the house go the way of the one-time codes.

use inbox::{Channel, Deliver, Delivery};
use membership::Membership;
use organisation::Answering;

/// Sends by the membership's own sender: it alone knows a person's number.
pub struct ByPhone(pub Membership);

impl Deliver for ByPhone {
    fn deliver(&self, delivery: Delivery) -> Answering<'_, ()> {
        Box::pin(async move {
            match delivery.channel {
                Channel::Sms => self.0.send_to(delivery.person, &delivery.lines.join("\n")).await,
                // The house keeps no mail address of anybody yet, so there is nobody to send to.
                Channel::Mail => Ok(()),
            }
        })
    }
}
