use std::cell::RefCell;
use std::io::Write as _;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress};

/// Below this a packed answer is hardly smaller.
const WORTH_PACKING: usize = 1024;

/// Which encodings the browser takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Accepts {
    pub gzip: bool,
    pub brotli: bool,
}

impl Accepts {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name) && pieces.next().is_none_or(|q| !matches!(q, "q=0" | "q=0.0"))
            })
        };
        Self { gzip: takes("gzip"), brotli: takes("br") }
    }
}

/// A body with its encoding, packed already.
#[derive(Clone)]
pub struct Compressed {
    pub mime: HeaderValue,
    pub encoding: Option<&'static str>,
    pub bytes: Bytes,
}

impl Compressed {
    /// A page made for this one request: packed fast, not hard.
    #[must_use]
    pub fn html(accepts: Accepts, html: String) -> Self {
        Self::fast(accepts, HeaderValue::from_static("text/html; charset=utf-8"), html.into_bytes())
    }

    /// Packs what will be sent once.
    #[must_use]
    pub fn fast(accepts: Accepts, mime: HeaderValue, body: Vec<u8>) -> Self {
        if accepts.gzip && body.len() >= WORTH_PACKING {
            // Packing into memory cannot fail; were it to, the body goes out as it is.
            if let Some(packed) = gzip(&body) {
                return Self { mime, encoding: Some("gzip"), bytes: packed.into() };
            }
        }
        Self { mime, encoding: None, bytes: body.into() }
    }

    /// Packs what will be sent many times: harder.
    #[must_use]
    pub fn once_for_many(accepts: Accepts, mime: HeaderValue, body: Vec<u8>) -> Self {
        if accepts.brotli && body.len() >= WORTH_PACKING {
            let mut packed = Vec::with_capacity(body.len() / 4);
            let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 6, 20);
            if writer.write_all(&body).is_ok() {
                drop(writer);
                return Self { mime, encoding: Some("br"), bytes: packed.into() };
            }
        }
        Self::fast(accepts, mime, body)
    }
}

thread_local! {
    /// A packer takes a third of a megabyte to set up, so each thread keeps one.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), WINDOW_BITS));
}

/// As large a window as gzip knows: 32 KiB.
const WINDOW_BITS: u8 = 15;
/// Header and trailer of gzip.
const WRAPPING: usize = 64;

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut packed = Vec::with_capacity(body.len() / 3 + WRAPPING);
        loop {
            let read = usize::try_from(packer.total_in()).ok()?;
            match packer.compress_vec(body.get(read..)?, &mut packed, FlushCompress::Finish).ok()? {
                flate2::Status::StreamEnd => return Some(packed),
                flate2::Status::Ok | flate2::Status::BufError => packed.reserve(body.len() / 3 + WRAPPING),
            }
        }
    })
}

impl IntoResponse for Compressed {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, self.mime);
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Accept-Language, Cookie"));
        if let Some(encoding) = self.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}
