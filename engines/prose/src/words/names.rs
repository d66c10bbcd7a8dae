//! Words by which a number is known to be part of a name, a slogan, an ordinal or a date.

use std::sync::LazyLock;

use super::{Table, Words};

/// Behind 个, 大, 项: verbs and abstract nouns of slogans (四个意识, 两个维护, 八个坚持).
pub(crate) static SLOGAN_HEADS: LazyLock<Words<()>> = LazyLock::new(|| Words::new(HEADS));

const HEADS: Table<()> = &[(
    (),
    &[
        "坚持",
        "维护",
        "确立",
        "意识",
        "自信",
        "必须",
        "始终",
        "坚决",
        "现代化",
        "立足",
        "務必",
        "务必",
        "统一",
        "转变",
        "一流",
        "一批",
        "到位",
        "全覆盖",
        "聚焦",
        "注重",
        "突出",
        "强化",
        "带头",
        "不",
        "能",
        "更",
        "善于",
        "牢牢",
        "牢记",
        "伟大",
        "革命",
        "相结合",
        "结合起来",
        "文明",
        "全面",
        "永远",
        "敢于",
        "决不",
        "绝不",
        "毫不",
        "争当",
        "一以贯之",
        "一律",
        "只",
        "真",
        "严",
        "实",
        "一",
    ],
)];

/// Just before a number: what follows is the name of a thing (班前十分钟, 中央八项规定).
pub(crate) static NAMED_BEFORE: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[((), &["班前", "班后", "课前", "课后", "饭前", "饭后", "中央", "第", "星期", "党的", "中国工会"])])
});

/// Behind 次: meetings that are numbered within their term (十七届一次主席会议).
pub(crate) static NUMBERED_MEETINGS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "主席会议",
            "主席团",
            "全委",
            "全体",
            "全会",
            "常委",
            "执委",
            "党代会",
            "职代会",
            "代表大会",
            "理事会",
            "会员代表",
            "中央全会",
            "职工代表大会",
            "集体学习",
            "党组",
        ],
    )])
});

/// Before a duration: it tells when, not how long (过去5年, 近三年, 新时代10年).
pub(crate) static PERIOD_BEFORE: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &["过去", "过去的", "未来", "未来的", "今后", "接下来", "最近", "近", "新时代", "改革开放", "这", "建党", "建国", "建会"],
    )])
});

/// Behind a duration: it tells when (105年来, 一个多月以来, 三天后).
pub(crate) static PERIOD_AFTER: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[((), &["来", "以来", "前", "之前", "以前", "后", "之后", "以后", "间", "如一日", "之外", "以外", "外"])])
});

/// Before a number of years: it does tell how long (为期三年, 连续4年).
pub(crate) static LASTING_BEFORE: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "为期",
            "历时",
            "历经",
            "长达",
            "连续",
            "持续",
            "从事",
            "服务",
            "工作",
            "坚持",
            "扎根",
            "有效期",
            "任期",
            "聘期",
            "期限",
            "耗时",
            "用时",
            "经过",
            "时间",
            "工龄",
            "党龄",
            "任职",
            "从业",
            "服役",
            "坚守",
            "干了",
            "用了",
            "满",
            "学制",
            "举办",
            "开展",
            "已经",
            "已",
            "走过",
            "耕耘",
            "奋战",
            "不到",
            "不足",
            "超过",
            "超",
        ],
    )])
});

/// Behind a number of years: it does tell how long.
pub(crate) static LASTING_AFTER: LazyLock<Words<()>> =
    LazyLock::new(|| Words::new(&[((), &["以上", "时间", "工龄", "经验", "合同", "左右", "期", "有余", "不间断", "从未"])]));

/// Measure words with which places are named, as the divisions of 2023 show: 三家镇, 五台县, 四门子镇.
pub(crate) const PLACE_UNITS: &[&str] = &[
    "家", "门", "台", "面", "道", "步", "站", "元", "户", "棵", "间", "所", "块", "支", "节", "队", "条", "里", "年", "个", "份",
    "场",
];
/// Right behind these: 三家镇.
pub(crate) const PLACE_ENDS_AT_ONCE: &[char] = &['镇', '乡', '湾', '峡', '屯', '沟'];
/// With a sign or two between: 三家店街道, 五家站镇.
pub(crate) const PLACE_ENDS: &[char] =
    &['镇', '乡', '村', '街', '路', '县', '区', '市', '桥', '沟', '屯', '庄', '港', '湾', '峡', '场'];
/// Words that end like a place and are common nouns.
pub(crate) static NO_PLACES: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "社区",
            "园区",
            "地区",
            "厂区",
            "城市",
            "超市",
            "新村",
            "乡村",
            "农村",
            "景区",
            "校区",
            "小区",
            "山区",
            "矿区",
            "市区",
            "县区",
            "辖区",
            "库区",
            "片区",
            "城区",
            "林区",
            "牧区",
            "现场",
            "市场",
            "广场",
            "专场",
            "赛场",
            "农场",
            "考场",
            "工场",
            "会场",
            "街区",
            "道路",
            "城乡",
            "乡镇",
            "省市",
            "地市",
            "区县",
            "市县",
            "战区",
            "赛区",
            "灾区",
            "分场",
            "立场",
            "登场",
            "开发区",
        ],
    )])
});
/// Behind these the word 前 is no rank: 目前10名, 日前12家.
pub(crate) const NO_RANK: &[char] =
    &['目', '日', '此', '之', '年', '月', '天', '以', '午', '会', '赛', '节', '先', '当', '提', '眼', '期', '班'];

/// Places whose names begin with a numeral and a measure word and end otherwise than `PLACE_ENDS`.
pub(crate) static PLACES: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "三门",
            "五台",
            "九台",
            "三台",
            "三元里",
            "三元区",
            "三元县",
            "五家渠",
            "七台河",
            "八步",
            "二道",
            "七里河",
            "五大连池",
            "五棵松",
            "五家子",
            "三家子",
            "两江",
            "三里屯",
            "五里",
        ],
    )])
});
