//! What customers say about a show, and who may say it.

use crate::harness::{Client, TestApp};
use crate::theatre::Theatre;
use billetterie::schema::{accounts, comment_reports, comments};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::catalogue::Show;
use shared::comments::Comment;
use shared::orders::Order;
use shared::paging::Page;

struct Foyer {
    app: TestApp,
    theatre: Theatre,
}

impl Foyer {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let theatre = app.theatre().await;
        Self { app, theatre }
    }

    fn path(&self) -> String {
        format!("/api/v1/shows/{}/comments", self.theatre.show)
    }

    async fn write(&self, client: &Client, text: &str) -> Comment {
        client.post(&self.path(), &json!({ "text": text })).await.ok()
    }

    async fn read(&self, client: &Client) -> Vec<Comment> {
        client.get(&self.path()).await.ok::<Page<Comment>>().items
    }

    async fn count(&self) -> i64 {
        self.app.visitor().get(&format!("/api/v1/shows/{}", self.theatre.show)).await.ok::<Show>().comment_count
    }
}

#[actix_web::test]
async fn comments_are_written_read_edited_and_removed() {
    let foyer = Foyer::new().await;
    let (ada, grace) = (foyer.app.customer("ada").await, foyer.app.customer("grace").await);
    let first = foyer.write(&ada, "  <b>Bravo</b> & merci !  ").await;
    assert_eq!((first.text.as_str(), first.author.as_str()), ("<b>Bravo</b> & merci !", "ada L."));
    assert!(first.mine && !first.has_seen_it && first.edited_at.is_none());
    foyer.app.clock.advance(TimeDelta::minutes(1));
    foyer.write(&grace, "Bof.").await;
    let seen = foyer.read(&grace).await;
    let shown: Vec<(&str, bool)> = seen.iter().map(|comment| (comment.text.as_str(), comment.mine)).collect();
    assert_eq!(shown, [("Bof.", true), ("<b>Bravo</b> & merci !", false)]);
    assert!(foyer.read(&foyer.app.visitor()).await.iter().all(|comment| !comment.mine));
    assert_eq!(foyer.count().await, 2);

    let own = format!("/api/v1/comments/{}", first.id);
    let edited: Comment = ada.put(&own, &json!({ "text": "Bravo encore" })).await.ok();
    assert_eq!(
        (edited.text.as_str(), edited.written_at, edited.edited_at.is_some()),
        ("Bravo encore", first.written_at, true)
    );
    grace.put(&own, &json!({ "text": "Mine now" })).await.refused(404, "not_found");
    grace.delete(&own).await.refused(404, "not_found");
    foyer.app.visitor().delete(&own).await.refused(401, "sign_in_needed");
    foyer.app.visitor().post(&foyer.path(), &json!({ "text": "Bonjour" })).await.refused(401, "sign_in_needed");
    assert_eq!(ada.delete(&own).await.status, 204);
    ada.delete(&own).await.refused(404, "not_found");
    ada.put(&own, &json!({ "text": "Back?" })).await.refused(404, "not_found");
    assert_eq!(foyer.read(&ada).await.len(), 1);
    assert_eq!(foyer.count().await, 1);
    let kept = foyer.app.read(|conn| Ok(comments::table.select(comments::body).load::<String>(conn)?)).await;
    assert!(kept.iter().all(|text| !text.contains("Bravo")), "{kept:?}");
}

#[actix_web::test]
async fn wrong_comments_are_refused() {
    let foyer = Foyer::new().await;
    let ada = foyer.app.customer("ada").await;
    for text in ["", " x ", "\n\n\t", &"é".repeat(1_001)] {
        let problem = ada.post(&foyer.path(), &json!({ "text": text })).await.refused(422, "comment_length");
        assert_eq!((problem["min"].as_u64(), problem["max"].as_u64()), (Some(2), Some(1_000)));
    }
    ada.post(&foyer.path(), &json!({ "text": 5 })).await.refused(400, "not_understood");
    ada.post(&foyer.path(), &json!({ "text": "Bravo", "author": "Molière" })).await.refused(400, "not_understood");
    for missing in ["/api/v1/shows/999/comments", "/api/v1/shows/x/comments"] {
        ada.post(missing, &json!({ "text": "Bravo" })).await.refused(404, "not_found");
        ada.get(missing).await.refused(404, "not_found");
    }
    for query in ["?limit=0", "?limit=201", "?cursor=garbage"] {
        ada.get(&format!("{}{query}", foyer.path())).await.refused(422, "invalid");
    }
    assert_eq!(foyer.count().await, 0);
}

