//! Talking with the box office: one thread through pages, devices and sign-in, on both sides.

use crate::harness::{Answer, Client, TestApp};
use billetterie::schema::sessions;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::accounts::{AccountExport, Role};
use shared::basket::Basket;
use shared::chat::{
    Attachment, AttachmentKind, Chat, ConversationState, CustomerCard, InboxItem, Message, Messages, Sent, Side,
    StaffConversation,
};
use shared::ids::ConversationId;
use shared::live::{ClientFrame, ServerFrame, Topic};
use shared::paging::Page;
use std::collections::BTreeMap;

const MESSAGES: &str = "/api/v1/chat/messages";

async fn say(client: &Client, word: &str, text: &str) -> Answer {
    client.post(MESSAGES, &json!({"client_id": word, "text": text, "locale": "en"})).await
}

async fn chat(client: &Client) -> Chat {
    client.get("/api/v1/chat").await.ok()
}

fn desk(conversation: ConversationId, rest: &str) -> String {
    format!("/api/v1/admin/chat/conversations/{conversation}{rest}")
}

async fn reply(staff: &Client, conversation: ConversationId, word: &str, text: &str) -> Message {
    staff.post(&desk(conversation, "/messages"), &json!({"client_id": word, "text": text})).await.ok()
}

async fn inbox(staff: &Client, query: &str) -> Vec<InboxItem> {
    staff.get(&format!("/api/v1/admin/chat/conversations?{query}")).await.ok::<Page<InboxItem>>().items
}

fn texts(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.text.as_str()).collect()
}

/// Somebody of the box office who is on the site.
async fn open_desk(app: &TestApp) -> (Client, crate::socket::Page) {
    let staff = app.staff(Role::BoxOffice).await;
    let page = app.page(&staff).await;
    (staff, page)
}

#[actix_web::test]
async fn a_guest_and_the_box_office_talk() {
    let app = TestApp::new().await;
    let (staff, mut desk_page) = open_desk(&app).await;
    desk_page.watch(Topic::Inbox, None).await;
    let eve = app.visitor();
    assert_eq!(chat(&eve).await.conversation, None);
    let sent: Sent = say(&eve, "eve-word-1", "  Bonjour, <script>alert(1)</script> https://example.org ").await.ok();
    let id = sent.conversation.id;
    assert_eq!((sent.message.sequence, sent.message.side), (1, Side::Visitor));
    assert_eq!(sent.message.text, "Bonjour, <script>alert(1)</script> https://example.org", "text is text");
    let item = desk_page.until(|frame| match frame {
        ServerFrame::Inbox(item) if item.last == 1 => Some(item),
        _ => None,
    });
    let item = item.await;
    assert_eq!((item.id, item.unread, item.state, item.assigned), (id, 1, ConversationState::Open, None));

    let mut page = app.page(&eve).await;
    page.watch(Topic::Chat, None).await;
    desk_page.watch(Topic::Conversation { conversation: id }, None).await;
    desk_page.say(&ClientFrame::Typing { conversation: id, typing: true }).await;
    let typing = page.until(|frame| match frame {
        ServerFrame::Typing { side, name, typing, .. } => Some((side, name, typing)),
        _ => None,
    });
    assert_eq!(typing.await, (Side::Staff, "box_office L.".to_owned(), true));
    let answer = reply(&staff, id, "staff-word-1", "Bonsoir !").await;
    assert_eq!((answer.sequence, answer.account), (2, staff.account));
    let heard = page.until(|frame| match frame {
        ServerFrame::Message(message) => Some(message),
        _ => None,
    });
    let heard = heard.await;
    assert_eq!((heard.text.as_str(), heard.name.as_str(), heard.account), ("Bonsoir !", "box_office L.", None));
    page.say(&ClientFrame::Typing { conversation: id, typing: true }).await;
    desk_page.until(|frame| matches!(frame, ServerFrame::Typing { side: Side::Visitor, .. }).then_some(())).await;

    // Marks: what arrived, what was read; only forward.
    let seen = chat(&eve).await;
    assert!(!serde_json::to_string(&seen).unwrap().contains("@example.org"), "no address of the staff");
    let conversation = seen.conversation.unwrap();
    assert_eq!((conversation.unread, conversation.mine.read, conversation.theirs.read), (1, 1, 2));
    let read = eve.put("/api/v1/chat/marks", &json!({"delivered": 2, "read": 2})).await;
    assert_eq!(read.ok::<shared::chat::Conversation>().unread, 0);
    let marked = desk_page.until(|frame| match frame {
        ServerFrame::Marked { side: Side::Visitor, mark, .. } if mark.read == 2 => Some(mark),
        _ => None,
    });
    assert_eq!(marked.await.delivered, 2);
    let back = eve.put("/api/v1/chat/marks", &json!({"delivered": 0, "read": -7})).await;
    assert_eq!(back.ok::<shared::chat::Conversation>().mine.read, 2);
    let item = &inbox(&staff, "filter=mine").await[0];
    assert_eq!((item.unread, item.excerpt.as_str()), (0, "Bonsoir !"), "who answers takes care of it");
}

