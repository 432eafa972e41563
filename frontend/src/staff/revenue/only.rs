//! Pages of whoever keeps the accounts: others are told so. The server refuses in any case.

use crate::staff::place::Go;
use crate::staff::talks;
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::empty::Empty;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AccountsOnlyProps {
    pub children: Html,
}

#[component]
pub fn AccountsOnly(props: &AccountsOnlyProps) -> Html {
    let office = use_office();
    if use_session().account.as_ref().and_then(|account| account.role).is_some_and(talks) {
        return props.children.clone();
    }
    html! {
        <Empty title={office.shell.may_not}><p>{ office.shell.may_not_hint }</p><p><Go to="/staff" class="button">{ office.shell.to_dashboard }</Go></p></Empty>
    }
}
