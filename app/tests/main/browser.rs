//! A real browser (Debian's chromium, driven through chromedriver) on the real house, at the size of a phone and of a desk.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use thirtyfour::{By, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver, WebElement};

use crate::house::Hall;

mod acts;
mod at_door;
mod cable;
mod drawing;
mod english;
mod federation;
mod opening;
mod stage;
mod stories;
mod voucher;
mod without_network;

/// The driver's process; it dies with the story.
pub struct Driver {
    process: Child,
    url: String,
    _profile: tempfile::TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to leave, the driver closes its windows first; killed, it would leave them behind.
        if let Some(address) = self.url.strip_prefix("http://")
            && let Ok(mut stream) = std::net::TcpStream::connect(address)
        {
            let _ = stream.set_read_timeout(Some(std::time::Duration::from_secs(10)));
            let _ = write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            let _ = stream.read_to_end(&mut Vec::new());
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The size of the window.
#[derive(Clone, Copy)]
pub enum Size {
    Phone,
    Desk,
}

impl Driver {
    /// Starts chromedriver on a free port, or says why there is none.
    pub fn start() -> Result<Self, String> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("chromedriver: {e}"))?;
        let output = process.stdout.take().ok_or("chromedriver says nothing")?;
        let mut lines = BufReader::new(output).lines();
        let port = loop {
            let line = lines.next().ok_or("chromedriver ended")?.map_err(|e| e.to_string())?;
            if let Some((_, rest)) = line.split_once("started successfully on port ") {
                break rest.trim_end_matches('.').to_owned();
            }
        };
        // Whatever it says later must be read, or it stops at a full pipe.
        std::thread::spawn(move || for _ in lines.map_while(Result::ok) {});
        let profile = tempfile::tempdir().map_err(|e| e.to_string())?;
        Ok(Self { process, url: format!("http://127.0.0.1:{port}"), _profile: profile })
    }

    /// Opens a window with no past.
    pub async fn window(&self, size: Size, language: &str) -> WebDriver {
        // The client that speaks to the driver is built with TLS whether it needs it or not.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut wanted = DesiredCapabilities::chrome();
        for arg in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1440,900",
        ] {
            wanted.add_arg(arg).unwrap();
        }
        wanted.add_arg(&format!("--lang={language}")).unwrap();
        wanted.add_arg(&format!("--accept-lang={language}")).unwrap();
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        if matches!(size, Size::Phone) {
            let phone = json!({ "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true } });
            wanted.add_experimental_option("mobileEmulation", phone).unwrap();
        }
        WebDriver::new(&self.url, wanted).await.expect("the browser opens")
    }
}

impl Driver {
    /// Cuts a window off from the network, or connects it again.
    pub fn network(&self, window: &WebDriver, is_on: bool) {
        let command = |name: &str, params: serde_json::Value| {
            let body = json!({ "cmd": name, "params": params }).to_string();
            let address = self.url.strip_prefix("http://").unwrap();
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).unwrap();
            write!(
                stream,
                "POST /session/{}/goog/cdp/execute HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                window.session_id(),
                body.len()
            )
            .unwrap();
            let mut answer = String::new();
            BufReader::new(stream).read_line(&mut answer).unwrap();
            assert!(answer.contains(" 200 "), "{name}: {answer}");
        };
        command("Network.enable", json!({}));
        let speed = json!({ "offline": !is_on, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        command("Network.emulateNetworkConditions", speed);
    }
}

/// Serves the house on a free port; gives its address.
pub async fn serve(hall: &Hall) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let (web, router) = (hall.house.web.clone(), hall.router.clone());
    tokio::spawn(async move { web::serve(web, router, listener, std::future::pending()).await });
    format!("http://{address}")
}

/// Waits for the first element of this kind; the browser itself is asked again until it is there.
pub async fn find(window: &WebDriver, css: &str) -> WebElement {
    use thirtyfour::prelude::ElementQueryable as _;
    match window.query(By::Css(css.to_owned())).first().await {
        Ok(element) => element,
        Err(error) => panic!("no {css} on {}: {error}\n{}", window.current_url().await.unwrap(), text(window).await),
    }
}

/// Waits for the first element on this path.
pub async fn find_path(window: &WebDriver, path: &str) -> WebElement {
    use thirtyfour::prelude::ElementQueryable as _;
    match window.query(By::XPath(path.to_owned())).first().await {
        Ok(element) => element,
        Err(error) => panic!("no {path} on {}: {error}\n{}", window.current_url().await.unwrap(), text(window).await),
    }
}

/// Everything the page says.
pub async fn text(window: &WebDriver) -> String {
    window.find(By::Tag("body")).await.unwrap().text().await.unwrap()
}

/// Writes into a field, over whatever stands there.
pub async fn write(window: &WebDriver, name: &str, words: &str) {
    let field = find(window, &format!("[name='{name}']")).await;
    field.clear().await.unwrap();
    field.send_keys(words).await.unwrap();
}

/// Presses what is found, after bringing it into view.
pub async fn press(window: &WebDriver, css: &str) {
    for _ in 0..3 {
        let element = find(window, css).await;
        let pressed = async {
            element.scroll_into_view().await?;
            element.click().await
        };
        match pressed.await {
            // The page renewed it between finding and pressing.
            Err(error) if format!("{error:?}").contains("StaleElementReference") => {}
            done => return done.unwrap(),
        }
    }
    panic!("{css} is renewed again and again on {}", window.current_url().await.unwrap());
}

/// Fails unless the page says this.
pub async fn says(window: &WebDriver, words: &str) {
    use thirtyfour::prelude::ElementQueryable as _;
    let path = format!("//body//*[contains(normalize-space(.), '{words}')]");
    if window.query(By::XPath(path)).first().await.is_err() {
        panic!("{}: does not say «{words}»:\n{}", window.current_url().await.unwrap(), text(window).await);
    }
}