#[actix_web::test]
async fn a_message_sent_again_is_the_same_message() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let eve = app.visitor();
    let first: Sent = say(&eve, "eve-word-1", "Bonjour").await.ok();
    let id = first.conversation.id;
    let again: Sent = say(&eve, "eve-word-1", "Bonjour").await.ok();
    assert_eq!(again.message, first.message);
    let answer = reply(&staff, id, "staff-word-1", "Oui ?").await;
    assert_eq!(reply(&staff, id, "staff-word-1", "Oui ?").await, answer);
    // Many at once, each sent twice, from both sides: one sequence without gaps, nobody's message twice.
    let sends = (0..8).flat_map(|number| [number, number]).map(|number| {
        let (eve, staff) = (eve.clone(), staff.clone());
        async move {
            say(&eve, &format!("eve-many-{number}"), &format!("e{number}")).await.ok::<Sent>();
            reply(&staff, id, &format!("staff-many-{number}"), &format!("s{number}")).await;
        }
    });
    futures_util::future::join_all(sends).await;
    let all: Messages = eve.get(&format!("{MESSAGES}?after=0&limit=200")).await.ok();
    let sequences: Vec<i64> = all.items.iter().map(|message| message.sequence).collect();
    assert_eq!(sequences, (1..=18).collect::<Vec<_>>());
    let words: BTreeMap<&str, usize> = all.items.iter().fold(BTreeMap::new(), |mut words, message| {
        *words.entry(message.client_id.as_str()).or_default() += 1;
        words
    });
    assert!(words.len() == 18 && words.values().all(|count| *count == 1), "{words:?}");
}

/// What the badges say is what a child would count.
#[actix_web::test]
async fn unread_counts_are_those_of_a_simple_model() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let eve = app.visitor();
    let id = say(&eve, "eve-word-0", "Bonjour").await.ok::<Sent>().conversation.id;
    // The sides of all messages, and how far each side has read.
    let (mut sides, mut read) = (vec![Side::Visitor], (1_usize, 0_usize));
    let mut dice = 7_u64;
    for turn in 0..60 {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        app.clock.advance(TimeDelta::seconds(10));
        match dice >> 61 {
            0..=2 => {
                say(&eve, &format!("eve-turn-{turn}"), "e").await.ok::<Sent>();
                sides.push(Side::Visitor);
                read.0 = sides.len();
            }
            3..=5 => {
                reply(&staff, id, &format!("staff-turn-{turn}"), "s").await;
                sides.push(Side::Staff);
                read.1 = sides.len();
            }
            6 => {
                eve.put("/api/v1/chat/marks", &json!({"delivered": 0, "read": sides.len()})).await.ok::<Value>();
                read.0 = sides.len();
            }
            _ => {
                staff.put(&desk(id, "/marks"), &json!({"delivered": 0, "read": sides.len()})).await.ok_empty(204);
                read.1 = sides.len();
            }
        }
        let unread = |from: usize, of: Side| sides[from..].iter().filter(|side| **side == of).count();
        let visitor = chat(&eve).await.conversation.unwrap().unread;
        let office = inbox(&staff, "filter=all").await[0].unread;
        let wanted = (unread(read.0, Side::Staff), unread(read.1, Side::Visitor));
        assert_eq!((usize::try_from(visitor).unwrap(), usize::try_from(office).unwrap()), wanted, "turn {turn}");
    }
}

