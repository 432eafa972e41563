//! What a person may ask about their own data: all of it, and that it goes.

use crate::accounts::{PASSWORD, registered};
use crate::harness::TestApp;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::accounts::{AccountExport, Role};
use shared::orders::Order;

#[actix_web::test]
async fn an_export_has_the_orders_and_comments_of_the_person_and_of_nobody_else() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.customer("ada").await;
    let bob = app.customer("bob").await;
    let mine = theatre.order(&ada, &[0, 1]).await;
    theatre.order(&bob, &[4]).await;
    let comments = format!("/api/v1/shows/{}/comments", theatre.show);
    let _: Value = ada.post(&comments, &json!({ "text": "Superbe, vraiment." })).await.ok();
    let _: Value = bob.post(&comments, &json!({ "text": "Pas mal du tout." })).await.ok();

    let export: AccountExport = ada.get("/api/v1/account/export").await.ok();
    assert_eq!(export.orders.iter().map(|order| order.id).collect::<Vec<_>>(), [mine.id]);
    assert_eq!(export.orders[0].performances[0].lines.len(), 2);
    assert_eq!(export.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), ["Superbe, vraiment."]);
    assert!(!export.sessions.is_empty());
    app.visitor().get("/api/v1/account/export").await.refused(401, "sign_in_needed");
}

#[actix_web::test]
async fn orders_of_an_erased_person_stay_for_the_books_without_the_person() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = registered(&app, "ada@example.org").await;
    let order = theatre.order(&ada, &[0, 1]).await;
    let desk = app.staff(Role::BoxOffice).await;
    let paid = format!("/api/v1/admin/orders/{}/payments", order.id);
    let _: Order = desk.post(&paid, &json!({ "method": "cash" })).await.ok();
    app.work().await;
    let sent = app.mails().await.len();

    ada.delete_with("/api/v1/account", &json!({ "password": PASSWORD })).await.ok_empty(204);
    let id = order.id.0;
    let (name, email, total, holders) = app
        .read(move |conn| {
            use billetterie::schema::{orders, tickets};
            let kept = (orders::buyer_name, orders::buyer_email, orders::total_minor);
            let (name, email, total): (String, String, i64) = orders::table.find(id).select(kept).first(conn)?;
            let of_order = tickets::table.filter(tickets::order_id.eq(id));
            let holders: Vec<String> = of_order.select(tickets::holder).load(conn)?;
            Ok((name, email, total, holders))
        })
        .await;
    assert_eq!(total, order.total.minor);
    assert_eq!((name.as_str(), email.as_str()), ("", "erased@erased.invalid"));
    assert_eq!(holders, ["", ""]);

    // What happens to the order later is told to nobody.
    let refund = format!("/api/v1/admin/orders/{}/refunds", order.id);
    let refunded: Order = desk
        .post_once(&refund, "refund-erased-1", &json!({ "what": { "kind": "everything" }, "reason": "closed" }))
        .await
        .ok();
    assert_eq!(refunded.refunded, order.total);
    app.work().await;
    let later: Vec<_> = app.mails().await.into_iter().skip(sent).filter(|mail| mail.to.contains("erased@")).collect();
    assert!(later.is_empty(), "{later:?}");
}
