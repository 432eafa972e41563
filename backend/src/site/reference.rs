//! The API for people: one page made of the OpenAPI document, which loads nothing from elsewhere.

use super::markup::escaped;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The page's style sheet.
pub const STYLE: &str = include_str!("reference.css");

/// What every caller should know, beside the routes themselves.
const INTRODUCTION: &str = "<p>JSON over HTTP under <code>/api/v1</code>. Errors are <code>application/problem+json</code> with a stable \
    <code>code</code>; lists answer <code>items</code> and an opaque <code>next</code> for <code>?cursor=</code>; money is \
    <code>{\"minor\": 1250, \"currency\": \"EUR\"}</code>; moments are RFC 3339 in UTC. What changes something needs the header \
    <code>X-Billetterie: 1</code>. The machine-readable document: <a href=\"/api/openapi.json\">openapi.json</a>.</p>";

/// One operation of the document.
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    facts: &'a Value,
}

/// The whole page.
pub fn page(document: &Value) -> String {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>API reference</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/api/docs.css\"></head><body>",
    );
    let groups = grouped(document);
    html.push_str("<nav aria-label=\"Groups\"><ul>");
    for name in groups.keys() {
        let _ = write!(html, "<li><a href=\"#{0}\">{0}</a></li>", escaped(name));
    }
    let _ = write!(
        html,
        "<li><a href=\"#types\">types</a></li></ul></nav><main><h1>{} API {}</h1>{INTRODUCTION}",
        escaped(text(document, "/info/title")),
        escaped(text(document, "/info/version")),
    );
    for (name, operations) in &groups {
        let _ = write!(html, "<section id=\"{0}\"><h2>{0}</h2>", escaped(name));
        for operation in operations {
            write_operation(&mut html, operation);
        }
        html.push_str("</section>");
    }
    html.push_str("<section id=\"types\"><h2>Types</h2>");
    for (name, schema) in members(document.pointer("/components/schemas")) {
        write_type(&mut html, name, schema);
    }
    html.push_str("</section></main></body></html>");
    html
}

fn grouped(document: &Value) -> BTreeMap<&str, Vec<Operation<'_>>> {
    let mut groups: BTreeMap<&str, Vec<Operation<'_>>> = BTreeMap::new();
    for (path, methods) in members(document.get("paths")) {
        for (method, facts) in members(Some(methods)) {
            let group = text(facts, "/tags/0");
            groups.entry(group).or_default().push(Operation { path, method, facts });
        }
    }
    groups
}

fn write_operation(html: &mut String, operation: &Operation<'_>) {
    let Operation { path, method, facts } = operation;
    let _ = write!(
        html,
        "<article id=\"{}\"><h3><b class=\"{method}\">{}</b> <code>{}</code></h3><p>{} {}</p>",
        escaped(text(facts, "/operationId")),
        method.to_uppercase(),
        escaped(path),
        escaped(text(facts, "/summary")),
        escaped(text(facts, "/description")),
    );
    html.push_str("<dl>");
    for parameter in items(facts.get("parameters")) {
        let needed = parameter.get("required").and_then(Value::as_bool).unwrap_or_default();
        let _ = write!(
            html,
            "<dt><code>{}</code> <i>{}{}</i></dt><dd>{} {}</dd>",
            escaped(text(parameter, "/name")),
            escaped(text(parameter, "/in")),
            if needed { ", needed" } else { "" },
            parameter.get("schema").map(kind).unwrap_or_default(),
            escaped(text(parameter, "/description")),
        );
    }
    for (media, body) in members(facts.pointer("/requestBody/content")) {
        let _ = write!(
            html,
            "<dt>Body <i>{}</i></dt><dd>{}</dd>",
            escaped(media),
            body.get("schema").map(kind).unwrap_or_default()
        );
    }
    for (status, answer) in members(facts.get("responses")) {
        let said = members(answer.get("content")).next().and_then(|(_, content)| content.get("schema"));
        let _ = write!(
            html,
            "<dt>Answer <i>{}</i></dt><dd>{} {}</dd>",
            escaped(status),
            said.map(kind).unwrap_or_default(),
            escaped(text(answer, "/description"))
        );
    }
    html.push_str("</dl></article>");
}

fn write_type(html: &mut String, name: &str, schema: &Value) {
    let _ = write!(
        html,
        "<article id=\"type-{0}\"><h3>{0}</h3><p>{1}</p>",
        escaped(name),
        escaped(text(schema, "/description"))
    );
    html.push_str("<dl>");
    write_members(html, schema);
    html.push_str("</dl></article>");
}

fn write_members(html: &mut String, schema: &Value) {
    let needed: Vec<&str> = items(schema.get("required")).filter_map(Value::as_str).collect();
    let mut written = false;
    for (member, shape) in members(schema.get("properties")) {
        written = true;
        let _ = write!(
            html,
            "<dt><code>{}</code>{}</dt><dd>{} {}</dd>",
            escaped(member),
            if needed.contains(&member) { "" } else { " <i>optional</i>" },
            kind(shape),
            escaped(text(shape, "/description"))
        );
    }
    for variant in ["oneOf", "allOf", "anyOf"].into_iter().flat_map(|word| items(schema.get(word))) {
        written = true;
        let _ = write!(html, "<dt>{}</dt><dd>{}", kind(variant), escaped(text(variant, "/description")));
        if variant.get("properties").is_some() {
            html.push_str("<dl>");
            write_members(html, variant);
            html.push_str("</dl>");
        }
        html.push_str("</dd>");
    }
    if !written {
        let _ = write!(html, "<dd>{}</dd>", kind(schema));
    }
}

/// What a value is, in a few words with links.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return format!("<a href=\"#type-{0}\">{0}</a>", escaped(name));
    }
    if schema.get("enum").is_some() {
        let words = items(schema.get("enum")).map(|word| format!("<code>{}</code>", escaped(&word.to_string())));
        return words.collect::<Vec<_>>().join(" ");
    }
    for word in ["oneOf", "anyOf"] {
        if schema.get(word).is_some() {
            let kinds = items(schema.get(word)).filter(|one| one.get("type").and_then(Value::as_str) != Some("null"));
            return kinds.map(kind).collect::<Vec<_>>().join(" or ");
        }
    }
    if let Some(inner) = schema.get("items").filter(|inner| inner.is_object()) {
        return format!("list of {}", kind(inner));
    }
    let name = match schema.get("type") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Some(Value::String(name)) => name.clone(),
        _ => String::new(),
    };
    match schema.get("format").and_then(Value::as_str) {
        Some(format) => format!("{} ({})", escaped(&name), escaped(format)),
        None => escaped(&name),
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter).map(|(name, value)| (name.as_str(), value))
}

fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_operation_names_its_types_and_nothing_of_it_is_html() {
        let document = json!({
            "info": { "title": "<b>", "version": "1" },
            "paths": { "/seats": { "post": {
                "tags": ["basket"], "operationId": "hold", "summary": "Holds <seats>.",
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/HoldSeats" } } } },
                "responses": { "200": { "description": "done" } }
            } } },
            "components": { "schemas": { "HoldSeats": { "properties": { "count": { "type": "integer", "format": "int64" } } } } }
        });
        let html = page(&document);
        assert!(html.contains("<a href=\"#type-HoldSeats\">HoldSeats</a>"));
        assert!(html.contains("integer (int64)"));
        assert!(html.contains("Holds &lt;seats&gt;.") && !html.contains("<h1><b>"));
    }
}
