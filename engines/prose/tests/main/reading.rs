//! What stands in such reports, phrase by phrase.

use prose::read;
use serde_json::to_value;

/// `text → value(-max) qualifier measure`, one for each figure.
fn told(text: &str) -> Vec<String> {
    let word = |json: serde_json::Value| json.as_str().unwrap().to_owned();
    let figures = read(text);
    let one = |f: &prose::Figure| {
        let most = f.value_max.map(|most| format!("-{most}")).unwrap_or_default();
        format!("{} → {}{most} {} {}", f.text, f.value, word(to_value(f.qualifier).unwrap()), word(to_value(f.measure).unwrap()))
    };
    figures.iter().map(one).collect()
}

fn reads(cases: &[(&str, &[&str])]) {
    let wrong: Vec<_> = cases.iter().map(|(text, want)| (text, told(text), want)).filter(|(_, got, want)| got != *want).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn reads_nothing(texts: &[&str]) {
    let wrong: Vec<_> = texts.iter().map(|text| (text, told(text))).filter(|(_, got)| !got.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn how_numbers_are_written() {
    reads(&[
        ("参赛４２６名", &["４２６名 → 426 exact people"]),
        ("新增会员4,215人", &["4,215人 → 4215 exact people"]),
        ("共 600 余 场", &["600 余 场 → 600 over sessions"]),
        ("覆盖职工12.6万人次", &["12.6万人次 → 126000 exact attendances"]),
        ("投入1亿2000万元", &["1亿2000万元 → 120000000 exact money"]),
        ("投入三点五万元", &["三点五万元 → 35000 exact money"]),
        ("投入三百余万元", &["三百余万元 → 3000000 over money"]),
        ("服务一百二十八名职工", &["一百二十八名 → 128 exact people"]),
        ("服务两千多人", &["两千多人 → 2000 over people"]),
        (
            "数十场、上百名、几百人、十几万人次",
            &[
                "数十场 → 10 over sessions",
                "上百名 → 100 over people",
                "几百人 → 100 over people",
                "十几万人次 → 100000 over attendances",
            ],
        ),
        (
            "来了七八名职工、三五位劳模、三四十人",
            &["七八名 → 7-8 exact people", "三五位 → 3-5 exact people", "三四十人 → 30-40 exact people"],
        ),
        (
            "每队3~7人,补贴3至5万元,占10-15%,1000元至3000元",
            &[
                "3~7人 → 3-7 exact people",
                "3至5万元 → 30000-50000 exact money",
                "10-15% → 10-15 exact percent",
                "1000元至3000元 → 1000-3000 exact money",
            ],
        ),
        ("阅读量10万+", &["10万+ → 100000 over views"]),
        ("历时两个半小时", &["两个半小时 → 2.5 exact other"]),
        ("票价¥19.9", &["19.9 → 19.9 exact money"]),
        ("专题学习4\n\n3、0次。", &["4\n\n3、0次 → 40 exact sessions"]),
        ("共计30\n- 12 -\n0余场", &["30\n- 12 -\n0余场 → 300 over sessions"]),
        ("完成培训625\n第3页 / 共5页\n人次", &["625\n第3页 / 共5页\n人次 → 625 exact attendances"]),
        ("完成培训62563\n人次", &["62563\n人次 → 62563 exact attendances"]),
    ]);
}

#[test]
fn how_exact_they_are() {
    reads(&[
        ("宣讲300余场", &["300余场 → 300 over sessions"]),
        ("惠及1.2万余名职工", &["1.2万余名 → 12000 over people"]),
        ("报名人数便迅速突破千人", &["突破千人 → 1000 over people"]),
        ("线上观看量突破500万", &["突破500万 → 5000000 over views"]),
        ("演讲比赛近3万场", &["近3万场 → 30000 nearly sessions"]),
        ("约400名青年,20天左右", &["约400名 → 400 about people", "20天左右 → 20 about other"]),
        ("不到四成,不足5人,不超过3天", &["不到四成 → 40 under percent", "不足5人 → 5 under people", "不超过3天 → 3 under other"]),
        ("不低于工资总额2.5%", &["2.5% → 2.5 over percent"]),
        (
            "最近3场,附近5家,预约20人,节约3万元",
            &["3场 → 3 exact sessions", "5家 → 5 exact organisations", "20人 → 20 exact people", "3万元 → 30000 exact money"],
        ),
        ("走了5公里多,历时三个多月", &["5公里多 → 5 over other", "三个多月 → 3 over other"]),
    ]);
}

#[test]
fn what_they_count() {
    reads(&[
        ("发放慰问品价值38.5万元", &["38.5万元 → 385000 exact money"]),
        ("线上超585万人次观看直播", &["超585万人次 → 5850000 over views"]),
        ("10.6万人次参加诵读", &["10.6万人次 → 106000 exact attendances"]),
        ("线下1200人次、线上点击3.4万次", &["1200人次 → 1200 exact attendances", "3.4万次 → 34000 exact views"]),
        ("组织50名职工观看电影", &["50名 → 50 exact people"]),
        ("全国300万快递业职工", &["300万 → 3000000 exact people"]),
        ("收看直播、转播的职工总数超过1亿。", &["超过1亿 → 100000000 over views"]),
        (
            "组成16个调研组,10个省级产业工会的21支服务队",
            &["16个调研组 → 16 exact organisations", "10个 → 10 exact organisations", "21支 → 21 exact organisations"],
        ),
        (
            "5个运动项目、12门课程、95节微课",
            &["5个运动项目 → 5 exact courses", "12门 → 12 exact courses", "95节 → 95 exact courses"],
        ),
        ("200个名额,招收名额300个", &["200个名额 → 200 exact places", "300个 → 300 exact places"]),
        (
            "占比85.7%,同比增长12%,百分之六十,三分之一,七成五,提高1.7个百分点",
            &[
                "85.7% → 85.7 exact percent",
                "12% → 12 exact percent",
                "百分之六十 → 60 exact percent",
                "三分之一 → 33.33 exact percent",
                "七成五 → 75 exact percent",
                "1.7个百分点 → 1.7 exact percent",
            ],
        ),
        (
            "24小时,5公里,20分钟,5大维度,两大板块,8个方面,9省市",
            &[
                "24小时 → 24 exact other",
                "5公里 → 5 exact other",
                "20分钟 → 20 exact other",
                "5大维度 → 5 exact other",
                "两大板块 → 2 exact other",
                "8个方面 → 8 exact other",
                "9省市 → 9 exact other",
            ],
        ),
        ("为期三天,连续4年,仅1周", &["三天 → 3 exact other", "4年 → 4 exact other", "1周 → 1 exact other"]),
        ("组织1万名单身青年", &["1万名 → 10000 exact people"]),
        ("“3000余名职工受益,大家都说好。”他说", &["3000余名 → 3000 over people"]),
    ]);
}

#[test]
fn days_hours_and_periods_are_no_figures() {
    reads_nothing(&[
        "2024年3月5日",
        "二〇二四年三月五日",
        "08:30",
        "11:00至15:00",
        "晚上7点30分",
        "6月至12月",
        "2023-2025年",
        "2026年度",
        "24年3月",
        "105周年",
        "105年来",
        "过去5年的工作",
        "新时代10年的伟大变革",
        "未来5年",
        "近三年",
        "一个多月以来",
        "三天后",
        "改革开放四十年",
        "三年行动",
        "三年行动计划",
        "90后职工",
        "百年工运",
    ]);
}

#[test]
fn numbers_that_name_something_are_no_figures() {
    reads_nothing(&[
        "第十八次全国代表大会",
        "第3版",
        "第五届",
        "二十大",
        "党的十八大目标",
        "二十届四中全会",
        "十七届一次主席会议、三次主席团会议",
        "前三名",
        "一等奖",
        "二期工程",
        "12351",
        "024-22852927",
        "13800138000",
        "〔2023〕15号",
        "辽ICP备10201748号-3",
        "市府大路411号",
        "16楼302室",
        "文档编号:1461074",
        "第1页 / 共5页",
        "大小:23.10KB",
        "gh2025@163.com",
        "2025.7.1",
        "10.0.0.1",
    ]);
}

#[test]
fn slogans_and_names_are_no_figures() {
    reads_nothing(&[
        "一把手",
        "双清单",
        "“五一”",
        "1+1>2",
        "“1+7”制度",
        "“1+21+N”",
        "7×24小时",
        "三会一课",
        "“三个一”",
        "千场大宣讲、千人大培训",
        "“千场大宣讲、千人大培训活动",
        "两个维护",
        "“四个意识,坚决“四个自信",
        "“八个坚持",
        "“四個立足",
        "三位一体",
        "五位一体",
        "亿万职工",
        "千家万户",
        "两节送温暖",
        "班前十分钟",
        "中央八项规定",
        "《关于开展100场宣讲的通知》",
        "“我为职工办10件实事”",
        "八小时以外",
        "三门峡市总工会",
        "三家店街道",
        "五台县",
        "七台河市",
        "三元区",
        "五家渠市",
        "一线职工",
        "一系列活动",
        "万里",
        "百名劳模进校园",
    ]);
}
