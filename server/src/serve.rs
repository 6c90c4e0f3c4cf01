//! Listening, and ending well.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::serve::ListenerExt;
use tokio::{net::TcpListener, signal::unix::SignalKind};

use crate::{mail, metrics, shutdown::Shutdown, state::AppState};

/// How long requests may go on after the signal to end. The contract allows 10 seconds in all.
const DRAIN: Duration = Duration::from_secs(8);
/// How long mails under way may go on after that.
const MAIL: Duration = Duration::from_secs(1);

/// Serves until the program is told to end (SIGTERM, SIGINT), then lets requests finish.
///
/// # Errors
/// An address cannot be listened on.
pub async fn run(state: AppState) -> io::Result<()> {
    let listener = TcpListener::bind(state.config.addr).await?;
    let shutdown = state.shutdown.clone();
    tracing::info!(addr = %listener.local_addr()?, url = %state.config.base_url(), "listening");
    if let Some(addr) = state.config.metrics_addr {
        let listener = TcpListener::bind(addr).await?;
        let ended = shutdown.clone();
        tokio::spawn(async move {
            let served = axum::serve(listener, metrics::router())
                .with_graceful_shutdown(async move { ended.begun().await });
            if let Err(error) = served.await {
                tracing::error!(%error, "metrics");
            }
        });
    }
    tokio::spawn(signals(shutdown.clone())?);
    tokio::spawn(crate::jobs::run(state.clone()));
    tokio::spawn(crate::jobs::run_programme(state.clone()));
    tokio::spawn(mail::daily::run(state.clone()));
    let mailer = mail::Mailer::new(&state).map_err(io::Error::other)?;
    let mut mail = tokio::spawn(mail::run(Arc::new(mailer)));
    let served = on(listener, state).await;
    // What is on its way to the mail server shall arrive there once.
    if tokio::time::timeout(MAIL, &mut mail).await.is_err() {
        tracing::warn!("a mail was cut; it goes out again");
    }
    served
}

/// Serves on this listener until [`Shutdown::begin`]; then no longer than eight seconds,
/// however slow clients are.
///
/// # Errors
/// The listener broke.
pub async fn on(listener: TcpListener, state: AppState) -> io::Result<()> {
    let shutdown = state.shutdown.clone();
    let listener = listener.tap_io(|stream| {
        // A live event is small: waiting for more of it only makes it late.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    let app = crate::build(state).into_make_service_with_connect_info::<SocketAddr>();
    let begun = shutdown.clone();
    let served =
        axum::serve(listener, app).with_graceful_shutdown(async move { begun.begun().await });
    tokio::select! {
        served = served.into_future() => served,
        () = async { shutdown.begun().await; tokio::time::sleep(DRAIN).await } => {
            tracing::warn!("slow clients were cut");
            Ok(())
        }
    }
}

/// Waits for the first signal, then says that the program is about to end.
fn signals(shutdown: Shutdown) -> io::Result<impl Future<Output = ()>> {
    let mut term = tokio::signal::unix::signal(SignalKind::terminate())?;
    let mut int = tokio::signal::unix::signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        tracing::info!("ending");
        shutdown.begin();
    })
}
