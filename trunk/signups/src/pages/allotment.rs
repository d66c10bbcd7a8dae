use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Facts, Head, Href, Html, Link, Mistakes, Note, Rows, Timeline};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::slip::Slip;
use super::words::second;
use super::{about, audit, slip, why};
use crate::house::Known;
use crate::rows::allotment::Allotment;
use crate::rows::{claim, consent};
use crate::rules::asks::tells_health;
use crate::said::{say_claimed, say_clause, say_refusal};
use crate::sheet::in_words;
use crate::{Decided, Entry, Given, Refusal, Signups, Wish};

/// The page as it was sent.
#[derive(Default)]
struct Sent {
    /// Made with the page: two taps are one wish.
    key: String,
    heads: String,
    /// All fields, the answers among them.
    pairs: Vec<(String, String)>,
    /// What is wrong in the answers.
    faults: Vec<FieldFault>,
}

/// Whoever is signed in; a visitor has none.
type Reader = Option<Extension<Scope>>;

pub async fn get(State(s): State<Signups>, ask: Ask, scope: Reader, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &s, scope, id, &Sent::default(), None).await?))
}

pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Reader,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let person = ask.person()?;
    let get = |name: &str| fields.get(name).to_owned();
    let mut sent = Sent { key: get("key"), heads: get("heads"), pairs: fields.0.clone(), faults: Vec::new() };
    let answers = match s.read_answers(id, person, Given::Page(&sent.pairs)).await {
        Ok(answers) => answers,
        Err(Fault::Invalid(faults)) => {
            sent.faults = faults;
            return Ok(ask.show_again(&view(&ask, &s, scope, id, &sent, None).await?));
        }
        Err(fault) => return Err(fault.into()),
    };
    let wish = Wish {
        allotment: id,
        person,
        // A key that was lost on the way is no reason to send anybody away: a person stands there once anyhow.
        key: Uuid::try_parse(&sent.key).unwrap_or_else(|_| s.store().ids().new_id(ask.now())),
        // What is no number is refused with the limit beside the field.
        heads: if sent.heads.is_empty() { 1 } else { sent.heads.parse().unwrap_or(0) },
        answers,
        received_at: ask.now(),
        actor: ask.actor(),
    };
    match s.enter(wish).await? {
        Decided::Entered(_) | Decided::Already(_) => Ok(ask.go(&format!("/signups/{id}"))),
        Decided::Refused(why) => Ok(ask.show_again(&view(&ask, &s, scope, id, &sent, Some(&why)).await?)),
    }
}

#[derive(Template)]
#[template(path = "signups/allotment.html")]
struct AllotmentPage {
    page: ui::Page,
    head: Head,
    /// Why nothing was entered.
    refused: Vec<String>,
    slip: Option<Slip>,
    mistakes: Mistakes,
    answers: Option<Answered>,
    notes: Vec<Note>,
    receipt: Option<String>,
    why: Option<Timeline>,
    facts: Facts,
    rules: Vec<String>,
    draw: Option<Link>,
    desk: Option<Link>,
    /// An auditor's way to who stands behind an entry.
    audit: Option<Link>,
    /// Who looked behind the reader's own.
    looks: Option<Rows>,
}

/// What one answered, with the way to correct it while that may be done.
struct Answered {
    facts: Facts,
    correct: Option<Link>,
    /// Takes back the consent to what was told of one's health, at any time.
    withdraw: Option<Button>,
}

