use askama::Template;
use axum::extract::State;
use axum::response::Response;
use i18n::{Lang, Voice};
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Head, Mistakes, Note};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use crate::rows::activity::Activity;
use crate::rows::feedback as rows;
use crate::rules::feedback::{self, FEWEST, Heard};
use crate::verbs::say::{Say, may_say};
use crate::{Activities, say, sight};

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (activity, may) = may_say(&a, scope.person, id).await?;
    Ok(ask.show(&view(&ask, &activity, may, &[], &[])?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    match say(&a, &scope, id, &fields.0).await {
        Ok(()) => Ok(ask.go_saying(&format!("/activities/{id}/feedback"), "activities-feedback-thanks")),
        Err(Fault::Invalid(faults)) => {
            let (activity, may) = may_say(&a, scope.person, id).await?;
            Ok(ask.show_again(&view(&ask, &activity, may, &fields.0, &faults)?))
        }
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "activities/feedback.html")]
struct SayPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    note: Note,
    action: String,
    fields: Vec<Field>,
}

/// A text of the form in the reader's language.
pub(super) fn in_words(v: &Voice, text: &forms::Text) -> String {
    if v.lang() == Lang::En { text.en.clone() } else { text.zh.clone() }
}

fn view(ask: &Ask, it: &Activity, may: Say, typed: &[(String, String)], faults: &[FieldFault]) -> Outcome<SayPage> {
    let v = &ask.v;
    let fields = if may == Say::May { fields(ask, typed, faults)? } else { Vec::new() };
    let note = match may {
        Say::May => ui::note(v.t1("activities-feedback-nobody", "n", FEWEST as i64)),
        Say::Already => Note::good(v.t("activities-feedback-done")),
        Say::Over => ui::note(v.t("activities-feedback-over")),
    };
    Ok(SayPage {
        page: ask.page("activities-feedback").at("activities").back_to(it.href(), it.title.as_str()),
        head: ui::head(v.t("activities-feedback")).says(it.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        note,
        action: format!("{}/feedback", it.href()),
        fields,
    })
}

fn fields(ask: &Ask, typed: &[(String, String)], faults: &[FieldFault]) -> Outcome<Vec<Field>> {
    let v = &ask.v;
    let mut fields = Vec::new();
    for q in feedback::questions()? {
        let (key, label) = (q.key.as_str(), in_words(v, &q.label));
        let values: Vec<&str> = typed.iter().filter(|(n, _)| n == key).map(|(_, value)| value.as_str()).collect();
        let options = feedback::options(q).iter().map(|o| (o.key.as_str(), in_words(v, &o.label)));
        let mut field = match &q.answer {
            forms::Kind::ChooseOne(_) => Field::radios(key, label).choices(options).value(values.last().copied().unwrap_or("")),
            forms::Kind::ChooseMany(_) => Field::checks(key, label).choices(options).values(&values),
            _ => Field::long(key, label).value(values.last().copied().unwrap_or("")).attr("maxlength", 500),
        };
        if !q.required {
            field = field.optional(v);
        }
        if let Some(hint) = &q.hint {
            field = field.hint(in_words(v, hint));
        }
        fields.push(field.error(ask.error(faults, key)));
    }
    Ok(fields)
}

/// What those who came said, for whoever runs the activity: counts and words of at least five, never who.
pub async fn desk(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight::reach_to_run(&a, &scope, id).await?;
    let (v, it) = (&ask.v, &seen.activity);
    let heard = feedback::hear(&rows::sheets(a.store().read(), id).await?)?;
    let waiting = match it.allotment {
        Some(allotment) => a.signups.allotment(allotment).await?.waiting,
        None => 0,
    };
    let wants = heard.shown.as_ref().map(|s| s.wants_more);
    let says = match wants {
        Some(wants) => v.t2("activities-one-more-wanted", "n", i64::try_from(wants).unwrap_or(0), "waiting", waiting),
        None => v.t1("activities-one-more-waiting", "waiting", waiting),
    };
    let head = ui::head(v.t("activities-feedback-heard"))
        .says(says)
        .act(Button::link(format!("{}/more", it.href()), v.t("activities-one-more")).main());
    let (questions, words) = shown(v, &heard)?;
    Ok(ask.show(&HeardPage {
        page: ask.page("activities-feedback-heard").at("activities").under(format!("{}/desk", it.href()), it.title.as_str()),
        head,
        count: heard.sheets,
        empty: heard.shown.is_none().then(|| {
            Empty::new("activities", v.t1("activities-feedback-few", "n", heard.sheets as i64)).hint(v.t1(
                "activities-feedback-few-hint",
                "n",
                FEWEST as i64,
            ))
        }),
        questions,
        words,
    }))
}

#[derive(Template)]
#[template(path = "activities/heard.html")]
struct HeardPage {
    page: ui::Page,
    head: Head,
    count: usize,
    empty: Option<Empty>,
    /// The question; each option with its count.
    questions: Vec<(String, Vec<(String, String)>)>,
    words: Vec<String>,
}

type Questions = Vec<(String, Vec<(String, String)>)>;

fn shown(v: &Voice, heard: &Heard) -> Outcome<(Questions, Vec<String>)> {
    let Some(shown) = &heard.shown else { return Ok((Vec::new(), Vec::new())) };
    let mut questions = Vec::new();
    for q in feedback::questions()? {
        let Some((_, counts)) = shown.counts.iter().find(|(key, _)| *key == q.key) else { continue };
        let of = |key: &str| counts.iter().find(|(k, _)| k == key).map_or(0, |(_, n)| i64::try_from(*n).unwrap_or(0));
        let options = feedback::options(q).iter().map(|o| (in_words(v, &o.label), v.number(of(&o.key)))).collect();
        questions.push((in_words(v, &q.label), options));
    }
    Ok((questions, shown.words.clone()))
}

/// What the desk says of it by itself: the list is so long that another one should be held.
pub(super) fn advice(v: &Voice, it: &Activity, of: &signups::Allotment) -> Option<Note> {
    (!it.is_cancelled() && feedback::is_advised(of.places, of.waiting)).then(|| {
        ui::note(v.t2("activities-one-more-advised", "places", of.places, "waiting", of.waiting))
            .title(v.t("activities-one-more-advised-title"))
            .link(format!("{}/more", it.href()), v.t("activities-one-more"))
    })
}
