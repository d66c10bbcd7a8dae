use std::hint::black_box;
use std::time::Instant;

use clap::Args;
use serde_json::json;
use store::Outcome;

use super::median;
use crate::commands::say;

const ROUNDS: usize = 5;
const MEGABYTE: usize = 1_000_000;

/// Reports as they come: most sentences have no figure, some have three, many have what looks like one.
const REPORT: &str = "\
本报讯(记者 周晓 通讯员 陈明)连日来,全省各级工会深入学习贯彻党的二十届四中全会精神,把思想和行动统一到各项决策部署上来,进一步加强和改进\
职工思想政治工作,团结引导广大职工群众坚定不移听党话、跟党走,为实现“十五五”规划各项目标任务不懈奋斗。\n\
2025年10月28日上午,省总工会召开党组扩大会议,专题传达学习全会精神,研究部署宣传贯彻工作。会议强调,要增强“四个意识”、坚定“四个自信”、\
做到“两个维护”,依托“三会一课”、主题党日、职工大讲堂等平台,推动全会精神进企业、进车间、进班组,实现学习全覆盖、宣讲无盲区。\n\
今年以来,省总联合省委宣传部开展劳模宣讲报告会,在全省14个地市开展巡回宣讲300余场,线下参与职工超6350人,线上超585万人次观看直播。\
走访慰问一线职工2.3万余人次,发放慰问品价值38.5万元;12351职工服务热线受理诉求近三千件,办结率达99.2%。\n\
“工会送来的不只是清凉,更是娘家人的牵挂。”环卫工人老李一边擦汗一边说。工作人员还就社会保险、劳动合同等大家关心的问题一一作了解答,\
现场气氛热烈,不时传来欢笑声和掌声。大家表示,今后一定立足本职工作,以更加饱满的精神状态投身到各项建设中来。\n\
下一步,全省各级工会将紧紧围绕中心、服务大局,不断增强引领力、组织力、服务力,让职工群众真正感受到工会是“职工之家”,工会干部是最可信赖的\
“娘家人”。(第3版)\n";

#[derive(Args)]
pub struct Prose {
    /// How much text, in megabytes.
    #[arg(long, default_value_t = 32)]
    mb: usize,
}

impl Prose {
    pub fn run(self) -> Outcome<()> {
        let text = REPORT.repeat((self.mb * MEGABYTE).div_ceil(REPORT.len()).max(1));
        let (mut reading, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = Instant::now();
            black_box(prose::read(black_box(&text)));
            reading.push(start.elapsed().as_secs_f64());
            // What nobody can do without who says where something stands: counting the characters.
            let start = Instant::now();
            black_box(black_box(&text).chars().count());
            bare.push(start.elapsed().as_secs_f64());
        }
        let mb = text.len() as f64 / MEGABYTE as f64;
        let (seconds, bare) = (median(reading).max(1e-9), median(bare).max(1e-9));
        let round = |x: f64| (x * 1000.0).round() / 1000.0;
        say(json!({
            "bench": "prose", "mb": round(mb), "seconds": round(seconds), "mb_per_s": round(mb / seconds),
            "bare_mb_per_s": round(mb / bare), "ratio_to_bare": round(seconds / bare),
        }));
        Ok(())
    }
}
