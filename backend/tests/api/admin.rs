//! The back office: lists, forms, actions and what is written down of them.

use crate::harness::{Client, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::admin::{ActionDone, BackOffice, CellKind, Change, FilterKind, Listing, SavedView, Touched};
use shared::forms::{Form, RowChoice};

const TABLES: &str = "/api/v1/admin/tables";

async fn list(client: &Client, noun: &str, query: &str) -> Listing {
    client.get(&format!("{TABLES}/{noun}/rows{query}")).await.ok()
}

async fn put(client: &Client, noun: &str, form: &Form, values: &Value) -> crate::harness::Answer {
    let id = form.id.as_deref().unwrap();
    let request = client.request(Method::PUT, &format!("{TABLES}/{noun}/rows/{id}"));
    client.send(request.header("If-Match", format!("\"{}\"", form.version)).json(&json!({ "values": values }))).await
}

/// A house with a theatre, an order that is paid, a comment and a conversation.
async fn house() -> (TestApp, Client) {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, office) = (app.customer("ada").await, app.staff(Role::BoxOffice).await);
    let order = theatre.order(&ada, &[0]).await;
    let pay = format!("/api/v1/admin/orders/{}/payments", order.id);
    office.post(&pay, &json!({"method": "cash"})).await.ok::<Value>();
    (app, office)
}

#[actix_web::test]
async fn every_noun_lists_sorts_filters_searches_and_exports() {
    let (app, _) = house().await;
    let admin = app.staff(Role::Admin).await;
    let office: BackOffice = admin.get(TABLES).await.ok();
    assert!(office.nouns.len() > 15);
    for noun in &office.nouns {
        let key = noun.key.as_str();
        let all = list(&admin, key, "").await;
        assert_eq!(all.rows.len(), usize::try_from(all.total).unwrap(), "{key}");
        for row in &all.rows {
            assert_eq!(row.cells.len(), all.columns.len(), "{key}");
        }
        for column in &all.columns {
            let up = list(&admin, key, &format!("?sort={}", column.key)).await;
            let down = list(&admin, key, &format!("?sort=-{}", column.key)).await;
            let ids = |listing: &Listing| listing.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
            let (mut one, mut other) = (ids(&up), ids(&down));
            one.sort();
            other.sort();
            assert_eq!(one, other, "{key} by {}", column.key);
        }
        for filter in &all.filters {
            let values = match &filter.kind {
                FilterKind::Switch => vec!["yes".to_owned(), "no".to_owned()],
                FilterKind::Dates => vec!["2020-01-01..2040-12-31".to_owned(), "..".to_owned()],
                FilterKind::Choice { options } => options.iter().map(|option| option.value.clone()).collect(),
                FilterKind::Related { .. } => vec!["1".to_owned()],
            };
            let mut sum = 0;
            for value in &values {
                sum += list(&admin, key, &format!("?f.{}={value}", filter.key)).await.total;
            }
            if matches!(filter.kind, FilterKind::Switch | FilterKind::Choice { .. }) {
                assert_eq!(sum, all.total, "{key}: {} divides the rows", filter.key);
            }
        }
        for hostile in ["'", "%25", "_", "\\", "%22%3B--", "%C3%A9", "a b c d e f g h i j"] {
            assert!(list(&admin, key, &format!("?q={hostile}")).await.total <= all.total);
        }
        let steps: i64 = all.dates.iter().map(|step| step.rows).sum();
        if let Some(step) = all.dates.first() {
            assert_eq!(steps, all.total, "{key}");
            assert_eq!(list(&admin, key, &format!("?when={}", step.when)).await.total, step.rows, "{key}");
        }
        let exported: Vec<Value> = admin.get(&format!("{TABLES}/{key}/export?format=json")).await.ok();
        assert_eq!(exported.len(), all.rows.len(), "{key}");
        let csv = admin.get(&format!("{TABLES}/{key}/export")).await.text();
        assert!(csv.starts_with("id,"), "{csv}");
        for wrong in ["?sort=nothing", "?f.nothing=1", "?page=0", "?limit=1000", "?when=20", "?else=1"] {
            let answer = admin.get(&format!("{TABLES}/{key}/rows{wrong}")).await;
            assert!(answer.status == 422, "{key}{wrong}: {}", answer.text());
        }
    }
    admin.get(&format!("{TABLES}/nothing/rows")).await.refused(404, "not_found");
}

#[actix_web::test]
async fn cells_say_what_they_are() {
    let (_app, office) = house().await;
    let orders = list(&office, "orders", "?f.state=paid").await;
    let at = |key: &str| orders.columns.iter().position(|column| column.key == key).unwrap();
    let row = &orders.rows[0];
    assert_eq!(orders.columns[at("total")].kind, CellKind::Money { currency: "EUR".to_owned() });
    assert!(row.cells[at("placed_at")].as_str().unwrap().ends_with('Z'));
    assert_eq!(row.cells[at("channel")], "online");
    let shows = list(&office, "shows", "").await;
    let published = shows.columns.iter().position(|column| column.key == "published").unwrap();
    assert_eq!(shows.rows[0].cells[published], true);
    let tickets = list(&office, "tickets", "").await;
    let order = tickets.columns.iter().position(|column| column.key == "order").unwrap();
    assert_eq!(tickets.rows[0].cells[order], json!([row.id, row.title]));
}

