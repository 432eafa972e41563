//! For whom, how it is paid, what to give back, and the button that sells.

use super::counter::says;
use super::offer::Offer;
use super::sale::{Lacks, Sale, SaleMove, likely_cash};
use crate::accounts::form::FormHandle;
use crate::staff::dossier::wish::METHODS;
use crate::staff::form::amount;
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, SelectField};
use shared::accounts::NAME_MAX_LENGTH;
use shared::house::Locale;
use shared::money::Money;
use shared::payments::PaymentMethod;
use yew::prelude::*;

/// Longest reason, in characters.
const REASON_MAX_LENGTH: usize = 500;

/// What the till is drawn from.
pub struct Till<'s> {
    pub office: &'static Office,
    pub offer: &'s Offer,
    pub sale: &'s UseReducerHandle<Sale>,
    pub form: &'s FormHandle,
    pub lacks: Option<Lacks>,
    pub total: Option<Money>,
    /// Why it was refused.
    pub told: Option<Html>,
    pub go: Callback<()>,
}

impl Till<'_> {
    pub fn view(&self) -> Html {
        let words = &self.office.sell;
        let count = (self.office.site().common.places)(self.sale.count(self.offer));
        let onsubmit = self.go.reform(|event: SubmitEvent| event.prevent_default());
        let total = self.total.map(|total| self.office.format().money(total));
        html! {
            <section class="card sell-till" aria-labelledby="sell-payment">
                <h2 id="sell-payment">{ words.payment }</h2>
                // Apart from the form: Enter in a name does not sell.
                { self.whom() }
                <form {onsubmit} novalidate=true>
                    { self.methods() }
                    { match self.sale.method {
                        PaymentMethod::Cash => self.cash(),
                        PaymentMethod::Gift => self.reason(),
                        _ => Html::default(),
                    } }
                    <div class="sell-foot">
                        { self.told.clone().unwrap_or_default() }
                        <p class="sell-total"><span>{ words.total }</span><output id="sell-total" class="number">{ total.unwrap_or_else(|| "–".to_owned()) }</output></p>
                        <Button id="sell-go" submit=true weight={Weight::Primary} class="wide" busy={self.form.busy()}>{ (words.go)(&count) }</Button>
                        <p class="soft keys-hint"><kbd>{ "Ctrl" }</kbd>{ " + " }<kbd>{ "⏎" }</kbd>{ " " }{ words.go_hint }</p>
                    </div>
                </form>
            </section>
        }
    }

    fn whom(&self) -> Html {
        let words = &self.office.sell;
        let options = [(Locale::Fr, words.french), (Locale::En, words.english)]
            .map(|(one, name)| (one.code().into(), name.into()));
        let moves = self.sale.dispatcher();
        let on_language = Callback::from(move |code: String| {
            let spoken = [Locale::Fr, Locale::En].into_iter().find(|one| one.code() == code);
            moves.dispatch(SaleMove::Locale(spoken.unwrap_or_default()));
        });
        let wrong = says(self.office, self.lacks, Lacks::Email);
        let error = self.form.error(&["email"], wrong);
        html! {
            <details class="sell-whom" open={error.is_some()}>
                <summary>{ words.whom }<span class="soft">{ self.sale.name.clone() }</span></summary>
                <div>
                <Field id="sell-name" label={words.name} value={self.sale.name.clone()} required=false autocomplete="off" max_length={NAME_MAX_LENGTH}
                    on_input={self.typed(SaleMove::Name)} error={self.form.error(&["name"], None)} />
                <Field id="sell-email" kind="email" label={words.email} value={self.sale.email.clone()} required=false autocomplete="off" hint={words.email_hint}
                    on_input={self.typed(SaleMove::Email)} {error} />
                <SelectField id="sell-language" label={words.language} value={self.sale.locale.code()} options={options.to_vec()} on_change={on_language} />
                </div>
            </details>
        }
    }

    fn methods(&self) -> Html {
        let name = self.office.site().orders.method;
        html! {
            <fieldset class="sell-chips sell-methods">
                <legend class="only-read">{ self.office.sell.payment }</legend>
                { for METHODS.map(|(method, word)| {
                    let moves = self.sale.dispatcher();
                    let onchange = Callback::from(move |_: Event| moves.dispatch(SaleMove::Method(method)));
                    html! {
                        <label key={word} class="sell-chip">
                            <input type="radio" name="sell-method" id={format!("method-{word}")} checked={self.sale.method == method} {onchange} />
                            <span><b>{ name(method) }</b></span>
                        </label>
                    }
                }) }
            </fieldset>
        }
    }

    fn cash(&self) -> Html {
        let words = &self.office.sell;
        let locale = self.office.locale;
        let likely = self.total.filter(|total| total.minor > 0).map(|total| (total, likely_cash(total.minor)));
        let wrong = says(self.office, self.lacks, Lacks::Given);
        html! {
            <div class="sell-cash">
                <Field id="sell-given" label={words.given} value={self.sale.given.clone()} required=false autocomplete="off"
                    on_input={self.typed(SaleMove::Given)} error={self.form.error(&["given"], wrong)} />
                if let Some((total, likely)) = likely {
                    <div class="sell-notes" role="group" aria-label={words.given}>
                        { for likely.into_iter().map(|minor| {
                            let (moves, typed) = (self.sale.dispatcher(), amount::write_brief(minor, locale));
                            let onclick = Callback::from(move |_: MouseEvent| moves.dispatch(SaleMove::Given(typed.clone())));
                            let is_exact = minor == total.minor;
                            let name = if is_exact { words.exact.to_owned() } else { self.office.format().money_brief(Money::new(minor, total.currency)) };
                            html! { <button key={minor.to_string()} type="button" class="button small" data-given={minor.to_string()} {onclick}>{ name }</button> }
                        }) }
                    </div>
                }
                { self.change() }
            </div>
        }
    }

    fn change(&self) -> Html {
        let words = &self.office.sell;
        let Some(change) = self.total.and_then(|total| self.sale.change(total)) else { return Html::default() };
        let size = Money::new(change.minor.abs(), change.currency);
        let (name, class) =
            if change.minor < 0 { (words.missing, "sell-change missing") } else { (words.change, "sell-change") };
        html! { <p {class} aria-live="polite"><span>{ name }</span><output id="sell-change" class="number">{ self.office.format().money(size) }</output></p> }
    }

    fn reason(&self) -> Html {
        let wrong = says(self.office, self.lacks, Lacks::Reason);
        html! {
            <Field id="sell-reason" label={self.office.sell.reason} value={self.sale.reason.clone()} autocomplete="off" max_length={REASON_MAX_LENGTH}
                on_input={self.typed(SaleMove::Reason)} error={self.form.error(&["reason", "payment.reason"], wrong)} />
        }
    }

    fn typed(&self, step: fn(String) -> SaleMove) -> Callback<String> {
        let moves = self.sale.dispatcher();
        Callback::from(move |text| moves.dispatch(step(text)))
    }
}
