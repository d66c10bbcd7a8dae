use axum::response::Response;
use web::Ask;

/// `GET /gallery`: every component of the house once.
pub async fn get(ask: Ask) -> Response {
    ask.show(&ui::gallery::Gallery::new(ask.page("app-gallery-title")))
}
