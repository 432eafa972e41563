//! Sold, copied, put back elsewhere and served: the same orders, the journal whole.

use crate::harness::TestApp;
use billetterie::db::{DatabaseUrl, Db};
use billetterie::journal;
use billetterie::schema;
use diesel::prelude::*;
use serde_json::json;
use shared::accounts::Role;
use shared::orders::{Order, OrderState};
use std::path::Path;

fn url(path: &Path) -> DatabaseUrl {
    format!("sqlite:{}", path.display()).parse().unwrap()
}

fn on_postgres() -> bool {
    std::env::var("TEST_POSTGRES_URL").is_ok()
}

async fn sell(app: &TestApp) -> Order {
    let order = app.theatre().await.order(&app.visitor(), &[0, 1]).await;
    let office = app.staff(Role::BoxOffice).await;
    office
        .post_once(&format!("/api/v1/admin/orders/{}/payments", order.id), "cash-payment", &json!({ "method": "cash" }))
        .await
        .ok()
}

#[actix_web::test]
async fn postgres_has_a_tool_of_its_own() {
    if !on_postgres() {
        return;
    }
    let app = TestApp::new().await;
    let problem = app.staff(Role::Admin).await.get("/api/v1/admin/backup").await.refused(409, "backup_elsewhere");
    assert_eq!(problem["tool"], "pg_dump");
    let problem = app.staff(Role::Admin).await.get("/api/v1/admin/backup/check").await.refused(409, "backup_elsewhere");
    assert_eq!(problem["tool"], "pg_dump");
    assert!(Db::back_up(app.app.db.url(), Path::new("never.db")).is_err());
}

#[actix_web::test]
async fn what_was_sold_is_there_after_it_was_put_back() {
    if on_postgres() {
        return;
    }
    let app = TestApp::new().await;
    let sold = sell(&app).await;
    app.staff(Role::Admin).await.get("/api/v1/admin/backup/check").await.ok_empty(204);
    let answer = app.staff(Role::Admin).await.get("/api/v1/admin/backup").await;
    assert_eq!(answer.header("content-type"), Some("application/vnd.sqlite3"));
    assert!(answer.header("content-disposition").unwrap().contains("billetterie-20"));
    assert!(answer.body.starts_with(b"SQLite format 3\0"));
    let folder = tempfile::tempdir().unwrap();
    let (file, elsewhere) = (folder.path().join("backup.db"), folder.path().join("new/house.db"));
    std::fs::write(&file, &answer.body).unwrap();
    std::fs::create_dir(folder.path().join("new")).unwrap();
    let restored = Db::restore(&url(&elsewhere), &file, false).unwrap();
    assert_eq!((restored.migrated.len(), restored.replaced), (0, None));
    let again = TestApp::on(format!("sqlite:{}", elsewhere.display()));
    let admin = again.staff(Role::Admin).await;
    let order: Order = admin.get(&format!("/api/v1/admin/orders/{}", sold.id)).await.ok();
    assert_eq!((order.number, order.state, order.total), (sold.number, OrderState::Paid, sold.total));
    let (broken, entries): (_, i64) =
        again.read(|conn| Ok((journal::first_broken(conn)?, schema::journal::table.count().get_result(conn)?))).await;
    assert!(broken.is_none() && entries > 0);
    // It goes on where it was.
    let left = std::fs::read_dir(folder.path().join("new"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".billetterie-copy"));
    assert_eq!(left.count(), 0);
}

#[actix_web::test]
async fn a_house_with_data_is_replaced_only_on_demand_and_kept() {
    if on_postgres() {
        return;
    }
    let app = TestApp::new().await;
    sell(&app).await;
    let folder = tempfile::tempdir().unwrap();
    let (file, target) = (folder.path().join("backup.db"), folder.path().join("house.db"));
    Db::back_up(app.app.db.url(), &file).unwrap();
    assert!(Db::back_up(app.app.db.url(), &file).is_err(), "a backup overwrites nothing");
    // An empty database is no loss.
    Db::open(&url(&target), 1, true).unwrap().close().await;
    Db::migrate(&url(&target)).unwrap();
    assert_eq!(Db::restore(&url(&target), &file, false).unwrap().replaced, None);
    let refused = Db::restore(&url(&target), &file, false).unwrap_err().to_string();
    assert!(refused.contains("--replace"), "{refused}");
    let kept = Db::restore(&url(&target), &file, true).unwrap().replaced.unwrap();
    assert!(kept.is_file() && target.is_file());
    let refused = Db::restore(app.app.db.url(), &file, true).unwrap_err().to_string();
    assert!(refused.contains("in use"), "{refused}");
}

#[actix_web::test]
async fn what_is_damaged_or_strange_is_not_put_back() {
    if on_postgres() {
        return;
    }
    let app = TestApp::new().await;
    sell(&app).await;
    let folder = tempfile::tempdir().unwrap();
    let (file, target) = (folder.path().join("backup.db"), folder.path().join("house.db"));
    let refused = |what: &str| {
        let error = Db::restore(&url(&target), &file, false).unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
        assert!(!target.exists(), "{what}: nothing may be put there");
    };
    refused("there is no file");
    std::fs::write(&file, b"not a database at all, but long enough to look like something").unwrap();
    refused("not a database");
    let fresh = |change: &str| {
        std::fs::remove_file(&file).unwrap();
        Db::back_up(app.app.db.url(), &file).unwrap();
        let mut conn = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
        diesel::sql_query("PRAGMA foreign_keys = OFF").execute(&mut conn).unwrap();
        diesel::sql_query(change).execute(&mut conn).unwrap();
    };
    fresh("UPDATE journal SET body = '{}' WHERE number = 1");
    refused("journal's chain is broken at entry 1");
    fresh("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')");
    refused("newer program");
    fresh("DELETE FROM __diesel_schema_migrations");
    refused("no backup of a box office");
    fresh("DELETE FROM orders");
    refused("are missing");
}
