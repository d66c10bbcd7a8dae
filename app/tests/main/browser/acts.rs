//! What people do on the pages, said once: every act finds its questions as they stand on the screen.

use i18n::Lang;
use thirtyfour::{Cookie, WebDriver};
use uuid::Uuid;

use super::{find, find_path, press, says, text, write};
use crate::house::Hall;
use store::Outcome;
use web::session::Lasting;

/// One window on one house.
pub struct Seat<'a> {
    pub hall: &'a Hall,
    pub window: WebDriver,
    pub base: String,
}

impl Seat<'_> {
    pub async fn go(&self, path: &str) {
        self.window.goto(format!("{}{path}", self.base)).await.unwrap();
        self.is_dressed().await;
    }

    /// The look and the script came, and a phone need not be pushed sideways.
    pub async fn is_dressed(&self) {
        let script = "return [document.styleSheets.length, document.scripts.length, \
                      document.documentElement.scrollWidth - document.documentElement.clientWidth, location.pathname]";
        let answer = self.window.execute(script, vec![]).await.unwrap();
        let seen = answer.json().as_array().unwrap();
        assert!(seen[0].as_i64().unwrap() > 0 && seen[1].as_i64().unwrap() > 0, "no look or no script: {seen:?}");
        assert!(seen[2].as_i64().unwrap() <= 0, "wider than the window: {seen:?}");
    }

    /// What the house says for this key, in Chinese.
    pub fn word(&self, key: &str) -> String {
        self.hall.house.web.words.voice(Lang::Zh).t(key)
    }

    pub async fn says(&self, key: &str) {
        says(&self.window, &self.word(key)).await;
    }

    pub async fn write(&self, name: &str, words: &str) {
        write(&self.window, name, words).await;
    }

    pub async fn press(&self, css: &str) {
        press(&self.window, css).await;
    }

    pub async fn is_at(&self, css: &str) {
        find(&self.window, css).await;
    }

    /// Ticks a box or chooses among several by its value.
    pub async fn tick(&self, name: &str, value: &str) {
        self.press(&format!("label:has(input[name='{name}'][value='{value}'])")).await;
    }

    /// Ticks the box with this name beside it.
    pub async fn tick_named(&self, name: &str, words: &str) {
        let label = find_path(&self.window, &format!("//label[.//input[@name='{name}']][contains(., '{words}')]")).await;
        label.scroll_into_view().await.unwrap();
        label.click().await.unwrap();
    }

    /// Opens the folded part in which this question stands.
    pub async fn unfold(&self, name: &str) {
        self.press(&format!("details:has([name='{name}']) > summary")).await;
    }

    /// Reads the one-time code off the page and types it.
    async fn type_the_code(&self) {
        let note = find(&self.window, ".note.flash strong").await.text().await.unwrap();
        let code: String = note.chars().filter(char::is_ascii_digit).collect();
        assert!(code.len() >= 6, "no code in «{note}»");
        self.write("code", &code).await;
    }

    /// As anybody signs in: telephone, code, in.
    pub async fn sign_in(&self, phone: &str) {
        self.go("/sign-in").await;
        self.write("phone", phone).await;
        self.press("button[name='act'][value='code']").await;
        self.type_the_code().await;
        self.press("button[name='act'][value='enter']").await;
        // The form is under way when the press returns: going elsewhere now would be going there signed out.
        self.is_at("a[href='/notices']").await;
    }

    /// Signed in by a session that was opened beforehand.
    pub async fn enter_as(&self, person: Uuid) {
        let web = &self.hall.house.web;
        let opened: Outcome<String> = self
            .hall
            .store()
            .keep("test.session", |tx| async move { web::session::open(&tx, web, person, "test", Lasting::Desk).await })
            .await;
        let opened = opened.unwrap();
        let (name, value) = opened.split(';').next().unwrap().split_once('=').unwrap();
        self.go("/sign-in").await;
        let mut cookie = Cookie::new(name, value);
        cookie.set_path("/");
        self.window.add_cookie(cookie).await.unwrap();
    }

    /// Asks to join from the front door; `question` is `employer` or `place`. Ends at the clock.
    pub async fn ask_to_join(&self, name: &str, phone: &str, question: &str, answer: &str, work: &str) {
        self.go("/").await;
        self.press("a[href='/join']").await;
        self.write("name", name).await;
        self.write("phone", phone).await;
        self.press("button[name='act'][value='code']").await;
        self.type_the_code().await;
        self.tick("via", question).await;
        self.write(question, answer).await;
        self.tick("work", work).await;
        self.press("button[name='act'][value='ask']").await;
        self.is_at("form[action$='/withdraw']").await;
        self.is_at(".days").await;
        self.is_dressed().await;
    }

    /// From the desk to the one application that waits, and approves it.
    pub async fn approve(&self, name: &str) {
        self.go("/desk").await;
        self.is_at("#main a[href*='/members/applications']").await;
        self.press("nav a[href='/members/applications']").await;
        find_path(&self.window, &format!("//th/a[.='{name}']")).await.click().await.unwrap();
        self.is_at("form input[name='seen'][value='asked']").await;
        self.tick("act", "approve").await;
        self.press("form:has(input[name='seen']) button").await;
        self.says("membership-approved-said").await;
    }

    /// Logs what was just held: these people by name, so many more by head.
    pub async fn log(&self, union: Uuid, title: &str, people: &[&str], heads: u32) {
        self.go(&format!("/sessions/new?union={union}")).await;
        self.write("title_other", title).await;
        self.write("place", "二车间三班").await;
        self.write("heads", &heads.to_string()).await;
        self.unfold("people").await;
        for name in people {
            self.tick_named("people", name).await;
        }
        self.press("form[action='/sessions/new'] .bar.sec button:not([name])").await;
        self.says("activities-logged").await;
        says(&self.window, title).await;
    }

    /// The figures as whoever sits here finds them from the desk: sessions and attendances, with none of these names.
    pub async fn sees(&self, sessions: &str, attendances: &str, hidden: &[&str]) {
        self.go("/desk").await;
        self.press("nav a[href='/figures']").await;
        let figure =
            async |behind: &str| find(&self.window, &format!("dl.figs a[href*='behind={behind}']")).await.text().await.unwrap();
        assert_eq!(figure("sessions").await, sessions, "{}", text(&self.window).await);
        assert_eq!(figure("attendances").await, attendances, "{}", text(&self.window).await);
        self.hides(hidden).await;
        // The facts behind the figure, down to the one session, tell no names either.
        self.press("dl.figs a[href*='behind=attendances']").await;
        self.hides(hidden).await;
        self.press("#main a[href*='/sessions/']").await;
        self.hides(hidden).await;
    }

    async fn hides(&self, names: &[&str]) {
        self.is_dressed().await;
        let source = self.window.source().await.unwrap();
        for name in names {
            assert!(!source.contains(name), "{name} shows at {}", self.window.current_url().await.unwrap());
        }
    }

    /// What the script and the browser complained of since the last time: a refused source, a missing file, an error.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.window.browser_log().await.unwrap();
        log.into_iter()
            .filter(|e| e.level != "INFO" && e.level != "DEBUG")
            .map(|e| format!("{} {}", e.level, e.message))
            .collect()
    }
}
