//! Tokens put together to a condition, by descent.

use std::fmt;

use super::LONGEST_CONDITION;
use super::expression::{Expression, Name, Term};
use super::lexer::{Token, tokens};
use crate::key::{LONGEST_KEY, is_key, looks_like_key};

/// Deepest nesting of parentheses and `not`.
const DEEPEST: usize = 32;

/// A condition that does not read: at which character (from 1), what belongs there and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    pub at: usize,
    pub expected: &'static str,
    pub found: String,
}

impl ParseError {
    /// `offset` counts characters from 0.
    pub(super) fn new(offset: usize, expected: &'static str, found: String) -> ParseError {
        ParseError { at: offset + 1, expected, found }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "condition, character {}: expected {}, found {}", self.at, self.expected, self.found)
    }
}

impl std::error::Error for ParseError {}

pub(super) fn parse(text: &str) -> Result<Expression, ParseError> {
    refuse_too_long(text)?;
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
    let expression = parser.any()?;
    match parser.peek() {
        Token::End => {
            // What is read must also read again once it is written out with its blanks.
            refuse_too_long(&expression.to_string())?;
            Ok(expression)
        }
        _ => Err(parser.expected("`and`, `or` or the end")),
    }
}

fn refuse_too_long(text: &str) -> Result<(), ParseError> {
    let length = text.chars().count();
    if length <= LONGEST_CONDITION {
        return Ok(());
    }
    let found = format!("{length} characters");
    Err(ParseError { at: LONGEST_CONDITION + 1, expected: "at most 1000 characters", found })
}

struct Parser {
    /// Ends with [`Token::End`], which is never passed.
    tokens: Vec<(Token, usize)>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).map_or(&Token::End, |(token, _)| token)
    }

    fn advance(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn expected(&self, expected: &'static str) -> ParseError {
        let (token, at) = self.tokens.get(self.at).map_or((&Token::End, 1), |(token, at)| (token, *at));
        ParseError { at, expected, found: token.to_string() }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(found) if found == word)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.advance();
        }
        found
    }

    fn take(&mut self, token: Token, expected: &'static str) -> Result<(), ParseError> {
        if *self.peek() != token {
            return Err(self.expected(expected));
        }
        self.advance();
        Ok(())
    }

    fn any(&mut self) -> Result<Expression, ParseError> {
        let first = self.all()?;
        let mut parts = vec![first];
        while self.take_word("or") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Expression::Or))
    }

    fn all(&mut self) -> Result<Expression, ParseError> {
        let first = self.one()?;
        let mut parts = vec![first];
        while self.take_word("and") {
            parts.push(self.one()?);
        }
        Ok(joined(parts, Expression::And))
    }

    fn one(&mut self) -> Result<Expression, ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.expected("at most 32 levels of parentheses"));
        }
        let expression = if self.take_word("not") {
            Expression::Not(Box::new(self.one()?))
        } else if *self.peek() == Token::Open {
            self.advance();
            let inside = self.any()?;
            self.take(Token::Close, "`)`")?;
            inside
        } else if self.take_word("answered") {
            Expression::Answered(self.argument()?)
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn comparison(&mut self) -> Result<Expression, ParseError> {
        let left = self.term()?;
        if let Token::Comparison(comparison) = *self.peek() {
            self.advance();
            return Ok(Expression::Compare(left, comparison, self.term()?));
        }
        if self.take_word("in") {
            return self.list(left);
        }
        if self.take_word("not") {
            if !self.take_word("in") {
                return Err(self.expected("`in`"));
            }
            return Ok(Expression::Not(Box::new(self.list(left)?)));
        }
        match left {
            Term::Name(name) if self.take_word("has") => Ok(Expression::Has(name, self.key("the key of an option")?)),
            Term::Name(name) => Ok(Expression::Yes(name)),
            _ => Err(self.expected("a comparison")),
        }
    }

    fn list(&mut self, left: Term) -> Result<Expression, ParseError> {
        self.take(Token::Open, "`(`")?;
        let mut list = vec![self.term()?];
        while *self.peek() == Token::Comma {
            self.advance();
            list.push(self.term()?);
        }
        self.take(Token::Close, "`,` or `)`")?;
        Ok(Expression::In(left, list))
    }

    fn term(&mut self) -> Result<Term, ParseError> {
        let term = match self.peek() {
            Token::Number(number) => Term::Number(*number),
            Token::Day(day) => Term::Day(*day),
            Token::Text(text) => Term::Text(text.clone()),
            Token::Word(word) => match word.as_str() {
                "today" => Term::Today,
                "count" => return self.function(Term::Count),
                "sum" => return self.function(Term::Sum),
                "length" => return self.function(Term::Length),
                "age" => return self.function(Term::Age),
                _ => return self.name().map(Term::Name),
            },
            _ => return Err(self.expected("a question, a number, a day or a text")),
        };
        self.advance();
        Ok(term)
    }

    fn function(&mut self, of: fn(Name) -> Term) -> Result<Term, ParseError> {
        self.advance();
        self.argument().map(of)
    }

    fn argument(&mut self) -> Result<Name, ParseError> {
        self.take(Token::Open, "`(`")?;
        let name = self.name()?;
        self.take(Token::Close, "`)`")?;
        Ok(name)
    }

    fn name(&mut self) -> Result<Name, ParseError> {
        let question = self.key("the key of a question")?;
        if *self.peek() != Token::Dot {
            return Ok(Name { question, column: None });
        }
        self.advance();
        let column = self.key("the key of a column")?;
        Ok(Name { question, column: Some(column) })
    }

    fn key(&mut self, expected: &'static str) -> Result<String, ParseError> {
        match self.peek() {
            Token::Word(word) if is_key(word) => {
                let key = word.clone();
                self.advance();
                Ok(key)
            }
            Token::Word(word) if !looks_like_key(word) && word.len() > LONGEST_KEY => {
                Err(self.expected("a key of at most 40 characters"))
            }
            _ => Err(self.expected(expected)),
        }
    }
}

/// One part stands for itself.
fn joined(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}
