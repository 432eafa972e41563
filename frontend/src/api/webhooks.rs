//! The requests of addresses that are told what happens.

use super::request::{Answer, bare, change, done, query, read};
use gloo_net::http::Method;
use shared::ids::EndpointId;
use shared::paging::Page;
use shared::partners::{Delivery, Endpoint, ListDeliveries, NewEndpoint, WriteEndpoint};

pub fn list_endpoints() -> impl Future<Output = Answer<Vec<Endpoint>>> + use<> {
    read("/admin/webhooks")
}

pub fn create_endpoint(endpoint: &WriteEndpoint) -> impl Future<Output = Answer<NewEndpoint>> + use<> {
    change(Method::POST, "/admin/webhooks", endpoint)
}

pub fn change_endpoint(id: EndpointId, endpoint: &WriteEndpoint) -> impl Future<Output = Answer<Endpoint>> + use<> {
    change(Method::PUT, &path(id, ""), endpoint)
}

pub fn remove_endpoint(id: EndpointId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &path(id, ""))
}

pub fn test_endpoint(id: EndpointId) -> impl Future<Output = Answer<Delivery>> + use<> {
    bare(Method::POST, &path(id, "/test"))
}

pub fn list_deliveries(id: EndpointId, which: &ListDeliveries) -> impl Future<Output = Answer<Page<Delivery>>> + use<> {
    let limit = which.limit.map(|limit| limit.to_string());
    let members = [("limit", limit.as_deref()), ("cursor", which.cursor.as_deref())];
    read(&path(id, &format!("/deliveries{}", query(&members))))
}

fn path(id: EndpointId, rest: &str) -> String {
    format!("/admin/webhooks/{id}{rest}")
}
