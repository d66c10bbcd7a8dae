//! Countable figures read out of Chinese reports: 覆盖职工12.6万人次 is 126,000 attendances.
//!
//! A report sent in by others says what was done in running text. [`read`] finds each number that counts something and says how
//! much, how surely, of what, and where it stands, so that a person can confirm it; nothing here decides what is done with it.
//!
//! 1. A number that a page label split is put together again (`labels`).
//! 2. A number is read: 3000, ３０００, 1.2万, 三百余万, 十几, 3~7, 上百, 三分之一 (`number`).
//! 3. The measure word after it, or the noun that stands for one, says what is counted (`measure`).
//! 4. What only looks like a figure is left out: dates, times, ordinals, telephone numbers, slogans, names (`look_alike`).
//! 5. The words around it say how exact it is (`qualify`) and, where they do, who did what (`told`).
//!
//! The rules speak of classes of words; the words themselves stand in the tables under `words/`. A word that is missing there is
//! added there, never in a rule.
//!
//! Pure: no input or output; the same text always gives the same figures.

mod around;
mod figure;
mod labels;
mod look_alike;
mod measure;
mod number;
mod qualify;
mod reading;
mod told;
mod value;
mod words;

pub use figure::{Figure, Measure, Qualifier};
pub use reading::read;
pub use value::Value;
