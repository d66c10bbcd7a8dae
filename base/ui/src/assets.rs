//! The files a browser loads besides the page: one style sheet, one script, the mark, the manifest; at the door of an occasion
//! and where somebody signs, a script of its own; and the worker that opens kept pages without network.
//!
//! They are embedded in the program and addressed by the hash of their content, so they may be cached for ever and a new
//! release never meets an old sheet. Compressed forms are made once, when first asked for.

use std::io::Write as _;
use std::sync::{LazyLock, OnceLock};

use sha2::{Digest as _, Sha256};

/// One sheet out of several, in this order: the drawn screens' stand as they were drawn; what the living house adds comes after
/// them.
const CSS: &str = concat!(
    include_str!("../assets/style/ground.css"),
    include_str!("../assets/style/frame.css"),
    include_str!("../assets/style/forms.css"),
    include_str!("../assets/style/lists.css"),
    include_str!("../assets/style/figures.css"),
    include_str!("../assets/style/pieces.css"),
    include_str!("../assets/style/print.css"),
    include_str!("../assets/style/house.css"),
);
const JS: &str = include_str!("../assets/house.js");
/// Loaded by the page where people are checked in, and by no other.
const DOOR: &str = include_str!("../assets/door.js");
/// Loaded by the page where somebody signs, and by no other.
const PEN: &str = include_str!("../assets/pen.js");
const MARK: &str = include_str!("../assets/mark.svg");
const MANIFEST: &str = include_str!("../assets/house.webmanifest");
const MANIFEST_EN: &str = include_str!("../assets/hall.webmanifest");
/// The mark on paper, with room around it for a frame of any shape.
const ICON: &[u8] = include_bytes!("../assets/icon-192.png");
const ICON_LARGE: &[u8] = include_bytes!("../assets/icon-512.png");
/// Registered by the main script where somebody is signed in.
const WORKER_TEXT: &str = include_str!("../assets/worker.js");

/// Every asset, to be served as they are with `Cache-Control: public, max-age=31536000, immutable`.
pub static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let script = "text/javascript; charset=utf-8";
    vec![
        Asset::new("ui.css", "text/css; charset=utf-8", CSS.as_bytes()),
        Asset::new("house.js", script, without_comments(JS).as_bytes()),
        Asset::new("door.js", script, without_comments(DOOR).as_bytes()),
        Asset::new("pen.js", script, without_comments(PEN).as_bytes()),
        Asset::new("mark.svg", "image/svg+xml", MARK.as_bytes()),
        Asset::new("house.webmanifest", "application/manifest+json", MANIFEST.as_bytes()),
        Asset::new("hall.webmanifest", "application/manifest+json", MANIFEST_EN.as_bytes()),
        Asset::new("icon-192.png", "image/png", ICON),
        Asset::new("icon-512.png", "image/png", ICON_LARGE),
    ]
});

/// The files a kept page needs.
const KEPT: [&str; 4] = ["ui.css", "house.js", "door.js", "mark.svg"];

/// The worker: at an address that never changes, so that a browser finds the next release of it; served with `no-cache`. It names
/// the files of this release, so each release is another worker.
pub static WORKER: LazyLock<Asset> = LazyLock::new(|| {
    let files = KEPT.map(|name| format!("\"{}\"", asset(name))).join(", ");
    let text = without_comments(WORKER_TEXT).replace("\"@files\"", &files);
    Asset {
        path: "/worker.js".into(),
        ..Asset::new("worker.js", "text/javascript; charset=utf-8", String::leak(text).as_bytes())
    }
});

/// A script as a browser needs it: what is said to its reader stays at home. Made once, for as long as the program lives.
fn without_comments(script: &str) -> &'static str {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("//"));
    String::leak(lines.collect::<Vec<_>>().join("\n"))
}

/// One embedded file.
pub struct Asset {
    /// File name, `ui.css`.
    pub name: &'static str,
    /// Path on the server, `/assets/<hash>/ui.css`. All assets share one hash, so that they may name each other relatively; the
    /// worker alone has none.
    pub path: String,
    /// Media type with its charset.
    pub mime: &'static str,
    pub bytes: &'static [u8],
    gzip: OnceLock<Vec<u8>>,
    brotli: OnceLock<Vec<u8>>,
}

impl Asset {
    fn new(name: &'static str, mime: &'static str, bytes: &'static [u8]) -> Self {
        Self { name, path: format!("/assets/{}/{name}", *HASH), mime, bytes, gzip: OnceLock::new(), brotli: OnceLock::new() }
    }

    /// A picture is packed by its own format already.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.mime == "image/png"
    }

    /// The bytes for `Content-Encoding: br`.
    pub fn brotli(&self) -> &[u8] {
        self.brotli.get_or_init(|| {
            let mut out = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 9, 20);
            // Writing into a vector cannot fail; should it, the empty result would be seen at once.
            let _ = writer.write_all(self.bytes);
            drop(writer);
            out
        })
    }

    /// The bytes for `Content-Encoding: gzip`.
    pub fn gzip(&self) -> &[u8] {
        self.gzip.get_or_init(|| {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            let _ = writer.write_all(self.bytes);
            writer.finish().unwrap_or_default()
        })
    }
}

/// The first 40 bits of SHA-256 over all assets.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for text in [CSS, JS, DOOR, PEN, MARK, MANIFEST, MANIFEST_EN, WORKER_TEXT] {
        hash.update(text.as_bytes());
    }
    hash.update(ICON);
    hash.update(ICON_LARGE);
    hex::encode(&hash.finalize()[..5])
});

/// Where the asset of this name is served; an unknown name yields an empty address.
#[must_use]
pub fn asset(name: &str) -> &'static str {
    ASSETS.iter().find(|a| a.name == name).map_or("", |a| a.path.as_str())
}
