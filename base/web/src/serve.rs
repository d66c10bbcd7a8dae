use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use crate::Web;

/// Time for running requests to end after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `stop` resolves, then lets running requests end.
///
/// # Errors
/// The listener's error.
pub async fn serve(
    web: Web,
    router: Router,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (told, heard) = tokio::sync::oneshot::channel::<()>();
    let leaving = web.clone();
    let signal = async move {
        stop.await;
        leaving.health.leave();
        let _ = told.send(());
    };
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        // Pages are written in one piece: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
    });
    let serving =
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(signal);
    tokio::select! {
        ended = async { serving.await } => ended,
        () = async {
            let _ = heard.await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}
