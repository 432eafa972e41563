//! Notices: who is told what, once, and how they are read.

use crate::harness::{Client, TestApp};
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::catalogue::Performance;
use shared::chat::Sent;
use shared::live::{ServerFrame, Topic};
use shared::notices::{Notice, NoticeAbout, NoticeKind, NoticeSettings, Notices, UnreadNotices};

async fn notices(client: &Client) -> Notices {
    client.get("/api/v1/notices").await.ok()
}

fn kinds(notices: &Notices) -> Vec<NoticeKind> {
    notices.items.iter().map(|notice| notice.about.kind()).collect()
}

fn notice(frame: ServerFrame) -> Option<(Notice, i64)> {
    match frame {
        ServerFrame::Notice { notice, unread } => Some((notice, unread)),
        _ => None,
    }
}

#[actix_web::test]
async fn buyers_hear_of_their_orders_and_the_house_that_it_is_full() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, staff) = (app.customer("ada").await, app.staff(Role::BoxOffice).await);
    let mut page = app.page(&ada).await;
    page.watch(Topic::Notices, None).await;
    let order = theatre.order(&ada, &[0]).await;
    let pay = format!("/api/v1/admin/orders/{}/payments", order.id);
    staff.post(&pay, &json!({"method": "cash"})).await.ok::<Value>();
    app.work().await;
    let (told, unread) = page.until(notice).await;
    assert!(matches!(&told.about, NoticeAbout::OrderPaid { number, .. } if *number == order.number));
    assert_eq!((unread, told.read), (1, false));
    app.work().await;
    assert_eq!(notices(&ada).await.items, std::slice::from_ref(&told), "once");
    assert!(notices(&staff).await.items.is_empty(), "not sold out yet");

    // Read here, the badge goes everywhere.
    let read: UnreadNotices = ada.post("/api/v1/notices/read", &json!({"notices": [told.id]})).await.ok();
    assert_eq!(read.unread, 0);
    page.until(|frame| matches!(frame, ServerFrame::NoticesRead { unread: 0 }).then_some(())).await;
    assert!(notices(&ada).await.items[0].read);
    let mallory = app.customer("mallory").await;
    mallory.post("/api/v1/notices/read", &json!({})).await.ok::<UnreadNotices>();

    // A guest who buys is told in the same browser.
    let eve = app.visitor();
    let guests = theatre.order(&eve, &[9]).await;
    staff.post(&format!("/api/v1/admin/orders/{}/payments", guests.id), &json!({"method": "cash"})).await.ok::<Value>();
    staff.post(&format!("/api/v1/admin/orders/{}/cancel", guests.id), &json!(null)).await.ok::<Value>();
    app.work().await;
    assert!(kinds(&notices(&eve).await).contains(&NoticeKind::OrderPaid));
}

#[actix_web::test]
async fn a_hold_that_ends_soon_is_told_once() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (eve, ada) = (app.visitor(), app.customer("ada").await);
    theatre.hold(&eve, &[0, 1]).await;
    theatre.hold(&ada, &[5]).await;
    app.work().await;
    assert!(notices(&eve).await.items.is_empty());
    app.clock.advance(TimeDelta::minutes(12) + TimeDelta::seconds(1));
    app.work().await;
    app.work().await;
    let told = notices(&eve).await;
    assert!(matches!(&told.items[..], [Notice { about: NoticeAbout::HoldEnding { places: 2, .. }, .. }]), "{told:?}");
    assert_eq!(kinds(&notices(&ada).await), [NoticeKind::HoldEnding]);
    assert!(notices(&app.visitor()).await.items.is_empty());
}

