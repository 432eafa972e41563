//! The rows, with a head that sorts. On a phone each row is a card.

use super::cell::{cell, is_number};
use super::columns::shown;
use super::edit_cell::EditCell;
use super::edits::Edits;
use super::query::Narrow;
use super::selection::{Choose, Chosen};
use crate::staff::place::{Go, row_of};
use crate::state::table::CellEdit;
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use serde_json::Value;
use shared::admin::{Act, CellKind, Column, ListRow, Listing};
use web_sys::MouseEvent;
use yew::prelude::*;

/// Everything the rows are drawn from.
pub struct Rows<'r> {
    pub office: &'static Office,
    pub listing: &'r Listing,
    pub hidden: &'r [String],
    pub edits: &'r Edits,
    pub chosen: &'r Chosen,
    pub busy: bool,
    pub on_narrow: &'r Callback<Narrow>,
    pub on_edit: &'r Callback<CellEdit>,
    pub on_choose: &'r Callback<Choose>,
}

impl Rows<'_> {
    fn selects(&self) -> bool {
        !self.listing.actions.is_empty()
    }

    fn page(&self) -> Vec<String> {
        self.listing.rows.iter().map(|row| row.id.clone()).collect()
    }

    pub fn view(&self) -> Html {
        let columns = shown(&self.listing.columns, self.hidden);
        html! {
            <div class="table-wrap" aria-busy={self.busy.to_string()}>
                <table class="rows">
                    <caption class="only-read">{ self.office.say(&self.listing.noun.many).to_owned() }</caption>
                    <thead><tr>
                        if self.selects() { { self.select_page() } }
                        { for columns.iter().map(|(_, column)| self.head(column)) }
                    </tr></thead>
                    <tbody>
                        { for self.listing.rows.iter().enumerate().map(|(place, row)| self.row(place, row, &columns)) }
                    </tbody>
                </table>
            </div>
        }
    }

    fn select_page(&self) -> Html {
        let page = self.page();
        let checked = !page.is_empty() && page.iter().all(|id| self.chosen.has(id));
        let onchange = self.on_choose.reform(move |_: Event| Choose::Page(page.clone()));
        html! {
            <th class="select" scope="col"><label><input type="checkbox" id="select-page" {checked} {onchange} /><span class="only-read">{ self.office.table.select_page }</span></label></th>
        }
    }

    fn head(&self, column: &Column) -> Html {
        let sort = self.listing.sort.as_str();
        let (down, by) = sort.strip_prefix('-').map_or((false, sort), |by| (true, by));
        let sorted = (by == column.key).then_some(if down { "descending" } else { "ascending" });
        let label = self.office.say(&column.label).to_owned();
        let class = is_number(&column.kind).then_some("end");
        if !column.sortable {
            return html! { <th key={column.key.clone()} scope="col" {class}>{ label }</th> };
        }
        let key = column.key.clone();
        let onclick = self.on_narrow.reform(move |_: MouseEvent| Narrow::Sort(key.clone()));
        html! {
            <th key={column.key.clone()} scope="col" aria-sort={sorted} {class}>
                <button type="button" title={(self.office.table.sort_by)(&label)} {onclick}>
                    { label }
                    if sorted.is_some() { <Icon sign={if down { Sign::Down } else { Sign::Up }} /> }
                </button>
            </th>
        }
    }

    fn row(&self, place: usize, row: &ListRow, columns: &[(usize, &Column)]) -> Html {
        let chosen = self.chosen.has(&row.id);
        html! {
            <tr key={row.id.clone()} data-row={place.to_string()} tabindex="-1" class={chosen.then_some("chosen")} aria-selected={chosen.then_some("true")}>
                if self.selects() { { self.select(row, chosen) } }
                { for columns.iter().map(|(at, column)| self.cell(row, *at, column)) }
            </tr>
        }
    }

    fn select(&self, row: &ListRow, checked: bool) -> Html {
        let onclick = {
            let (id, page) = (row.id.clone(), self.page());
            self.on_choose.reform(move |event: MouseEvent| match event.shift_key() {
                true => Choose::Through { id: id.clone(), page: page.clone() },
                false => Choose::Toggle(id.clone()),
            })
        };
        html! {
            <td class="select"><label><input type="checkbox" {checked} {onclick} /><span class="only-read">{ (self.office.table.select_row)(&row.title) }</span></label></td>
        }
    }

    fn cell(&self, row: &ListRow, at: usize, column: &Column) -> Html {
        let value = self.edits.value(&row.id, &column.key).or_else(|| row.cells.get(at)).unwrap_or(&Value::Null);
        let is_moment = column.kind == CellKind::Moment;
        let class = classes!(is_number(&column.kind).then_some("end"), is_moment.then_some("moment"));
        let zone = &self.listing.time_zone;
        if at == 0 && matches!(column.kind, CellKind::Link { .. }) && !value.is_null() {
            // The row says no more than its line; what it belongs to does.
            return html! { <th key={column.key.clone()} scope="row">{ cell(self.office, &column.kind, value, zone) }</th> };
        }
        if at == 0 {
            let inside = cell(self.office, &column.kind, value, zone);
            let empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
            let inside = if empty {
                html! { { row.title.clone() } }
            } else {
                inside
            };
            let to = row_of(&self.listing.noun.key, &row.id);
            return html! { <th key={column.key.clone()} scope="row"><Go {to}>{ inside }</Go></th> };
        }
        let label = self.office.say(&column.label).to_owned();
        let may = self.listing.noun.may.contains(&Act::Change);
        let inside = match column.editable.as_ref().filter(|_| may) {
            Some(field) => html! {
                <EditCell field={field.clone()} kind={column.kind.clone()} value={value.clone()} zone={zone.clone()}
                    title={(self.office.table.edit_cell)(&label, &row.title)} waits={self.edits.waits(&row.id, &column.key)}
                    on_change={self.edit(row, column)} />
            },
            None => cell(self.office, &column.kind, value, zone),
        };
        html! { <td key={column.key.clone()} {class} data-label={label}>{ inside }</td> }
    }

    fn edit(&self, row: &ListRow, column: &Column) -> Callback<Value> {
        let (id, version) = (row.id.clone(), row.version);
        let field = column.editable.as_ref().map_or_else(|| column.key.clone(), |field| field.key.clone());
        self.on_edit.reform(move |value| CellEdit { row: id.clone(), version, column: field.clone(), value })
    }
}
