//! Charts drawn on the server: SVG with classes and geometry attributes only, in the units of their final width so that
//! 12 px stays 12 px, and always with the table beside them.

mod bars;
mod course;
mod line;
mod scale;

pub use bars::Bars;
pub use course::Course;
pub use line::Line;
pub use scale::decimal;
