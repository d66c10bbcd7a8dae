//! The cable between the windows and the house, which can be pulled: the worker behind a page does not notice when the driver cuts
//! the page alone off.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub struct Cable {
    /// The house as it is reached through the cable.
    pub base: String,
    is_in: watch::Sender<bool>,
}

impl Cable {
    /// To the house at `http://…`.
    pub async fn lay(house: &str) -> Self {
        let house: SocketAddr = house.strip_prefix("http://").unwrap().parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (is_in, seen) = watch::channel(true);
        tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let mut seen = seen.clone();
                tokio::spawn(async move {
                    if !*seen.borrow_and_update() {
                        return;
                    }
                    let Ok(mut to) = TcpStream::connect(house).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut from, &mut to) => {}
                        _ = seen.changed() => {}
                    }
                });
            }
        });
        Self { base, is_in }
    }

    /// Everything under way breaks, and nobody is let through.
    pub fn pull(&self) {
        self.is_in.send_replace(false);
    }

    pub fn plug(&self) {
        self.is_in.send_replace(true);
    }
}
