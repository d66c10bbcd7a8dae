//! A condition's text cut into tokens, each with the character it begins at (from 1).

use std::fmt;

use codes::Day;

use super::expression::Comparison;
use super::parser::ParseError;
use crate::number::Number;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A key or a word of the language.
    Word(String),
    Number(Number),
    Day(Day),
    Text(String),
    Comparison(Comparison),
    Open,
    Close,
    Comma,
    Dot,
    End,
}

/// # Errors
/// At the first character that begins no token.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, ParseError> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&first) = chars.get(at) {
        let start = at;
        // Authors write with Chinese input methods; outside quotes a full-width sign means its ASCII one.
        let token = match narrow(first) {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '(' => single(Token::Open, &mut at),
            ')' => single(Token::Close, &mut at),
            ',' | '、' => single(Token::Comma, &mut at),
            '.' => single(Token::Dot, &mut at),
            '"' | '“' | '”' => quoted(&chars, &mut at)?,
            '=' | '!' | '<' | '>' | '≠' | '≤' | '≥' => comparison(&chars, &mut at)?,
            '-' | '0'..='9' => figure(&chars, &mut at)?,
            'a'..='z' => {
                let word = run(&chars, &mut at, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                Token::Word(word)
            }
            c => {
                return Err(ParseError::new(start, "a name, a number or a sign", format!("`{c}`")));
            }
        };
        found.push((token, start + 1));
    }
    found.push((Token::End, chars.len() + 1));
    Ok(found)
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn single(token: Token, at: &mut usize) -> Token {
    *at += 1;
    token
}

fn run(chars: &[char], at: &mut usize, belongs: impl Fn(char) -> bool) -> String {
    let word: String = chars[*at..].iter().map(|c| narrow(*c)).take_while(|c| belongs(*c)).collect();
    *at += word.chars().count();
    word
}

fn comparison(chars: &[char], at: &mut usize) -> Result<Token, ParseError> {
    let start = *at;
    let sign = run(chars, at, |c| matches!(c, '=' | '!' | '<' | '>' | '≠' | '≤' | '≥'));
    let comparison = match sign.as_str() {
        "=" | "==" => Comparison::Equal,
        "!=" | "≠" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" | "≤" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" | "≥" => Comparison::GreaterOrEqual,
        _ => {
            return Err(ParseError::new(start, "one of = != < <= > >=", format!("`{sign}`")));
        }
    };
    Ok(Token::Comparison(comparison))
}

fn figure(chars: &[char], at: &mut usize) -> Result<Token, ParseError> {
    let start = *at;
    *at += 1;
    let rest = run(chars, at, |c| c.is_ascii_digit() || c == '.' || c == '-');
    let written = format!("{}{rest}", narrow(chars[start]));
    if let Ok(number) = written.parse() {
        return Ok(Token::Number(number));
    }
    match written.parse() {
        Ok(day) => Ok(Token::Day(day)),
        Err(_) => Err(ParseError::new(start, "a number or a day yyyy-mm-dd", format!("`{written}`"))),
    }
}

fn quoted(chars: &[char], at: &mut usize) -> Result<Token, ParseError> {
    let start = *at;
    // A text opened with a Chinese quotation mark is closed by one, and so may hold ASCII quotes.
    let closing = if chars[start] == '"' || chars[start] == '＂' { '"' } else { '”' };
    let mut text = String::new();
    *at += 1;
    loop {
        let Some(&c) = chars.get(*at) else {
            return Err(ParseError::new(start, "a closing quotation mark", "the end".to_owned()));
        };
        *at += 1;
        match c {
            c if c == closing => return Ok(Token::Text(text)),
            '\\' => match chars.get(*at) {
                Some(&escaped) => {
                    text.push(escaped);
                    *at += 1;
                }
                None => continue,
            },
            c => text.push(c),
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Word(word) => write!(f, "`{word}`"),
            Token::Number(number) => write!(f, "`{number}`"),
            Token::Day(day) => write!(f, "`{day}`"),
            Token::Text(_) => f.write_str("a text"),
            Token::Comparison(comparison) => write!(f, "`{comparison}`"),
            Token::Open => f.write_str("`(`"),
            Token::Close => f.write_str("`)`"),
            Token::Comma => f.write_str("`,`"),
            Token::Dot => f.write_str("`.`"),
            Token::End => f.write_str("the end"),
        }
    }
}
