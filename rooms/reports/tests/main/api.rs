use testkit::on_both_engines;

use crate::hall::{AT_COUNTY, COUNTY, Hall, LECTURE, MILL, STRANGER};

on_both_engines! { crate::MIGRATIONS;
    async fn the_same_figures_by_machine(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_(AT_COUNTY).await;
        let path = format!("/api/v1/unions/{COUNTY}/figures");
        let answer = county.get(&format!("{path}?period=2026&by=children")).await.is(200).json();
        assert_eq!(answer["total"]["counted"]["sessions"], 2);
        assert_eq!(answer["total"]["counted"]["co_held"], 1);
        assert_eq!(answer["total"]["counted"]["attendances_by_head"], 24);
        assert_eq!(answer["total"]["reported"]["attendances"], 900);
        assert_eq!(answer["total"]["counted"]["unions_reached"], 2);
        let rows = answer["rows"].as_array().unwrap();
        let mill = rows.iter().find(|r| r["key"] == MILL.to_string()).unwrap();
        assert_eq!((&mill["counted"]["sessions"], &mill["counted"]["attendances_named"]), (&1.into(), &9.into()));
        let sessions = county.get(&format!("{path}/sessions?period=2026&behind=by-head")).await.is(200).json();
        assert_eq!((&sessions["events"], &sessions["rows"][0]["event"]), (&1.into(), &LECTURE.to_string().into()));
        county.get(&format!("{path}?period=yesterday")).await.is(422);
        hall.as_(STRANGER).await.get(&path).await.is(404);
        hall.visitor().get(&path).await.is(401);
        let public = hall.visitor().get(&format!("/api/v1/unions/{COUNTY}/public-figures?period=2026")).await.is(200).json();
        assert_eq!((&public["sessions"], &public["attendances"]), (&2.into(), &36.into()));
        let described = reports::openapi().to_json().unwrap();
        for path in ["/api/v1/unions/{union}/figures", "/figures/sessions", "/public-figures"] {
            assert!(described.contains(path), "{path}");
        }
    }
}
