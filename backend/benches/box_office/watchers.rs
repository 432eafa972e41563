//! A crowd that watches one performance while seats go: how late each watcher hears of a change, what a socket costs, beside a
//! bare actix websocket that broadcasts the same bytes as often. The watchers are a process of their own, so that memory and
//! processor time are the server's.

use crate::house::{CLIENTS, House};
use actix::{Actor, Addr, AsyncContext, Handler, Message, StreamHandler};
use actix_web::web::{Data, Payload};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use actix_web_actors::ws;
use bytestring::ByteString;
use parking_lot::Mutex;
use shared::live::{SeatsChanged, ServerFrame};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Watchers when `BENCH_WATCHERS` does not say.
const WATCHERS: usize = 5_000;
const CHANGES_PER_SECOND: u32 = 100;
const SPAN: Duration = Duration::from_secs(6);

async fn clear(visitors: &[House]) {
    for visitor in visitors {
        visitor.clear_directly().await;
    }
}

/// Measures the live house and the bare broadcast.
pub async fn measure(engine: &str, house: &House) {
    let count = std::env::var("BENCH_WATCHERS").ok().and_then(|text| text.parse().ok()).unwrap_or(WATCHERS);
    let hello = r#"{"hello":{"page":"/","browser":"a-browser-of-the-bench"}}"#;
    let watch = format!(r#"{{"watch":{{"topic":{{"seats":{{"performance":{}}}}}}}}}"#, house.performance());
    // The visitors whose seats go are there before the crowd.
    let visitors: Vec<House> = (0..CLIENTS).map(|client| house.client(client)).collect();
    clear(&visitors).await;
    let before = Usage::now();
    let mut crowd = Crowd::come(house.host(), "/api/v1/live", count, &[hello, &watch]).await;
    let connected = Usage::now();
    crowd.say("go");
    let (began, mut changes, mut running) = (Instant::now(), 0, Vec::new());
    while began.elapsed() < SPAN {
        // One visitor after the other, so that nobody does two things at once.
        let (house, turn) = (visitors[changes % CLIENTS].clone(), changes / CLIENTS);
        running.push(actix_web::rt::spawn(async move { house.hold_directly(turn).await }));
        changes += 1;
        let due = began + Duration::from_secs(1) * u32::try_from(changes).unwrap() / CHANGES_PER_SECOND;
        tokio::time::sleep_until(due.into()).await;
    }
    for change in running {
        change.await.unwrap();
    }
    clear(&visitors).await;
    let heard = crowd.leave().await;
    let rate = f64::from(u32::try_from(changes).unwrap()) / began.elapsed().as_secs_f64();
    row(
        engine,
        &format!("{count} watch seats, {rate:.0} changes/s"),
        &heard,
        &before,
        &connected,
        &Usage::now(),
        count,
    );

    let frames = heard.frames / count.max(1);
    bare(engine, count, frames, house).await;
}

async fn bare(engine: &str, count: usize, frames: usize, house: &House) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let everybody: Everybody = Arc::default();
    let state = everybody.clone();
    let server = HttpServer::new(move || {
        App::new().app_data(Data::new(state.clone())).route("/bare", web::get().to(bare_socket))
    });
    let server = server.workers(2).disable_signals().listen(listener).unwrap().run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let before = Usage::now();
    let mut crowd = Crowd::come(&host, "/bare", count, &[]).await;
    let connected = Usage::now();
    crowd.say("go");
    let began = Instant::now();
    for frame in 0..frames {
        let to = house.now().timestamp_micros();
        let changed = SeatsChanged {
            performance: house.performance(),
            from: to - 1,
            to,
            seats: vec![(1_234, 'h'), (1_235, 'h'), (1_236, '.'), (1_237, '.')],
            zones: Vec::new(),
        };
        let text: ByteString = serde_json::to_string(&ServerFrame::SeatsChanged(changed)).unwrap().into();
        for socket in everybody.lock().iter() {
            socket.do_send(Text(text.clone()));
        }
        let due = began + SPAN * u32::try_from(frame + 1).unwrap() / u32::try_from(frames.max(1)).unwrap();
        tokio::time::sleep_until(due.into()).await;
    }
    let heard = crowd.leave().await;
    let what = format!("bare, {:.0} frames/s", frames as f64 / SPAN.as_secs_f64());
    row(engine, &what, &heard, &before, &connected, &Usage::now(), count);
    handle.stop(false).await;
}

fn row(engine: &str, what: &str, heard: &Heard, before: &Usage, connected: &Usage, after: &Usage, count: usize) {
    println!(
        "{engine:<11} {what:<34} delay p50 {:>6.1} ms p99 {:>6.1} ms | {:>5.1} kB a socket | {:>3.0} % of a processor | {:>4.0} frames/s to each",
        heard.p50 as f64 / 1_000.0,
        heard.p99 as f64 / 1_000.0,
        (connected.memory_kb - before.memory_kb) / count as f64,
        (after.cpu_seconds - connected.cpu_seconds) / SPAN.as_secs_f64() * 100.0,
        heard.frames as f64 / count as f64 / SPAN.as_secs_f64(),
    );
}

/// What this process uses, as Linux counts it.
struct Usage {
    memory_kb: f64,
    cpu_seconds: f64,
}

