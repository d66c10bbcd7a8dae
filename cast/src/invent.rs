use rand::rngs::StdRng;
use rand::{Rng as _, RngExt as _, SeedableRng as _};

/// Invented names and numbers, the same for the same seed. None of them is meant to be anybody.
pub struct Invent(StdRng);

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文辉力斌梅鑫丹萍飞鹏波琳宇浩凯健俊帆雪婷慧颖莉倩欣晨阳佳瑶琪璐宁雯洁悦彤岩松柏青云海峰亮志国庆春秋立新安康乐山川";

impl Invent {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A whole number from `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.random_range(from..=to)
    }

    /// One of these.
    ///
    /// # Panics
    /// When there is none.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.random_range(0..of.len())]
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.random_ratio(percent.min(100), 100)
    }

    /// A few different numbers below `of`, in ascending order.
    pub fn some(&mut self, count: usize, of: usize) -> Vec<usize> {
        let mut chosen = rand::seq::index::sample(&mut self.0, of, count.min(of)).into_vec();
        chosen.sort_unstable();
        chosen
    }

    pub fn name(&mut self) -> String {
        let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
        let mut name = String::from(*self.one(&surnames));
        name.push(*self.one(&given));
        if self.chance(70) {
            name.push(*self.one(&given));
        }
        name
    }

    /// A uuid that is nobody else's.
    pub fn id(&mut self) -> uuid::Uuid {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// The n-th invented mobile number: a series kept apart, 199 and eight digits.
#[must_use]
pub fn phone(n: usize) -> String {
    format!("199{:08}", n % 100_000_000)
}

/// The n-th invented credit code, with its right check symbol (GB 32100).
#[must_use]
pub fn credit_code(division: &str, n: usize) -> String {
    let place: String = division.chars().take(6).chain("100000".chars()).take(6).collect();
    let mut symbols = [b'0'; 18];
    symbols[..17].copy_from_slice(&format!("91{place}MA{n:07}").into_bytes()[..17]);
    symbols[17] = codes::credit_code::check_symbol(&symbols);
    String::from_utf8_lossy(&symbols).into_owned()
}
