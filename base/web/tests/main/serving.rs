use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::hall::{Hall, on_sqlite};

/// What comes back for these bytes on a connection of their own.
async fn talk(to: std::net::SocketAddr, said: &[u8]) -> String {
    let mut stream = TcpStream::connect(to).await.unwrap();
    stream.write_all(said).await.unwrap();
    let mut heard = Vec::new();
    // A server that hangs up early has answered as well.
    let _ = stream.read_to_end(&mut heard).await;
    String::from_utf8_lossy(&heard).into_owned()
}

on_sqlite! {
    async fn a_real_connection_is_served_and_the_process_leaves_when_told(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(web::serve(hall.web.clone(), hall.router.clone(), listener, async { let _ = stopped.await; }));

        let heard = talk(at, b"GET /address HTTP/1.1\r\nHost: hall.test\r\nConnection: close\r\n\r\n").await;
        assert!(heard.starts_with("HTTP/1.1 200") && heard.ends_with("127.0.0.1"), "{heard}");
        let heard = talk(at, b"HEAD /nowhere HTTP/1.1\r\nHost: hall.test\r\nConnection: close\r\n\r\n").await;
        assert!(heard.starts_with("HTTP/1.1 404") && heard.ends_with("\r\n\r\n"), "{heard}");
        for hostile in [
            b"\0\0\0\0\r\n\r\n".as_slice(),
            b"GET / HTTP/1.1\r\nHost: hall.test\r\nCookie: hall=\xff\xfe; lang=\xff\r\nAccept-Language: \xff\r\nConnection: close\r\n\r\n",
            b"POST /form HTTP/1.1\r\nHost: hall.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n",
            b"GET /\xff\xfe HTTP/1.1\r\nHost: hall.test\r\nConnection: close\r\n\r\n",
        ] {
            let heard = match hostile.starts_with(b"POST") {
                // The body announced never comes: the size alone must be enough to refuse it.
                true => { let mut s = TcpStream::connect(at).await.unwrap(); s.write_all(hostile).await.unwrap(); s.write_all(&[b'x'; 300_000]).await.ok(); let mut head = [0; 12]; s.read_exact(&mut head).await.unwrap(); String::from_utf8_lossy(&head).into_owned() }
                false => talk(at, hostile).await,
            };
            assert!(!heard.starts_with("HTTP/1.1 5"), "{heard}");
        }
        stop.send(()).unwrap();
        serving.await.unwrap().unwrap();
        assert!(TcpStream::connect(at).await.is_err());
        hall.browser().get("/readyz").await.is(503).shows("leaving");
    }
}
