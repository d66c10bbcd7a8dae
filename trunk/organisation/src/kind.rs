use std::fmt;

/// What sort of union it is (Trade Union Law and the statutes; DOMAIN "types").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 全国总工会
    National,
    /// 地方总工会: province, city, county.
    Federation,
    /// 产业工会
    Sector,
    /// 乡镇、街道、开发区工会联合会
    Township,
    /// 基层工会
    Local,
    /// 联合基层工会
    JointLocal,
    /// 工会小组
    Group,
}

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::National, Self::Federation, Self::Sector, Self::Township, Self::Local, Self::JointLocal, Self::Group];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Federation => "federation",
            Self::Sector => "sector",
            Self::Township => "township",
            Self::Local => "local",
            Self::JointLocal => "joint-local",
            Self::Group => "group",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

    /// The message that names this kind for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::National => "organisation-kind-national",
            Self::Federation => "organisation-kind-federation",
            Self::Sector => "organisation-kind-sector",
            Self::Township => "organisation-kind-township",
            Self::Local => "organisation-kind-local",
            Self::JointLocal => "organisation-kind-joint-local",
            Self::Group => "organisation-kind-group",
        }
    }

    /// People are members of these, not of a federation above.
    #[must_use]
    pub fn is_grass_roots(self) -> bool {
        matches!(self, Self::Local | Self::JointLocal | Self::Group)
    }

    /// May hold members who have no union of their own: couriers, workers of firms without a union.
    #[must_use]
    pub fn takes_members(self) -> bool {
        self.is_grass_roots() || self == Self::Township
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How high a union stands; a sector union stands as high as the federation beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(i32)]
pub enum Level {
    National = 0,
    Province = 1,
    City = 2,
    County = 3,
    Township = 4,
    GrassRoots = 5,
    Group = 6,
}

impl Level {
    pub const ALL: [Self; 7] =
        [Self::National, Self::Province, Self::City, Self::County, Self::Township, Self::GrassRoots, Self::Group];

    #[must_use]
    pub fn number(self) -> i32 {
        self as i32
    }

    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.number() == number)
    }

    /// The message that names this level for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::National => "organisation-level-national",
            Self::Province => "organisation-level-province",
            Self::City => "organisation-level-city",
            Self::County => "organisation-level-county",
            Self::Township => "organisation-level-township",
            Self::GrassRoots => "organisation-level-grass-roots",
            Self::Group => "organisation-level-group",
        }
    }
}
