//! Signs of life, and answers to what does not exist.

use crate::harness::TestApp;

#[actix_web::test]
async fn is_live_and_ready() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/health/live").await.status, 200);
    assert_eq!(visitor.get("/health/ready").await.status, 200);
}

#[actix_web::test]
async fn an_unknown_route_is_a_problem_with_a_code() {
    let app = TestApp::new().await;
    let answer = app.visitor().get("/api/v1/nothing").await;
    answer.refused(404, "not_found");
}

#[actix_web::test]
async fn the_house_has_neutral_texts_before_anybody_wrote_any() {
    let app = TestApp::new().await;
    let house: shared::house::House = app.visitor().get("/api/v1/house").await.ok();
    assert_eq!(house.time_zone, "Europe/Paris");
}

#[actix_web::test]
async fn the_committed_document_is_that_of_the_routes() {
    let committed = include_str!("../../../openapi.json");
    let document = billetterie::app::document().to_pretty_json().unwrap();
    assert!(document.trim() == committed.trim(), "run `cargo run --bin billetterie openapi > openapi.json`");
}

#[actix_web::test]
async fn the_reference_names_every_route() {
    let app = TestApp::new().await;
    let page = app.visitor().get("/api/docs").await;
    assert_eq!(page.status, 200);
    let html = page.text();
    let document: serde_json::Value = app.visitor().get("/api/openapi.json").await.ok();
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(html.contains(&format!("<code>{path}</code>")), "{path}");
    }
    assert_eq!(app.visitor().get("/api/docs.css").await.status, 200);
}
