use std::net::IpAddr;
use std::num::NonZeroU32;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use store::Fault;
use uuid::Uuid;

use crate::faults::Failed;
use crate::{SignedIn, Web};

/// A person clicking as fast as he can stays far below; a script in a loop does not.
const PER_ACCOUNT: u32 = 50;
/// A burst may be this many times as much.
const BURST: u32 = 4;
/// Requests for one-time codes and attempts to sign in, from one address: a whole factory may share it.
const CODES_PER_MINUTE: u32 = 60;

/// Protection of this process against floods. What must be right (how often a code was tried) is counted in the database.
pub(crate) struct Limits {
    accounts: DefaultKeyedRateLimiter<Uuid>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl Limits {
    pub(crate) fn new(per_account: Option<u32>) -> Self {
        let quota = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let per_account = per_account.unwrap_or(PER_ACCOUNT);
        Self {
            accounts: RateLimiter::keyed(
                Quota::per_second(quota(per_account)).allow_burst(quota(per_account.saturating_mul(BURST))),
            ),
            codes: RateLimiter::keyed(Quota::per_minute(quota(CODES_PER_MINUTE))),
            clock: DefaultClock::default(),
        }
    }

    fn account(&self, person: Uuid) -> Result<(), Fault> {
        self.accounts.check_key(&person).map_err(|until| self.fault(&until))
    }

    fn code(&self, address: IpAddr) -> Result<(), Fault> {
        self.codes.check_key(&address).map_err(|until| self.fault(&until))
    }

    fn fault(&self, until: &governor::NotUntil<governor::clock::QuantaInstant>) -> Fault {
        let wait = until.wait_time_from(self.clock.now()).as_secs();
        Fault::TooMany(u32::try_from(wait).unwrap_or(u32::MAX).max(1))
    }

    /// Forgets who has been quiet for long.
    pub(crate) fn sweep(&self) {
        self.accounts.retain_recent();
        self.codes.retain_recent();
    }
}

impl Web {
    /// Counts one request for a code, or one attempt to sign in, from this address.
    ///
    /// # Errors
    /// [`Fault::TooMany`].
    pub fn limit_codes(&self, address: IpAddr) -> Result<(), Fault> {
        self.limits.code(address)
    }

    /// Drops what the rate limits no longer need; called now and then.
    pub fn sweep_limits(&self) {
        self.limits.sweep();
    }
}

/// Per account when signed in, since a factory shares one address. Stands inside the identifying layer.
pub(crate) async fn per_account(request: Request, next: Next) -> Response {
    let web = request.extensions().get::<Web>().cloned();
    let person = request.extensions().get::<SignedIn>().map(|s| s.person);
    if let (Some(web), Some(person)) = (web, person)
        && let Err(fault) = web.limits.account(person)
    {
        return Failed(fault).into_response();
    }
    next.run(request).await
}