#[actix_web::test]
async fn a_guests_conversation_follows_into_the_account() {
    let app = TestApp::new().await;
    let (staff, mut desk_page) = open_desk(&app).await;
    desk_page.watch(Topic::Inbox, None).await;
    let sign_in = async |guest: &Client, account: &Client| {
        // What a sign-in does: the browser keeps its visitor and gets a session of the account.
        let (app, account) = (&app, account.account.unwrap());
        let token = guest.token().unwrap();
        let claims = app.app.tokens.read(&token).unwrap();
        app.write(move |conn| {
            diesel::update(sessions::table.find(claims.session().0))
                .set(sessions::account_id.eq(account.0))
                .execute(conn)?;
            Ok(())
        })
        .await;
    };
    let (eve, ada) = (app.visitor(), app.customer("ada").await);
    let first = say(&eve, "eve-word-1", "Avant la connexion").await.ok::<Sent>().conversation.id;
    reply(&staff, first, "staff-word-1", "Oui").await;
    sign_in(&eve, &ada).await;
    let followed = chat(&eve).await;
    assert_eq!(followed.conversation.as_ref().unwrap().id, first, "the account had none: it is this one");
    assert_eq!(texts(&followed.messages), ["Avant la connexion", "Oui"]);
    assert_eq!(chat(&ada).await.messages.len(), 2, "on every device of the account");
    assert_eq!(inbox(&staff, "filter=all").await[0].name, "ada Lovelace");

    // Another browser, another guest's conversation, the same account: it goes behind what is there.
    let later = app.visitor();
    let second = say(&later, "later-word-1", "D’un autre appareil").await.ok::<Sent>().conversation.id;
    assert_ne!(second, first);
    sign_in(&later, &ada).await;
    let merged = chat(&later).await;
    assert_eq!(texts(&merged.messages), ["Avant la connexion", "Oui", "D’un autre appareil"]);
    let sequences: Vec<i64> = merged.messages.iter().map(|message| message.sequence).collect();
    assert_eq!(sequences, [1, 2, 3]);
    desk_page
        .until(|frame| matches!(frame, ServerFrame::InboxGone { conversation } if conversation == second).then_some(()))
        .await;
    assert_eq!(inbox(&staff, "filter=all").await.len(), 1);
    // Sent again after the sign-in, because its answer was lost: still one message.
    let again: Sent = say(&later, "later-word-1", "D’un autre appareil").await.ok();
    assert_eq!((again.message.sequence, chat(&ada).await.messages.len()), (3, 3));
    // Somebody else sees nothing of it.
    let mallory = app.customer("mallory").await;
    assert_eq!(chat(&mallory).await.conversation, None);
}

