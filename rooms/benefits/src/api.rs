//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod benefits;
pub(crate) mod merchants;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(
        benefits::list,
        benefits::open,
        benefits::get,
        benefits::cancel,
        benefits::vouchers,
        merchants::offers,
        merchants::list,
        merchants::add,
        merchants::add_offer,
        merchants::statement,
        merchants::settle,
    ),
    components(schemas(
        benefits::BenefitJson,
        benefits::BenefitList,
        benefits::BenefitBody,
        benefits::VoucherJson,
        benefits::VoucherList,
        merchants::OfferJson,
        merchants::OfferList,
        merchants::MerchantJson,
        merchants::MerchantList,
        merchants::MerchantBody,
        merchants::OfferBody,
        merchants::AddedJson,
        merchants::LineJson,
        merchants::StatementJson,
        merchants::SettleBody,
    ))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
