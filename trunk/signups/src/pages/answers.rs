//! What somebody answers when signing up: the fields of the form, and correcting them until entering is over.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use forms::{Kind, Published, Question};
use i18n::Voice;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use crate::rules::asks::{asks_health, only, options};
use crate::sheet::{CONSENT, label};
use crate::verbs::forget_answers::KEPT_DAYS;
use crate::{Given, Signups};

/// The fields of a form, with what was written in them. What is about health stands behind everything else, below the consent without
/// which it is not answered.
pub(super) fn fields(ask: &Ask, union: &str, form: &Published, typed: &[(String, String)], faults: &[FieldFault]) -> Vec<Field> {
    let all: Vec<&Question> = form.questions().collect();
    let these = |health: bool| all.iter().filter(move |q| q.sensitive == health);
    let mut fields: Vec<Field> = these(false).map(|q| field(ask, q, &all, typed, faults)).collect();
    if asks_health(form) {
        fields.push(consent(ask, union, typed, faults));
        fields.extend(these(true).map(|q| field(ask, q, &all, typed, faults)));
    }
    fields
}

fn consent(ask: &Ask, union: &str, typed: &[(String, String)], faults: &[FieldFault]) -> Field {
    let v = &ask.v;
    Field::check(CONSENT, v.t1("signups-health-consent", "union", union))
        .hint(v.t("signups-health-consent-hint"))
        .ticked(typed.iter().any(|(name, value)| name == CONSENT && value == "1"))
        .error(ask.error(faults, CONSENT))
}

fn field(ask: &Ask, q: &Question, all: &[&Question], typed: &[(String, String)], faults: &[FieldFault]) -> Field {
    let v = &ask.v;
    let (key, words) = (q.key.as_str(), label(v, &q.label));
    let values: Vec<&str> = typed.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect();
    let value = values.last().copied().unwrap_or("");
    let choices = options(&q.answer).iter().map(|o| (o.key.as_str(), label(v, &o.label)));
    let mut field = match &q.answer {
        Kind::ChooseOne(_) => Field::radios(key, words).choices(choices).value(value),
        Kind::ChooseMany(_) => Field::checks(key, words).choices(choices).values(&values),
        Kind::YesNo(_) => {
            Field::radios(key, words).choice("yes", v.t("signups-answer-yes")).choice("no", v.t("signups-answer-no")).value(value)
        }
        Kind::Whole(_) => Field::number(key, words).value(value),
        Kind::LongText(long) => Field::long(key, words).value(value).attr("maxlength", long.max),
        Kind::ShortText(short) => Field::text(key, words).value(value).attr("maxlength", short.max),
        _ => Field::text(key, words).value(value),
    };
    if !q.required {
        field = field.optional(v);
    }
    if let Some((line, answer)) = only(q, all) {
        let asked = all.get(line - 1).map(|q| label(v, &q.label)).unwrap_or_default();
        field = field.hint(v.t2("signups-answer-only", "ask", asked, "answer", answer_in_words(v, answer)));
    }
    field.error(ask.error(faults, key))
}

fn answer_in_words(v: &Voice, answer: String) -> String {
    match answer.as_str() {
        "是" => v.t("signups-answer-yes"),
        "否" => v.t("signups-answer-no"),
        _ => answer,
    }
}

pub async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let known = s.known(id).await?;
    let e = s.entry_of(id, ask.person()?).await?.filter(|e| e.is_in()).ok_or(Fault::NotFound)?;
    let mut before = s.sheet_now(&known, &e).map(|(_, answers)| answers.pairs()).unwrap_or_default();
    if s.tells_health(&known, (id, e.person), &e.answers) {
        before.push((CONSENT.to_owned(), "1".to_owned()));
    }
    Ok(ask.show(&view(&ask, &s, id, &before, &[]).await?))
}

pub async fn post(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>, fields: Fields) -> Result<Response, Failed> {
    let to = format!("/signups/{id}");
    match s.correct_answers(&ask.actor(), id, ask.person()?, Given::Page(&fields.0)).await {
        Ok(_) => Ok(ask.go_saying(&to, "signups-answers-saved")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &s, id, &fields.0, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// The consent to tell of one's health is taken back, and what was told goes.
pub async fn withdraw_consent(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    s.withdraw_health_consent(&ask.actor(), id, ask.person()?).await?;
    Ok(ask.go_saying(&format!("/signups/{id}"), "signups-health-withdrawn"))
}

#[derive(Template)]
#[template(path = "signups/answers.html")]
struct AnswersPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    fields: Vec<Field>,
    seen: String,
    save: Button,
}

async fn view(ask: &Ask, s: &Signups, id: Uuid, typed: &[(String, String)], faults: &[FieldFault]) -> Outcome<AnswersPage> {
    let (v, known) = (&ask.v, s.known(id).await?);
    let (a, form) = (&known.allotment, known.asks.now().ok_or(Fault::NotFound)?);
    let fields = fields(ask, &s.federation().name(a.union_id), form, typed, faults);
    Ok(AnswersPage {
        page: ask.page("signups-answers").at("activities").back_to(format!("/signups/{id}"), a.title.as_str()),
        head: ui::head(v.t("signups-answers")).says(a.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("/signups/{id}/answers"),
        fields,
        seen: seen(v, s, a.union_id),
        save: Button::submit(v.t("signups-answers-save")).main().wide(),
    })
}

/// Who will read it and for how long, said where it is written.
pub(super) fn seen(v: &Voice, s: &Signups, union: Uuid) -> String {
    v.t2("signups-answers-seen", "union", s.federation().name(union), "days", KEPT_DAYS)
}