impl Usage {
    fn now() -> Self {
        let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
        let pages: f64 = pages.split(' ').nth(1).unwrap().parse().unwrap();
        let ticks = std::fs::read_to_string("/proc/self/stat").unwrap();
        let ticks: Vec<f64> =
            ticks.rsplit(')').next().unwrap().split(' ').filter_map(|tick| tick.parse().ok()).collect();
        // User and system time are the 12th and 13th after the name, in hundredths of a second.
        Self { memory_kb: pages * 4.0, cpu_seconds: (ticks[10] + ticks[11]) / 100.0 }
    }
}

/// The process of the watchers.
struct Crowd {
    child: Child,
    answers: BufReader<ChildStdout>,
}

/// What they heard; delays in microseconds.
struct Heard {
    frames: usize,
    p50: u64,
    p99: u64,
}

impl Crowd {
    /// Starts `count` watchers and waits until all are there.
    async fn come(host: &str, path: &str, count: usize, say: &[&str]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .env("BENCH_CROWD", format!("{host} {path} {count}"))
            .env("BENCH_SAY", say.join("\n"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let (line, answers) = next_line(answers).await;
        assert_eq!(line.trim(), "ready");
        Self { child, answers }
    }

    fn say(&mut self, word: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{word}").unwrap();
    }

    /// Lets them tell what they heard, and go.
    async fn leave(mut self) -> Heard {
        self.say("tell");
        let (line, _) = next_line(self.answers).await;
        let told: Vec<u64> = line.split_whitespace().map(|number| number.parse().unwrap()).collect();
        self.child.wait().unwrap();
        Heard { frames: usize::try_from(told[0]).unwrap(), p50: told[1], p99: told[2] }
    }
}

/// Waits for a line without holding up the server.
async fn next_line<R: BufRead + Send + 'static>(mut from: R) -> (String, R) {
    let read = tokio::task::spawn_blocking(move || {
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        (line, from)
    });
    read.await.unwrap()
}

/// The watchers' own program.
pub async fn watch(order: &str) {
    let words: Vec<&str> = order.split(' ').collect();
    let (host, path, count): (&str, &str, usize) = (words[0], words[1], words[2].parse().unwrap());
    let say = std::env::var("BENCH_SAY").unwrap();
    let delays: Arc<Mutex<Vec<u64>>> = Arc::default();
    for _ in 0..count {
        let stream = enter(host, path, &say).await;
        actix_web::rt::spawn(listen(stream, delays.clone()));
    }
    println!("ready");
    let (_, orders) = next_line(BufReader::new(std::io::stdin())).await;
    delays.lock().clear();
    next_line(orders).await;
    // What is under way still counts.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut delays = std::mem::take(&mut *delays.lock());
    delays.sort_unstable();
    let at = |part: usize| delays.get(delays.len() * part / 100).copied().unwrap_or(0);
    println!("{} {} {}", delays.len(), at(50), at(99));
}

async fn enter(host: &str, path: &str, say: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    for text in say.lines() {
        // A client's frame is masked; a mask of zeros leaves the text as it is.
        let mut frame = vec![0x81, 0x80 | u8::try_from(text.len()).unwrap(), 0, 0, 0, 0];
        frame.extend_from_slice(text.as_bytes());
        stream.write_all(&frame).await.unwrap();
    }
    stream
}

async fn listen(mut stream: TcpStream, delays: Arc<Mutex<Vec<u64>>>) {
    let (mut buffer, mut read) = (Vec::new(), [0_u8; 8_192]);
    while let Ok(length @ 1..) = stream.read(&mut read).await {
        buffer.extend_from_slice(&read[..length]);
        let now = u64::try_from(std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_micros()).unwrap();
        while let Some((head, length)) = frame(&buffer) {
            let text = &buffer[head..head + length];
            if let Some(at) = text.windows(5).position(|part| part == b"\"to\":") {
                let digits: String = text[at + 5..]
                    .iter()
                    .map_while(|byte| byte.is_ascii_digit().then_some(char::from(*byte)))
                    .collect();
                delays.lock().push(now.saturating_sub(digits.parse().unwrap()));
            }
            buffer.drain(..head + length);
        }
    }
}

/// Length of the head and of the text of the first whole frame.
fn frame(buffer: &[u8]) -> Option<(usize, usize)> {
    let (head, length) = match *buffer.get(1)? & 0x7f {
        126 => (4, usize::from(u16::from_be_bytes(buffer.get(2..4)?.try_into().unwrap()))),
        127 => (10, usize::try_from(u64::from_be_bytes(buffer.get(2..10)?.try_into().unwrap())).unwrap()),
        short => (2, usize::from(short)),
    };
    (buffer.len() >= head + length).then_some((head, length))
}

type Everybody = Arc<Mutex<Vec<Addr<Bare>>>>;

/// A socket that does nothing but say what it is told.
struct Bare(Everybody);

#[derive(Message)]
#[rtype(result = "()")]
struct Text(ByteString);

impl Actor for Bare {
    type Context = ws::WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.0.lock().push(ctx.address());
    }
}

impl Handler<Text> for Bare {
    type Result = ();

    fn handle(&mut self, text: Text, ctx: &mut Self::Context) {
        ctx.text(text.0);
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Bare {
    fn handle(&mut self, _: Result<ws::Message, ws::ProtocolError>, _: &mut Self::Context) {}
}

async fn bare_socket(
    request: HttpRequest,
    payload: Payload,
    everybody: Data<Everybody>,
) -> actix_web::Result<HttpResponse> {
    ws::start(Bare(everybody.get_ref().clone()), &request, payload)
}
