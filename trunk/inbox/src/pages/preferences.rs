use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::FieldFault;
use ui::{Field, Head, Width};
use web::{Ask, Failed, Fields};

use crate::deliver::Channel;
use crate::house::Inbox;
use crate::room::Room;
use crate::rows::preference::Preferences;
use crate::rules::preferences::{Sent, read};

#[derive(Template)]
#[template(path = "inbox/preferences.html")]
struct PreferencesPage {
    page: ui::Page,
    head: Head,
    sms: Field,
    mail: Field,
    quiet_from: Field,
    quiet_until: Field,
    digest: Field,
    mistakes: ui::Mistakes,
}

/// `GET /me/preferences`
pub(crate) async fn get(State(i): State<Inbox>, ask: Ask) -> Result<Response, Failed> {
    let now = i.preferences(ask.person()?).await?;
    Ok(ask.show(&view(&ask, &as_sent(&now), &[])))
}

/// `POST /me/preferences`
pub(crate) async fn post(State(i): State<Inbox>, ask: Ask, fields: Fields) -> Result<Response, Failed> {
    let person = ask.person()?;
    let list = |name| fields.all(name).map(str::to_owned).collect();
    let sent = Sent {
        sms: list("sms"),
        mail: list("mail"),
        quiet_from: fields.get("quiet_from").to_owned(),
        quiet_until: fields.get("quiet_until").to_owned(),
        digest: fields.get("digest") == "1",
    };
    match read(&sent) {
        Ok(new) => {
            i.prefer(person, &ask.actor(), &new).await?;
            Ok(ask.go_saying("/me/preferences", "inbox-preferences-kept"))
        }
        Err(faults) => Ok(ask.show_again(&view(&ask, &sent, &faults))),
    }
}

/// What stands, in the words of the form.
pub(crate) fn as_sent(now: &Preferences) -> Sent {
    let by =
        |channel: Channel| now.also_by.iter().filter(|(_, c)| *c == channel).map(|(room, _)| room.name().to_owned()).collect();
    Sent {
        sms: by(Channel::Sms),
        mail: by(Channel::Mail),
        quiet_from: now.hours.quiet_from.to_string(),
        quiet_until: now.hours.quiet_until.to_string(),
        digest: now.hours.digest,
    }
}

fn view(ask: &Ask, sent: &Sent, faults: &[FieldFault]) -> PreferencesPage {
    let v = &ask.v;
    let rooms = || Room::TELLING.map(|room| (room.name(), v.t(room.key())));
    let by = |channel: Channel, chosen: &[String]| {
        Field::checks(channel.name(), v.t(channel.key())).choices(rooms()).values(chosen).error(ask.error(faults, channel.name()))
    };
    let hour = |name: &'static str, key: &str, value: &str| {
        let hours = (0..24).map(|h: i32| (h.to_string(), format!("{h:02}:00")));
        Field::select(name, v.t(key)).choices(hours).value(value).width(Width::Small).error(ask.error(faults, name))
    };
    let sms = by(Channel::Sms, &sent.sms);
    let mail = by(Channel::Mail, &sent.mail);
    let quiet_from = hour("quiet_from", "inbox-quiet-from", &sent.quiet_from);
    let quiet_until = hour("quiet_until", "inbox-quiet-until", &sent.quiet_until).hint(v.t("inbox-quiet-hint"));
    let digest = Field::check("digest", v.t("inbox-digest")).hint(v.t("inbox-digest-hint")).ticked(sent.digest);
    let mistakes = ui::mistakes(v, [&sms, &mail, &quiet_from, &quiet_until]);
    let head = ui::head(v.t("inbox-preferences")).says(v.t("inbox-preferences-says"));
    let page = ask.page("inbox-preferences").at("me").back_to("/me", v.t("inbox-me"));
    PreferencesPage { page, head, sms, mail, quiet_from, quiet_until, digest, mistakes }
}
