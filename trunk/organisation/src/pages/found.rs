//! Asking for a union: the application form, and what the applicant does with it later.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::{Fault, FieldFault};
use ui::{Field, Html, Mistakes, Page, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::fields;
use crate::house::Organisation;
use crate::kind::Kind;
use crate::rules::application::Application;
use crate::rules::standing;
use crate::verbs::ask_founding;

#[derive(Template)]
#[template(path = "organisation/found.html")]
struct Screen {
    page: Page,
    says: String,
    note: Option<String>,
    mistakes: Mistakes,
    fields: Vec<Field>,
    more: Vec<Field>,
    more_open: bool,
    action: String,
    submit: String,
}

/// The kinds that are asked for, the commonest first.
const OFFERED: [Kind; 6] = [Kind::Local, Kind::JointLocal, Kind::Group, Kind::Township, Kind::Sector, Kind::Federation];
/// The first so many questions are put to everybody; the others, which most leave out, stand folded below them.
const FOR_ALL: usize = 8;

/// The questions of an application to stand below a union of this kind and level.
pub(crate) fn questions(o: &Organisation, ask: &Ask, parent: Uuid, form: &Application, faults: &[FieldFault]) -> Vec<Field> {
    let v = &ask.v;
    let above = o.federation.get(parent);
    let offered: Vec<Kind> = OFFERED
        .into_iter()
        .filter(|kind| {
            above.as_ref().is_none_or(|p| {
                standing::levels_of(*kind).iter().any(|level| standing::below("kind", *kind, *level, p.kind, p.level).is_ok())
            })
        })
        .collect();
    let kind = if form.kind.is_empty() && faults.is_empty() { "local" } else { &form.kind };
    let text =
        |name: &'static str, label: &str, value: &str| Field::text(name, v.t(label)).value(value).error(ask.error(faults, name));
    let phone =
        |name: &'static str, label: &str, value: &str| Field::phone(name, v.t(label)).value(value).error(ask.error(faults, name));
    let employers = Field::long("employers", v.t("organisation-employers-for"))
        .hint(v.t("organisation-employers-for-hint"))
        .placeholder(v.t("organisation-employers-for-example"))
        .value(&form.employers)
        .attr("rows", 4)
        .error(ask.error(faults, "employers"));
    let words = Field::long("words", v.t("organisation-founding-words"))
        .hint(v.t("organisation-founding-words-hint"))
        .value(&form.words)
        .attr("rows", 3)
        .error(ask.error(faults, "words"))
        .required();
    let day = Field::date("day", v.t("organisation-founding-day")).value(&form.day).error(ask.error(faults, "day")).optional(v);
    let members = Field::number("members", v.t("organisation-founding-members"))
        .hint(v.t("organisation-founding-members-hint"))
        .value(&form.members)
        .error(ask.error(faults, "members"));
    vec![
        fields::name(ask, &form.name, faults),
        fields::kind(ask, &offered, kind, faults),
        employers,
        members,
        words,
        text("contact_name", "organisation-contact-name", &form.contact_name).width(Width::Middle).required(),
        phone("contact_phone", "organisation-contact-phone", &form.contact_phone)
            .seen(v.t1("organisation-contact-seen", "name", o.federation.name(parent)))
            .required(),
        phone("chair_phone", "organisation-chair-phone", &form.chair_phone)
            .hint(v.t("organisation-chair-phone-hint"))
            .optional(v),
        day,
        fields::level(ask, &form.level, faults),
        fields::credit_code(ask, &form.credit_code, faults),
        fields::division(ask, &form.division, faults),
    ]
}

fn screen(o: &Organisation, ask: &Ask, parent: Uuid, form: &Application, faults: &[FieldFault]) -> Screen {
    let mut fields = questions(o, ask, parent, form, faults);
    let mistakes = ui::mistakes(&ask.v, &fields);
    let more = fields.split_off(FOR_ALL);
    let name = o.federation.name(parent);
    let page = ask.page("organisation-found-title").under("/u", ask.v.t("organisation-near-title"));
    Screen {
        page: page.under(format!("/u/{parent}"), name.as_str()).back_to(format!("/u/{parent}"), name.as_str()),
        says: ask.v.t1("organisation-found-lead", "name", name),
        note: None,
        mistakes,
        fields,
        more_open: more.iter().any(Field::is_bad),
        more,
        action: format!("/unions/{parent}/found"),
        submit: ask.v.t("organisation-found-submit"),
    }
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, Path(parent): Path<Uuid>) -> Result<Response, Failed> {
    let union = o.federation.get(parent).ok_or(Fault::NotFound)?;
    if union.has_ended() {
        return Err(Fault::Conflict("organisation-has-ended").into());
    }
    Ok(ask.show(&screen(&o, &ask, parent, &Application::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    Path(parent): Path<Uuid>,
    Form(form): Form<Application>,
) -> Result<Response, Failed> {
    let done = ask_founding::ask_founding(&o, ask.person()?, &ask.actor(), parent, &form).await;
    super::answer(
        done,
        |id| ask.go_saying(&format!("/foundings/{id}"), "organisation-said-asked"),
        |faults| ask.show_again(&screen(&o, &ask, parent, &form, faults)),
    )
}

/// The form again, with the reason it was given back for.
pub(crate) fn again(
    o: &Organisation,
    ask: &Ask,
    id: Uuid,
    parent: Uuid,
    form: &Application,
    reason: &str,
    faults: &[FieldFault],
) -> impl Template {
    let mut screen = screen(o, ask, parent, form, faults);
    screen.note = Some(reason.to_owned());
    screen.action = format!("/foundings/{id}/again");
    screen.submit = ask.v.t("organisation-found-again");
    screen
}

impl Screen {
    fn reason(&self) -> Option<Html> {
        self.note.as_deref().map(Html::from)
    }
}
