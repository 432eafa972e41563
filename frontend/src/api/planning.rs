//! The requests with which runs are planned.

use super::request::{Answer, change};
use gloo_net::http::Method;
use shared::planning::{PlanRun, RunPlanned, RunPreview};

/// What a run would make.
pub fn preview_run(run: &PlanRun) -> impl Future<Output = Answer<RunPreview>> + use<> {
    change(Method::POST, "/admin/performances/run/preview", run)
}

/// Makes all performances of a run, or none.
pub fn plan_run(run: &PlanRun) -> impl Future<Output = Answer<RunPlanned>> + use<> {
    change(Method::POST, "/admin/performances/run", run)
}
