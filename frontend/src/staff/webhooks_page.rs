//! `/staff/webhooks`: addresses that are told what happens.

use super::secret_dialog::SecretDialog;
use super::webhooks::endpoint_form::EndpointForm;
use super::webhooks::endpoints::{Endpoints, Wish};
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::state::session::use_session;
use crate::state::webhooks::{Deed, use_webhooks};
use crate::texts::office::use_office;
use crate::ui::dialog::{Confirm, Dialog};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::ids::EndpointId;
use yew::prelude::*;

#[component]
pub fn WebhooksPage() -> Html {
    let office = use_office();
    let words = &office.webhooks;
    let session = use_session();
    use_page_title(words.title);
    let asked = use_state_eq(|| None::<Wish>);
    let open = use_state_eq(|| None::<EndpointId>);
    // Another one of these begins the form anew.
    let turn = use_state_eq(|| 0_u32);
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let hooks = use_webhooks(on_close.clone());
    let on_kept = {
        let (secret, turn) = (hooks.secret.setter(), turn.clone());
        Callback::from(move |()| {
            secret.set(None);
            turn.set(turn.wrapping_add(1));
        })
    };
    let on_wish = {
        let (asked, open, on_do) = (asked.setter(), open.clone(), hooks.on_do.clone());
        Callback::from(move |wish: Wish| match wish {
            Wish::Log(id) => open.set(Some(id).filter(|id| *open != Some(*id))),
            Wish::Test(endpoint) => {
                open.set(Some(endpoint.id));
                on_do.emit(Deed::Test(endpoint));
            }
            wish => asked.set(Some(wish)),
        })
    };
    let listed = match &hooks.endpoints.load {
        Load::Waiting => html! { <Skeleton count={3} /> },
        Load::Refused(refused) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={hooks.endpoints.reload.clone()} /> }
        }
        Load::Ready(all) => {
            let (zone, tests) = (session.time_zone(), hooks.tests);
            let on_arrived = &hooks.endpoints.reload;
            Endpoints { office, all, zone, open: *open, tests, on_wish: &on_wish, on_arrived }.view()
        }
    };
    html! {
        <div class="office-page partners-page">
            <header class="page-head"><h1 tabindex="-1">{ words.title }</h1></header>
            <p class="soft">{ words.hint }</p>
            { listed }
            <section class="card" aria-labelledby="new-webhook-title">
                <h2 id="new-webhook-title">{ words.new }</h2>
                <div key={*turn}><EndpointForm id="new-webhook" on_send={hooks.on_write.clone()} /></div>
            </section>
            if let Some(secret) = &*hooks.secret {
                <SecretDialog title={words.secret} hint={words.secret_hint} secret={secret.clone()} {on_kept} />
            }
            { match &*asked {
                Some(Wish::Change(endpoint)) => html! {
                    <Dialog title={words.change_title} on_close={on_close}>
                        <EndpointForm id="webhook" endpoint={endpoint.clone()} on_send={hooks.on_write.clone()} />
                    </Dialog>
                },
                Some(Wish::Remove(endpoint)) => html! {
                    <Confirm title={words.remove} question={(words.remove_question)(&endpoint.url)} action={words.remove}
                        on_confirm={let endpoint = endpoint.clone(); hooks.on_do.reform(move |()| Deed::Remove(endpoint.clone()))} {on_close} />
                },
                _ => Html::default(),
            } }
        </div>
    }
}
