//! The back office: lists, forms, actions and what is written down of them.

use crate::harness::{Client, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::admin::{
    Act, ActionDone, BackOffice, CellKind, Change, FilterKind, Listing, NounCard, Related, SavedView, Touched,
};
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
    // Orders are changed by what is done with them.
    let with_form = |noun: &&NounCard| {
        noun.may.contains(&Act::Change) && !["orders", "conversations", "jobs"].contains(&noun.key.as_str())
    };
    for noun in office.nouns.iter().filter(with_form) {
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
    // A copy has the prices; for a date it asks again.
    let copy: Form =
        office.get(&format!("{TABLES}/performances/blank?copy_of={}", made.id.as_deref().unwrap())).await.ok();
    assert_eq!(copy.values["prices"], made.values["prices"]);
    assert_eq!((copy.values.get("starts_at"), &copy.values["state"]), (None, &json!("draft")));
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
async fn a_customer_is_renamed_in_the_form_and_keeps_the_address() {
    let (app, office) = house().await;
    let moderator = app.staff(Role::Moderator).await;
    let id = list(&office, "customers", "?q=ada").await.rows[0].id.clone();
    let path = format!("{TABLES}/customers/rows/{id}");
    let form: Form = office.get(&path).await.ok();
    assert_eq!(form.values["email"], json!("ada@example.org"));
    let other = if form.values["locale"] == "fr" { "en" } else { "fr" };
    let wish = json!({"name": "Augusta Ada King", "email": "else@example.org", "locale": other});
    let form: Form = put(&office, "customers", &form, &wish).await.ok();
    assert_eq!((&form.values["name"], &form.values["locale"]), (&json!("Augusta Ada King"), &json!(other)));
    assert_eq!(form.values["email"], json!("ada@example.org"), "only shown");
    let nameless = json!({"name": " ", "locale": "en"});
    assert_eq!(put(&office, "customers", &form, &nameless).await.refused(422, "invalid")["field"], "name");
    let history: Vec<Change> = office.get(&format!("{path}/history")).await.ok();
    assert_eq!((history.len(), history[0].fields.len()), (1, 2), "{history:?}");
    moderator.get(&path).await.ok::<Form>();
    put(&moderator, "customers", &form, &wish).await.refused(403, "forbidden");
    office.delete(&path).await.refused(403, "forbidden");
    let new = json!({ "values": wish });
    office.post(&format!("{TABLES}/customers/rows"), &new).await.refused(403, "forbidden");
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

#[actix_web::test]
async fn the_staff_is_invited_changed_and_let_go_in_the_list() {
    let (app, office) = house().await;
    let admin = app.staff(Role::Admin).await;
    office.get(&format!("{TABLES}/staff/rows")).await.refused(403, "forbidden");
    let invite = json!({"values": {"name": "Nadia", "email": "nadia@example.org", "role": "door"}});
    let invited: Form = admin.post(&format!("{TABLES}/staff/rows"), &invite).await.ok();
    assert_eq!(list(&admin, "staff", "?f.state=invited").await.total, 1);
    admin.post(&format!("{TABLES}/staff/rows"), &invite).await.ok::<Form>();
    assert_eq!(list(&admin, "staff", "?f.state=invited").await.total, 1, "another invitation replaces the first");
    let id = invited.id.unwrap();
    let act = |action: &str, confirmed: bool| json!({"action": action, "rows": {"kind": "these", "ids": [id]}, "values": {}, "confirmed": confirmed});
    let done: ActionDone = admin.post(&format!("{TABLES}/staff/actions"), &act("let_go", true)).await.ok();
    assert_eq!((done.rows, done.left_out.len()), (0, 1), "who is only invited is not on the staff");
    let done: ActionDone = admin.post(&format!("{TABLES}/staff/actions"), &act("withdraw_invitation", true)).await.ok();
    assert_eq!(done.rows, 1);
    assert_eq!(list(&admin, "staff", "?f.state=invited").await.total, 0);
    // Somebody who works here gets another role, and is shut out.
    let found = list(&admin, "staff", "?f.role=box_office").await;
    let row = found.rows.first().unwrap();
    let form: Form = admin.get(&format!("{TABLES}/staff/rows/{}", row.id)).await.ok();
    put(&admin, "staff", &form, &json!({"name": "Else", "email": form.values["email"], "role": "door"}))
        .await
        .refused(422, "invalid");
    let values =
        json!({"name": form.values["name"], "email": form.values["email"], "role": "moderator", "disabled": true});
    let form: Form = put(&admin, "staff", &form, &values).await.ok();
    assert_eq!(list(&admin, "staff", "?f.state=disabled").await.total, 1);
    let history: Vec<Change> = admin.get(&format!("{TABLES}/staff/rows/{}/history", row.id)).await.ok();
    assert!(
        history.iter().any(|change| change.act == "role_changed")
            && history.iter().any(|change| change.act == "disabled")
    );
    assert_eq!(form.values["role"], "moderator");
    office.get(TABLES).await.refused(401, "sign_in_needed");
    let last = list(&admin, "staff", "?f.role=admin").await;
    let last = last.rows.first().unwrap();
    let form: Form = admin.get(&format!("{TABLES}/staff/rows/{}", last.id)).await.ok();
    let values = json!({"name": form.values["name"], "email": form.values["email"], "role": "door"});
    put(&admin, "staff", &form, &values).await.refused(409, "last_admin");
}

#[actix_web::test]
async fn a_voucher_is_made_changed_copied_and_removed_in_its_form() {
    let (_app, office) = house().await;
    let rows = format!("{TABLES}/vouchers/rows");
    let wrong = json!({"values": {"code": "NOEL-2026", "kind": "percent", "active": true}});
    office.post(&rows, &wrong).await.refused(422, "invalid");
    let show = list(&office, "shows", "").await.rows.first().unwrap().id.clone();
    let made = json!({"values": {
        "code": "NOEL-2026", "kind": "percent", "basis_points": 2500, "active": true, "max_uses": 3,
        "shows": [{"show": show}], "categories": [{"category": "Parterre"}],
    }});
    let form: Form = office.post(&rows, &made).await.ok();
    assert_eq!(form.values["basis_points"], 2500);
    assert!(form.names.contains_key(&format!("shows:{show}")));
    office.post(&rows, &made).await.refused(409, "voucher_code_taken");
    let mut values = form.values.clone();
    values.insert("kind".to_owned(), json!("fixed_price"));
    values.insert("price_minor".to_owned(), json!(500));
    let form: Form = put(&office, "vouchers", &form, &Value::Object(values)).await.ok();
    assert_eq!((&form.values["kind"], &form.values["basis_points"]), (&json!("fixed_price"), &Value::Null));
    let id = form.id.unwrap();
    let copies = json!({"action": "copies", "rows": {"kind": "these", "ids": [id]}, "values": {"count": 7, "tag": "lot"}, "confirmed": true});
    let done: ActionDone = office.post(&format!("{TABLES}/vouchers/actions"), &copies).await.ok();
    assert_eq!(done.rows, 1);
    assert_eq!(list(&office, "vouchers", "?q=lot").await.total, 7);
    let history: Vec<Change> = office.get(&format!("{rows}/{id}/history")).await.ok();
    assert_eq!(history.iter().filter(|change| change.act == "created").count(), 1, "written down once");
    let removed = office.send(office.request(Method::DELETE, &format!("{rows}/{id}"))).await;
    assert_eq!(removed.status, 204);
}

#[actix_web::test]
async fn a_performance_is_cancelled_from_the_list_after_what_it_touches_was_told() {
    let (_app, office) = house().await;
    let listing = list(&office, "performances", "").await;
    let inline: Vec<&str> =
        listing.columns.iter().filter(|column| column.editable.is_some()).map(|column| column.key.as_str()).collect();
    assert_eq!(inline, ["sale_opens_at", "sale_closes_at"]);
    let sold = listing.columns.iter().position(|column| column.key == "sold").unwrap();
    let row = listing.rows.iter().find(|row| row.cells[sold] != json!(0)).unwrap();
    let act = |action: &str, values: Value, confirmed: bool| json!({"action": action, "rows": {"kind": "these", "ids": [row.id]}, "values": values, "confirmed": confirmed});
    let actions = format!("{TABLES}/performances/actions");
    office.post(&actions, &act("cancel", json!({}), false)).await.refused(422, "invalid");
    let told: ActionDone = office.post(&actions, &act("cancel", json!({"reason": "Panne"}), false)).await.ok();
    assert!(
        !told.done
            && told.touched.iter().any(|touched| touched.rows == 1 && touched.what.en.starts_with("paid orders"))
    );
    let same = list(&office, "performances", "?f.state=cancelled").await;
    assert_eq!(same.total, 0, "nothing was done yet");
    let done: ActionDone = office.post(&actions, &act("cancel", json!({"reason": "Panne"}), true)).await.ok();
    assert!(done.done && done.rows == 1);
    assert_eq!(list(&office, "performances", "?f.state=cancelled").await.total, 1);
    let again: ActionDone = office.post(&actions, &act("cancel", json!({"reason": "Panne"}), true)).await.ok();
    assert_eq!((again.rows, again.left_out.len()), (0, 1));
    let history: Vec<Change> = office.get(&format!("{TABLES}/performances/rows/{}/history", row.id)).await.ok();
    assert_eq!(history.iter().filter(|change| change.act == "cancelled").count(), 1);
}

#[actix_web::test]
async fn a_performance_is_postponed_from_the_list() {
    let (_app, office) = house().await;
    let row = list(&office, "performances", "").await.rows.first().unwrap().clone();
    let form: Form = office.get(&format!("{TABLES}/performances/rows/{}", row.id)).await.ok();
    let starts_at: chrono::DateTime<chrono::Utc> = form.values["starts_at"].as_str().unwrap().parse().unwrap();
    let values = json!({
        "starts_at": starts_at + chrono::TimeDelta::days(7), "reason": "Neige", "refund_until": starts_at + chrono::TimeDelta::days(3),
    });
    let act =
        json!({"action": "postpone", "rows": {"kind": "these", "ids": [row.id]}, "values": values, "confirmed": true});
    let done: ActionDone = office.post(&format!("{TABLES}/performances/actions"), &act).await.ok();
    assert_eq!(done.rows, 1, "{done:?}");
    let form: Form = office.get(&format!("{TABLES}/performances/rows/{}", row.id)).await.ok();
    let moved: chrono::DateTime<chrono::Utc> = form.values["starts_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(moved, starts_at + chrono::TimeDelta::days(7));
}

/// `PATCH` of a row with the version that its line of the list has.
async fn edit(client: &Client, noun: &str, (id, version): (&str, i64), values: &Value) -> crate::harness::Answer {
    let request = client.request(Method::PATCH, &format!("{TABLES}/{noun}/rows/{id}"));
    client.send(request.header("If-Match", format!("\"{version}\"")).json(&json!({ "values": values }))).await
}

#[actix_web::test]
async fn a_cell_is_changed_in_the_list_unless_somebody_was_faster() {
    let (app, _) = house().await;
    let admin = app.staff(Role::Admin).await;
    let office: BackOffice = admin.get(TABLES).await.ok();
    let mut edited = 0;
    for noun in &office.nouns {
        let all = list(&admin, &noun.key, "").await;
        let cells = all.columns.iter().enumerate().filter(|(_, column)| column.editable.is_some());
        for (place, column) in cells {
            let Some(row) = list(&admin, &noun.key, "").await.rows.into_iter().next() else { continue };
            let value = match &row.cells[place] {
                Value::Bool(on) => json!(!on),
                Value::String(text) if column.kind == CellKind::Text => json!(format!("{text} bis")),
                other => other.clone(),
            };
            let values = json!({ column.key.clone(): value });
            edit(&admin, &noun.key, (&row.id, row.version), &values).await.ok::<Form>();
            if row.cells[place] != values[&column.key] {
                edit(&admin, &noun.key, (&row.id, row.version), &values).await.refused(412, "outdated");
            }
            let now = list(&admin, &noun.key, "").await.rows.into_iter().find(|now| now.id == row.id).unwrap();
            assert_eq!(now.cells[place], values[&column.key], "{}: {}", noun.key, column.key);
            edited += 1;
        }
    }
    assert_eq!(edited, 7);
}

#[actix_web::test]
async fn every_row_has_a_page_and_leads_to_what_belongs_to_it() {
    let (app, _) = house().await;
    let admin = app.staff(Role::Admin).await;
    let office: BackOffice = admin.get(TABLES).await.ok();
    let mut led = Vec::new();
    for noun in &office.nouns {
        // A price stands in the form of its performance.
        let rows = list(&admin, &noun.key, "").await.rows.into_iter().filter(|row| row.id.parse::<i64>().is_ok());
        for row in rows.take(3) {
            let form: Form = admin.get(&format!("{TABLES}/{}/rows/{}", noun.key, row.id)).await.ok();
            assert_eq!((form.title, form.id), (row.title, Some(row.id.clone())), "{}", noun.key);
            let fields = form.sections.iter().flat_map(|section| &section.fields);
            assert!(fields.clone().all(|field| form.values.contains_key(&field.key)), "{}", noun.key);
            let related: Vec<Related> = admin.get(&format!("{TABLES}/{}/rows/{}/related", noun.key, row.id)).await.ok();
            for Related { noun: other, filter, rows, .. } in related {
                assert_eq!(list(&admin, &other, &format!("?f.{filter}={}", row.id)).await.total, rows);
                led.push(format!("{} {other}", noun.key));
            }
        }
    }
    for way in
        ["shows performances", "performances orders", "performances tickets", "customers orders", "orders tickets"]
    {
        assert!(led.iter().any(|known| known == way), "{way}: {led:?}");
    }
    let door = app.staff(Role::Door).await;
    let performance = &list(&door, "performances", "").await.rows[0];
    let path = format!("{TABLES}/performances/rows/{}/related", performance.id);
    let seen: Vec<Related> = door.get(&path).await.ok();
    assert!(seen.iter().all(|related| related.noun == "tickets"), "{seen:?}");
}

#[actix_web::test]
async fn many_rows_are_removed_except_those_that_something_keeps() {
    let (_app, office) = house().await;
    for name in ["Opera", "Dance"] {
        office.post(&format!("{TABLES}/genres/rows"), &json!({ "values": { "name": name } })).await.ok::<Form>();
    }
    let genres = list(&office, "genres", "").await;
    assert_eq!(genres.actions.iter().map(|action| action.key.as_str()).collect::<Vec<_>>(), ["remove"]);
    let parent = &genres.rows.iter().find(|row| row.title == "Opera").unwrap().id;
    let below = json!({ "values": { "name": "Buffa", "parent": parent } });
    office.post(&format!("{TABLES}/genres/rows"), &below).await.ok::<Form>();
    let total = genres.total + 1;
    let path = format!("{TABLES}/genres/actions");
    let all = json!({ "kind": "all", "list": { "page": 1, "limit": 50 }, "expected": total });
    let look = json!({ "action": "remove", "rows": all, "confirmed": false });
    let seen: ActionDone = office.post(&path, &look).await.ok();
    assert!(!seen.done && seen.rows >= 2, "{seen:?}");
    assert!(seen.left_out.iter().any(|left| left.title == "Opera" && left.code == "in_use"), "{seen:?}");
    assert_eq!(list(&office, "genres", "").await.total, total, "only looked at");
    let done: ActionDone =
        office.post(&path, &json!({ "action": "remove", "rows": all, "confirmed": true })).await.ok();
    assert!(done.done && done.rows == total - i64::try_from(done.left_out.len()).unwrap(), "{done:?}");
    let left = list(&office, "genres", "").await;
    assert_eq!(left.total, total - done.rows);
}

#[actix_web::test]
async fn shows_leave_the_programme_and_come_back_together() {
    let (_app, office) = house().await;
    let count = |listing: &Listing| listing.total;
    let published = count(&list(&office, "shows", "?f.published=yes").await);
    let all = json!({ "kind": "all", "list": { "filters": [["published", "yes"]] }, "expected": published });
    let path = format!("{TABLES}/shows/actions");
    let take_off = json!({ "action": "unpublish", "rows": all, "confirmed": true });
    let done: ActionDone = office.post(&path, &take_off).await.ok();
    assert_eq!(done.rows, published);
    assert_eq!(count(&list(&office, "shows", "?f.published=yes").await), 0);
    office.post(&path, &take_off).await.refused(412, "outdated");
    let performance = &list(&office, "performances", "?f.state=on_sale").await.rows[0];
    let draft =
        json!({ "action": "back_to_draft", "rows": { "kind": "these", "ids": [performance.id] }, "confirmed": false });
    let seen: ActionDone = office.post(&format!("{TABLES}/performances/actions"), &draft).await.ok();
    assert_eq!((seen.rows, seen.left_out[0].code.as_str()), (0, "invalid"), "places are taken");
}

#[actix_web::test]
async fn a_customer_gets_the_name_right_and_an_entry_of_the_trail_tells_it() {
    let (app, office) = house().await;
    let row = list(&office, "customers", "?q=ada").await.rows.into_iter().next().unwrap();
    let form: Form = office.get(&format!("{TABLES}/customers/rows/{}", row.id)).await.ok();
    let renamed: Form = put(&office, "customers", &form, &json!({ "name": "Ada King", "locale": "en" })).await.ok();
    assert_eq!((renamed.title.as_str(), &renamed.values["email"]), ("Ada King", &form.values["email"]));
    let admin = app.staff(Role::Admin).await;
    let entry = list(&admin, "changes", "?f.noun=customers").await.rows.into_iter().next().unwrap();
    let told: Vec<Change> = admin.get(&format!("{TABLES}/changes/rows/{}/history", entry.id)).await.ok();
    assert_eq!((told.len(), told[0].noun.as_str(), told[0].id.as_str()), (1, "customers", row.id.as_str()));
    assert!(told[0].fields.iter().any(|field| field.after == "Ada King"));
}
