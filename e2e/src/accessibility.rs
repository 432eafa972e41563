//! What the checker axe finds on a page.

use crate::browser::Browser;
use crate::{Outcome, failure, settings};
use serde::Deserialize;
use serde_json::json;
use std::fmt;

/// The rules of WCAG 2.2 at the levels A and AA, and axe's own good practice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// A broken rule.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    /// The rule, e.g. `color-contrast`.
    pub id: String,
    /// What should be.
    pub help: String,
    /// The elements that break it.
    pub nodes: Vec<Node>,
}

/// An element that breaks a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// The start of its HTML.
    pub html: String,
    /// What to do about it.
    pub failure_summary: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.help)?;
        for node in &self.nodes {
            write!(f, "\n    {}", node.html)?;
            for line in node.failure_summary.iter().flat_map(|text| text.lines()) {
                write!(f, "\n      {line}")?;
            }
        }
        Ok(())
    }
}

impl Browser {
    /// Runs axe on the page as it is.
    ///
    /// # Errors
    /// When the browser is gone or axe itself fails.
    pub async fn violations(&self) -> Outcome<Vec<Violation>> {
        let axe = std::fs::read_to_string(settings::path("BILLETTERIE_AXE")?)?;
        self.driver().execute(axe, Vec::new()).await?;
        let script = "
            const [rules, done] = arguments;
            const short = node => ({ html: node.html.slice(0, 200), failureSummary: node.failureSummary });
            axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(
                result => done({ found: result.violations.map(broken =>
                    ({ id: broken.id, help: broken.help, nodes: broken.nodes.map(short) })) }),
                error => done({ error: String(error) }));";
        let answer = self.driver().execute_async(script, vec![json!(RULES)]).await?;
        match answer.json().pointer("/found") {
            Some(found) => Ok(serde_json::from_value(found.clone())?),
            None => Err(failure(format!("axe: {}", answer.json()))),
        }
    }

    /// Fails when axe finds anything on the page, and says what.
    ///
    /// # Errors
    /// See above.
    pub async fn is_accessible(&self) -> Outcome {
        let violations = self.violations().await?;
        if violations.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = violations.iter().map(Violation::to_string).collect();
        let page = self.path().await?;
        Err(failure(format!("{page} at {:?}:\n{}", self.screen(), list.join("\n"))))
    }
}
