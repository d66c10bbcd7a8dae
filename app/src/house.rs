use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::deliver::ByPhone;
use crate::desk::ThisMonth;
use crate::own_data;
use activities::Activities;
use agenda::Agenda;
use benefits::Benefits;
use blueprints::Blueprints;
use challenges::Challenges;
use drives::Drives;
use files::{Files, Place};
use i18n::{Messages, Words};
use inbox::Inbox;
use jobs::Period;
use ledger::{Ledger, Vocabulary};
use limits::Limits;
use membership::{Membership, Sender};
use organisation::{Federation, Organisation};
use reports::Reports;
use signups::Signups;
use store::schema::Table;
use store::{Clock, Fault, Ids, Keyring, Location, Migration, Outcome, Seals, Store};
use venues::Venues;
use web::{Web, WebSettings};

/// The tables of every crate, in the order in which they may refer to each other.
pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    files::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
    signups::MIGRATIONS,
    venues::MIGRATIONS,
    agenda::MIGRATIONS,
    limits::MIGRATIONS,
    blueprints::MIGRATIONS,
    activities::MIGRATIONS,
    challenges::MIGRATIONS,
    benefits::MIGRATIONS,
    drives::MIGRATIONS,
];

/// For the placement lint.
#[must_use]
pub fn tables() -> Vec<&'static Table> {
    [
        store::TABLES,
        web::TABLES,
        jobs::TABLES,
        files::TABLES,
        organisation::TABLES,
        inbox::TABLES,
        membership::TABLES,
        ledger::TABLES,
        signups::TABLES,
        venues::TABLES,
        agenda::TABLES,
        limits::TABLES,
        blueprints::TABLES,
        activities::TABLES,
        challenges::TABLES,
        benefits::TABLES,
        drives::TABLES,
    ]
    .concat()
}

/// Everything the house says.
pub const MESSAGES: &[Messages] = &[
    ui::MESSAGES,
    web::MESSAGES,
    files::MESSAGES,
    organisation::MESSAGES,
    inbox::MESSAGES,
    membership::MESSAGES,
    ledger::MESSAGES,
    signups::MESSAGES,
    venues::MESSAGES,
    agenda::MESSAGES,
    limits::MESSAGES,
    blueprints::MESSAGES,
    activities::MESSAGES,
    challenges::MESSAGES,
    benefits::MESSAGES,
    drives::MESSAGES,
    reports::MESSAGES,
    crate::MESSAGES,
];

/// Whatever is sealed anywhere in the house: sealed anew at night once the keys were renewed, and counted before the old ones go.
pub const SEALS: &[&Seals] = &[&membership::SEALS, &organisation::SEALS, &signups::SEALS, &challenges::SEALS, &drives::SEALS];

/// The opened house: every room on its trunk. Cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Rooms>);

pub struct Rooms {
    pub web: Web,
    pub files: Files,
    pub organisation: Organisation,
    pub membership: Membership,
    pub inbox: Inbox,
    pub ledger: Ledger,
    pub signups: Signups,
    pub venues: Venues,
    pub agenda: Agenda,
    pub activities: Activities,
    pub limits: Limits,
    pub blueprints: Blueprints,
    pub challenges: Challenges,
    pub benefits: Benefits,
    pub drives: Drives,
    pub reports: Reports,
}

/// Where an installation keeps its things.
#[derive(Clone, Debug)]
pub struct Premises {
    /// Folder of the database file (unless there is a server) and of the keys.
    pub data: PathBuf,
    /// `postgres://…` instead of the file.
    pub database: Option<String>,
    /// A folder or `s3://…` of what people attach, instead of the one beside the database file.
    pub files: Option<String>,
}

impl Premises {
    #[must_use]
    pub fn location(&self) -> Location {
        match &self.database {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::File(self.data.join("hall.sqlite")),
        }
    }

    #[must_use]
    pub fn place(&self) -> Place {
        self.files.as_deref().map_or_else(|| Place::Folder(self.data.join("files")), Place::read)
    }

    /// Opens database and keys, and brings the tables up to date.
    ///
    /// # Errors
    /// The folder cannot be made, the keys cannot be read, the database cannot be reached.
    pub async fn open(&self, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Outcome<Store> {
        std::fs::create_dir_all(&self.data).map_err(|e| Fault::Internal(format!("{}: {e}", self.data.display())))?;
        let keyring = Keyring::open(&self.data.join("keys.json"), &*ids)?;
        let store = Store::open(&self.location(), clock, ids, keyring).await?;
        store.migrate(MIGRATIONS).await?;
        store.refresh_versions().await?;
        Ok(store)
    }
}

impl std::ops::Deref for House {
    type Target = Rooms;