#[actix_web::test]
async fn buyers_hear_that_a_performance_moves_or_does_not_take_place() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, staff) = (app.customer("ada").await, app.staff(Role::BoxOffice).await);
    let order = theatre.order(&ada, &[0]).await;
    staff.post(&format!("/api/v1/admin/orders/{}/payments", order.id), &json!({"method": "cash"})).await.ok::<Value>();
    let path = format!("/api/v1/performances/{}", theatre.performance);
    let change = async |state: &str, hours: i64| {
        let now: Performance = staff.get(&path).await.ok();
        let body = json!({
            "show": theatre.show, "plan": theatre.plan, "starts_at": now.starts_at + TimeDelta::hours(hours),
            "state": state, "vat_rate_bp": 210, "prices": now.prices,
        });
        let url = format!("/api/v1/admin/performances/{}", theatre.performance);
        let request =
            staff.request(reqwest::Method::PUT, &url).header("If-Match", format!("\"{}\"", now.version)).json(&body);
        staff.send(request).await.ok::<Value>();
        app.work().await;
    };
    change("on_sale", 0).await;
    assert_eq!(kinds(&notices(&ada).await), [NoticeKind::OrderPaid], "nothing that concerns her changed");
    change("on_sale", 2).await;
    assert_eq!(kinds(&notices(&ada).await)[0], NoticeKind::PerformanceChanged);
    let cancel = json!({ "reason": "The lead is ill.", "remedy": "refund" });
    staff.post(&format!("/api/v1/admin{}/cancel", &path["/api/v1".len()..]), &cancel).await.ok::<Value>();
    assert_eq!(kinds(&notices(&ada).await)[0], NoticeKind::PerformanceCancelled);
}

#[actix_web::test]
async fn staff_hear_of_a_new_conversation_and_visitors_of_an_answer_they_missed() {
    let app = TestApp::new().await;
    let (ada, staff) = (app.customer("ada").await, app.staff(Role::BoxOffice).await);
    let mut desk = app.page(&staff).await;
    desk.watch(Topic::Notices, None).await;
    let sent: Sent =
        ada.post("/api/v1/chat/messages", &json!({"client_id": "ada-word-1", "text": "Bonjour"})).await.ok();
    app.work().await;
    let (told, _) = desk.until(notice).await;
    assert!(matches!(&told.about, NoticeAbout::ConversationNew { excerpt, .. } if excerpt == "Bonjour"));
    let answer = format!("/api/v1/admin/chat/conversations/{}/messages", sent.conversation.id);
    staff.post(&answer, &json!({"client_id": "staff-word-1", "text": "Bonsoir"})).await.ok::<Value>();
    app.work().await;
    assert!(notices(&ada).await.items.is_empty(), "she may be looking at it");
    app.clock.advance(TimeDelta::seconds(4));
    app.work().await;
    assert_eq!(kinds(&notices(&ada).await), [NoticeKind::ChatReply]);
    // Read at once, or not wanted: no notice.
    staff.post(&answer, &json!({"client_id": "staff-word-2", "text": "Encore"})).await.ok::<Value>();
    ada.put("/api/v1/chat/marks", &json!({"delivered": 3, "read": 3})).await.ok::<Value>();
    app.clock.advance(TimeDelta::seconds(4));
    app.work().await;
    let settings: NoticeSettings =
        ada.put("/api/v1/notices/settings", &json!({"settings": [{"kind": "chat_reply", "wanted": false}]})).await.ok();
    assert!(settings.settings.iter().any(|setting| setting.kind == NoticeKind::ChatReply && !setting.wanted));
    assert!(settings.settings.iter().all(|setting| !setting.kind.is_for_staff()));
    staff.post(&answer, &json!({"client_id": "staff-word-3", "text": "Toujours là ?"})).await.ok::<Value>();
    app.clock.advance(TimeDelta::seconds(4));
    app.work().await;
    assert_eq!(kinds(&notices(&ada).await), [NoticeKind::ChatReply]);
    let shown: NoticeSettings = staff.get("/api/v1/notices/settings").await.ok();
    assert_eq!(shown.settings.len(), NoticeKind::ALL.len());
}
