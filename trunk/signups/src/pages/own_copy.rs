//! What the desk keeps of a person, handed to that person alone.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use store::Outcome;
use uuid::Uuid;

use super::money::method_key;
use super::words::{occasion_span, second, state_word};
use crate::Signups;
use crate::rows::entry::Entry;
use crate::rows::{check_in, consent, payment};
use crate::sheet::in_words;

impl Keeper for Signups {
    fn sealed(&self) -> &'static [&'static str] {
        &["answers"]
    }

    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let entries = self.all_entries_of(person).await?;
            let (mut asked, mut came, mut paid) = (Vec::new(), Vec::new(), Vec::new());
            for e in &entries {
                let known = self.known(e.allotment_id).await?;
                let title = known.allotment.title.clone();
                let said = self.sheet(&known, e).map(|(form, answers)| in_words(v, form, &answers)).unwrap_or_default();
                let said = said.into_iter().map(|(ask, answer)| v.t2("signups-answer-said", "ask", ask, "answer", answer));
                let mut said = said.collect::<Vec<_>>();
                said.extend(consents(self, v, e).await?);
                let said = said.join(&v.t("signups-and"));
                came.extend(arrivals(self, v, e, &title).await?);
                paid.extend(receipts(self, v, e, &title).await?);
                asked.push(entry_row(v, e, title, said));
            }
            Ok(vec![
                Section {
                    name: "signups",
                    title: "signups-mine",
                    columns: vec![
                        ("title", "signups-own-title"),
                        ("number", "signups-col-number"),
                        ("heads", "signups-col-heads"),
                        ("received_at", "signups-own-received"),
                        ("state", "signups-col-state"),
                        ("price", "signups-cost"),
                        ("pay", "signups-own-pay"),
                        ("answers", "signups-own-answers"),
                    ],
                    rows: asked,
                },
                Section {
                    name: "check_ins",
                    title: "signups-own-check-ins",
                    columns: vec![
                        ("title", "signups-own-title"),
                        ("occasion", "signups-own-occasion"),
                        ("at", "signups-receipt-at"),
                        ("heads", "signups-col-heads"),
                    ],
                    rows: came,
                },
                Section {
                    name: "receipts",
                    title: "signups-receipts",
                    columns: vec![
                        ("receipt", "signups-receipt-number"),
                        ("title", "signups-receipt-for"),
                        ("what", "signups-own-what"),
                        ("fen", "signups-receipt-fen"),
                        ("method", "signups-receipt-method"),
                        ("at", "signups-receipt-at"),
                        ("reason", "signups-reverse-reason"),
                    ],
                    rows: paid,
                },
            ])
        })
    }
}

fn entry_row(v: &Voice, e: &Entry, title: String, said: String) -> Vec<String> {
    let pay = match e.pay.as_str() {
        "due" => v.t("signups-own-pay-due"),
        "paid" => v.t("signups-own-pay-paid"),
        "waived" => v.t("signups-own-pay-waived"),
        "refunded" => v.t("signups-own-pay-refunded"),
        _ => String::new(),
    };
    let price = if e.price > 0 { v.money(e.price) } else { String::new() };
    vec![title, e.number.to_string(), e.heads.to_string(), second(v, e.received_at), state_word(v, e), price, pay, said]
}

/// When somebody consented to tell of his health, and took it back.
async fn consents(s: &Signups, v: &Voice, e: &Entry) -> Outcome<Vec<String>> {
    let said = consent::of(s.store().read(), e.allotment_id, e.number).await?.into_iter().map(|c| match c.withdrawn_at {
        None => v.t1("signups-own-consent", "at", second(v, c.given_at)),
        Some(until) => v.t2("signups-own-consent-until", "at", second(v, c.given_at), "until", second(v, until)),
    });
    Ok(said.collect())
}

async fn arrivals(s: &Signups, v: &Voice, e: &Entry, title: &str) -> Outcome<Vec<Vec<String>>> {
    let came = check_in::of_numbers(s.store().read(), e.allotment_id, &[e.number]).await?;
    if came.is_empty() {
        return Ok(Vec::new());
    }
    let occasions = s.occasions_of(e.allotment_id).await?;
    let when = |n: i32| occasions.iter().find(|o| o.n == n).map(|o| occasion_span(v, o)).unwrap_or_default();
    Ok(came.iter().map(|c| vec![title.to_owned(), when(c.occasion), second(v, c.at), c.present.to_string()]).collect())
}

async fn receipts(s: &Signups, v: &Voice, e: &Entry, title: &str) -> Outcome<Vec<Vec<String>>> {
    let all = payment::of_entry(s.store().read(), e.allotment_id, e.number).await?;
    let what = |what: &str| {
        v.t(match what {
            "refunded" => "signups-receipt-of-refund",
            "reversed" => "signups-receipt-of-reversal",
            _ => "signups-receipt-title",
        })
    };
    Ok(all
        .iter()
        .map(|p| {
            let (receipt, method) = (p.receipt(), v.t(method_key(&p.method)));
            vec![receipt, title.to_owned(), what(&p.what), v.money(p.fen), method, second(v, p.at), p.reason.clone()]
        })
        .collect())
}
