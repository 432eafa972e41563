//! The fields of the dialog of an action.

use super::wish::{Back, Lacks, METHODS, Wish, WishMove};
use crate::accounts::form::FormHandle;
use crate::staff::dossier::lines::place_of;
use crate::texts::office::Office;
use crate::ui::field::{CheckField, Field, SelectField};
use shared::accounts::NAME_MAX_LENGTH;
use shared::dossier::{Dossier, DossierTicket, NOTE_MAX_LENGTH, OrderActKind};
use shared::tickets::TicketState;
use yew::prelude::*;

/// Longest reason, in characters.
const REASON_MAX_LENGTH: usize = 500;

/// What the fields are drawn from.
pub struct Fields<'d> {
    pub office: &'static Office,
    pub dossier: &'d Dossier,
    pub wish: &'d UseReducerHandle<Wish>,
    pub form: &'d FormHandle,
    pub lacks: Option<Lacks>,
}

impl Fields<'_> {
    pub fn view(&self, kind: OrderActKind) -> Html {
        let words = &self.office.dossier;
        match kind {
            OrderActKind::ResendTickets | OrderActKind::Cancel => Html::default(),
            OrderActKind::RenameHolder => html! { <>{ self.one_ticket() }{ self.name(words.holder) }</> },
            OrderActKind::Transfer => html! {
                <>
                    { self.name(words.new_buyer) }
                    <Field id="act-email" kind="email" label={self.office.site().accounts.email} value={self.wish.email.clone()} autocomplete="off"
                        on_input={self.typed(WishMove::Email)} error={self.error(Lacks::Email, &["act.email", "email"])} />
                </>
            },
            OrderActKind::Refund => self.refund(),
            OrderActKind::TakePayment => {
                html! { <>{ self.method() }{ self.reason(self.wish.method == shared::payments::PaymentMethod::Gift) }</> }
            }
            OrderActKind::ChangeNote => html! {
                <Field id="act-note" label={words.note} rows={4} required=false max_length={NOTE_MAX_LENGTH} value={self.wish.note.clone()}
                    on_input={self.typed(WishMove::Note)} error={self.form.error(&["act.note"], None)} />
            },
        }
    }

    fn refund(&self) -> Html {
        let words = &self.office.dossier;
        let options =
            Back::ALL.map(|back| (AttrValue::from(back.word()), AttrValue::from((words.back)(back)))).to_vec();
        let moves = self.wish.dispatcher();
        let on_change = Callback::from(move |word: String| {
            if let Some(back) = Back::ALL.into_iter().find(|back| back.word() == word) {
                moves.dispatch(WishMove::Back(back));
            }
        });
        html! {
            <>
                <SelectField id="act-back" label={words.what_back} value={self.wish.back.word()} {options} {on_change} />
                { match self.wish.back {
                    Back::Everything => Html::default(),
                    Back::Tickets => self.many_tickets(),
                    Back::Amount => html! {
                        <Field id="act-amount" label={words.amount} value={self.wish.amount.clone()} hint={words.amount_hint} autocomplete="off"
                            on_input={self.typed(WishMove::Amount)} error={self.error(Lacks::Amount, &["what.amount", "amount"])} />
                    },
                } }
                { self.reason(true) }
            </>
        }
    }

    fn valid(&self) -> impl Iterator<Item = &DossierTicket> {
        self.dossier.tickets.iter().filter(|ticket| ticket.state == TicketState::Valid)
    }

    fn one_ticket(&self) -> Html {
        let options =
            self.valid().map(|ticket| (ticket.id.to_string().into(), self.called(ticket).into())).collect::<Vec<_>>();
        let chosen = self.wish.tickets.first().map(ToString::to_string).unwrap_or_default();
        let moves = self.wish.dispatcher();
        let on_change = Callback::from(move |id: String| {
            if let Ok(ticket) = id.parse() {
                moves.dispatch(WishMove::OnlyTicket(ticket));
            }
        });
        html! { <SelectField id="act-ticket" label={self.office.dossier.ticket} value={chosen} {options} {on_change} /> }
    }

    fn many_tickets(&self) -> Html {
        let missing = self.error(Lacks::Tickets, &["what.tickets"]);
        html! {
            <fieldset class="ticket-choice">
                <legend>{ self.office.dossier.tickets }</legend>
                { for self.valid().map(|ticket| {
                    let (moves, id) = (self.wish.dispatcher(), ticket.id);
                    let on_change = Callback::from(move |_: bool| moves.dispatch(WishMove::Ticket(id)));
                    html! {
                        <CheckField key={id.to_string()} id={format!("act-ticket-{id}")} checked={self.wish.tickets.contains(&id)} {on_change}>{ self.called(ticket) }</CheckField>
                    }
                }) }
                if let Some(missing) = missing { <p class="field-error">{ missing }</p> }
            </fieldset>
        }
    }

    /// «Parterre, rang C, place 12 · Ada Lovelace».
    fn called(&self, ticket: &DossierTicket) -> String {
        let place = place_of(self.office, self.dossier, ticket.line).unwrap_or_else(|| ticket.number.clone());
        if ticket.holder.is_empty() { place } else { format!("{place} · {}", ticket.holder) }
    }

    fn method(&self) -> Html {
        let name = self.office.site().orders.method;
        let options = METHODS.map(|(method, word)| (AttrValue::from(word), AttrValue::from(name(method)))).to_vec();
        let value = METHODS.iter().find(|(method, _)| *method == self.wish.method).map(|(_, word)| *word);
        let moves = self.wish.dispatcher();
        let on_change = Callback::from(move |chosen: String| {
            if let Some((method, _)) = METHODS.into_iter().find(|(_, word)| *word == chosen) {
                moves.dispatch(WishMove::Method(method));
            }
        });
        html! { <SelectField id="act-method" label={self.office.dossier.method} value={value.unwrap_or_default()} {options} {on_change} /> }
    }

    fn name(&self, label: &'static str) -> Html {
        html! {
            <Field id="act-name" {label} value={self.wish.name.clone()} autocomplete="off" max_length={NAME_MAX_LENGTH}
                on_input={self.typed(WishMove::Name)} error={self.error(Lacks::Name, &["act.name", "act.holder"])} />
        }
    }

    fn reason(&self, required: bool) -> Html {
        html! {
            <Field id="act-reason" label={self.office.dossier.reason} value={self.wish.reason.clone()} {required} autocomplete="off" max_length={REASON_MAX_LENGTH}
                on_input={self.typed(WishMove::Reason)} error={self.error(Lacks::Reason, &["reason"])} />
        }
    }

    fn typed(&self, step: fn(String) -> WishMove) -> Callback<String> {
        let moves = self.wish.dispatcher();
        Callback::from(move |text| moves.dispatch(step(text)))
    }

    fn error(&self, lack: Lacks, names: &[&str]) -> Option<AttrValue> {
        let wrong = (self.lacks == Some(lack)).then(|| (self.office.dossier.lacks)(lack).to_owned());
        self.form.error(names, wrong)
    }
}
