//! Beside the filters: views that are kept, columns to show, and files to take away.

use super::columns::toggled;
use super::popup::Popup;
use crate::staff::place::{Go, list_of};
use crate::state::table::{ViewDeed, export_address};
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::field::{CheckField, Field};
use crate::ui::icon::{Icon, Sign};
use shared::admin::{Column, ListRows, SavedView};
use std::rc::Rc;
use yew::prelude::*;

/// Which columns are shown; the first always is.
pub fn columns_menu(office: &Office, columns: &[Column], hidden: &[String], on_hide: &Callback<Vec<String>>) -> Html {
    html! {
        <Popup id="columns" sign={Sign::Columns} label={office.table.columns} class="tool">
            { for columns.iter().enumerate().map(|(at, column)| {
                let next = toggled(hidden, columns, &column.key);
                let onchange = on_hide.reform(move |_: Event| next.clone());
                let checked = at == 0 || !hidden.contains(&column.key);
                html! {
                    <label key={column.key.clone()} class="tick"><input type="checkbox" {checked} disabled={at == 0} {onchange} />{ office.say(&column.label).to_owned() }</label>
                }
            }) }
        </Popup>
    }
}

/// All rows that fit, as a file.
pub fn export_menu(office: &Office, noun: &str, list: &ListRows) -> Html {
    html! {
        <Popup id="export" sign={Sign::Download} label={office.table.export} class="tool">
            { for ["csv", "json"].map(|kind| html! {
                <a class="entry" href={export_address(noun, list, kind)} download={format!("{noun}.{kind}")}>{ kind.to_uppercase() }</a>
            }) }
        </Popup>
    }
}

#[derive(Properties, PartialEq)]
pub struct ViewsMenuProps {
    pub noun: AttrValue,
    pub views: Rc<Vec<SavedView>>,
    /// The page's query, without the question mark.
    pub query: AttrValue,
    pub on_deed: Callback<ViewDeed>,
}

/// Lists that somebody keeps under a name.
#[component]
pub fn ViewsMenu(props: &ViewsMenuProps) -> Html {
    let office = use_office();
    let words = &office.table;
    let name = use_state_eq(String::new);
    let shared = use_state_eq(|| false);
    let here = props
        .views
        .iter()
        .find(|view| view.query == props.query.as_str())
        .map(|view| AttrValue::from(view.name.clone()));
    let onsubmit = {
        let (name, shared, on_deed, query) = (name.clone(), *shared, props.on_deed.clone(), props.query.to_string());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !name.trim().is_empty() {
                on_deed.emit(ViewDeed::Save { name: name.trim().to_owned(), query: query.clone(), shared });
                name.set(String::new());
            }
        })
    };
    let on_input = {
        let name = name.setter();
        Callback::from(move |text| name.set(text))
    };
    let on_share = {
        let shared = shared.setter();
        Callback::from(move |yes| shared.set(yes))
    };
    html! {
        <Popup id="views" sign={Sign::Star} label={words.views} value={here.clone()} class="tool">
            if props.views.is_empty() { <p class="soft">{ words.views_none }</p> }
            <ul class="views">
                { for props.views.iter().map(|view| {
                    let id = view.id;
                    let remove = props.on_deed.reform(move |_: MouseEvent| ViewDeed::Remove(id));
                    html! {
                        <li key={view.id.to_string()}>
                            <Go to={format!("{}?{}", list_of(&props.noun), view.query)}>{ view.name.clone() }
                                if view.shared { <small>{ format!(" {}", words.view_shared) }</small> }
                            </Go>
                            if view.own { <Button class="round small" weight={Weight::Quiet} label={(words.view_remove)(&view.name)} onclick={remove}><Icon sign={Sign::Bin} /></Button> }
                        </li>
                    }
                }) }
            </ul>
            if !props.query.is_empty() && here.is_none() {
                <form {onsubmit}>
                    <Field id="view-name" label={words.view_name} value={(*name).clone()} {on_input} max_length={60} />
                    <CheckField id="view-shared" checked={*shared} on_change={on_share}>{ words.view_share }</CheckField>
                    <Button submit=true class="small">{ words.view_save }</Button>
                </form>
            }
        </Popup>
    }
}
