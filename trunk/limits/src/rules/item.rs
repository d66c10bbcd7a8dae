//! What money is given for, in which form, and over which time it is counted. Data: nothing in the house decides by an item.

/// What something is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// As tables write it.
    pub name: &'static str,
    /// The message that names it for people.
    pub key: &'static str,
}

const fn item(name: &'static str, key: &'static str) -> Item {
    Item { name, key }
}

/// All items, in the order of the form.
pub const ITEMS: &[Item] = &[
    item("festival", "limits-item-festival"),
    item("birthday", "limits-item-birthday"),
    item("marriage", "limits-item-marriage"),
    item("birth", "limits-item-birth"),
    item("illness", "limits-item-illness"),
    item("bereavement", "limits-item-bereavement"),
    item("retirement", "limits-item-retirement"),
    item("condolence", "limits-item-condolence"),
    item("warmth", "limits-item-warmth"),
    item("cooling", "limits-item-cooling"),
    item("activity", "limits-item-activity"),
];

/// The item of this name.
#[must_use]
pub fn item_named(name: &str) -> Option<Item> {
    ITEMS.iter().copied().find(|i| i.name == name)
}

/// The time over which a limit is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Each gift by itself.
    Time,
    /// All gifts of one calendar year together.
    Year,
}

pub const PERIODS: [Period; 2] = [Period::Time, Period::Year];

impl Period {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "a-time",
            Self::Year => "a-year",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        PERIODS.into_iter().find(|p| p.name() == name)
    }

    /// The message that names it for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Time => "limits-period-time",
            Self::Year => "limits-period-year",
        }
    }
}

/// What may be given, the strictest first; each allows what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Goods only.
    Goods,
    /// Goods or vouchers in somebody's name; no cash, no shopping cards.
    Vouchers,
    /// Money too.
    Cash,
}

pub const FORMS: [Form; 3] = [Form::Goods, Form::Vouchers, Form::Cash];

impl Form {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Vouchers => "vouchers",
            Self::Cash => "cash",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        FORMS.into_iter().find(|f| f.name() == name)
    }

    /// The message that names it for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Goods => "limits-form-goods",
            Self::Vouchers => "limits-form-vouchers",
            Self::Cash => "limits-form-cash",
        }
    }
}
