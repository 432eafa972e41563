//! The sign-ins of the demonstration theatre, shown only there.

use crate::texts::use_texts;
use crate::ui::button::Button;
use yew::prelude::*;

/// Everybody's password in the demonstration.
const PASSWORD: &str = "billetterie-demo";

#[derive(Properties, PartialEq)]
pub struct DemoSignInsProps {
    /// Address and password of the chosen role.
    pub on_choose: Callback<(String, String)>,
}

#[component]
pub fn DemoSignIns(props: &DemoSignInsProps) -> Html {
    let words = &use_texts().accounts;
    let people = [
        ("ada@example.org", words.demo_customer),
        ("admin@example.org", words.demo_admin),
        ("caisse@example.org", words.demo_box_office),
    ];
    html! {
        <aside class="demo-sign-ins" aria-labelledby="demo-sign-ins">
            <h2 id="demo-sign-ins">{ words.demo_title }</h2>
            <p>{ words.demo_hint }</p>
            <ul>
                { for people.into_iter().map(|(email, role)| html! {
                    <li><Button onclick={props.on_choose.reform(move |_| (email.to_owned(), PASSWORD.to_owned()))}>
                        <b>{ role }</b><small>{ email }</small>
                    </Button></li>
                }) }
            </ul>
        </aside>
    }
}
