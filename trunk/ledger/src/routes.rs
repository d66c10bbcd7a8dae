use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::house::Ledger;
use crate::{api, pages};

/// A file of past figures; the largest that is taken has some 300 kB.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// All URLs of the ledger, each with the power it asks for. The figures themselves are shown by `rooms/reports`.
pub fn routes(house: Ledger) -> Mounted<Need> {
    let enters = Need::Power(Power::SeeFigures);
    let mut mounted = Routes::new()
        .get("/figures/import", enters, pages::import::get)
        .post("/figures/import", enters, pages::import::post)
        .get("/figures/import/template.xlsx", enters, pages::import::template)
        .post("/figures/import/{union}/{intake}/withdrawal", enters, pages::import::withdraw)
        .get("/api/v1/unions/{union}/intakes", enters, api::intakes::list)
        .post("/api/v1/unions/{union}/intakes", enters, api::intakes::post)
        .post("/api/v1/unions/{union}/intakes/{intake}/withdrawal", enters, api::intakes::withdraw)
        .with_state(house);
    mounted.router = mounted.router.layer(web::takes_files(MOST_BYTES));
    mounted
}
