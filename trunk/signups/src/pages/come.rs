use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, Outcome};
use ui::{Button, Head, Href, Note};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::words::occasion_span;
use crate::answers::{self, Words};
use crate::rows::entry;
use crate::rules::code::{self, Code, Kind, Read};
use crate::verbs::check_in_oneself::Door;
use crate::{Answer, How, Signups, Told};

type Reader = Option<Extension<Scope>>;

#[derive(Template)]
#[template(path = "signups/come.html")]
struct ComePage {
    page: ui::Page,
    head: Head,
    note: Option<Note>,
    says: Option<String>,
    form: Option<(String, Button)>,
    act: Option<Button>,
}

/// What anybody's scanner opens: a ticket or the code of a door. Nobody is checked in by looking; it takes the one tap by which
/// somebody says that he is there.
pub async fn get(State(s): State<Signups>, ask: Ask, scope: Reader, Path(code): Path<String>) -> Result<Response, Failed> {
    match code::read(s.store().keyring(), &code) {
        Read::Signed(Code { kind: Kind::Ticket, allotment, n, .. }) => {
            ticket(&ask, &s, scope, allotment, i64::from(n), &code).await.map_err(Failed::from)
        }
        Read::Signed(it) => match s.read_door(&code).await? {
            Ok(door) => Ok(at_door(&ask, &s, &door).await?),
            Err(answer) => Ok(show(&ask, &s, it.allotment, i32::try_from(it.n).unwrap_or(0), Told::only(answer), false).await?),
        },
        _ => {
            let v = &ask.v;
            let page = ComePage {
                page: ask.page("signups-own"),
                head: ui::head(v.t("signups-own")),
                note: Some(Note::bad(v.t("signups-own-forged-says")).title(v.t("signups-door-forged"))),
                says: None,
                form: None,
                act: None,
            };
            Ok(ask.show_as(axum::http::StatusCode::NOT_FOUND, &page))
        }
    }
}

/// "I am here."
pub async fn post(State(s): State<Signups>, ask: Ask, Path(code): Path<String>) -> Result<Response, Failed> {
    let Read::Signed(it) = code::read(s.store().keyring(), &code) else { return Err(Fault::NotFound.into()) };
    let told = s.check_in_oneself(&ask.actor(), ask.person()?, &code).await?;
    Ok(show(&ask, &s, it.allotment, i32::try_from(it.n).unwrap_or(0), told, true).await?)
}

/// A ticket opened by a scanner: at the door it is looked up, its owner sees it, and everybody else learns nothing.
async fn ticket(ask: &Ask, s: &Signups, scope: Reader, id: Uuid, number: i64, code: &str) -> Outcome<Response> {
    if let Some(Extension(scope)) = &scope
        && s.at_door(scope, id).await.is_ok()
    {
        let bare = code::tidy(code);
        return Ok(ask.go(&Href::new(format!("/signups/{id}/checkin")).with("find", bare).to_string()));
    }
    let person = ask.signed_in.as_ref().map(|who| who.person);
    let holder = entry::get(s.store().read(), id, number).await?.map(|e| e.person);
    if person.is_some() && holder == person {
        return Ok(ask.go(&format!("/signups/{id}/ticket")));
    }
    let v = &ask.v;
    Ok(ask.show(&ComePage {
        page: ask.page("signups-ticket"),
        head: ui::head(v.t("signups-ticket")),
        note: Some(ui::note(v.t("signups-ticket-anothers"))),
        says: None,
        form: None,
        act: person.is_none().then(|| sign_in(ask, code)),
    }))
}

fn sign_in(ask: &Ask, code: &str) -> Button {
    Button::link(Href::new("/sign-in").with("next", format!("/in/{code}")).to_string(), ask.v.t("signups-sign-in")).main().wide()
}

/// The door's code was good when it was scanned.
async fn at_door(ask: &Ask, s: &Signups, door: &Door) -> Outcome<Response> {
    let (a, v) = (s.allotment(door.allotment).await?, &ask.v);
    let Some(person) = ask.signed_in.as_ref().map(|who| who.person) else {
        return Ok(ask.show(&ComePage {
            page: ask.page("signups-own"),
            head: ui::head(v.t("signups-own")).says(a.title.as_str()),
            note: Some(ui::note(v.t("signups-own-sign-in"))),
            says: None,
            form: None,
            act: Some(sign_in(ask, &door.pass)),
        }));
    };
    let entry = s.entry_of(door.allotment, person).await?;
    let told = s.would_be_told(door.allotment, door.occasion, How::Own, entry).await?;
    if !matches!(told.answer, Answer::In { .. }) {
        return show(ask, s, door.allotment, door.occasion, told, false).await;
    }
    let heads = told.entry.as_ref().map_or(1, |e| i64::from(e.heads));
    Ok(ask.show(&ComePage {
        page: ask.page("signups-own"),
        head: ui::head(a.title.as_str()).says(when(ask, s, door.allotment, door.occasion).await?),
        note: None,
        says: (heads > 1).then(|| v.t1("signups-own-heads", "n", heads)),
        form: Some((format!("/in/{}", door.pass), Button::submit(v.t("signups-own-here")).main().wide())),
        act: None,
    }))
}

async fn when(ask: &Ask, s: &Signups, id: Uuid, n: i32) -> Outcome<String> {
    let all = s.occasions_of(id).await?;
    Ok(all.iter().find(|o| o.n == n).map(|o| format!("{}　{}", occasion_span(&ask.v, o), o.place)).unwrap_or_default())
}

/// The answer, and where to go with it.
async fn show(ask: &Ask, s: &Signups, id: Uuid, n: i32, told: Told, was_sent: bool) -> Outcome<Response> {
    let (a, v) = (s.allotment(id).await?, &ask.v);
    let Words { kind, title, says } = answers::to_member(v, &told);
    let act = match &told.answer {
        Answer::In { .. } | Answer::Already { .. } | Answer::Stale | Answer::TakenBack => None,
        _ => Some(Button::link(format!("/signups/{id}"), v.t("signups-own-look")).wide()),
    };
    let page = ComePage {
        page: ask.page("signups-own"),
        head: ui::head(a.title.as_str()).says(when(ask, s, id, n).await?),
        note: Some(Note::new(kind, says).title(title).announced()),
        says: None,
        form: None,
        act,
    };
    Ok(if told.answer.is_in() || !was_sent { ask.show(&page) } else { ask.show_again(&page) })
}