async fn view(ask: &Ask, s: &Signups, scope: Reader, id: Uuid, sent: &Sent, refused: Option<&Refusal>) -> Outcome<AllotmentPage> {
    let (v, known) = (&ask.v, s.known(id).await?);
    // The counters in memory are of the moment of reading. Before it opens nobody moves them, and the evening before everybody
    // looks: the countdown asks the database nothing.
    let is_early = ask.now() < known.allotment.opens_at;
    let a = if is_early { known.allotment.clone() } else { s.allotment(id).await? };
    let may = |power| scope.as_ref().is_some_and(|Extension(scope)| scope.may(power, a.union_id));
    let (runs, audits) = (may(Power::Run), may(Power::Audit));
    let person = ask.signed_in.as_ref().map(|who| who.person);
    let entry = match person {
        // It may have been open once, and put off.
        Some(person) if !is_early || a.last > 0 => s.entry_of(id, person).await?,
        _ => None,
    };
    let why = match &entry {
        Some(e) => Some(why::timeline(s, v, &a, e).await?),
        None => None,
    };
    let looks = match &entry {
        Some(e) => audit::looks(s, v, id, e.person).await?,
        None => None,
    };
    let receipt = entry.as_ref().and_then(|e| e.receipt.as_ref()).map(|r| r.iter().map(|b| format!("{b:02x}")).collect());
    let (slip, mut notes) = now(ask, s, &known, &a, entry.as_ref(), sent, refused).await?;
    let (answers, more) = answers(ask, s, &known, &a, entry.as_ref()).await?;
    notes.extend(more);
    Ok(AllotmentPage {
        page: ask.page_named(a.title.as_str()).at("activities").back_to(&a.href, v.t("signups-back")),
        head: ui::head(a.title.as_str()).says(v.t1("signups-host", "union", s.federation().name(a.union_id))),
        refused: refused.map(|why| say_refusal(v, s.federation(), why)).unwrap_or_default(),
        mistakes: ui::mistakes(v, slip.iter().filter_map(|slip| slip.form.as_ref()).flat_map(|form| &form.fields)),
        slip,
        answers,
        notes,
        receipt,
        why,
        facts: about::facts(v, s.federation(), &known, &a),
        rules: about::rules(v, &a),
        draw: a.is_draw().then(|| Link::new(format!("/draws/{id}"), v.t("signups-draw-look"))),
        desk: runs.then(|| Link::new(format!("/signups/{id}/desk"), v.t("signups-desk"))),
        audit: audits.then(|| Link::new(format!("/signups/{id}/audit"), v.t("signups-look"))),
        looks,
    })
}

/// What one answered to what one was asked, and a word where more is asked by now.
async fn answers(
    ask: &Ask,
    s: &Signups,
    known: &Known,
    a: &Allotment,
    entry: Option<&Entry>,
) -> Outcome<(Option<Answered>, Option<Note>)> {
    let v = &ask.v;
    let Some(e) = entry.filter(|e| e.is_in()) else { return Ok((None, None)) };
    let to = format!("{}/answers", slip::path(a));
    let is_open = ask.now() < a.closes_at && !a.is_cancelled() && known.asks.now().is_some();
    let is_lacking = match (known.asks.now(), s.sheet_now(known, e)) {
        (Some(form), Some((_, answers))) => !answers.review(form).problems.is_empty(),
        (asked, _) => asked.is_some(),
    };
    let more = (is_open && is_lacking).then(|| Note::warn(v.t("signups-answers-lacking")).link(&to, v.t("signups-answers-now")));
    let Some((form, said)) = s.sheet(known, e) else { return Ok((None, more)) };
    let lines = in_words(v, form, &said).into_iter();
    let mut facts = lines.fold(Facts::new(), |facts, (asked, answered)| facts.fact(asked, answered));
    let correct = is_open.then(|| Link::new(to, v.t("signups-answers-correct")));
    let mut withdraw = None;
    if tells_health(form, &said) {
        let given = consent::of(s.store().read(), a.id, e.number).await?.into_iter().rfind(|c| c.withdrawn_at.is_none());
        facts = facts.maybe(v.t("signups-health-consented"), given.map(|c| second(v, c.given_at)));
        let act = Button::post(format!("{}/health-consent", slip::path(a)), v.t("signups-health-withdraw"));
        withdraw = Some(act.ask(v.t("signups-health-withdraw-ask")));
    }
    Ok((Some(Answered { facts, correct, withdraw }), more))
}

