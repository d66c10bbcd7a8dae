use web::{Mounted, Routes};

use crate::api;
use crate::house::Organisation;
use crate::need::Need;
use crate::pages::{
    change, employer, employers, found, founding, foundings, hall, lines, near, posts, powers, split, tree, union,
};
use crate::power::Power::{Appoint, Organise};
use crate::verbs::close::Closing;
use crate::verbs::describe::Description;
use crate::verbs::keep_books::Keeping;
use crate::verbs::merge::Merging;
use crate::verbs::move_under::Moving;
use crate::verbs::rename::Renaming;
use crate::verbs::set_term::Term;

/// All URLs of this crate, each with what it asks for. A power is asked for here as held anywhere; the verb asks the scope
/// whether it reaches the union in question.
#[must_use]
pub fn routes(o: Organisation) -> Mounted<Need> {
    let organise = Need::Power(Organise);
    let appoint = Need::Power(Appoint);
    let pages = Routes::new()
        .get("/u", Need::Nothing, near::get)
        .get("/u/{id}", Need::Nothing, hall::get)
        .get("/unions", Need::Post, tree::get)
        .get("/unions/{id}", Need::Post, union::get)
        .get("/unions/{id}/found", Need::SignedIn, found::get)
        .post("/unions/{id}/found", Need::SignedIn, found::post)
        .get("/unions/{id}/describe", organise, change::get::<Description>)
        .post("/unions/{id}/describe", organise, change::post::<Description>)
        .get("/unions/{id}/term", organise, change::get::<Term>)
        .post("/unions/{id}/term", organise, change::post::<Term>)
        .get("/unions/{id}/rename", organise, change::get::<Renaming>)
        .post("/unions/{id}/rename", organise, change::post::<Renaming>)
        .get("/unions/{id}/move", organise, change::get::<Moving>)
        .post("/unions/{id}/move", organise, change::post::<Moving>)
        .get("/unions/{id}/lines", organise, lines::get)
        .post("/unions/{id}/lines", organise, lines::join)
        .post("/unions/{id}/lines/leave", organise, lines::leave)
        .post("/unions/{id}/lines/lead", organise, lines::lead)
        .post("/unions/{id}/lines/open", organise, lines::open)
        .get("/unions/{id}/keeping", organise, change::get::<Keeping>)
        .post("/unions/{id}/keeping", organise, change::post::<Keeping>)
        .get("/unions/{id}/merge", organise, change::get::<Merging>)
        .post("/unions/{id}/merge", organise, change::post::<Merging>)
        .get("/unions/{id}/split", organise, split::get)
        .post("/unions/{id}/split", organise, split::post)
        .get("/unions/{id}/close", organise, change::get::<Closing>)
        .post("/unions/{id}/close", organise, change::post::<Closing>)
        .get("/unions/{id}/posts", appoint, posts::list)
        .get("/unions/{id}/posts/new", appoint, posts::get)
        .post("/unions/{id}/posts/new", appoint, posts::post)
        .get("/unions/{id}/posts/{post}/end", appoint, posts::end_form)
        .post("/unions/{id}/posts/{post}/end", appoint, posts::end)
        .get("/unions/{id}/posts/{post}/hand-over", appoint, posts::hand_over_form)
        .post("/unions/{id}/posts/{post}/hand-over", appoint, posts::hand_over)
        .get("/powers", Need::SignedIn, powers::get)
        .get("/foundings", organise, foundings::get)
        .get("/foundings/mine", Need::SignedIn, foundings::mine)
        .get("/foundings/{id}", Need::SignedIn, founding::get)
        .post("/foundings/{id}", organise, founding::decide)
        .get("/foundings/{id}/again", Need::SignedIn, founding::again_form)
        .post("/foundings/{id}/again", Need::SignedIn, founding::again)
        .post("/foundings/{id}/withdraw", Need::SignedIn, founding::withdraw)
        .get("/employers", Need::Post, employers::list)
        .get("/employers/new", organise, employers::get)
        .post("/employers/new", organise, employers::post)
        .get("/employers/{id}", Need::Post, employer::get)
        .get("/employers/{id}/edit", organise, employer::edit_form)
        .post("/employers/{id}/edit", organise, employer::edit)
        .post("/employers/{id}/cover", organise, employer::cover)
        .post("/employers/{id}/uncover/{union}", organise, employer::uncover)
        .post("/employers/{id}/seats", organise, employer::seat)
        .post("/employers/{id}/seats/{person}/end", organise, employer::unseat);
    let v1 = Routes::new()
        .get("/api/v1/unions", Need::Nothing, api::unions::list)
        .get("/api/v1/unions/{id}", Need::Nothing, api::unions::get)
        .get("/api/v1/unions/{id}/children", Need::Nothing, api::unions::children)
        .get("/api/v1/unions/{id}/history", Need::Nothing, api::unions::history)
        .get("/api/v1/lines", Need::Nothing, api::unions::lines)
        .get("/api/v1/powers", Need::Nothing, api::unions::powers)
        .post("/api/v1/unions/{id}/describe", organise, api::changes::describe)
        .post("/api/v1/unions/{id}/rename", organise, api::changes::rename)
        .post("/api/v1/unions/{id}/move", organise, api::changes::move_under)
        .post("/api/v1/unions/{id}/merge", organise, api::changes::merge)
        .post("/api/v1/unions/{id}/split", organise, api::changes::split)
        .post("/api/v1/unions/{id}/close", organise, api::changes::close)
        .post("/api/v1/unions/{id}/keeping", organise, api::changes::keep_books)
        .post("/api/v1/unions/{id}/term", organise, api::changes::set_term)
        .post("/api/v1/unions/{id}/lines", organise, api::changes::join_line)
        .post("/api/v1/unions/{id}/lines/leave", organise, api::changes::leave_line)
        .post("/api/v1/unions/{id}/lines/lead", organise, api::changes::lead_by)
        .post("/api/v1/unions/{id}/lines/open", organise, api::changes::open_line)
        .post("/api/v1/unions/{id}/foundings", Need::SignedIn, api::foundings::ask)
        .get("/api/v1/foundings", organise, api::foundings::list)
        .get("/api/v1/foundings/{id}", Need::SignedIn, api::foundings::get)
        .put("/api/v1/foundings/{id}", Need::SignedIn, api::foundings::ask_again)
        .delete("/api/v1/foundings/{id}", Need::SignedIn, api::foundings::withdraw)
        .post("/api/v1/foundings/{id}/decision", organise, api::foundings::decide)
        .get("/api/v1/unions/{id}/posts", appoint, api::posts::list)
        .post("/api/v1/unions/{id}/posts", appoint, api::posts::give)
        .post("/api/v1/unions/{id}/posts/{post}/end", appoint, api::posts::end)
        .post("/api/v1/unions/{id}/posts/{post}/hand-over", appoint, api::posts::hand_over)
        .get("/api/v1/employers", Need::Post, api::employers::list)
        .post("/api/v1/employers", organise, api::employers::enter)
        .get("/api/v1/employers/{id}", Need::Post, api::employers::get)
        .put("/api/v1/employers/{id}", organise, api::employers::correct)
        .post("/api/v1/employers/{id}/coverage", organise, api::employers::cover)
        .post("/api/v1/employers/{id}/coverage/{union}/end", organise, api::employers::uncover)
        .post("/api/v1/employers/{id}/seats", organise, api::employers::seat)
        .delete("/api/v1/employers/{id}/seats/{person}", organise, api::employers::unseat);
    pages.with_state(o.clone()).and(v1.with_state(o))
}
