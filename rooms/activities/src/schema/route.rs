//! Study routes: an ordered list of stops that activities follow.

use store::schema::{Reference, Table, id, int, small, text};

const ROUTE: Reference = Reference { columns: &["route_id"], table: "act_route", keys: &["id"] };

/// One version of a route. `first` is the id of its first version. It may be edited until an activity follows it; from then on a
/// change is a new version, and the old one is `replaced`. Money in fen a head; `member_price` is what a member pays.
pub const ROUTE_TABLE: Table = Table::by_root(
    "act_route",
    "id",
    &[
        id("id"),
        id("first"),
        small("version"),
        id("union_id"),
        text("title"),
        text("summary"),
        text("meeting_point"),
        int("price"),
        int("member_price"),
        text("state"),
        small("revision"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "state"], &["first"]])
.checks(&[
    ("act_route_state", "state IN ('open', 'replaced', 'closed')"),
    ("act_route_prices", "price >= 0 AND member_price >= 0 AND member_price <= price"),
]);

/// A stop: where, for how long, what there is to see, what members get there. `code` is shown there and proves nothing but that
/// somebody looked; empty where there is none.
pub const STOP_TABLE: Table = Table::by_root(
    "act_stop",
    "route_id",
    &[id("route_id"), small("n"), text("title"), text("place"), small("minutes"), text("sights"), text("offer"), text("code")],
    &["route_id", "n"],
)
.references(&[ROUTE])
.checks(&[("act_stop_minutes", "minutes BETWEEN 1 AND 1440")]);

/// Which activity follows which version of a route, and how far the leader has brought the group.
pub const OUTING_TABLE: Table =
    Table::by_root("act_outing", "activity_id", &[id("activity_id"), id("route_id"), small("reached")], &["activity_id"])
        .indexes(&[&["route_id"]])
        .references(&[Reference { columns: &["activity_id"], table: "act_activity", keys: &["id"] }]);

/// How many stops somebody has reached, in order. No times: nobody's day is traced.
pub const WALK_TABLE: Table = Table::by_root(
    "act_walk",
    "activity_id",
    &[id("activity_id"), int("ordinal"), small("reached"), small("completed_on").optional()],
    &["activity_id", "ordinal"],
)
.references(&[Reference { columns: &["activity_id"], table: "act_outing", keys: &["activity_id"] }]);