#[actix_web::test]
async fn when_nobody_is_there_a_message_needs_an_address_and_the_answer_is_mailed() {
    let app = TestApp::new().await;
    let eve = app.visitor();
    assert!(chat(&eve).await.contact_needed);
    say(&eve, "eve-word-1", "Y a-t-il quelqu’un ?").await.refused(422, "contact_needed");
    let contact = json!({"name": "Eve", "email": "eve@example.org"});
    let message =
        json!({"client_id": "eve-word-1", "text": "Y a-t-il quelqu’un ?", "contact": contact, "locale": "en"});
    let sent: Sent = eve.post(MESSAGES, &message).await.ok();
    let id = sent.conversation.id;
    say(&eve, "eve-word-2", "Encore").await.ok::<Sent>();
    let staff = app.staff(Role::BoxOffice).await;
    assert_eq!(inbox(&staff, "filter=unassigned&search=EVE@example").await[0].name, "Eve");
    reply(&staff, id, "staff-word-1", "Me voici").await;
    reply(&staff, id, "staff-word-2", "À bientôt").await;
    let to_eve = async || app.mails().await.into_iter().filter(|mail| mail.to.contains("eve@")).collect::<Vec<_>>();
    app.clock.advance(TimeDelta::minutes(9));
    assert_eq!(to_eve().await.len(), 0);
    app.clock.advance(TimeDelta::minutes(1));
    let mails = to_eve().await;
    assert_eq!(mails.len(), 1, "one mail for all that was missed");
    assert!(mails[0].subject.contains("has answered you"));
    assert!(mails[0].text.contains("Me voici\n\nÀ bientôt"), "{}", mails[0].text);
    // Read in time: no mail.
    eve.put("/api/v1/chat/marks", &json!({"delivered": 4, "read": 4})).await.ok::<Value>();
    reply(&staff, id, "staff-word-3", "Encore un mot").await;
    eve.put("/api/v1/chat/marks", &json!({"delivered": 5, "read": 5})).await.ok::<Value>();
    app.clock.advance(TimeDelta::minutes(11));
    assert_eq!(to_eve().await.len(), 1);
    // A customer has an address already.
    let ada = app.customer("ada").await;
    assert!(!chat(&ada).await.contact_needed);
    say(&ada, "ada-word-1", "Bonjour").await.ok::<Sent>();
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([200, 30, 60]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn upload(client: &Client, path: &str, name: &str, file: Vec<u8>) -> Answer {
    let path = format!("{path}?name={name}");
    client.send(client.request(reqwest::Method::POST, &path).body(file)).await
}

#[actix_web::test]
async fn files_are_known_by_their_content_and_shown_to_the_two_who_talk() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let (eve, mallory) = (app.visitor(), app.visitor());
    let files = "/api/v1/chat/attachments";
    for (name, file) in
        [("x.png", b"<svg onload=alert(1)/>".to_vec()), ("x.pdf", b"MZ%PDF-1.7".to_vec()), ("x.jpg", Vec::new())]
    {
        upload(&eve, files, name, file).await.refused(422, "attachment_invalid");
    }
    upload(&eve, files, "large.pdf", vec![0; 8 * 1024 * 1024 + 1]).await.refused(413, "too_large");
    let shot: Attachment = upload(&eve, files, "..%2F..%2Fmy%20seat.png", picture()).await.ok();
    assert_eq!((shot.kind, shot.name.as_str(), shot.width), (AttachmentKind::Picture, "my seat.jpg", 40));
    let plan: Attachment = upload(&eve, files, "plan.pdf", b"%PDF-1.7\n%%EOF".to_vec()).await.ok();
    mallory.get(&format!("{files}/{}", shot.id)).await.refused(404, "not_found");
    staff.get(&format!("{files}/{}", shot.id)).await.refused(404, "not_found");
    let theirs = json!({"client_id": "mallory-1", "attachments": [shot.id]});
    mallory.post(MESSAGES, &theirs).await.refused(422, "invalid");
    let message = json!({"client_id": "eve-word-1", "text": "", "attachments": [shot.id, plan.id]});
    let sent: Sent = eve.post(MESSAGES, &message).await.ok();
    assert_eq!(sent.message.attachments, [shot.clone(), plan.clone()]);
    let again = json!({"client_id": "eve-word-2", "attachments": [shot.id]});
    eve.post(MESSAGES, &again).await.refused(422, "invalid");
    for (client, status) in [(&eve, 200), (&staff, 200), (&mallory, 404), (&app.staff(Role::Door).await, 404)] {
        assert_eq!(client.get(&format!("{files}/{}", shot.id)).await.status, status);
    }
    let answer = eve.get(&format!("{files}/{}", shot.id)).await;
    assert_eq!(
        (answer.header("content-type"), answer.header("x-content-type-options")),
        (Some("image/jpeg"), Some("nosniff"))
    );
    assert!(answer.body.starts_with(&[0xff, 0xd8]), "drawn anew as JPEG");
    let answer = staff.get(&format!("{files}/{}", plan.id)).await;
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename*=UTF-8''plan.pdf"));
    assert!(answer.header("content-security-policy").unwrap().contains("sandbox"));
    assert_eq!(inbox(&staff, "search=plan.pdf").await.len(), 1, "files are found by their name");
}

#[actix_web::test]
async fn the_inbox_finds_hands_on_closes_and_opens_again() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let admin = app.staff(Role::Admin).await;
    let (eve, ada) = (app.visitor(), app.customer("ada").await);
    let first = say(&eve, "eve-word-1", "Où est l’entrée des artistes ?").await.ok::<Sent>().conversation.id;
    app.clock.advance(TimeDelta::minutes(1));
    let second = say(&ada, "ada-word-1", "Un remboursement, s’il vous plaît").await.ok::<Sent>().conversation.id;
    let ids = |items: &[InboxItem]| items.iter().map(|item| item.id).collect::<Vec<_>>();
    assert_eq!(ids(&inbox(&staff, "filter=open").await), [second, first]);
    assert_eq!(ids(&inbox(&staff, "search=ENTREE%20artistes").await), [first]);
    assert_eq!(ids(&inbox(&staff, "search=ada%40example").await), [second]);
    let page: Page<InboxItem> = staff.get("/api/v1/admin/chat/conversations?limit=1").await.ok();
    let rest = inbox(&staff, &format!("limit=1&cursor={}", page.next.unwrap())).await;
    assert_eq!(ids(&rest), [first]);

    let assigned: InboxItem = staff.put(&desk(first, "/assignee"), &json!({"account": admin.account})).await.ok();
    assert_eq!(assigned.assigned.unwrap().name, "admin Lovelace");
    assert_eq!(ids(&inbox(&admin, "filter=mine").await), [first]);
    assert_eq!(ids(&inbox(&staff, "filter=unassigned").await), [second]);
    staff.put(&desk(first, "/assignee"), &json!({"account": ada.account})).await.refused(422, "invalid");
    staff.put(&desk(first, "/state"), &json!({"state": "closed"})).await.ok::<InboxItem>();
    assert_eq!(ids(&inbox(&staff, "filter=closed").await), [first]);
    assert_eq!(chat(&eve).await.conversation.unwrap().state, ConversationState::Closed);
    say(&eve, "eve-word-2", "Encore une question").await.ok::<Sent>();
    assert_eq!(ids(&inbox(&staff, "filter=open").await), [first, second], "a new message opens it");

    // Notes are the staff's.
    staff.post(&desk(first, "/notes"), &json!({"text": "cherche l’entrée"})).await.ok::<Value>();
    let shown: StaffConversation = staff.get(&desk(first, "")).await.ok();
    assert_eq!((shown.notes[0].text.as_str(), shown.messages.len()), ("cherche l’entrée", 2));
    assert!(!serde_json::to_string(&chat(&eve).await).unwrap().contains("cherche"));
    // Prepared answers.
    let answers = "/api/v1/admin/chat/answers";
    let answer: Value = staff.post(answers, &json!({"title": "Horaires", "text": "Bonjour {name}, …"})).await.ok();
    let own = format!("{answers}/{}", answer["id"]);
    staff.put(&own, &json!({"title": "Heures", "text": "Bonjour {name} !"})).await.ok::<Value>();
    assert_eq!(staff.get(answers).await.ok::<Value>()[0]["title"], "Heures");
    staff.delete(&own).await.ok_empty(204);
    staff.delete(&own).await.refused(404, "not_found");
}

