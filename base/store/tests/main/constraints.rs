use store::{Fault, Outcome, Store, Tx, binds, run};
use uuid::Uuid;

use crate::scene::{MIGRATIONS, SHELF, furnish, place, put_up};

/// What the schema answers to one change, with the constraint it names.
async fn answer<F, Fut>(store: &Store, change: F) -> String
where
    F: Fn(Tx) -> Fut,
    Fut: Future<Output = Outcome<()>>,
{
    match store.keep("scene.change", change).await {
        Ok(()) => "done".to_owned(),
        Err(Fault::Taken(name)) => format!("taken {name}"),
        Err(Fault::Refused(name)) => format!("refused {name}"),
        Err(other) => panic!("{other}"),
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_violation_has_one_name_on_both_engines(bed: Bed) {
        furnish(&bed.store).await;
        let other = Uuid::from_u128(2);
        let store = &bed.store;
        assert_eq!(answer(store, |tx| async move { put_up(&tx, other, "first").await }).await, "taken shelf_label_key");
        assert_eq!(answer(store, |tx| async move { put_up(&tx, SHELF, "second").await }).await, "taken shelf_id_key");
        assert_eq!(answer(store, |tx| async move { place(&tx, SHELF, 1, Some("x"), 1).await }).await, "taken thing_shelf_slot_key");
        assert_eq!(answer(store, |tx| async move { place(&tx, SHELF, 2, Some("lamp"), 1).await }).await, "taken thing_shelf_name_key");
        assert_eq!(answer(store, |tx| async move { place(&tx, SHELF, 2, Some("x"), 0).await }).await, "refused thing_weighs_something");
        assert_eq!(answer(store, |tx| async move { place(&tx, SHELF, 2, None, 1).await }).await, "refused not_null");
        assert_eq!(answer(store, |tx| async move { place(&tx, other, 1, Some("x"), 1).await }).await, "refused foreign_key");
        let delete = "DELETE FROM shelf WHERE id = $1";
        assert_eq!(answer(store, |tx| async move { run(&*tx, delete, binds![SHELF]).await.map(drop) }).await, "refused foreign_key");
        let update = "UPDATE thing SET weight = -1 WHERE shelf = $1";
        assert_eq!(answer(store, |tx| async move { run(&*tx, update, binds![SHELF]).await.map(drop) }).await, "refused thing_weighs_something");
        assert_eq!(answer(store, |tx| async move { place(&tx, SHELF, 2, Some("x"), 1).await }).await, "done");
    }

    async fn hostile_values_do_not_change_a_constraint_s_name(bed: Bed) {
        let label = "\"shelf_id_key\" failed: a.b, c.d \" on table ' violates check constraint \"x\"";
        let store = &bed.store;
        assert_eq!(answer(store, |tx| async move { put_up(&tx, SHELF, label).await }).await, "done");
        assert_eq!(answer(store, |tx| async move { put_up(&tx, Uuid::from_u128(2), label).await }).await, "taken shelf_label_key");
        assert_eq!(answer(store, |tx| async move { place(&tx, SHELF, 1, Some(label), 0).await }).await, "refused thing_weighs_something");
    }

    async fn a_constraint_becomes_a_field_s_message(bed: Bed) {
        furnish(&bed.store).await;
        let fault = bed.store.keep("scene.again", |tx| async move { put_up(&tx, Uuid::from_u128(2), "first").await }).await.unwrap_err();
        let Fault::Invalid(fields) = fault.or_field("thing_shelf_name_key", "name", "scene-name").or_field("shelf_label_key", "label", "scene-label-taken")
        else { panic!("no field") };
        assert_eq!(fields, [store::FieldFault::new("label", "scene-label-taken")]);
    }
}
