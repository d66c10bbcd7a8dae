#[test]
fn every_table_could_be_spread_over_machines() {
    let tables = [drives::TABLES, limits::TABLES].concat();
    assert_eq!(store::schema::lint(&tables), Vec::<String>::new());
}
