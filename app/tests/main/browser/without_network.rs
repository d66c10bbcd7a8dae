//! The tab was closed and there is no network: ticket, log and door open all the same; what was entered arrives once.

use organisation::Office;
use signups::NewOccasion;
use unionhall::house::MIGRATIONS;

use super::acts::Seat;
use super::cable::Cable;
use super::stage::{MINUTE, Stage};
use super::{Size, find, says, text};

/// What this device keeps under an address, as soon as it does.
async fn kept(seat: &Seat<'_>, path: &str) -> String {
    let script = "const [path, done] = arguments;
        const look = async () => {
            for (const name of (await caches.keys()).filter(n => n.startsWith('kept-'))) {
                const hit = await (await caches.open(name)).match(new URL(path, location.origin).href);
                if (hit) return done(await hit.text());
            }
            setTimeout(look, 20);
        };
        look();";
    seat.window.execute_async(script, vec![path.into()]).await.unwrap().json().as_str().unwrap().to_owned()
}

/// How many pages this device keeps.
async fn many_kept(seat: &Seat<'_>) -> i64 {
    let script = "const [done] = arguments;
        (async () => {
            let n = 0;
            for (const name of (await caches.keys()).filter(n => n.startsWith('kept-'))) n += (await (await caches.open(name)).keys()).length;
            done(n);
        })();";
    seat.window.execute_async(script, vec![]).await.unwrap().json().as_i64().unwrap()
}

/// The worker stands behind the pages that are opened from now on.
async fn is_minded(seat: &Seat<'_>) {
    let script = "const [done] = arguments;
        const look = () => navigator.serviceWorker.controller ? done(1) : setTimeout(look, 20);
        look();";
    seat.window.execute_async(script, vec![]).await.unwrap();
}

/// Closes the tab and opens another.
async fn another_tab(seat: &Seat<'_>) {
    let new = seat.window.new_tab().await.unwrap();
    seat.window.close_window().await.unwrap();
    seat.window.switch_to_window(new).await.unwrap();
}

/// What the ledger counted by head under this title.
async fn logged(stage: &Stage, title: &str) -> Vec<i64> {
    let sql = "SELECT f.quantity FROM ledger_fact f JOIN ledger_event e ON e.event = f.event \
               WHERE e.title = $1 AND f.what = 'counted' ORDER BY f.quantity";
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        quantity: i64,
    }
    let rows: Vec<Row> = store::all(stage.hall.store().read(), sql, store::binds![title]).await.unwrap();
    rows.into_iter().map(|r| r.quantity).collect()
}

async fn logs(seat: &Seat<'_>, title: &str, place: &str, heads: &str) {
    seat.go("/sessions/new").await;
    seat.says("activities-people-kept").await;
    seat.write("title_other", title).await;
    seat.write("place", place).await;
    seat.write("heads", heads).await;
    seat.press("form[action='/sessions/new'] .bar.sec button:not([name])").await;
    says(&seat.window, "本机还有没交上去的").await;
}

async fn story(bed: testkit::Bed) -> testkit::Bed {
    let Some(stage) = Stage::open(&bed).await else { return bed };
    let new = stage.plain(9);
    let begins_at = new.opens_at + 30 * MINUTE;
    let place = "职工影院".to_owned();
    let evening = NewOccasion { n: 1, id: new.id, begins_at, ends_at: begins_at + 90 * MINUTE, place, is_cancelled: false };
    stage.allot(&new, &[evening]).await;
    // A member who also runs the local: the same phone holds the ticket, the form and the door.
    let (guest, leader) = (stage.member(0), stage.member(1));
    stage.hall.post(stage.small.locals[0], leader, Office::Chair).await;
    for person in [guest, leader] {
        stage.enter(new.id, person).await;
    }
    let code = stage.code(new.id, guest).await;
    let (ticket, door) = (format!("/signups/{}/ticket", new.id), format!("/signups/{}/checkin", new.id));

    let cable = Cable::lay(&stage.base).await;
    let mut phone = stage.seat(Size::Phone, leader).await;
    phone.base.clone_from(&cable.base);
    phone.go("/me").await;
    is_minded(&phone).await;
    for path in [ticket.as_str(), "/sessions/new", &door] {
        phone.go(path).await;
        let kept = kept(&phone, path).await;
        let others = [0, 2].map(|n| format!("密甲{}", stage.small.members[0][n].1));
        assert!(others.iter().all(|name| !kept.contains(name)), "somebody else's name is kept with {path}");
    }
    says(&phone.window, "本机名单2人").await;

    another_tab(&phone).await;
    cable.pull();
    stage.driver.network(&phone.window, false);

    // The ticket with its drawing.
    phone.go(&ticket).await;
    says(&phone.window, "没有网络，这是").await;
    phone.says("signups-ticket-says").await;
    phone.is_at("main svg").await;
    find(&phone.window, "strong.code").await;

    // Two sessions from the same kept form are two.
    logs(&phone, "卡尺怎么读", "一班", "12").await;
    another_tab(&phone).await;
    stage.driver.network(&phone.window, false);
    logs(&phone, "卡尺怎么读", "二班", "9").await;

    // At the door from the list.
    phone.go(&door).await;
    phone.says("signups-checkin-kept").await;
    phone.write("text", &code).await;
    phone.press("#door-form button[type='submit'], #door-form button:not([type])").await;
    says(&phone.window, "待上传：1").await;

    // Whatever is not kept says so, in both languages, and what is kept stands there.
    phone.go("/me").await;
    says(&phone.window, "没有网络也能打开").await;
    says(&phone.window, "No network").await;
    phone.is_at(&format!("#kept a[href='{ticket}']")).await;
    phone.is_at("#kept a[href='/sessions/new']").await;
    assert_eq!(logged(&stage, "卡尺怎么读").await, Vec::<i64>::new());

    // The network is back.
    bed.clock.advance(10 * MINUTE);
    cable.plug();
    stage.driver.network(&phone.window, true);
    phone.go("/sessions/new").await;
    says(&phone.window, "存在本机的已交上去：2").await;
    phone.go("/sessions/new").await;
    assert_eq!(logged(&stage, "卡尺怎么读").await, [9, 12], "each once");
    phone.go(&door).await;
    says(&phone.window, "本机名单2人").await;
    says(&phone.window, "1人").await;
    assert!(!text(&phone.window).await.contains("待上传"));

    // Another person signs in on the same device: nothing of the first is left.
    assert!(many_kept(&phone).await >= 3);
    phone.enter_as(guest).await;
    phone.go("/me/signups").await;
    kept(&phone, "/me/signups").await;
    assert_eq!(many_kept(&phone).await, 1);
    cable.pull();
    phone.go(&ticket).await;
    says(&phone.window, "没有网络也能打开").await;
    phone.go("/me/signups").await;
    says(&phone.window, "没有网络，这是").await;

    // And with signing out everything goes.
    cable.plug();
    phone.go("/me").await;
    phone.press("#main form[action='/sign-out'] button").await;
    phone.is_at("a[href='/join']").await;
    assert_eq!(many_kept(&phone).await, 0);
    phone.window.quit().await.unwrap();
    bed
}

#[test]
fn browser_opens_without_network() {
    testkit::run_on_postgres(MIGRATIONS, story);
}