/// The slip and what is to be said beside it, by where the allotment and the reader stand.
async fn now(
    ask: &Ask,
    s: &Signups,
    known: &Known,
    a: &Allotment,
    entry: Option<&Entry>,
    sent: &Sent,
    refused: Option<&Refusal>,
) -> Outcome<(Option<Slip>, Vec<Note>)> {
    let (v, now) = (&ask.v, ask.now());
    let mut notes = Vec::new();
    let mut shown = match entry {
        Some(e) => Some(slip::mine(s, v, a, e, now).await?),
        None => None,
    };
    if a.is_cancelled() {
        notes.push(Note::warn(v.t("signups-refused-cancelled")));
        return Ok((shown, notes));
    }
    if entry.is_some_and(Entry::stands) {
        return Ok((shown, notes));
    }
    if now >= a.closes_at || a.state == "drawn" {
        notes.push(Note::warn(Html::from(v.t1("signups-refused-late", "at", v.until(a.closes_at)))));
        return Ok((shown, notes));
    }
    if now < a.opens_at {
        shown = Some(slip::early(v, a, now));
    }
    let Some(person) = ask.signed_in.as_ref().map(|who| who.person) else {
        let to = Href::new("/sign-in").with("next", slip::path(a)).to_string();
        notes.push(ui::note(v.t("signups-sign-in-first")).link(to, v.t("signups-sign-in")));
        return Ok((shown, notes));
    };
    let standing = s.membership.standing(person).await?;
    let federation = s.federation();
    let unmet = known.who.unmet(standing.as_deref(), s.today(), federation);
    if !unmet.is_empty() {
        let unmet = unmet.into_iter().map(|clause| say_clause(v, federation, clause)).collect::<Vec<_>>();
        notes
            .push(Note::warn(v.t1("signups-may-not-why", "rule", unmet.join(&v.t("signups-and")))).title(v.t("signups-may-not")));
        return Ok((shown, notes));
    }
    // Before it opens the countdown asks the database nothing, and by then it may be otherwise.
    if now >= a.opens_at
        && let Some(claim) = a.claim()
        && claim::of_people(s.store().read(), &claim, &[person]).await?.get(&person).is_some_and(|taken| *taken >= claim.most)
    {
        // Whoever asked nevertheless was just told in the same words.
        if refused.is_none() {
            notes.push(Note::warn(say_claimed(v, &claim)).title(v.t("signups-may-not")));
        }
        return Ok((shown, notes));
    }
    notes.push(Note::good(v.t("signups-may-why")).title(v.t("signups-may")));
    if now >= a.opens_at {
        let is_over = !a.is_draw() && a.taken >= a.places && a.waiting >= a.waits;
        if is_over {
            notes.push(Note::warn(v.t("signups-full-no-list")));
            return Ok((shown, notes));
        }
        let error = match refused {
            Some(Refusal::Heads(most)) => Some(v.t1("signups-refused-heads", "most", i64::from(*most))),
            _ => None,
        };
        // Asked again, it is the same wish: the key stays.
        let key = Uuid::try_parse(&sent.key).unwrap_or_else(|_| s.store().ids().new_id(now));
        let mut open = slip::open(v, a, key, if sent.heads.is_empty() { "1" } else { &sent.heads }, error);
        if let (Some(form), Some(asked)) = (&mut open.form, known.asks.now()) {
            form.fields = super::answers::fields(ask, &s.federation().name(a.union_id), asked, &sent.pairs, &sent.faults);
            form.seen = Some(super::answers::seen(v, s, a.union_id));
        }
        if let Some(before) = shown {
            // What was is said above the way to ask again.
            (open.state, open.title) = (before.state, before.title);
            open.says.splice(0..0, before.says);
        }
        shown = Some(open);
    }
    Ok((shown, notes))
}
