//! Words that say how a number stands to what it counts.

use std::sync::LazyLock;

use super::{Table, Words};
use crate::figure::Qualifier::{self, About, Exact, Nearly, Over, Under};

/// Before the number. `None`: ends like a qualifier and is none (节约, 最近).
pub(crate) static BEFORE: LazyLock<Words<Option<Qualifier>>> = LazyLock::new(|| Words::new(BEFORE_TABLE));

const BEFORE_TABLE: Table<Option<Qualifier>> = &[
    (
        Some(Over),
        &[
            "超",
            "超过",
            "超过了",
            "逾",
            "突破",
            "突破了",
            "高于",
            "多于",
            "大于",
            "不少于",
            "不低于",
            "至少",
            "最少",
            "起码",
            "不下",
            "超出",
            "远超",
            "首破",
            "突破到",
        ],
    ),
    (Some(Nearly), &["近", "将近", "接近", "逼近", "临近", "已近", "几近"]),
    (Some(About), &["约", "大约", "约为", "大概", "大致", "约有", "约达", "估计", "平均约"]),
    (
        Some(Under),
        &[
            "不到",
            "不足",
            "少于",
            "低于",
            "未满",
            "不满",
            "小于",
            "不超过",
            "不超",
            "不多于",
            "至多",
            "最多",
            "不高于",
            "未超过",
            "没超过",
            "没到",
            "未到",
            "不大于",
        ],
    ),
    (
        None,
        &[
            "最近", "附近", "邻近", "靠近", "亲近", "远近", "节约", "预约", "签约", "合约", "特约", "相约", "制约", "履约",
            "条约", "高超",
        ],
    ),
];

/// Before 百, 千, 万 that stand alone, and nowhere else: 上百, 过万, 破千.
pub(crate) static BEFORE_BARE: LazyLock<Words<Option<Qualifier>>> = LazyLock::new(|| {
    Words::new(&[
        (Some(Over), &["上", "过", "破"]),
        (Some(Exact), &["达"]),
        (None, &["线上", "以上", "网上", "会上", "台上", "路上", "车上", "通过", "经过", "超过", "不过", "到达", "传达", "表达"]),
    ])
});

/// A qualifier far before the number: 不低于工资总额2.5%.
pub(crate) static AFAR: LazyLock<Words<Qualifier>> =
    LazyLock::new(|| Words::new(&[(Over, &["不低于", "不少于"]), (Under, &["不超过", "不高于"])]));

/// Behind the measure word.
pub(crate) static AFTER: LazyLock<Words<Option<Qualifier>>> = LazyLock::new(|| Words::new(AFTER_TABLE));

const AFTER_TABLE: Table<Option<Qualifier>> = &[
    (Some(Over), &["以上", "及以上", "(含)以上", "之多", "开外", "有余", "余", "+"]),
    (Some(About), &["左右", "上下"]),
    (Some(Under), &["以下", "及以下", "以内"]),
    (None, &["以上率", "余额", "余下"]),
];

/// Between the noun or verb and the number, saying nothing of it: 人数已达, 累计共, 价值为.
pub(crate) static LINKS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "达",
            "达到",
            "达到了",
            "为",
            "是",
            "共",
            "共计",
            "累计",
            "合计",
            "总计",
            "已",
            "已达",
            "已经",
            "便",
            "就",
            "即",
            "迅速",
            "有",
            "共有",
            "仅",
            "只",
            "只有",
            "仅有",
            "计",
            "了",
            "总",
            "高达",
            "多达",
            "至",
            "增至",
            "升至",
            "到",
            ":",
            "：",
            " ",
            "目前",
            "均",
            "均已",
            "并",
            "还",
            "再",
            "最高",
            "最终",
            "也",
            "全部",
            "分别",
        ],
    )])
});
