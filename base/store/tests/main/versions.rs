use crate::scene::{MIGRATIONS, SHELF, furnish, put_up};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_commit_raises_a_version_here_at_once_and_elsewhere_when_it_looks(bed: Bed) {
        let other = bed.another_process().await;
        let raise = || bed.store.keep("scene.raise", |tx| async move {
            tx.bump("shelves");
            tx.bump("rooms");
            tx.bump("shelves");
            Ok(())
        });
        raise().await.unwrap();
        raise().await.unwrap();
        assert_eq!((bed.store.versions().get("shelves"), bed.store.versions().get("rooms"), bed.store.versions().get("walls")), (2, 2, 0));
        assert_eq!(other.versions().get("shelves"), 0);
        other.refresh_versions().await.unwrap();
        assert_eq!((other.versions().get("shelves"), other.versions().get("rooms")), (2, 2));
        other.keep("scene.raise", |tx| async move { tx.bump("rooms"); Ok(()) }).await.unwrap();
        bed.store.refresh_versions().await.unwrap();
        assert_eq!((bed.store.versions().get("shelves"), bed.store.versions().get("rooms")), (2, 3));
    }

    async fn two_processes_raising_at_once_get_two_numbers(bed: Bed) {
        let other = bed.another_process().await;
        let raising = |store: store::Store| tokio::spawn(async move {
            for _ in 0..10 {
                store.keep("scene.raise", |tx| async move { tx.bump("a"); tx.bump("b"); Ok(()) }).await.unwrap();
            }
        });
        let (one, two) = (raising(bed.store.clone()), raising(other));
        one.await.unwrap();
        two.await.unwrap();
        bed.store.refresh_versions().await.unwrap();
        assert_eq!((bed.store.versions().get("a"), bed.store.versions().get("b")), (20, 20));
    }

    async fn what_is_undone_raises_nothing(bed: Bed) {
        furnish(&bed.store).await;
        let undone = bed.store.keep("scene.undo", |tx| async move { tx.bump("shelves"); put_up(&tx, SHELF, "again").await }).await;
        assert!(undone.is_err());
        bed.store.refresh_versions().await.unwrap();
        assert_eq!(bed.store.versions().get("shelves"), 0);
    }
}
