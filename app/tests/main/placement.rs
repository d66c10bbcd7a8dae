use store::schema::lint;

/// Every table could live on one of many machines as it stands: its root is in every key, unique index and reference.
#[test]
fn every_table_is_placed() {
    let tables = unionhall::house::tables();
    assert!(tables.len() > 30, "the list of tables lost some: {}", tables.len());
    assert_eq!(lint(&tables), Vec::<String>::new());
}
