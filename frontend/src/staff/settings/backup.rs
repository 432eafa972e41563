//! A copy of everything, to take away.

use crate::load::Refused;
use crate::state::house_settings::use_backup;
use crate::texts::office::use_office;
use crate::ui::button::Button;
use crate::ui::error_panel::use_explain;
use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

#[component]
pub fn Backup() -> Html {
    let words = &use_office().settings;
    let explain = use_explain();
    let refused = use_state_eq(|| None::<String>);
    let busy = use_state_eq(|| false);
    let on_answer = {
        let (refused, busy) = (refused.setter(), busy.setter());
        Callback::from(move |answer: Option<Refused>| {
            busy.set(false);
            refused.set(answer.map(|refused| explain.emit(refused)));
        })
    };
    let download = use_backup(on_answer);
    let onclick = {
        let busy = busy.setter();
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            download.emit(());
        })
    };
    html! {
        <section class="card form-section">
            <p>{ words.backup_postgres }</p>
            if let Some(message) = &*refused { <p class="form-refused" role="alert">{ message.clone() }</p> }
            <Button id="backup" busy={*busy} {onclick}><Icon sign={Sign::Download} />{ words.backup_go }</Button>
        </section>
    }
}
