//! The requests about one order, about sales at the desk and about money that needs a person, named as their handlers.

use super::request::{Answer, change, change_once, done_with, query, read};
use gloo_net::http::Method;
use shared::dossier::{
    ActOnOrder, Dossier, ListReconciliation, Reconcile, ReconcileStarted, Reconciliation, SellAtDesk,
};
use shared::ids::OrderId;
use shared::orders::Order;
use shared::paging::Page;
use shared::payments::{Attention, ListAttention, ResolveAttention};

pub fn show_dossier(id: OrderId) -> impl Future<Output = Answer<Dossier>> + use<> {
    read(&format!("/admin/orders/{id}/dossier"))
}

/// Does one thing with an order, if it is still as the page has shown it.
pub fn act_on_order(id: OrderId, wish: &ActOnOrder) -> impl Future<Output = Answer<Dossier>> + use<> {
    change(Method::POST, &format!("/admin/orders/{id}/actions"), wish)
}

/// `idempotency_key`: one per sale, kept while the answer is unknown; see [`super::new_idempotency_key`].
pub fn sell_at_desk(sale: &SellAtDesk, idempotency_key: &str) -> impl Future<Output = Answer<Order>> + use<> {
    change_once("/admin/orders", sale, idempotency_key)
}

pub fn show_reconciliation(which: &ListReconciliation) -> impl Future<Output = Answer<Reconciliation>> + use<> {
    let days = which.days.map(|days| days.to_string());
    let members = [("days", days.as_deref()), ("cursor", which.cursor.as_deref())];
    read(&format!("/admin/payments/reconciliation{}", query(&members)))
}

pub fn reconcile_payments(which: &Reconcile) -> impl Future<Output = Answer<ReconcileStarted>> + use<> {
    change(Method::POST, "/admin/payments/reconciliation", which)
}

pub fn list_attention(which: &ListAttention) -> impl Future<Output = Answer<Page<Attention>>> + use<> {
    let members = [("all", which.all.then_some("true")), ("cursor", which.cursor.as_deref())];
    read(&format!("/admin/attention{}", query(&members)))
}

pub fn resolve_attention(id: i64, wish: &ResolveAttention) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, &format!("/admin/attention/{id}/resolve"), wish)
}