#[actix_web::test]
async fn comments_come_in_pages() {
    let foyer = Foyer::new().await;
    let ada = foyer.app.customer("ada").await;
    for number in 0..7 {
        // Two a minute, so that the id decides between some.
        if number % 2 == 0 {
            foyer.app.clock.advance(TimeDelta::minutes(1));
        }
        foyer.write(&ada, &format!("Avis {number}")).await;
    }
    let whole: Vec<String> = foyer.read(&ada).await.into_iter().map(|comment| comment.text).collect();
    assert_eq!((whole.len(), whole[0].as_str()), (7, "Avis 6"));
    let (mut paged, mut path) = (Vec::new(), format!("{}?limit=3", foyer.path()));
    loop {
        let page: Page<Comment> = ada.get(&path).await.ok();
        paged.extend(page.items.into_iter().map(|comment| comment.text));
        match page.next {
            Some(next) => path = format!("{}?limit=3&cursor={next}", foyer.path()),
            None => break,
        }
    }
    assert_eq!(paged, whole);
}

#[actix_web::test]
async fn nobody_writes_more_than_ten_an_hour() {
    let foyer = Foyer::new().await;
    let (ada, grace) = (foyer.app.customer("ada").await, foyer.app.customer("grace").await);
    for number in 0..10 {
        let comment = foyer.write(&ada, &format!("Avis {number}")).await;
        // Removing does not make room for more.
        ada.delete(&format!("/api/v1/comments/{}", comment.id)).await;
    }
    let refused = ada.post(&foyer.path(), &json!({ "text": "Encore" })).await;
    refused.refused(429, "too_many_requests");
    let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((3_500..=3_601).contains(&wait), "{wait}");
    foyer.write(&grace, "Moi aussi").await;
    foyer.app.clock.advance(TimeDelta::seconds(wait));
    foyer.write(&ada, "Encore").await;
}

#[actix_web::test]
async fn who_had_a_ticket_has_seen_it_once_the_performance_is_over() {
    let foyer = Foyer::new().await;
    let (ada, grace) = (foyer.app.customer("ada").await, foyer.app.customer("grace").await);
    let order = foyer.theatre.order(&ada, &[0]).await;
    foyer.theatre.order(&grace, &[1]).await;
    let staff = foyer.app.staff(Role::BoxOffice).await;
    let paid: Order =
        staff.post(&format!("/api/v1/admin/orders/{}/payments", order.id), &json!({ "method": "cash" })).await.ok();
    assert_eq!(paid.id, order.id);
    let early = foyer.write(&ada, "J’ai hâte").await;
    assert!(!early.has_seen_it);
    foyer.app.clock.advance(TimeDelta::days(8));
    assert!(foyer.write(&ada, "Superbe").await.has_seen_it);
    let edited: Comment =
        ada.put(&format!("/api/v1/comments/{}", early.id), &json!({ "text": "J’avais hâte" })).await.ok();
    assert!(edited.has_seen_it);
    // Ordered, never paid.
    assert!(!foyer.write(&grace, "Il paraît que c’est bien").await.has_seen_it);
}

#[actix_web::test]
async fn a_comment_is_reported_once_by_each_customer() {
    let foyer = Foyer::new().await;
    let (ada, grace) = (foyer.app.customer("ada").await, foyer.app.customer("grace").await);
    let comment = foyer.write(&ada, "Publicité").await;
    let path = format!("/api/v1/comments/{}/reports", comment.id);
    foyer.app.visitor().post(&path, &json!({ "reason": "spam" })).await.refused(401, "sign_in_needed");
    ada.post(&path, &json!({ "reason": "mine" })).await.refused(403, "forbidden");
    grace.post(&path, &json!({ "reason": "  " })).await.refused(422, "invalid");
    grace.post(&path, &json!({ "reason": "r".repeat(501) })).await.refused(422, "invalid");
    assert_eq!(grace.post(&path, &json!({ "reason": "spam" })).await.status, 204);
    grace.post(&path, &json!({ "reason": "again" })).await.refused(409, "already_reported");
    grace.post("/api/v1/comments/999/reports", &json!({ "reason": "spam" })).await.refused(404, "not_found");
    let reasons =
        foyer.app.read(|conn| Ok(comment_reports::table.select(comment_reports::reason).load::<String>(conn)?)).await;
    assert_eq!(reasons, ["spam"]);
}