    fn deref(&self) -> &Rooms {
        &self.0
    }
}

impl House {
    /// Builds the rooms on an open store. `blueprints` is a folder of the operator's own ways of working.
    ///
    /// # Errors
    /// A text that one language lacks, or the database.
    pub async fn build(
        store: Store,
        files: &Place,
        settings: WebSettings,
        sender: Arc<dyn Sender>,
        blueprints: Option<&Path>,
    ) -> Outcome<Self> {
        let files = Files::open(store.clone(), files)?;
        let words = Words::load(MESSAGES).map_err(|faults| Fault::Internal(faults.join("\n")))?;
        let federation = Federation::load(&store).await?;
        let web = Web::new(store, words, settings);
        let organisation = Organisation::new(web.clone(), federation);
        let membership = Membership::new(organisation.clone(), sender);
        organisation.introduce(Arc::new(membership.clone()));
        let inbox = Inbox::new(organisation.clone());
        let signups = Signups::leading(membership.clone(), &[activities::NEXT, benefits::NEXT, challenges::NEXT]);
        let venues = Venues::new(membership.clone());
        let kinds: Vec<(&str, &str)> = (activities::KINDS.iter().map(|k| (k.name, k.key)))
            .chain(challenges::KINDS.iter().map(|k| (k.fact, k.key)))
            .collect();
        let agenda = Agenda::new(membership.clone(), kinds.iter().copied().chain([challenges::LAST_DAY]))
            .with_settings(activities::SETTINGS.iter().map(|s| (s.name, s.key)));
        agenda.introduce(Arc::new(signups.clone()));
        let limits = Limits::new(organisation.clone());
        let readers = vec![activities::READER, benefits::READER, challenges::READER, drives::READER];
        let (blueprints, problems) = Blueprints::new(organisation.clone(), readers, blueprints);
        for one in problems {
            tracing::warn!(file = one.file, line = one.problem.line, key = one.problem.key, "a blueprint is not offered");
        }
        let activities = Activities::new(membership.clone(), signups.clone(), venues.clone(), blueprints.clone(), files.clone());
        let benefits = Benefits::new(membership.clone(), signups.clone(), blueprints.clone());
        let drives = Drives::new(membership.clone(), blueprints.clone(), files.clone());
        let challenges = Challenges::new(membership.clone(), signups.clone(), blueprints.clone());
        agenda.introduce(Arc::new(challenges.clone()));
        let vocabulary = Vocabulary::new(
            (kinds.iter().copied())
                .chain(venues::KINDS.iter().map(|k| (k.name, k.key)))
                .chain(drives::KINDS.iter().map(|k| (k.name, k.key)))
                .chain(benefits::FACT_KINDS.iter().map(|k| (k.name, k.key))),
            (activities::SETTINGS.iter().map(|s| (s.name, s.key))).chain(benefits::SETTINGS.iter().map(|s| (s.name, s.key))),
        );
        let ledger = Ledger::new(organisation.clone(), vocabulary);
        let reports = Reports::new(ledger.clone(), membership.clone());
        let house = Self(Arc::new(Rooms {
            web,
            files,
            organisation,
            membership,
            inbox,
            ledger,
            signups,
            venues,
            agenda,
            limits,
            blueprints,
            activities,
            challenges,
            benefits,
            drives,
            reports,
        }));
        house.membership.introduce(own_data::keepers(&house));
        house.inbox.introduce(vec![Arc::new(ThisMonth(house.clone()))]);
        house.inbox.connect(Arc::new(ByPhone(house.membership.clone())));
        Ok(house)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.web.store
    }
}

/// The worker with everything this house does by itself.
#[must_use]
pub fn worker(house: &House) -> jobs::Worker {
    let worker = jobs::Worker::new(house.store().clone());
    let worker = organisation::work(worker);
    let worker = membership::work(&house.membership, worker);
    let worker = ledger::work(&house.ledger, worker);
    let worker = signups::work(&house.signups, worker);
    let worker = venues::work(&house.venues, worker);
    let worker = agenda::work(worker);
    let worker = activities::work(&house.activities, worker);
    let worker = challenges::work(&house.challenges, worker);
    let worker = benefits::work(&house.benefits, worker);
    let worker = inbox::work(&house.inbox, worker);
    let files = house.files.clone();
    let worker = worker.every("files.sweep", Period::daily_at(3, 30), move |_, _| {
        let files = files.clone();
        async move { files.sweep().await.map(|_| ()) }
    });
    SEALS.iter().fold(worker, |worker, seals| {
        worker.every(seals.verb, Period::daily_at(3, 0), move |_, store| async move { seals.renew(&store).await.map(|_| ()) })
    })
}
