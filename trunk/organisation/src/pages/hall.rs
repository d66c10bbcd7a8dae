//! A union's public page: where it is, how to reach it, who chairs it, how to join. Nothing about members.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Fault;
use ui::{Button, Facts, Html, Note, Page, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::near;
use crate::house::{Organisation, POSTS};
use crate::kind::Kind;
use crate::power::Office;
use crate::rows::{post, union};

#[derive(Template)]
#[template(path = "organisation/hall.html")]
struct Screen {
    page: Page,
    says: String,
    note: Option<Note>,
    join: Option<Button>,
    found: Option<Button>,
    facts: Facts,
    below: Rows,
    below_count: usize,
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let make = || async {
        let union = o.federation.get(id).ok_or(Fault::NotFound)?;
        let (v, db) = (&ask.v, o.store().read());
        let contact = union::contact(db, id).await?.unwrap_or_default();
        let posts = post::of_union(db, id, o.today()).await?;
        let chairs: Vec<Uuid> = posts.iter().filter(|p| p.office == Office::Chair.name()).map(|p| p.person).collect();
        let names = match o.people() {
            Some(people) => people.office_holders(&chairs).await?,
            None => HashMap::new(),
        };
        let chairs: Vec<String> = chairs.iter().filter_map(|id| names.get(id).cloned()).collect();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let parent = o.federation.parent(id);
        let link = parent.as_ref().map(|p| Html::link(format!("/u/{}", p.id), p.name.as_str()));
        let facts = Facts::new()
            .fact(v.t("organisation-kind"), v.t(union.kind.key()))
            .maybe(v.t("organisation-parent"), link)
            .maybe(v.t("organisation-address"), some(&contact.address))
            .maybe(v.t("organisation-phone"), some(&contact.phone))
            .maybe(v.t("organisation-hours"), some(&contact.hours))
            .maybe(v.t("organisation-office-chair"), some(&chairs.join(&v.t("ui-comma"))))
            .maybe(v.t("organisation-credit-code"), union.credit_code.clone());
        let mut page = ask
            .page_named(union.name.as_str())
            .at("organisation")
            .under("/u", v.t("organisation-near-title"))
            .back_to("/u", v.t("organisation-near-title"));
        for above in o.federation.path(id).iter().filter(|u| u.id != id) {
            page = page.under(format!("/u/{}", above.id), above.name.as_str());
        }
        page.footer.publisher.clone_from(&union.name);
        page.footer.address = contact.address;
        page.footer.phone = contact.phone;
        page.footer.hotline = true;
        page.footer.icp = contact.icp;
        let note = union.has_ended().then(|| {
            let to = union.successor.map(|s| o.federation.name(s)).unwrap_or_default();
            let note = Note::warn(v.t2("organisation-ended-note", "day", v.full_date(union.ended.0), "name", to));
            match union.successor {
                Some(next) => note.link(format!("/u/{next}"), v.t("organisation-see-successor")),
                None => note,
            }
        });
        let lives = !union.has_ended();
        let join = (lives && union.kind.takes_members())
            .then(|| Button::link(format!("/join?union={id}"), v.t("organisation-join-here")).main());
        let found = (lives && union.kind != Kind::Group)
            .then(|| Button::link(format!("/unions/{id}/found"), v.t("organisation-found-title")));
        let children = o.federation.children(id);
        Ok::<_, Fault>(Screen {
            says: v.t("organisation-hall-lead"),
            note,
            join,
            found,
            facts,
            below: Rows::new(children.iter().take(near::MOST_BELOW).map(|u| near::row(&o, &ask, u)).collect::<Vec<_>>()),
            below_count: children.len(),
            page,
        })
    };
    Ok(ask.show_to_visitors(&[crate::federation::VERSION, POSTS], make).await?)
}
