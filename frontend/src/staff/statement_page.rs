//! `/staff/revenue/statements/{id}`: the receipts statement of a performance.

use super::place::Go;
use super::revenue::files::files;
use super::revenue::statement::statement;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::texts::office::use_office;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::ids::PerformanceId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StatementPageProps {
    pub id: PerformanceId,
}

#[component]
pub fn StatementPage(props: &StatementPageProps) -> Html {
    let office = use_office();
    let words = &office.revenue;
    let id = props.id;
    let loaded = use_load(id, api::revenue::statement);
    let title = loaded.ready().map_or_else(|| words.statement.to_owned(), |found| found.show_title.clone());
    use_page_title(title.clone());
    html! {
        <div class="office-page revenue-page">
            <nav class="crumbs"><Go to="/staff/revenue/fill">{ words.fill_title }</Go></nav>
            <header class="page-head"><h1 tabindex="-1">{ format!("{}{}{title}", words.statement, office.colon()) }</h1></header>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={8} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(found) => html! {
                    <>
                        { files(words.download, &["pdf", "xlsx", "csv"], |end| api::revenue::statement_address(id, office.locale, end)) }
                        { statement(office, found) }
                    </>
                },
            } }
        </div>
    }
}