#[actix_web::test]
async fn staff_see_the_customer_and_help_in_place() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (staff, _page) = open_desk(&app).await;
    let ada = app.customer("ada").await;
    let order = theatre.order(&ada, &[0]).await;
    staff.post(&format!("/api/v1/admin/orders/{}/payments", order.id), &json!({"method": "cash"})).await.ok::<Value>();
    let basket = theatre.hold(&ada, &[5, 6]).await;
    let id = say(&ada, "ada-word-1", "Je n’ai pas fini").await.ok::<Sent>().conversation.id;
    let page = app.page(&ada).await;
    let card: CustomerCard = staff.get(&desk(id, "/customer")).await.ok();
    assert_eq!((card.name.as_str(), card.basket.held, card.orders.len()), ("ada Lovelace", 2, 1));
    assert_eq!(card.here.unwrap().page, "/programme");
    page.leave().await;
    let longer: Basket = staff.post(&desk(id, "/extend-hold"), &json!(null)).await.ok();
    assert!(longer.expires_at > basket.expires_at);
    staff.post(&desk(id, "/extend-hold"), &json!(null)).await.refused(409, "extension_used");
    app.clock.advance(TimeDelta::minutes(2));
    let before = app.mails().await.len();
    let resend = desk(id, "/resend-tickets");
    assert_eq!(staff.post(&resend, &json!({"order": order.id})).await.status, 202);
    assert_eq!(app.mails().await.len(), before + 1);
    let grace = app.customer("grace").await;
    let other = theatre.order(&grace, &[9]).await;
    staff.post(&resend, &json!({"order": other.id})).await.refused(404, "not_found");
}

