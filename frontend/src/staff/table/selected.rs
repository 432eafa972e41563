//! The bar that appears once rows are chosen: how many, all that fit, and what can be done with them.

use super::selection::{Choose, Chosen};
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use shared::admin::{Action, Listing};
use yew::prelude::*;

pub fn selected(
    office: &Office,
    listing: &Listing,
    chosen: &Chosen,
    on_choose: &Callback<Choose>,
    on_act: &Callback<Action>,
) -> Html {
    let words = &office.table;
    let count = chosen.count(listing.total);
    if count == 0 {
        return Html::default();
    }
    let rows = i64::try_from(listing.rows.len()).unwrap_or(i64::MAX);
    let whole_page =
        *chosen != Chosen::All && listing.rows.iter().all(|row| chosen.has(&row.id)) && listing.total > rows;
    let format = office.format();
    html! {
        <section class="selected" aria-label={(words.selected)(count, &format.number(count))}>
            <p role="status"><b>{ (words.selected)(count, &format.number(count)) }</b></p>
            if whole_page {
                <Button id="select-all" class="small" weight={Weight::Quiet} onclick={on_choose.reform(|_: MouseEvent| Choose::All)}>
                    { (words.select_all)(&format.number(listing.total)) }
                </Button>
            }
            <div class="deeds">
                { for listing.actions.iter().map(|action| {
                    let weight = if action.destructive { Weight::Danger } else { Weight::Secondary };
                    let onclick = {
                        let action = action.clone();
                        on_act.reform(move |_: MouseEvent| action.clone())
                    };
                    html! { <Button key={action.key.clone()} id={format!("act-{}", action.key)} class="small" {weight} {onclick}>{ office.say(&action.label).to_owned() }</Button> }
                }) }
            </div>
            <Button class="round small" weight={Weight::Quiet} label={words.unselect} onclick={on_choose.reform(|_: MouseEvent| Choose::Nothing)}>
                <Icon sign={Sign::Cross} />
            </Button>
        </section>
    }
}
