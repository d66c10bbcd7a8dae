//! What the desk says of its decisions, in the reader's language.

use i18n::Voice;
use membership::Rank;
use organisation::Federation;

use crate::desk::Refusal;
use crate::rows::claim::Claim;
use crate::rules::who::Clause;

/// One condition, as a rule everybody can read.
pub(crate) fn say_clause(v: &Voice, federation: &Federation, clause: &Clause) -> String {
    match clause {
        Clause::Member => v.t("signups-who-member"),
        Clause::Full => v.t("signups-who-full"),
        Clause::Within { unions } => {
            let names = unions.iter().map(|u| federation.name(*u)).collect::<Vec<_>>().join(&v.t("signups-or"));
            v.t1("signups-who-within", "unions", names)
        }
        Clause::Verified => v.t("signups-who-verified"),
        Clause::MemberDays { days } => v.t1("signups-who-member-days", "days", i64::from(*days)),
        Clause::Sector { any } => {
            let names = any.iter().map(|u| federation.name(*u)).collect::<Vec<_>>().join(&v.t("signups-or"));
            v.t1("signups-who-sector", "unions", names)
        }
        Clause::Honour { any, level } => {
            let titles = any.iter().map(|t| v.t(t.key())).collect::<Vec<_>>().join(&v.t("signups-or"));
            match level {
                Some(Rank::National) => v.t1("signups-who-honour-national", "titles", titles),
                Some(level) => v.t2("signups-who-honour-level", "titles", titles, "level", v.t(level.key())),
                None => v.t1("signups-who-honour", "titles", titles),
            }
        }
        Clause::Work { any } => v.t1("signups-who-work", "work", any.join(&v.t("signups-or"))),
    }
}

/// How many one person may have, of what and in which period.
pub(crate) fn say_claim(v: &Voice, claim: &Claim) -> String {
    let (n, is_number) = (v.number(claim.most), |text: &str| text.bytes().all(|b| b.is_ascii_digit()));
    match claim.period.split_once('-') {
        None if is_number(&claim.period) => v.t2("signups-claim-year", "year", claim.period.as_str(), "n", n),
        Some((year, quarter)) if is_number(year) && is_number(quarter) => {
            v.t3("signups-claim-quarter", "year", year, "quarter", quarter, "n", n)
        }
        _ => v.t1("signups-claim-run", "n", n),
    }
}

/// The same to somebody who has had as many.
pub(crate) fn say_claimed(v: &Voice, claim: &Claim) -> String {
    v.t1("signups-refused-claimed", "limit", say_claim(v, claim))
}

/// Why nothing was entered: one line for each reason.
pub(crate) fn say_refusal(v: &Voice, federation: &Federation, refusal: &Refusal) -> Vec<String> {
    match refusal {
        Refusal::Nowhere => vec![v.t("signups-refused-nowhere")],
        Refusal::Cancelled => vec![v.t("signups-refused-cancelled")],
        Refusal::Early(at) => vec![v.t1("signups-refused-early", "at", v.stamp(*at))],
        Refusal::Late(at) => vec![v.t1("signups-refused-late", "at", v.until(*at))],
        Refusal::Heads(most) => vec![v.t1("signups-refused-heads", "most", i64::from(*most))],
        Refusal::Unmet(clauses) => {
            let unmet = clauses.iter().map(|c| v.t1("signups-refused-unmet", "rule", say_clause(v, federation, c)));
            unmet.collect()
        }
        Refusal::Unanswered => vec![v.t("signups-refused-unanswered")],
        Refusal::Claimed(claim) => vec![say_claimed(v, claim)],
        Refusal::Full { number, at } if *number > 0 => {
            vec![v.t2("signups-refused-full-at", "number", *number, "at", v.stamp(*at))]
        }
        Refusal::Full { .. } => vec![v.t("signups-refused-full")],
    }
}

/// A refusal's name, as machines read it.
pub(crate) fn name_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Nowhere => "nowhere",
        Refusal::Cancelled => "cancelled",
        Refusal::Early(_) => "early",
        Refusal::Late(_) => "late",
        Refusal::Heads(_) => "heads",
        Refusal::Unmet(_) => "not-eligible",
        Refusal::Unanswered => "unanswered",
        Refusal::Claimed(_) => "claimed",
        Refusal::Full { .. } => "full",
    }
}