#[actix_web::test]
async fn rude_visitors_are_blocked_and_everybody_may_report() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let eve = app.visitor();
    let id = say(&eve, "eve-word-1", "Nul !").await.ok::<Sent>().conversation.id;
    let blocked: InboxItem = staff.post(&desk(id, "/block"), &json!({"reason": "insultes"})).await.ok();
    assert!(blocked.blocked);
    say(&eve, "eve-word-2", "Encore").await.refused(403, "blocked");
    let seen = chat(&eve).await;
    assert!(seen.conversation.as_ref().unwrap().blocked && !serde_json::to_string(&seen).unwrap().contains("insultes"));
    staff.delete(&desk(id, "/block")).await.ok::<InboxItem>();
    say(&eve, "eve-word-2", "Pardon").await.ok::<Sent>();
    eve.post("/api/v1/chat/reports", &json!({"reason": "impoli"})).await.ok_empty(204);
    staff.post(&desk(id, "/reports"), &json!({"reason": "lui aussi"})).await.ok_empty(204);
    assert_eq!(inbox(&staff, "filter=reported").await[0].reports, 2);
    let shown: StaffConversation = staff.get(&desk(id, "")).await.ok();
    assert_eq!(shown.reports.iter().map(|report| report.side).collect::<Vec<_>>(), [Side::Staff, Side::Visitor]);
    // Twenty a minute.
    let mut refused = 0;
    for number in 0..25 {
        let answer = say(&eve, &format!("eve-flood-{number}"), "…").await;
        if answer.status == 429 {
            refused += 1;
            assert!(answer.header("retry-after").is_some());
        }
    }
    assert_eq!(refused, 7);
    app.clock.advance(TimeDelta::minutes(1));
    say(&eve, "eve-later-1", "Me revoilà").await.ok::<Sent>();
}

#[actix_web::test]
async fn bad_messages_and_strangers_are_refused() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let (eve, ada) = (app.visitor(), app.customer("ada").await);
    for (message, code) in [
        (json!({"client_id": "short", "text": "x"}), "invalid"),
        (json!({"client_id": "eve-word-1", "text": " \n"}), "message_length"),
        (json!({"client_id": "eve-word-1", "text": "é".repeat(4_001)}), "message_length"),
        (json!({"client_id": "eve-word-1", "attachments": [1]}), "invalid"),
        (json!({"client_id": "eve-word-1", "text": "x", "contact": {"name": "", "email": "a@example.org"}}), "invalid"),
    ] {
        eve.post(MESSAGES, &message).await.refused(422, code);
    }
    assert_eq!(chat(&eve).await.conversation, None, "nothing was begun");
    let id = say(&ada, "ada-word-1", "Privé").await.ok::<Sent>().conversation.id;
    say(&eve, "eve-word-1", "Public").await.ok::<Sent>();
    eve.get(&desk(id, "")).await.refused(401, "sign_in_needed");
    let mut page = app.page(&eve).await;
    page.say(&ClientFrame::Typing { conversation: id, typing: true }).await;
    assert_eq!(page.refused().await, "not_found", "somebody else's conversation");
    page.say(&ClientFrame::Watch { topic: Topic::Conversation { conversation: id }, version: None }).await;
    assert_eq!(page.refused().await, "not_found");
    eve.get(&format!("{MESSAGES}?before=1&after=1")).await.refused(422, "invalid");
    let all: Messages = ada.get(&format!("{MESSAGES}?search=prive")).await.ok();
    assert_eq!(texts(&all.items), ["Privé"]);
    for number in 0..6 {
        reply(&staff, id, &format!("staff-word-{number}"), &format!("r{number}")).await;
    }
    let newest: Messages = ada.get(&format!("{MESSAGES}?limit=3")).await.ok();
    assert_eq!((texts(&newest.items), newest.has_more), (vec!["r3", "r4", "r5"], true));
    let older: Messages = ada.get(&format!("{MESSAGES}?limit=3&before={}", newest.items[0].sequence)).await.ok();
    assert_eq!((texts(&older.items), older.has_more), (vec!["r0", "r1", "r2"], true));
    let missed: Messages = ada.get(&format!("{MESSAGES}?limit=3&after=1")).await.ok();
    assert_eq!((texts(&missed.items), missed.has_more), (vec!["r0", "r1", "r2"], true));
}

#[actix_web::test]
async fn a_conversation_is_taken_along_and_goes_with_the_person() {
    let app = TestApp::new().await;
    let (staff, _page) = open_desk(&app).await;
    let ada = app.customer("ada").await;
    let id = say(&ada, "ada-word-1", "Bonjour").await.ok::<Sent>().conversation.id;
    reply(&staff, id, "staff-word-1", "Bonsoir").await;
    let export: AccountExport = ada.get("/api/v1/account/export").await.ok();
    assert_eq!(texts(&export.chat.unwrap().messages), ["Bonjour", "Bonsoir"]);
    let account = ada.account.unwrap();
    app.write(move |conn| {
        billetterie::chat::erase(conn, account)?;
        billetterie::notices::erase(conn, account)
    })
    .await;
    assert_eq!(chat(&ada).await.conversation, None);
    staff.get(&desk(id, "")).await.refused(404, "not_found");
    assert!(inbox(&staff, "filter=all").await.is_empty());
}