#[actix_web::test]
async fn a_form_that_is_sent_as_it_came_changes_nothing() {
    let (app, _) = house().await;
    let admin = app.staff(Role::Admin).await;
    let office: BackOffice = admin.get(TABLES).await.ok();
    for noun in office.nouns.iter().filter(|noun| noun.may.contains(&shared::admin::Act::Change)) {
        for row in list(&admin, &noun.key, "").await.rows {
            let form: Form = admin.get(&format!("{TABLES}/{}/rows/{}", noun.key, row.id)).await.ok();
            let again: Form = put(&admin, &noun.key, &form, &form.values.clone().into()).await.ok();
            assert_eq!((again.version, &again.values), (form.version, &form.values), "{}", noun.key);
            let path = format!("{TABLES}/{}/rows/{}/history", noun.key, row.id);
            assert!(admin.get(&path).await.ok::<Vec<Change>>().iter().all(|change| change.act != "changed"));
        }
    }
}

#[actix_web::test]
async fn a_genre_is_made_changed_and_removed_and_all_is_remembered() {
    let (_app, office) = house().await;
    let make = json!({ "values": { "name": "Opera" } });
    let form: Form = office.post(&format!("{TABLES}/genres/rows"), &make).await.ok();
    let renamed: Form = put(&office, "genres", &form, &json!({ "name": "Opéra", "parent": null })).await.ok();
    assert_eq!((renamed.title.as_str(), &renamed.values["name"]), ("Opéra", &json!("Opéra")));
    // Who read it before is told.
    put(&office, "genres", &form, &json!({ "name": "Oper" })).await.refused(412, "outdated");
    let itself = json!({ "name": "Opéra", "parent": form.id });
    let problem = put(&office, "genres", &renamed, &itself).await.refused(422, "invalid");
    assert_eq!(problem["field"], "parent");
    let problem = put(&office, "genres", &renamed, &json!({ "name": 7 })).await.refused(422, "invalid");
    assert_eq!(problem["field"], "name");
    let found: Vec<RowChoice> = office.get(&format!("{TABLES}/genres/choices?q=OPERA")).await.ok();
    assert!(found.is_empty() || found[0].title == "Opéra");
    let id = form.id.unwrap();
    let below: Form = office
        .post(&format!("{TABLES}/genres/rows"), &json!({ "values": { "name": "Buffa", "parent": id } }))
        .await
        .ok();
    let touched: Vec<Touched> = office.get(&format!("{TABLES}/genres/rows/{id}/touched")).await.ok();
    assert_eq!((touched.len(), touched[0].rows, touched[0].forbids), (1, 1, true));
    office.delete(&format!("{TABLES}/genres/rows/{id}")).await.refused(409, "in_use");
    office.delete(&format!("{TABLES}/genres/rows/{}", below.id.unwrap())).await.ok_empty(204);
    office.delete(&format!("{TABLES}/genres/rows/{id}")).await.ok_empty(204);
    let history: Vec<Change> = office.get(&format!("{TABLES}/genres/rows/{id}/history")).await.ok();
    let acts: Vec<&str> = history.iter().map(|change| change.act.as_str()).collect();
    assert_eq!(acts, ["removed", "changed", "created"]);
    let name = history[1].fields.iter().find(|field| field.field == "name").unwrap();
    assert_eq!((name.before.as_str(), name.after.as_str()), ("Opera", "Opéra"));
    assert!(history[1].who.as_ref().unwrap().contains("Lovelace"));
}

#[actix_web::test]
async fn a_show_and_its_performance_are_made_in_forms() {
    let (_app, office) = house().await;
    let show = json!({ "values": {
        "title": "L’Avare", "published": true, "presentation": "Harpagon compte.",
        "credits": [{ "name": "Molière", "part": "author" }, { "name": "Ada", "part": "artist", "character": "Élise" }],
    }});
    let show: Form = office.post(&format!("{TABLES}/shows/rows"), &show).await.ok();
    assert_eq!(show.on_site.as_deref(), Some("/shows/l-avare"));
    let copy: Form = office.get(&format!("{TABLES}/shows/blank?copy_of={}", show.id.as_deref().unwrap())).await.ok();
    assert_eq!((copy.id, &copy.values["credits"]), (None, &show.values["credits"]));
    let plan: Vec<RowChoice> = office.get(&format!("{TABLES}/plans/choices")).await.ok();
    let categories: Vec<RowChoice> = office.get(&format!("{TABLES}/categories/choices")).await.ok();
    let rates: Vec<RowChoice> = office.get(&format!("{TABLES}/rates/choices")).await.ok();
    let values = json!({
        "show": show.id, "plan": plan[0].id, "starts_at": "2030-01-01T19:00:00Z", "state": "draft", "vat_rate_bp": 550,
        "prices": categories.iter().map(|category| json!({
            "category": category.id, "rate": rates[0].id, "price_minor": 1_250,
        })).collect::<Vec<_>>(),
    });
    let made: Form = office.post(&format!("{TABLES}/performances/rows"), &json!({ "values": values })).await.ok();
    assert_eq!(made.names[&format!("shows:{}", show.id.unwrap())], "L’Avare");
    let mut wrong = values.clone();
    wrong["prices"][0]["price_minor"] = json!("dear");
    let problem =
        office.post(&format!("{TABLES}/performances/rows"), &json!({ "values": wrong })).await.refused(422, "invalid");
    assert_eq!(problem["field"], "prices[0].price_minor");
    office.delete(&format!("{TABLES}/performances/rows/{}", made.id.unwrap())).await.ok_empty(204);
}

