use codes::width::narrow;

/// What a list of members can say, in the order of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Phone,
    IdNumber,
    BirthYear,
    Sex,
    Work,
    Team,
    From,
    Standing,
    Until,
}

impl Column {
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Phone,
        Self::IdNumber,
        Self::BirthYear,
        Self::Sex,
        Self::Work,
        Self::Team,
        Self::From,
        Self::Standing,
        Self::Until,
    ];

    /// The field of a form or JSON body that says the same.
    pub fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::IdNumber => "id_number",
            Self::BirthYear => "birth_year",
            Self::Sex => "sex",
            Self::Work => "work",
            Self::Team => "team",
            Self::From => "from",
            Self::Standing => "standing",
            Self::Until => "until",
        }
    }

    /// The message that heads this column in the template.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "membership-column-name",
            Self::Phone => "membership-column-phone",
            Self::IdNumber => "membership-column-id-number",
            Self::BirthYear => "membership-column-birth-year",
            Self::Sex => "membership-column-sex",
            Self::Work => "membership-column-work",
            Self::Team => "membership-column-team",
            Self::From => "membership-column-from",
            Self::Standing => "membership-column-standing",
            Self::Until => "membership-column-until",
        }
    }

    /// The headings under which lists out there carry this column, as [`plain`] leaves them.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["姓名", "会员姓名", "职工姓名", "name", "fullname"],
            Self::Phone => &[
                "手机",
                "手机号",
                "手机号码",
                "联系电话",
                "电话",
                "联系方式",
                "phone",
                "mobile",
                "mobilenumber",
                "phonenumber",
                "mobilephone",
            ],
            Self::IdNumber => {
                &["身份证", "身份证号", "身份证号码", "公民身份号码", "证件号码", "idnumber", "id", "identitynumber"]
            }
            Self::BirthYear => &["出生年份", "出生年", "出生年月", "出生日期", "birthyear", "yearofbirth", "born", "birthday"],
            Self::Sex => &["性别", "sex", "gender"],
            Self::Work => &["工种", "岗位", "职务", "职业", "work", "job", "occupation"],
            Self::Team => &["班组", "车间", "部门", "工会小组", "车间班组", "team", "department", "workshop"],
            Self::From => &["入会日期", "入会时间", "joined", "joinedon", "membersince"],
            Self::Standing => &["会籍", "会籍状态", "standing", "membership"],
            Self::Until => &["离会日期", "退会日期", "离会时间", "left", "lefton"],
        }
    }
}

/// The cells of one row in the order of [`Column::ALL`]; empty where the list says nothing.
pub(crate) type Cells = [String; Column::ALL.len()];

/// Where in the file each column stands.
#[derive(Debug)]
pub(crate) struct Columns([Option<usize>; Column::ALL.len()]);

impl Columns {
    /// Reads a heading row; `None` when it is none: a list has a name and something that tells two people apart.
    pub fn find(row: &[(usize, String)]) -> Option<Self> {
        let mut places = [None; Column::ALL.len()];
        for (place, text) in row {
            let heading = plain(text);
            for (slot, column) in places.iter_mut().zip(Column::ALL) {
                if slot.is_none() && column.headings().contains(&heading.as_str()) {
                    *slot = Some(*place);
                }
            }
        }
        let has = |column: Column| places[column as usize].is_some();
        (has(Column::Name) && (has(Column::Phone) || has(Column::IdNumber))).then_some(Self(places))
    }

    pub fn take(&self, row: &[(usize, String)]) -> Cells {
        let mut cells = Cells::default();
        for (cell, place) in cells.iter_mut().zip(self.0) {
            if let Some((_, text)) = place.and_then(|p| row.iter().find(|(at, _)| *at == p)) {
                cell.clone_from(text);
            }
        }
        cells
    }
}

/// A heading without what people add to it: `手机号码（必填）*` is `手机号码`, `ID number` is `idnumber`.
fn plain(heading: &str) -> String {
    let narrow = narrow(heading).to_lowercase();
    let before = narrow.split('(').next().unwrap_or_default();
    before.chars().filter(|c| c.is_alphanumeric()).collect()
}
