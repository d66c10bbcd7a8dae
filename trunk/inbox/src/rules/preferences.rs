use std::collections::BTreeSet;

use store::FieldFault;

use crate::deliver::Channel;
use crate::room::Room;
use crate::rows::preference::{Hours, Preferences};

/// Preferences as sent: for each channel the rooms chosen, the hours as numbers, the digest as `1`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    pub sms: Vec<String>,
    pub mail: Vec<String>,
    pub quiet_from: String,
    pub quiet_until: String,
    pub digest: bool,
}

/// Reads what was sent; a fault stands beside `sms`, `mail`, `quiet_from` or `quiet_until`.
pub(crate) fn read(sent: &Sent) -> Result<Preferences, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut also_by = BTreeSet::new();
    for (channel, field, rooms) in [(Channel::Sms, "sms", &sent.sms), (Channel::Mail, "mail", &sent.mail)] {
        let known = |name: &String| Room::from_name(name).filter(|room| Room::TELLING.contains(room));
        for name in rooms.iter().filter(|name| !name.is_empty()) {
            match known(name) {
                Some(room) => drop(also_by.insert((room, channel))),
                None if faults.iter().any(|f: &FieldFault| f.field == field) => {}
                None => faults.push(FieldFault::new(field, "inbox-room-unknown")),
            }
        }
    }
    let mut hour = |field: &str, text: &str| match text.trim().parse::<u8>() {
        Ok(hour) if hour < 24 => hour,
        _ => {
            faults.push(FieldFault::new(field, "inbox-hour-unknown"));
            0
        }
    };
    let hours = Hours {
        quiet_from: hour("quiet_from", &sent.quiet_from),
        quiet_until: hour("quiet_until", &sent.quiet_until),
        digest: sent.digest,
    };
    if faults.is_empty() { Ok(Preferences { also_by, hours }) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_field_is_named_once() {
        let sent = Sent {
            sms: vec!["membership".into(), "nobody".into(), "-".into()],
            mail: vec!["cases".into()],
            quiet_from: "24".into(),
            quiet_until: "minus".into(),
            digest: false,
        };
        let fields: Vec<String> = read(&sent).unwrap_err().into_iter().map(|f| f.field).collect();
        assert_eq!(fields, ["sms", "mail", "quiet_from", "quiet_until"]);
        let good = Sent { sms: vec!["membership".into()], quiet_from: "22".into(), quiet_until: "7".into(), ..Sent::default() };
        let read = read(&good).unwrap();
        assert!(read.also_by.contains(&(Room::Membership, Channel::Sms)) && read.also_by.len() == 1);
        assert_eq!(read.hours, Hours { quiet_from: 22, quiet_until: 7, digest: false });
    }
}
