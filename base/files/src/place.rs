use std::path::{Path, PathBuf};
use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectStore};
use store::{Fault, Outcome, Store};
use tokio::sync::Semaphore;

/// Where the bytes lie.
#[derive(Clone, Debug)]
pub enum Place {
    Folder(PathBuf),
    /// A bucket of an S3-compatible store: `s3://bucket/folder`. Its address and its keys come from the environment
    /// (`AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`).
    Bucket(String),
    /// In this process only, and gone with it: for tests and measurements.
    Memory,
}

impl Place {
    /// A folder, or an address that begins with `s3://`.
    #[must_use]
    pub fn read(words: &str) -> Self {
        if words.starts_with("s3://") { Self::Bucket(words.to_owned()) } else { Self::Folder(words.into()) }
    }
}

/// The files of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Files(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) objects: Arc<dyn ObjectStore>,
    /// One picture is unpacked at a time: each may take a quarter of a gigabyte for a moment.
    pub(crate) painting: Semaphore,
}

impl Files {
    /// Makes the folder where it is not there yet. What is put there is on the disk when [`Files::take`] answers.
    ///
    /// # Errors
    /// [`Fault::Internal`]: the folder cannot be made, the bucket's address cannot be read.
    pub fn open(store: Store, place: &Place) -> Outcome<Self> {
        let objects: Arc<dyn ObjectStore> = match place {
            Place::Folder(at) => folder(at)?,
            Place::Bucket(address) => bucket(address).map_err(|e| Fault::Internal(format!("{address}: {e}")))?,
            Place::Memory => Arc::new(InMemory::new()),
        };
        Ok(Self(Arc::new(Inner { store, objects, painting: Semaphore::new(1) })))
    }
}

/// A folder of this machine, made where it is not there yet.
pub(crate) fn folder(at: &Path) -> Outcome<Arc<dyn ObjectStore>> {
    let said = |e: String| Fault::Internal(format!("{}: {e}", at.display()));
    std::fs::create_dir_all(at).map_err(|e| said(e.to_string()))?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(at).map_err(|e| said(e.to_string()))?.with_fsync(true)))
}

/// The folder of the address is put before every name.
fn bucket(address: &str) -> object_store::Result<Arc<dyn ObjectStore>> {
    // The client takes whichever provider of TLS the process has; another may have been first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let bucket = AmazonS3Builder::from_env().with_url(address).build()?;
    let folder = address.trim_start_matches("s3://").split_once('/').map_or("", |(_, folder)| folder);
    Ok(if folder.is_empty() { Arc::new(bucket) } else { Arc::new(PrefixStore::new(bucket, folder)) })
}

/// Where content lies, by its hash: 256 folders, so that none grows too long to be listed.
pub(crate) fn path_of(hash: &str) -> Key {
    let (folder, rest) = hash.split_at(2.min(hash.len()));
    Key::from(format!("{folder}/{rest}"))
}

pub(crate) fn fault(error: Error) -> Fault {
    match error {
        Error::NotFound { .. } => Fault::NotFound,
        other => Fault::Internal(format!("files: {other}")),
    }
}
