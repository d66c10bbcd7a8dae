//! A kill -9 at any moment loses nothing that was acknowledged.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use store::{Clock as _, SystemClock};

/// The real program on an installation of its own.
struct Program {
    process: Child,
    address: String,
    link: Option<String>,
}

impl Program {
    fn start(data: &std::path::Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_unionhall"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env_remove("UNIONHALL_DATABASE")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (mut address, mut link) = (None, None);
        while address.is_none() || (link.is_none() && !data.join("begun").exists()) {
            let line = lines.next().expect("the program ended").unwrap();
            for word in line.split_whitespace() {
                if let Some(rest) = word.strip_prefix("http://") {
                    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                    address.get_or_insert(host.to_owned());
                    if path.starts_with("first-run") {
                        link = Some(format!("/{path}"));
                    }
                }
            }
        }
        std::thread::spawn(move || for _ in lines.map_while(Result::ok) {});
        Self { process, address: address.unwrap(), link }
    }

    /// One request on a connection of its own; `None` when the program died before it answered.
    fn ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: lang=zh-CN; {cookie}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        answer.starts_with("HTTP/1.1").then_some(answer)
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn cookie_of(answer: &str) -> String {
    let line = answer.lines().find(|l| l.to_lowercase().starts_with("set-cookie: hall=")).unwrap_or_else(|| panic!("{answer}"));
    line[12..].split(';').next().unwrap().to_owned()
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(folder.path());
    let link = program.link.clone().expect("an empty installation prints its link");
    let form = "union=%E6%A1%A5%E8%A5%BF%E5%8C%BA%E6%80%BB%E5%B7%A5%E4%BC%9A&kind=local&name=%E7%8E%8B%E4%B8%80&phone=19900000001&password=correct-horse-battery";
    let answer = program.ask("POST", &link, "", form).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = cookie_of(&answer);
    std::fs::write(folder.path().join("begun"), "").unwrap();

    let mut acknowledged = Vec::new();
    let mut n = 0u128;
    for round in 0..3 {
        // Sessions are logged one after another until the program is killed in the midst of one.
        std::thread::scope(|scope| {
            let (asking, cookie) = (&program, &cookie);
            let (told, heard) = std::sync::mpsc::channel();
            let logged = scope.spawn(move || {
                let mut logged = Vec::new();
                loop {
                    n += 1;
                    let key = uuid::Uuid::from_u128(n);
                    // The union began today, and no session is older than its union.
                    let today = codes::Day::from_unix_ms(SystemClock.now());
                    let form = format!(
                        "key={key}&title_other=t{n}&kind=ten-minute&setting=team&place=p{n}&when={today}T00%3A00&minutes=10&heads=5&same=another"
                    );
                    match asking.ask("POST", "/sessions/new", cookie, &form) {
                        Some(answer) if answer.starts_with("HTTP/1.1 303") => {
                            logged.push(key);
                            let _ = told.send(());
                        }
                        Some(answer) if logged.is_empty() => panic!("{answer}"),
                        _ => return (logged, n),
                    }
                }
            });
            // So many acknowledged ones later, in the middle of whatever it is doing then.
            let pid = asking.process.id().to_string();
            for _ in 0..12 + round * 5 {
                heard.recv().expect("the program stopped taking sessions");
            }
            Command::new("kill").args(["-9", &pid]).status().unwrap();
            let (logged, last) = logged.join().unwrap();
            n = last;
            assert!(!logged.is_empty(), "nothing was logged before the kill");
            acknowledged.extend(logged);
        });
        program.kill();
        program = Program::start(folder.path());
        for key in &acknowledged {
            let answer = program.ask("GET", &format!("/sessions/{key}"), &cookie, "").unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "{key} was acknowledged and is gone: {answer}");
        }
    }
    program.kill();
    let check = Command::new(env!("CARGO_BIN_EXE_unionhall")).args(["check", "--data"]).arg(folder.path()).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}
