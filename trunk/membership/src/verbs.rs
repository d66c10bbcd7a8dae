//! What can be done with people and their membership, one file for each verb.

pub mod answer;
pub mod card;
pub mod count_heads;
pub mod decide;
pub mod describe;
pub mod enrol;
pub mod escalate;
pub mod find_union;
pub mod import;
pub mod join;
pub mod list_members;
pub mod make_token;
pub mod open_sealed;
pub mod own;
pub mod plant;
pub mod prove_phone;
pub mod reach;
pub mod register_administrator;
pub mod roster;
pub mod secure;
pub mod send_code;
pub mod send_on;
pub mod send_to;
pub mod sign_in;
pub mod sign_in_desk;
pub mod standing;
