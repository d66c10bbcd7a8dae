use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::house::Reports;
use crate::{api, pages};

/// All URLs of the figures, each with the power it asks for. `/figures/import` is the ledger's.
pub fn routes(house: Reports) -> Mounted<Need> {
    let sees = Need::Power(Power::SeeFigures);
    Routes::new()
        .get("/figures", sees, pages::figures::mine)
        .get("/figures/{union}", sees, pages::figures::get)
        .get("/figures/{union}/sessions", sees, pages::sessions::get)
        .get("/figures/{union}/sessions/{event}", sees, pages::session::get)
        .get("/figures/how", Need::Nothing, pages::how::get)
        .get("/u/{union}/figures", Need::Nothing, pages::public::get)
        .get("/api/v1/unions/{union}/figures", sees, api::figures::get)
        .get("/api/v1/unions/{union}/figures/sessions", sees, api::figures::sessions)
        .get("/api/v1/unions/{union}/public-figures", Need::Nothing, api::figures::public)
        .with_state(house)
}