#[actix_web::test]
async fn comments_are_hidden_shown_and_answered() {
    let (app, _) = house().await;
    let (moderator, ada) = (app.staff(Role::Moderator).await, app.customer("ada").await);
    let shows: Value = ada.get("/api/v1/shows").await.ok();
    let show = &shows["items"][0]["id"];
    let path = format!("/api/v1/shows/{show}/comments");
    for text in ["Splendid.", "Dreadful advertising"] {
        ada.post(&path, &json!({ "text": text })).await.ok::<Value>();
    }
    let queue = list(&moderator, "comments", "?q=advertising").await;
    let row = queue.rows[0].id.clone();
    let run = |rows: Value, confirmed: bool| {
        let body =
            json!({ "action": "hide", "rows": rows, "values": { "reason": "advertising" }, "confirmed": confirmed });
        let moderator = moderator.clone();
        async move { moderator.post(&format!("{TABLES}/comments/actions"), &body).await }
    };
    let these = json!({ "kind": "these", "ids": [row] });
    let preview: ActionDone = run(these.clone(), false).await.ok();
    assert_eq!((preview.done, preview.rows), (false, 1));
    assert_eq!(list(&moderator, "comments", "?f.hidden=yes").await.total, 0, "only looked");
    let done: ActionDone = run(these, true).await.ok();
    assert_eq!((done.done, done.rows), (true, 1));
    let seen: Value = ada.get(&path).await.ok();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    // All that fit, but only as many as were shown.
    let all = json!({ "kind": "all", "list": { "filters": [["hidden", "yes"]] }, "expected": 2 });
    run(all, true).await.refused(412, "outdated");
    let form: Form = moderator
        .get(&format!("{TABLES}/comments/rows/{}", list(&moderator, "comments", "?f.hidden=no").await.rows[0].id))
        .await
        .ok();
    put(&moderator, "comments", &form, &json!({ "reply": "Merci !" })).await.ok::<Form>();
    let seen: Value = ada.get(&path).await.ok();
    assert_eq!(seen["items"][0]["reply"], "Merci !");
}

#[actix_web::test]
async fn each_role_finds_only_its_own() {
    let (app, office) = house().await;
    let nouns = |office: BackOffice| office.nouns.into_iter().map(|noun| noun.key).collect::<Vec<_>>();
    let door = app.staff(Role::Door).await;
    assert_eq!(nouns(door.get(TABLES).await.ok()), ["performances", "tickets"]);
    door.get(&format!("{TABLES}/orders/rows")).await.refused(403, "forbidden");
    let tickets = list(&door, "tickets", "").await;
    assert_eq!(tickets.noun.may, [shared::admin::Act::View]);
    assert!(!nouns(office.get(TABLES).await.ok()).contains(&"staff".to_owned()));
    office.get(&format!("{TABLES}/changes/rows")).await.refused(403, "forbidden");
    office.post(&format!("{TABLES}/orders/rows"), &json!({ "values": {} })).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn views_are_kept_and_shared() {
    let (app, office) = house().await;
    let admin = app.staff(Role::Admin).await;
    let body = |shared: bool| json!({ "noun": "orders", "name": "À payer", "query": "f.state=awaiting_payment", "shared": shared });
    let own: SavedView = office.post("/api/v1/admin/views", &body(false)).await.ok();
    let shared: SavedView = office.post("/api/v1/admin/views", &body(true)).await.ok();
    assert_eq!(office.get("/api/v1/admin/views").await.ok::<Vec<SavedView>>().len(), 2);
    let seen: Vec<SavedView> = admin.get("/api/v1/admin/views").await.ok();
    assert_eq!((seen.len(), seen[0].id, seen[0].own), (1, shared.id, false));
    admin.delete(&format!("/api/v1/admin/views/{}", shared.id)).await.refused(404, "not_found");
    office.delete(&format!("/api/v1/admin/views/{}", own.id)).await.ok_empty(204);
}
