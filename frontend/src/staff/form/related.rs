//! What belongs to a row: the lists of other nouns narrowed to it.

use crate::load::Load;
use crate::staff::place::{Go, list_of};
use crate::state::row::use_related;
use crate::texts::office::use_office;
use crate::ui::icon::{Icon, Sign};
use shared::admin::Related as RelatedRows;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RelatedProps {
    pub noun: AttrValue,
    pub id: AttrValue,
}

/// Links to the lists, each with how many rows it has; nothing where nothing belongs to the row.
#[component]
pub fn Related(props: &RelatedProps) -> Html {
    let office = use_office();
    let loaded = use_related(&props.noun, &props.id);
    let Load::Ready(related) = &loaded.load else {
        return Html::default();
    };
    if related.is_empty() {
        return Html::default();
    }
    let link = |related: &RelatedRows| {
        let to = format!("{}?f.{}={}", list_of(&related.noun), related.filter, props.id);
        html! {
            <li key={format!("{}.{}", related.noun, related.filter)}>
                <Go {to}>{ office.say(&related.what).to_owned() }<span class="count number">{ office.format().number(related.rows) }</span><Icon sign={Sign::Right} /></Go>
            </li>
        }
    };
    html! {
        <nav class="related" aria-labelledby="related-title">
            <h2 id="related-title">{ office.form.related }</h2>
            <ul>{ for related.iter().map(link) }</ul>
        </nav>
    }
}
