//! Over real connections: starting, ending, slow clients.

use std::time::{Duration, Instant};

use server::serve;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::harness::World;

both! {
    async fn ending_lets_requests_finish_and_cuts_slow_clients(world: World) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let state = world.state.clone();
        let served = tokio::spawn(serve::on(listener, state));

        let mut idle = TcpStream::connect(addr).await.unwrap();
        idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut head = [0; 12];
        idle.read_exact(&mut head).await.unwrap();
        assert_eq!(&head, b"HTTP/1.1 200");

        // Its body comes after the signal, in time.
        let mut late = TcpStream::connect(addr).await.unwrap();
        let body = r#"{"title":"Kurz vor Schluss","text":"Noch schnell eine Idee.","topic":"klima"}"#;
        let head = format!("POST /api/ideas HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
        late.write_all(head.as_bytes()).await.unwrap();
        // Its body never comes.
        let mut slow = TcpStream::connect(addr).await.unwrap();
        slow.write_all(head.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;

        let began = Instant::now();
        world.state.shutdown.begin();
        tokio::time::sleep(Duration::from_millis(200)).await;
        late.write_all(body.as_bytes()).await.unwrap();
        let mut answer = String::new();
        timeout(Duration::from_secs(5), late.read_to_string(&mut answer)).await.unwrap().unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        timeout(Duration::from_secs(10), served).await.unwrap().unwrap().unwrap();
        assert!(began.elapsed() < Duration::from_secs(10));
    }
}

both! {
    async fn lines_that_are_too_long_are_refused(world: World) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let served = tokio::spawn(serve::on(listener, world.state.clone()));
        for request in [
            format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(200_000)),
            format!("GET / HTTP/1.1\r\nhost: x\r\ncookie: {}\r\n\r\n", "x".repeat(2_000_000)),
            "NONSENSE\r\n\r\n".to_owned(),
            "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n".to_owned(),
        ] {
            let mut stream = TcpStream::connect(addr).await.unwrap();
            // The server may hang up before it has read everything.
            let _ = stream.write_all(request.as_bytes()).await;
            let mut answer = [0; 12];
            if timeout(Duration::from_secs(5), stream.read_exact(&mut answer)).await.unwrap().is_ok() {
                assert_eq!(&answer[..10], b"HTTP/1.1 4", "{}", String::from_utf8_lossy(&answer));
            }
        }
        world.state.shutdown.begin();
        timeout(Duration::from_secs(10), served).await.unwrap().unwrap().unwrap();
    }
}