#[actix_web::test]
async fn hidden_comments_are_not_there_and_authors_who_left_have_no_name() {
    let foyer = Foyer::new().await;
    let (ada, grace) = (foyer.app.customer("ada").await, foyer.app.customer("grace").await);
    let hidden = foyer.write(&ada, "Grossier").await.id;
    foyer.write(&grace, "Adieu").await;
    let (now, author) = (foyer.app.now().naive_utc(), grace.account.unwrap());
    foyer
        .app
        .write(move |conn| {
            diesel::update(comments::table.find(hidden.0)).set(comments::hidden_reason.eq("rude")).execute(conn)?;
            diesel::update(accounts::table.find(author.0))
                .set((accounts::erased_at.eq(now), accounts::name.eq("")))
                .execute(conn)?;
            Ok(())
        })
        .await;
    let seen = foyer.read(&ada).await;
    assert_eq!(
        seen.iter().map(|comment| (comment.text.as_str(), comment.author.as_str())).collect::<Vec<_>>(),
        [("Adieu", "")]
    );
    let path = format!("/api/v1/comments/{hidden}");
    ada.put(&path, &json!({ "text": "Poli" })).await.refused(404, "not_found");
    let alan = foyer.app.customer("alan").await;
    alan.post(&format!("{path}/reports"), &json!({ "reason": "rude" })).await.refused(404, "not_found");
}

#[actix_web::test]
async fn readers_who_have_the_comments_are_told_so() {
    let foyer = Foyer::new().await;
    let ada = foyer.app.customer("ada").await;
    foyer.write(&ada, "Bravo").await;
    let tag = ada.get(&foyer.path()).await.header("etag").unwrap().to_owned();
    let again = |client: &Client| client.request(reqwest::Method::GET, &foyer.path()).header("If-None-Match", &tag);
    assert_eq!(ada.send(again(&ada)).await.status, 304);
    // To others it is not their own.
    let visitor = foyer.app.visitor();
    assert_eq!(visitor.send(again(&visitor)).await.status, 200);
}

#[actix_web::test]
async fn a_report_waits_until_the_comment_is_kept_or_hidden() {
    let foyer = Foyer::new().await;
    let (ada, grace) = (foyer.app.customer("ada").await, foyer.app.customer("grace").await);
    let moderator = foyer.app.staff(Role::Moderator).await;
    let rows = "/api/v1/admin/tables/comments";
    let waiting = || async {
        let list: Value = moderator.get(&format!("{rows}/rows?f.reported=yes")).await.ok();
        let dashboard: Value = moderator.get("/api/v1/admin/dashboard").await.ok();
        assert_eq!(list["total"], dashboard["attention"]["reported_comments"]);
        list["total"].as_i64().unwrap()
    };
    let act = |action: &'static str, comment: &Comment, values: Value| {
        let chosen = json!({ "kind": "these", "ids": [comment.id.to_string()] });
        let body = json!({ "action": action, "rows": chosen, "values": values, "confirmed": true });
        let moderator = moderator.clone();
        async move { moderator.post(&format!("{rows}/actions"), &body).await.ok::<Value>() }
    };
    let (kept, hidden) = (foyer.write(&ada, "Long mais beau").await, foyer.write(&ada, "Achetez mes disques").await);
    for (comment, reason) in [(&kept, "unfair"), (&hidden, "advertising")] {
        grace
            .post(&format!("/api/v1/comments/{}/reports", comment.id), &json!({ "reason": reason }))
            .await
            .ok_empty(204);
    }
    assert_eq!(waiting().await, 2);
    let form: Value = moderator.get(&format!("{rows}/rows/{}", kept.id)).await.ok();
    assert_eq!(form["values"]["reports"], "unfair");
    act("keep", &kept, json!({})).await;
    act("hide", &hidden, json!({ "reason": "advertising" })).await;
    assert_eq!(waiting().await, 0);
    act("show", &hidden, json!({})).await;
    assert_eq!((waiting().await, foyer.read(&grace).await.len()), (0, 2), "what was dealt with does not come back");
    // Somebody else may still have something to say.
    let alan = foyer.app.customer("alan").await;
    alan.post(&format!("/api/v1/comments/{}/reports", hidden.id), &json!({ "reason": "still" })).await.ok_empty(204);
    assert_eq!(waiting().await, 1);
    let form: Value = moderator.get(&format!("{rows}/rows/{}", hidden.id)).await.ok();
    assert_eq!(form["values"]["reports"], "advertising\nstill");
}
