//! The foot of every page: how to reach the box office, and what the law wants.

use crate::route::{Link, Route};
use crate::state::session::SessionState;
use crate::texts::Texts;
use yew::prelude::*;

pub fn footer(texts: &Texts, session: &SessionState) -> Html {
    let words = &texts.layout;
    html! {
        <footer class="site-footer">
            <div class="site-footer-inside">
                if let Some(house) = &session.house {
                    <section>
                        <h2>{ house.name.clone() }</h2>
                        <address>{ for house.address.lines().map(|line| html! { <>{ line.to_owned() }<br /></> }) }</address>
                    </section>
                    <section>
                        <h2>{ words.box_office }</h2>
                        <p>
                            if !house.phone.is_empty() {
                                <a href={format!("tel:{}", house.phone.replace(' ', ""))}>{ house.phone.clone() }</a><br />
                            }
                            if let Some(email) = &house.email {
                                <a href={format!("mailto:{email}")}>{ email.to_string() }</a>
                            }
                        </p>
                        if !house.opening_hours.is_empty() {
                            <p><span class="only-read">{ format!("{} ", words.opening_hours) }</span>{ house.opening_hours.clone() }</p>
                        }
                    </section>
                }
                <nav aria-label={words.information}>
                    <h2>{ words.information }</h2>
                    <ul>
                        <li><Link to={Route::Programme} marks_current=true>{ words.programme }</Link></li>
                        if session.account.is_some() {
                            <li><Link to={Route::Orders} marks_current=true>{ words.my_orders }</Link></li>
                        }
                        <li><Link to={Route::Legal} marks_current=true>{ words.legal }</Link></li>
                        <li><Link to={Route::Terms} marks_current=true>{ words.terms }</Link></li>
                        <li><Link to={Route::Accessibility} marks_current=true>{ words.accessibility }</Link></li>
                    </ul>
                </nav>
            </div>
            <p class="made-with">{ words.made_with }</p>
        </footer>
    }
}
