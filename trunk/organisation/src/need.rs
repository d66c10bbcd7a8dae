use axum::http::Extensions;
use store::Fault;
use web::SignedIn;

use crate::power::Power;
use crate::scope::Scope;

/// What every route of the house asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Anybody, signed in or not.
    Nothing,
    /// Somebody signed in; the handler reaches that person's own things only.
    SignedIn,
    /// Somebody holding this power somewhere; the handler asks the scope whether it reaches the union in question.
    Power(Power),
    /// Somebody holding any post.
    Post,
    /// Open only on an installation that has no root union yet, by the one-time link.
    FirstRun,
    /// Open only in the demonstration.
    Demo,
}

/// Put into every request by the application, so that the two special needs can be told.
#[derive(Clone, Copy, Debug, Default)]
pub struct HouseState {
    pub is_demo: bool,
    pub is_empty: bool,
}

impl web::Need for Need {
    fn label(self) -> String {
        match self {
            Self::Nothing => "anybody".into(),
            Self::SignedIn => "signed in".into(),
            Self::Power(power) => power.name().into(),
            Self::Post => "any post".into(),
            Self::FirstRun => "first run".into(),
            Self::Demo => "demo".into(),
        }
    }

    fn admits(self, request: &Extensions) -> Result<(), Fault> {
        let house = request.get::<HouseState>().copied().unwrap_or_default();
        let scope = || request.get::<Scope>().ok_or(Fault::SignedOut);
        match self {
            Self::Nothing => Ok(()),
            Self::SignedIn => request.get::<SignedIn>().map(|_| ()).ok_or(Fault::SignedOut),
            Self::Power(power) if scope()?.has(power) => Ok(()),
            Self::Power(power) => Err(Fault::Forbidden(power.name())),
            Self::Post if !scope()?.held().is_empty() => Ok(()),
            Self::Post => Err(Fault::Forbidden("post")),
            Self::FirstRun if house.is_empty => Ok(()),
            Self::Demo if house.is_demo => Ok(()),
            Self::FirstRun | Self::Demo => Err(Fault::NotFound),
        }
    }
}
