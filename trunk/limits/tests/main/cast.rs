//! A province with two cities and a local, their chairs, and a browser for each.

use std::collections::HashMap;

use cast::stories::{self, Seat, Stage, Union};
use limits::Limits;
use organisation::{Kind, Level, Office};
use store::{Migration, Store};
use testkit::{Answer, Bed, Browser};
use uuid::Uuid;

pub const MIGRATIONS: &[&[Migration]] =
    &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS, limits::MIGRATIONS];

pub struct Hall {
    pub store: Store,
    pub limits: Limits,
    router: axum::Router,
    pub union: HashMap<&'static str, Uuid>,
    person: HashMap<&'static str, Uuid>,
}

const UNIONS: &[Union] = &[
    ("province", "湖南省总工会", Kind::Federation, Level::Province, ""),
    ("city", "长沙市总工会", Kind::Federation, Level::City, "province"),
    ("local", "麓山精密工会", Kind::Local, Level::GrassRoots, "city"),
    ("far", "怀化市总工会", Kind::Federation, Level::City, "province"),
];

/// Name, union, office, with everything below.
const POSTS: &[Seat] = &[
    ("省主席", "province", Office::Chair, true),
    ("市主席", "city", Office::Chair, false),
    ("厂主席", "local", Office::Chair, false),
    ("厂干事", "local", Office::Officer, false),
    ("厂经审", "local", Office::AuditChair, false),
    ("外市主席", "far", Office::Chair, false),
];

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let Stage { union, person } = Stage::of_posts(&store, UNIONS, POSTS).await;
        let texts = [web::MESSAGES, ui::MESSAGES, organisation::MESSAGES, limits::MESSAGES];
        let organisation = stories::organisation(&store, &texts).await;
        let limits = Limits::new(organisation.clone());
        let router = stories::door(&organisation, limits::routes(limits.clone()));
        Self { store, limits, router, union, person }
    }

    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
    }

    /// The form of a limit on festival goods, with these changes.
    pub fn form(&self, union: &str, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("union", self.union[union].to_string()),
            ("item", "festival".to_owned()),
            ("period", "a-year".to_owned()),
            ("yuan", "2200".to_owned()),
            ("form", "vouchers".to_owned()),
            ("document", "湘工办〔2025〕3号".to_owned()),
            ("from", "2025-01-01".to_owned()),
        ];
        for (name, value) in changes {
            form.iter_mut().find(|(n, _)| n == name).unwrap().1 = (*value).to_owned();
        }
        form
    }

    pub async fn set(&self, who: &str, union: &str, changes: &[(&'static str, &str)]) -> Answer {
        testkit::send(&mut self.as_(who).await, "/limits/new", &self.form(union, changes)).await
    }
}
