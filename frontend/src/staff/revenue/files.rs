//! Links to what is shown, as files.

use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

/// `address`: of a file by its end, such as `csv`.
pub fn files(label: &'static str, ends: &[&'static str], address: impl Fn(&str) -> String) -> Html {
    html! {
        <ul class="revenue-files" aria-label={label}>
            { for ends.iter().map(|end| html! {
                <li><a class={classes!("button", "small", format!("file-{end}"))} href={address(end)} download=""><Icon sign={Sign::Download} />{ end.to_uppercase() }</a></li>
            }) }
        </ul>
    }
}
