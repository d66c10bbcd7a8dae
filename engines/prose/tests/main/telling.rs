//! Who and what, where the words say so.

use prose::read;

fn told(text: &str) -> Vec<(Option<String>, Option<String>)> {
    read(text).into_iter().map(|figure| (figure.who, figure.what)).collect()
}

fn told_as(text: &str, who: &str, what: &str) {
    let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    assert_eq!(told(text), [(some(who), some(what))], "{text}");
}

#[test]
fn the_organisation_a_clause_begins_with_did_it() {
    told_as("亳州市总工会多举措学习,开展集中宣讲6场次。", "亳州市总工会", "集中宣讲");
    told_as("山西省工会组织开展培训,覆盖干部职工54万人次。", "山西省工会", "覆盖干部职工");
    told_as("河北省总工会召开会议。全省开展职工诵读活动1525场。", "", "职工诵读活动");
    told_as("工会干部带领大家学习,发放慰问品价值38.5万元。", "", "发放慰问品");
}

#[test]
fn what_was_done_stands_before_or_behind() {
    told_as("举办工会干部主题培训班16期", "", "工会干部主题培训班");
    told_as("10.6万人次参加诵读。", "", "诵读");
    told_as("走访企业412家", "", "走访企业");
    told_as("其中6名。", "", "");
}

#[test]
fn a_page_label_is_no_part_of_it() {
    let text = "党组专题学习4\n\n3、0次。随后举办讲座8期。";
    let figures = read(text);
    assert_eq!(figures.iter().map(|f| (f.start, f.end)).collect::<Vec<_>>(), [(6, 13), (20, 22)]);
    assert_eq!(
        serde_json::to_string(&figures[1]).unwrap(),
        "{\"start\":20,\"end\":22,\"text\":\"8期\",\"value\":8,\"value_max\":null,\"qualifier\":\"exact\",\"measure\":\"sessions\",\"unit\":\"期\",\"what\":\"讲座\"}"
    );
}
