use std::collections::HashMap;

const DIVISIONS: &str = include_str!("../data/divisions.csv");
const TOWNSHIPS: &str = include_str!("../data/townships.csv");

/// How high a division stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Province,
    Prefecture,
    County,
    Township,
}

/// One real place.
#[derive(Clone, Debug)]
pub struct Division {
    /// Six digits, nine for a township.
    pub code: String,
    pub name: String,
    pub place: Place,
    /// Code of the division above; empty for a province.
    pub parent: String,
}

/// Names that stand in the table to keep its shape and are no places.
const PLACEHOLDERS: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// Provinces, prefectures and counties, in the order of their codes; counties of a placeholder hang on the province.
#[must_use]
pub fn divisions() -> Vec<Division> {
    let mut moved: HashMap<String, String> = HashMap::new();
    let mut all = Vec::new();
    for row in rows(DIVISIONS) {
        let [code, name, level, parent] = row;
        if PLACEHOLDERS.contains(&name.as_str()) {
            moved.insert(code, parent);
            continue;
        }
        let place = match level.as_str() {
            "province" => Place::Province,
            "prefecture" => Place::Prefecture,
            _ => Place::County,
        };
        all.push(Division { code, name, place, parent });
    }
    for division in &mut all {
        if let Some(province) = moved.get(&division.parent) {
            division.parent.clone_from(province);
        }
    }
    all
}

/// Townships and streets, of one county or of all.
#[must_use]
pub fn townships(county: Option<&str>) -> Vec<Division> {
    rows(TOWNSHIPS)
        .into_iter()
        .filter(|[_, _, parent]| county.is_none_or(|c| c == parent))
        .map(|[code, name, parent]| Division { code, name, place: Place::Township, parent })
        .collect()
}

fn rows<const N: usize>(text: &str) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .filter_map(|record| {
            let record = record.ok()?;
            Some(std::array::from_fn(|i| record.get(i).unwrap_or_default().to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_names_no_placeholder() {
        let all = divisions();
        assert_eq!(all.iter().filter(|d| d.place == Place::Province).count(), 31);
        assert_eq!(all.iter().filter(|d| d.place == Place::Prefecture).count(), 333);
        assert_eq!(all.iter().filter(|d| d.place == Place::County).count(), 2_978);
        let known: std::collections::HashSet<&str> = all.iter().map(|d| d.code.as_str()).collect();
        for division in all.iter().filter(|d| d.place != Place::Province) {
            assert!(known.contains(division.parent.as_str()), "{division:?}");
        }
        assert_eq!(townships(None).len(), 41_352);
        assert_eq!(townships(Some("430104")).len(), 19);
    }
}
