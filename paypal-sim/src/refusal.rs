//! What PayPal answers: a reply with a status and a body, or a refusal in the shape of its error bodies.

use serde_json::{Value, json};

use crate::books::debug_id;

/// An answer that is not an error; no body means 204.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub status: u16,
    pub body: Option<Value>,
}

impl Reply {
    /// 200 with this body.
    pub fn ok(body: Value) -> Self {
        Self { status: 200, body: Some(body) }
    }

    /// 201 with this body.
    pub fn created(body: Value) -> Self {
        Self { status: 201, body: Some(body) }
    }

    /// 204.
    pub fn nothing() -> Self {
        Self { status: 204, body: None }
    }
}

/// An error as PayPal words it, with one detail (the issue) at most.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: u16,
    name: &'static str,
    message: &'static str,
    issue: Option<Box<Issue>>,
}

#[derive(Clone, Debug)]
struct Issue {
    code: &'static str,
    description: String,
    field: Option<String>,
    redirect: Option<String>,
}

impl Refusal {
    /// A refusal without an issue.
    pub fn plain(status: u16, name: &'static str, message: &'static str) -> Self {
        Self { status, name, message, issue: None }
    }

    /// Names the field of the request that is wrong, as a JSON pointer.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        if let Some(issue) = &mut self.issue {
            issue.field = Some(field.into());
        }
        self
    }

    /// Adds the link to which the payer should be sent again.
    #[must_use]
    pub fn redirecting(mut self, href: String) -> Self {
        if let Some(issue) = &mut self.issue {
            issue.redirect = Some(href);
        }
        self
    }

    /// The issue's code, or the error's name when it has none.
    pub fn issue(&self) -> &'static str {
        self.issue.as_ref().map_or(self.name, |issue| issue.code)
    }

    /// The body with a fresh debug id.
    pub fn body(&self) -> Value {
        let details: Vec<Value> = self.issue.iter().map(|issue| issue.body()).collect();
        let mut links = vec![json!({
            "href": format!("https://developer.paypal.com/api/rest/reference/orders/v2/errors/#{}", self.issue()),
            "rel": "information_link",
            "method": "GET",
        })];
        let redirect = self.issue.as_ref().and_then(|issue| issue.redirect.as_deref());
        links.extend(redirect.map(|href| json!({"href": href, "rel": "redirect", "method": "GET"})));
        json!({
            "name": self.name,
            "message": self.message,
            "debug_id": debug_id(),
            "details": details,
            "links": links,
        })
    }
}

impl Issue {
    fn body(&self) -> Value {
        let mut body = json!({"issue": self.code, "description": self.description});
        if let (Some(fields), Some(field)) = (body.as_object_mut(), &self.field) {
            fields.insert("field".to_owned(), json!(field));
            fields.insert("location".to_owned(), json!("body"));
        }
        body
    }
}

/// 400: the request is malformed.
pub fn invalid(code: &'static str, description: &str) -> Refusal {
    let message = "Request is not well-formed, syntactically incorrect, or violates schema.";
    with_issue(400, "INVALID_REQUEST", message, code, description)
}

/// 400: a required field is not there.
pub fn missing(field: &str) -> Refusal {
    invalid("MISSING_REQUIRED_PARAMETER", "A required field is missing.").at(field)
}

/// 422: well formed, but not possible.
pub fn unprocessable(code: &'static str, description: &str) -> Refusal {
    let message = "The requested action could not be performed, semantically incorrect, or failed business validation.";
    with_issue(422, "UNPROCESSABLE_ENTITY", message, code, description)
}

/// 404: no order, capture or refund has this id.
pub fn not_found() -> Refusal {
    let description = "Specified resource ID does not exist. Please check the resource ID and try again.";
    let message = "The specified resource does not exist.";
    with_issue(404, "RESOURCE_NOT_FOUND", message, "INVALID_RESOURCE_ID", description)
}

fn with_issue(
    status: u16,
    name: &'static str,
    message: &'static str,
    code: &'static str,
    description: &str,
) -> Refusal {
    let issue = Issue { code, description: description.to_owned(), field: None, redirect: None };
    Refusal { status, name, message, issue: Some(Box::new(issue)) }
}
