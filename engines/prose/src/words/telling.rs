//! Words that tell how something was seen, who did it and what was done.

use std::sync::LazyLock;

use super::Words;

/// Somebody saw it: with 人次, 次 or no measure word at all a number beside these counts views.
pub(crate) static VIEWING: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &["观看", "收看", "浏览", "点击", "访问", "播放", "阅读量", "阅读数", "点播", "围观", "收听", "转播", "观摩直播"],
    )])
});

/// At a distance: beside these even 人 and 名 who saw it are views.
pub(crate) static ONLINE: LazyLock<Words<()>> =
    LazyLock::new(|| Words::new(&[((), &["线上", "在线", "直播", "网络", "网上", "云端", "转播", "回放", "平台", "点击"])]));

/// Done many times, but no session.
pub(crate) static REACTIONS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[((), &["点赞", "转发", "评论", "留言", "下载", "拨打", "投票", "登录", "借阅", "调用", "打卡"])])
});

/// Lessons are spoken of.
pub(crate) static LESSONS: LazyLock<Words<()>> =
    LazyLock::new(|| Words::new(&[((), &["课", "课程", "微课", "讲座", "学堂", "教程", "视频"])]));

/// How the name of an organisation ends.
pub(crate) static ORGANISATION_ENDS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "总工会",
            "省总工会",
            "市总工会",
            "区总工会",
            "县总工会",
            "全国总工会",
            "工会",
            "各级工会",
            "省总",
            "市总",
            "区总",
            "县总",
            "全总",
            "公司",
            "集团",
            "学院",
            "大学",
            "医院",
            "联合会",
            "委员会",
            "协会",
            "总队",
            "管理局",
            "中心",
            "厂",
        ],
    )])
});

/// Behind the end of an organisation's name: the word was only part of another (工会干部, 工会工作).
pub(crate) static NOT_ITSELF: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "干部",
            "工作",
            "会员",
            "小组",
            "主席",
            "驿站",
            "服务",
            "的",
            "经费",
            "改革",
            "系统",
            "界",
            "法",
            "章程",
            "阵地",
            "副主席",
            "党组",
            "体系",
            "学院",
        ],
    )])
});

/// Verbs that hold something: their object is what was done.
pub(crate) static HOLDING: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[(
        (),
        &[
            "开展",
            "举办",
            "组织",
            "召开",
            "举行",
            "参加",
            "参与",
            "开设",
            "组织开展",
            "观看",
            "收看",
            "上线",
            "推出",
            "进行",
            "承办",
        ],
    )])
});

/// Other verbs: verb and object together are what was done. `false`: begins like the verb and is a noun.
pub(crate) static DOING: LazyLock<Words<bool>> = LazyLock::new(|| {
    Words::new(&[
        (
            true,
            &[
                "培训",
                "覆盖",
                "惠及",
                "服务",
                "发放",
                "走访",
                "慰问",
                "走访慰问",
                "建成",
                "新建",
                "宣讲",
                "组建",
                "受理",
                "调解",
                "签订",
                "筹集",
                "投入",
                "资助",
                "吸引",
                "招收",
                "选派",
                "选树",
                "发展",
                "新增",
                "传达",
                "学习",
                "传达学习",
                "补贴",
                "支付",
                "解决",
                "研究",
                "办理",
                "接听",
                "排查",
                "整改",
                "参赛",
                "报名",
                "荣获",
                "获得",
                "来自",
                "深入",
                "分赴",
            ],
        ),
        (
            false,
            &[
                "服务站点",
                "服务站",
                "服务点",
                "服务队",
                "服务中心",
                "服务窗口",
                "服务总队",
                "服务体系",
                "培训班",
                "培训中心",
                "培训课程",
                "学习班",
                "学习型",
                "宣讲团",
                "宣讲组",
                "宣讲员",
                "慰问组",
                "慰问团",
                "慰问品",
                "慰问金",
                "慰问信",
                "报名人数",
                "报名通道",
                "调解员",
                "调解率",
                "参赛职工",
                "参赛选手",
                "参赛班组",
                "发展中",
                "研究院",
                "研究所",
                "补贴资金",
                "覆盖率",
                "覆盖面",
            ],
        ),
    ])
});
