use bytes::Bytes;
use object_store::ObjectStoreExt as _;
use sha2::{Digest as _, Sha256};
use store::{Fault, FieldFault, Outcome, binds, run};

use crate::media::{Looks, looks};
use crate::name::tidy;
use crate::picture::painted_anew;
use crate::place::{fault, path_of};
use crate::{Accept, Files, Media};

/// Of one file as it is sent: a year's report with pictures, and a photo of any telephone.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// What was taken in and lies on the disk; to be attached.
#[derive(Clone, Debug)]
pub struct Taken {
    pub(crate) hash: String,
    pub(crate) media: Media,
    pub(crate) bytes: i64,
    pub(crate) name: String,
}

impl Taken {
    /// The name it will be given out under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Files {
    /// Takes in what somebody sent in the field `file`, under the name it had there.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `file`: nothing sent, larger than [`MOST_BYTES`], not what `accept` takes, a program inside,
    /// a picture that cannot be read. [`Fault::Internal`] when it cannot be put away.
    pub async fn take(&self, sent: Option<(String, Bytes)>, accept: Accept) -> Outcome<Taken> {
        let wrong = |key| Fault::Invalid(vec![FieldFault::new("file", key)]);
        let Some((name, bytes)) = sent else { return Err(wrong("files-none")) };
        if bytes.len() > MOST_BYTES {
            let most = MOST_BYTES / 1024 / 1024;
            return Err(Fault::Invalid(vec![FieldFault::new("file", "files-too-large").with("mb", most)]));
        }
        let (media, bytes) = match (looks(&bytes), accept) {
            (Looks::Document(media), Accept::Anything) => (media, bytes),
            (Looks::Picture, _) => (Media::Jpeg, self.paint(bytes).await?.ok_or_else(|| wrong("files-no-picture"))?),
            (Looks::Program, Accept::Anything) => return Err(wrong("files-program")),
            (_, Accept::Anything) => return Err(wrong("files-unknown")),
            (_, Accept::Pictures) => return Err(wrong("files-pictures-only")),
        };
        let hash = hex::encode(Sha256::digest(&bytes));
        let taken = Taken { name: tidy(&name, media), media, bytes: bytes.len().try_into().unwrap_or(i64::MAX), hash };
        // The row first: whoever sweeps holds it while he looks, so that nothing is swept between here and the attaching.
        let noted = &taken;
        self.0
            .store
            .keep("files.take", |tx| async move {
                let sql = "INSERT INTO file_object (hash, bytes, kept_at) VALUES ($1, $2, $3) \
                    ON CONFLICT (hash) DO UPDATE SET kept_at = excluded.kept_at";
                run(&*tx, sql, binds![noted.hash.as_str(), noted.bytes, tx.now()]).await.map(drop)
            })
            .await?;
        self.0.objects.put(&path_of(&taken.hash), bytes.into()).await.map_err(fault)?;
        Ok(taken)
    }

    async fn paint(&self, bytes: Bytes) -> Outcome<Option<Bytes>> {
        let gone = |e: String| Fault::Internal(format!("a picture: {e}"));
        let _turn = self.0.painting.acquire().await.map_err(|e| gone(e.to_string()))?;
        let painted = tokio::task::spawn_blocking(move || painted_anew(&bytes)).await.map_err(|e| gone(e.to_string()))?;
        Ok(painted.map(Bytes::from))
    }
}
