//! How far it is, from millionths of a degree.

/// A place on the earth in millionths of a degree: latitude, longitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub lat: i32,
    pub lon: i32,
}

/// Mean radius of the earth, metres (IUGG).
const RADIUS: f64 = 6_371_008.8;
const MILLION: i64 = 1_000_000;

/// Metres between two positions over the ground, by the haversine formula; right to half a percent, since the earth is no
/// perfect ball.
#[must_use]
pub fn metres(a: Position, b: Position) -> i64 {
    let radians = |micro: i32| f64::from(micro) / 1e6 * std::f64::consts::PI / 180.0;
    let (lat_a, lat_b) = (radians(a.lat), radians(b.lat));
    let (d_lat, d_lon) = (lat_b - lat_a, radians(b.lon) - radians(a.lon));
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    (2.0 * RADIUS * h.sqrt().min(1.0).asin()).round() as i64
}

/// Degrees as people and browsers write them (`28.2282`, `-33.9`, full-width too), in millionths; digits beyond the sixth are
/// cut off. `None` when it is no number or more than `most` degrees either way.
#[must_use]
pub fn degrees(text: &str, most: i64) -> Option<i32> {
    let text = codes::width::narrow(text);
    let text = text.trim().trim_end_matches('°');
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let micro = whole.parse::<i64>().ok()? * MILLION + part.parse::<i64>().ok()?;
    if micro > most * MILLION { None } else { i32::try_from(sign * micro).ok() }
}

/// A position from two texts; `None` unless both can be read.
#[must_use]
pub fn position(lat: &str, lon: &str) -> Option<Position> {
    Some(Position { lat: degrees(lat, 90)?, lon: degrees(lon, 180)? })
}

/// Millionths as degrees, for the form: `28.2282`.
#[must_use]
pub fn written(micro: i32) -> String {
    let (sign, n) = if micro < 0 { ("-", -i64::from(micro)) } else { ("", i64::from(micro)) };
    let text = format!("{sign}{}.{:06}", n / MILLION, n % MILLION);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(lat: &str, lon: &str) -> Position {
        position(lat, lon).unwrap()
    }

    #[test]
    fn known_distances() {
        // Changsha and Beijing railway stations stand about 1,340 km apart.
        let far = metres(at("28.1942", "113.0128"), at("39.9027", "116.4271"));
        assert!((1_335_000..1_346_000).contains(&far), "{far}");
        assert_eq!(metres(at("0", "0"), at("0", "1")), 111_195);
        assert_eq!(metres(at("0", "0"), at("0", "180")), 20_015_114);
        assert_eq!(metres(at("28.2", "112.9"), at("28.2", "112.9")), 0);
    }

    #[test]
    fn degrees_are_read_as_they_come() {
        assert_eq!(degrees("28.22820099", 90), Some(28_228_200));
        assert_eq!(degrees("－33．9", 90), Some(-33_900_000));
        assert_eq!(degrees("90", 90), Some(90_000_000));
        for bad in ["", "-", ".", "90.000001", "1e3", "NaN", "28,2", "--1", "1.2.3", "99999999999", "²"] {
            assert_eq!(degrees(bad, 90), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_even_and_bounded(a in -90_000_000..=90_000_000i32, b in -180_000_000..=180_000_000i32,
            c in -90_000_000..=90_000_000i32, d in -180_000_000..=180_000_000i32) {
            let (p, q) = (Position { lat: a, lon: b }, Position { lat: c, lon: d });
            prop_assert_eq!(metres(p, q), metres(q, p));
            prop_assert!((0..=20_015_115).contains(&metres(p, q)));
            prop_assert_eq!(degrees(&written(a), 90), Some(a));
            prop_assert_eq!(degrees(&written(d), 180), Some(d));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let _ = degrees(&text, 180);
        }
    }
}
