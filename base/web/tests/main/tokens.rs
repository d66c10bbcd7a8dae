use axum::http::Method;
use store::{Actor, Fault};
use web::token::{identify, list, make, revoke};

use crate::hall::{Hall, MIGRATIONS, person};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_token_stands_for_its_person_with_the_powers_it_was_given(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let ends_at = bed.store.now() + 1000;
        let made = async |powers: &'static [&'static str]| {
            bed.store.write("scene.make", &Actor::person(person(7)), |tx| async move { make(&tx, person(7), "till", powers, ends_at).await }).await.unwrap()
        };
        let (token, bare) = (made(&["run", "audit"]).await, made(&[]).await);
        assert!(token.starts_with("uht_") && token.len() == 68);
        let with = |token: &str| [("authorization".parse().unwrap(), format!("Bearer {token}").parse().unwrap())].into_iter().collect();
        let found = identify(&bed.store, &with(&token)).await.unwrap().unwrap();
        assert_eq!((found.person, found.token_powers.as_deref()), (person(7), Some(["run".to_owned(), "audit".to_owned()].as_slice())));
        let found = identify(&bed.store, &with(&bare)).await.unwrap().unwrap();
        assert_eq!(found.token_powers.as_deref(), Some([].as_slice()), "a token without powers has all of them");

        let asked = async |header: &str| hall.browser().api(Method::GET, "/me", None, &[("authorization", header)]).await.status.as_u16();
        assert_eq!(asked(&format!("Bearer {token}")).await, 200);
        for at in 4..68 {
            let mut bent = token.clone().into_bytes();
            bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(asked(&format!("Bearer {}", String::from_utf8(bent).unwrap())).await, 401, "changed at {at}");
        }
        for bad in [format!("bearer {token}"), token.clone(), format!("Basic {token}"), format!("Bearer {}", &token[4..]), format!("Bearer {token}A"), "Bearer uht_".into()] {
            assert_eq!(asked(&bad).await, 401, "{bad}");
        }
        bed.clock.advance(1000);
        assert_eq!(asked(&format!("Bearer {token}")).await, 401);
    }

    async fn only_its_owner_takes_a_token_back_and_at_once(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let ends_at = bed.store.now() + 1000;
        let token = bed.store.write("scene.make", &Actor::house(), |tx| async move { make(&tx, person(7), "till", &["run"], ends_at).await }).await.unwrap();
        let seen = list(&bed.store, person(7)).await.unwrap();
        assert_eq!((seen.len(), seen[0].label.as_str(), seen[0].powers.as_str(), seen[0].ends_at), (1, "till", "run", ends_at));
        let id = seen[0].id;
        let take = async |who| bed.store.write("scene.revoke", &Actor::house(), |tx| async move { revoke(&tx, who, id).await }).await;
        assert!(matches!(take(person(8)).await, Err(Fault::NotFound)));
        take(person(7)).await.unwrap();
        assert!(matches!(take(person(7)).await, Err(Fault::NotFound)));
        hall.browser().api(Method::GET, "/me", None, &[("authorization", &format!("Bearer {token}"))]).await.is(401);
    }
}
