//! What the payer sees and where the buttons lead.

use paypal_sim::books::OrderStatus;

use crate::shop::Shop;

async fn press(shop: &Shop, order_id: &str, choice: &str) -> (u16, Option<String>, String) {
    let request = shop.http.post(shop.url("/checkoutnow")).header("Content-Type", "application/x-www-form-urlencoded");
    let answer = request.body(format!("token={order_id}&choice={choice}")).send().await.unwrap();
    let location = answer.headers().get("Location").map(|value| value.to_str().unwrap().to_owned());
    (answer.status().as_u16(), location, answer.text().await.unwrap())
}

fn status(shop: &Shop, order_id: &str) -> OrderStatus {
    shop.sim.ledger().order(order_id).unwrap().status
}

#[actix_web::test]
async fn the_page_tells_what_is_paid_and_offers_every_choice() {
    let shop = Shop::open().await;
    let id = shop.order("2026-17").await;
    let page = shop.http.get(shop.url(&format!("/checkoutnow?token={id}"))).send().await.unwrap();
    let page = page.text().await.unwrap();
    for part in ["24.00", "2026-17", "Le &lt;Petit&gt; Théâtre", r#"lang="en""#] {
        assert!(page.contains(part), "{part}");
    }
    for button in ["pay", "cancel", "decline", "pending-completed", "pending-denied", "vanish"] {
        assert!(page.contains(&format!(r#"id="{button}""#)), "{button}");
    }
    let french = shop.http.get(shop.url(&format!("/checkoutnow?token={id}"))).header("Accept-Language", "fr-FR,fr");
    assert!(french.send().await.unwrap().text().await.unwrap().contains("24,00"));
}

#[actix_web::test]
async fn paying_returns_with_token_and_payer_beside_the_query_that_was_there() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    let (status, location, _) = press(&shop, &id, "pay").await;
    let location = location.unwrap();
    assert_eq!(status, 303);
    assert!(location.starts_with(&format!("http://localhost:1/return?order=7&token={id}&PayerID=")), "{location}");
    assert_eq!(shop.capture(&id).await.capture()["status"], "COMPLETED");
    assert!(press(&shop, &id, "pay").await.1.is_none());
}

#[actix_web::test]
async fn cancelling_goes_to_the_cancel_page_and_approves_nothing() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    let (_, location, _) = press(&shop, &id, "cancel").await;
    assert_eq!(location.unwrap(), format!("http://localhost:1/cancel?token={id}"));
    assert_eq!(status(&shop, &id), OrderStatus::PayerActionRequired);
}

#[actix_web::test]
async fn a_vanished_payer_approved_but_does_not_return() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    let (code, location, _) = press(&shop, &id, "vanish").await;
    assert_eq!((code, location), (200, None));
    assert_eq!(status(&shop, &id), OrderStatus::Approved);
}

#[actix_web::test]
async fn a_declined_payer_returns_and_may_pay_after_all() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    assert!(press(&shop, &id, "decline").await.1.is_some());
    assert_eq!(shop.capture(&id).await.issue(), "INSTRUMENT_DECLINED");
    assert!(press(&shop, &id, "pay").await.1.is_some());
    assert_eq!(shop.capture(&id).await.status, 201);
}

#[actix_web::test]
async fn the_rehearsals_decide_the_capture() {
    let shop = Shop::open().await;
    for (choice, expected) in
        [("decline-completed", "DECLINED"), ("pending-completed", "PENDING"), ("pending", "PENDING")]
    {
        let id = shop.order(choice).await;
        press(&shop, &id, choice).await;
        assert_eq!(shop.capture(&id).await.capture()["status"], expected, "{choice}");
    }
}

#[actix_web::test]
async fn an_unknown_or_expired_payment_says_so() {
    let shop = Shop::open().await;
    let id = shop.order("1").await;
    shop.sim.expire(&id);
    assert_eq!(press(&shop, &id, "pay").await.0, 404);
    assert_eq!(shop.http.get(shop.url("/checkoutnow?token=%3Cb%3E")).send().await.unwrap().status(), 404);
}

#[actix_web::test]
async fn the_ledger_is_a_page_too() {
    let shop = Shop::open().await;
    shop.paid("2026-18").await;
    let page = shop.http.get(shop.url("/sim")).send().await.unwrap().text().await.unwrap();
    for part in ["2026-18", "24.00", "22.95", "CHECKOUT.ORDER.APPROVED"] {
        assert!(page.contains(part), "{part}");
    }
}
