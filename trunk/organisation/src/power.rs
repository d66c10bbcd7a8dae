//! The table of powers: which office may do what. One table, shown as it stands on one screen.

use std::fmt;

/// What an office may do. A route and a verb name one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Power {
    /// See the names of the union's own members.
    SeePeople,
    /// Decide on applications to join and on transfers.
    Admit,
    /// Enter somebody who cannot do it himself; import a list.
    Enrol,
    /// Hold activities and log what was held.
    Run,
    /// Hand out goods and vouchers, take money at the desk.
    HandOut,
    /// Approve that money is spent.
    ApproveMoney,
    /// Write stories and publish them.
    Publish,
    /// Review what another has written or filed.
    Review,
    /// Mediate disputes, carry a case.
    Mediate,
    /// Judge contests.
    Judge,
    /// Open a sample of records with a stated reason.
    Audit,
    /// Give posts and take them back.
    Appoint,
    /// Found, move, merge, split, rename and close unions below.
    Organise,
    /// Send circulars down, answer those that came.
    Issue,
    /// See figures beyond the public ones; enter opening balances; close periods.
    SeeFigures,
    /// Check a membership card.
    VerifyCard,
}

impl Power {
    pub const ALL: [Self; 16] = [
        Self::SeePeople,
        Self::Admit,
        Self::Enrol,
        Self::Run,
        Self::HandOut,
        Self::ApproveMoney,
        Self::Publish,
        Self::Review,
        Self::Mediate,
        Self::Judge,
        Self::Audit,
        Self::Appoint,
        Self::Organise,
        Self::Issue,
        Self::SeeFigures,
        Self::VerifyCard,
    ];

    /// As routes, tokens and the audit trail write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SeePeople => "see-people",
            Self::Admit => "admit",
            Self::Enrol => "enrol",
            Self::Run => "run",
            Self::HandOut => "hand-out",
            Self::ApproveMoney => "approve-money",
            Self::Publish => "publish",
            Self::Review => "review",
            Self::Mediate => "mediate",
            Self::Judge => "judge",
            Self::Audit => "audit",
            Self::Appoint => "appoint",
            Self::Organise => "organise",
            Self::Issue => "issue",
            Self::SeeFigures => "see-figures",
            Self::VerifyCard => "verify-card",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// The message that names this power for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SeePeople => "organisation-power-see-people",
            Self::Admit => "organisation-power-admit",
            Self::Enrol => "organisation-power-enrol",
            Self::Run => "organisation-power-run",
            Self::HandOut => "organisation-power-hand-out",
            Self::ApproveMoney => "organisation-power-approve-money",
            Self::Publish => "organisation-power-publish",
            Self::Review => "organisation-power-review",
            Self::Mediate => "organisation-power-mediate",
            Self::Judge => "organisation-power-judge",
            Self::Audit => "organisation-power-audit",
            Self::Appoint => "organisation-power-appoint",
            Self::Organise => "organisation-power-organise",
            Self::Issue => "organisation-power-issue",
            Self::SeeFigures => "organisation-power-see-figures",
            Self::VerifyCard => "organisation-power-verify-card",
        }
    }

    /// Nobody sees or decides on a person by standing higher in the tree: these reach the post's own union only, even when
    /// the post goes with everything below.
    #[must_use]
    pub fn stays_home(self) -> bool {
        matches!(self, Self::SeePeople | Self::Admit | Self::Enrol | Self::HandOut | Self::Mediate)
    }
}

impl fmt::Display for Power {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a post is called in the statutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Office {
    /// 主席
    Chair,
    /// 副主席
    ViceChair,
    /// 经办、干事
    Officer,
    /// 经费审查委员会主任
    AuditChair,
    /// 女职工委员会主任
    WomenChair,
    /// 班组长、工会小组长
    TeamLeader,
    /// 调解员
    Mediator,
    /// 宣传、网站编辑
    Editor,
    /// 评委
    Judge,
    /// 商户核验员
    MerchantClerk,
}

impl Office {
    pub const ALL: [Self; 10] = [
        Self::Chair,
        Self::ViceChair,
        Self::Officer,
        Self::AuditChair,
        Self::WomenChair,
        Self::TeamLeader,
        Self::Mediator,
        Self::Editor,
        Self::Judge,
        Self::MerchantClerk,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::ViceChair => "vice-chair",
            Self::Officer => "officer",
            Self::AuditChair => "audit-chair",
            Self::WomenChair => "women-chair",
            Self::TeamLeader => "team-leader",
            Self::Mediator => "mediator",
            Self::Editor => "editor",
            Self::Judge => "judge",
            Self::MerchantClerk => "merchant-clerk",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.name() == name)
    }

    /// The message that names this office for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Chair => "organisation-office-chair",
            Self::ViceChair => "organisation-office-vice-chair",
            Self::Officer => "organisation-office-officer",
            Self::AuditChair => "organisation-office-audit-chair",
            Self::WomenChair => "organisation-office-women-chair",
            Self::TeamLeader => "organisation-office-team-leader",
            Self::Mediator => "organisation-office-mediator",
            Self::Editor => "organisation-office-editor",
            Self::Judge => "organisation-office-judge",
            Self::MerchantClerk => "organisation-office-merchant-clerk",
        }
    }

    /// The table itself.
    #[must_use]
    pub fn powers(self) -> &'static [Power] {
        use Power::{
            Admit, Appoint, ApproveMoney, Audit, Enrol, HandOut, Issue, Judge, Mediate, Organise, Publish, Review, Run,
            SeeFigures, SeePeople, VerifyCard,
        };
        match self {
            Self::Chair => &[
                SeePeople,
                Admit,
                Enrol,
                Run,
                HandOut,
                ApproveMoney,
                Publish,
                Review,
                Appoint,
                Organise,
                Issue,
                SeeFigures,
                VerifyCard,
            ],
            Self::ViceChair => {
                &[SeePeople, Admit, Enrol, Run, HandOut, ApproveMoney, Publish, Review, Organise, Issue, SeeFigures, VerifyCard]
            }
            Self::Officer => &[SeePeople, Admit, Enrol, Run, HandOut, Publish, Issue, SeeFigures, VerifyCard],
            // Whoever examines the money spends none of it.
            Self::AuditChair => &[Audit, SeeFigures],
            Self::WomenChair => &[SeePeople, Run, Issue, SeeFigures],
            Self::TeamLeader => &[Run],
            Self::Mediator => &[Mediate],
            Self::Editor => &[Publish, Review],
            Self::Judge => &[Judge],
            Self::MerchantClerk => &[VerifyCard],
        }
    }

    #[must_use]
    pub fn has(self, power: Power) -> bool {
        self.powers().contains(&power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_power_is_held_by_some_office_and_the_auditor_spends_nothing() {
        for power in Power::ALL {
            assert!(Office::ALL.iter().any(|o| o.has(power)), "{power}");
            assert_eq!(Power::from_name(power.name()), Some(power));
        }
        for spends in [Power::ApproveMoney, Power::HandOut, Power::Run] {
            assert!(!Office::AuditChair.has(spends));
        }
        for office in Office::ALL {
            assert_eq!(Office::from_name(office.name()), Some(office));
        }
    }
}
