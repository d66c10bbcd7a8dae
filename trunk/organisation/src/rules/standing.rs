//! Which kind of union stands at which level and below which other.

use store::FieldFault;

use crate::kind::{Kind, Level};

/// The levels a kind may stand at; a sector union stands as high as the federation beside it.
pub(crate) fn levels_of(kind: Kind) -> &'static [Level] {
    match kind {
        Kind::National => &[Level::National],
        Kind::Federation => &[Level::Province, Level::City, Level::County],
        Kind::Sector => &[Level::National, Level::Province, Level::City, Level::County, Level::Township],
        Kind::Township => &[Level::Township],
        Kind::Local | Kind::JointLocal => &[Level::GrassRoots],
        Kind::Group => &[Level::Group],
    }
}

/// Reads kind and level together; an empty level is the kind's only or highest one.
pub(crate) fn read(kind: &str, level: &str) -> Result<(Kind, Level), FieldFault> {
    let kind = Kind::from_name(kind).ok_or_else(|| FieldFault::new("kind", "organisation-kind-unknown"))?;
    let levels = levels_of(kind);
    if level.is_empty() {
        return Ok((kind, levels[0]));
    }
    let level =
        level.parse().ok().and_then(Level::from_number).ok_or_else(|| FieldFault::new("level", "organisation-level-unknown"))?;
    if levels.contains(&level) { Ok((kind, level)) } else { Err(FieldFault::new("level", "organisation-level-not-kind")) }
}

/// A union stands below a higher one. Beside each other stand only a sector union at its federation, and locals of one
/// large employer below that employer's own.
pub(crate) fn below(field: &str, kind: Kind, level: Level, parent_kind: Kind, parent_level: Level) -> Result<(), FieldFault> {
    let beside = match kind {
        Kind::Sector => !parent_kind.is_grass_roots(),
        Kind::Local => parent_kind == Kind::Local,
        _ => false,
    };
    if level > parent_level || (level == parent_level && beside) {
        return Ok(());
    }
    Err(FieldFault::new(field, "organisation-level-above-parent"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_stands_below_a_higher_one() {
        assert!(below("to", Kind::Local, Level::GrassRoots, Kind::Federation, Level::Province).is_ok());
        assert!(below("to", Kind::Sector, Level::National, Kind::National, Level::National).is_ok());
        assert!(below("to", Kind::Local, Level::GrassRoots, Kind::Local, Level::GrassRoots).is_ok());
        assert!(below("to", Kind::Federation, Level::City, Kind::Federation, Level::City).is_err());
        assert!(below("to", Kind::Township, Level::Township, Kind::Local, Level::GrassRoots).is_err());
        assert_eq!(read("local", "").unwrap(), (Kind::Local, Level::GrassRoots));
        assert!(read("local", "1").is_err());
        assert!(read("harbour", "").is_err());
        for kind in Kind::ALL {
            assert!(!levels_of(kind).is_empty());
        }
    }
}
