//! The sign-ins of the demonstration theatre, shown only there.

use crate::texts::use_texts;
use crate::ui::button::Button;
use shared::accounts::Role;
use shared::demo::SIGN_INS;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DemoSignInsProps {
    /// Address and password of the chosen role.
    pub on_choose: Callback<(String, String)>,
}

#[component]
pub fn DemoSignIns(props: &DemoSignInsProps) -> Html {
    let words = &use_texts().accounts;
    let who = |role: Option<Role>| match role {
        None => words.demo_customer,
        Some(Role::BoxOffice) => words.demo_box_office,
        Some(Role::Door) => words.demo_door,
        Some(Role::Moderator) => words.demo_moderator,
        Some(Role::Admin) => words.demo_admin,
    };
    html! {
        <section class="demo-sign-ins" aria-labelledby="demo-sign-ins">
            <h2 id="demo-sign-ins">{ words.demo_title }</h2>
            <p>{ words.demo_hint }</p>
            <ul>
                { for SIGN_INS.into_iter().rev().map(|one| html! {
                    <li><Button onclick={props.on_choose.reform(move |_| (one.email.to_owned(), one.password.to_owned()))}>
                        <b>{ who(one.role) }</b><small>{ one.email }</small>
                    </Button></li>
                }) }
            </ul>
        </section>
    }
}
