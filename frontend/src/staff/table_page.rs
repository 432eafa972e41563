//! `/staff/t/{noun}`: the rows of a noun. What is shown stands in the address, so that back, forward and bookmarks work.

use super::place::{Go, list_of, new_of};
use super::reschedulings::seen_at;
use super::table::action_dialog::ActionDialog;
use super::table::body::Rows;
use super::table::dates::dates;
use super::table::edits::Edits;
use super::table::filters::filter;
use super::table::hidden::use_hidden;
use super::table::keyboard::use_row_keys;
use super::table::menus::{ViewsMenu, columns_menu, export_menu};
use super::table::pages::pager;
use super::table::query::{self, Narrow};
use super::table::search_box::SearchBox;
use super::table::selected::selected;
use super::table::selection::{Choose, Chosen};
use crate::address::{use_address, use_navigator};
use crate::layout::title::use_page_title;
use crate::state::back_office::use_allowed;
use crate::state::notices::use_notices;
use crate::state::table::{CellEdit, Table, use_edits, use_table, use_views};
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::admin::{Act, Action, ListRows, Listing};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TablePageProps {
    pub noun: AttrValue,
}

#[component]
pub fn TablePage(props: &TablePageProps) -> Html {
    let office = use_office();
    let allowed = use_allowed();
    let list = query::read(&use_address().query);
    let table = use_table(&props.noun, &list);
    let (edits, on_edit) = use_edits(&props.noun, &table);
    let (views, on_view) = use_views(&props.noun);
    let chosen = use_reducer(Chosen::default);
    let acting = use_state_eq(|| None::<Action>);
    let hidden = use_hidden(&props.noun);
    let (navigator, told) = (use_navigator(), use_notices());
    use_row_keys();
    let name = allowed.noun(&props.noun).map(|noun| office.say(&noun.many).to_owned()).unwrap_or_default();
    use_page_title(name.clone());
    // Rows that are no longer shown are not acted upon.
    let narrowed = query::write(&ListRows { page: 1, sort: String::new(), ..list.clone() });
    use_effect_with((props.noun.clone(), narrowed), {
        let moves = chosen.dispatcher();
        move |_| moves.dispatch(Choose::Nothing)
    });
    let on_narrow = {
        let (list, noun, navigator) = (list.clone(), props.noun.clone(), navigator.clone());
        Callback::from(move |step: Narrow| {
            let typing = matches!(step, Narrow::Search(_)) && !list.q.is_empty();
            let query = query::write(&query::after(&list, step));
            let mark = if query.is_empty() { "" } else { "?" };
            let address = format!("{}{mark}{query}", list_of(&noun));
            // One step back leads to before the search, not through its letters.
            if typing { navigator.replace_address(&address) } else { navigator.push_address(&address) }
        })
    };
    let on_choose = {
        let moves = chosen.dispatcher();
        Callback::from(move |step| moves.dispatch(step))
    };
    let set_acting = |action: Option<Action>| {
        let acting = acting.setter();
        move || acting.set(action.clone())
    };
    let on_act = {
        let acting = acting.setter();
        Callback::from(move |action| acting.set(Some(action)))
    };
    let close = Callback::from({
        let close = set_acting(None);
        move |()| close()
    });
    let rows = table.listing.as_ref().and_then(|listing| chosen.sent(&list, listing.total));
    let result = acting.as_ref().zip(rows.as_ref()).and_then(|(action, rows)| seen_at(&props.noun, action, rows));
    let on_done = {
        let (close, moves, reload) = (set_acting(None), chosen.dispatcher(), table.reload.clone());
        Callback::from(move |rows: i64| {
            close();
            moves.dispatch(Choose::Nothing);
            told.good((office.table.done)(rows, &office.format().number(rows)));
            match &result {
                Some(address) => navigator.push_address(address),
                None => reload.emit(()),
            }
        })
    };
    html! {
        <div class="office-page list-page">
            <header class="page-head">
                <h1 tabindex="-1">{ name }</h1>
                if let Some(listing) = &table.listing { <span class="count number">{ office.format().number(listing.total) }</span> }
                if let Some(noun) = allowed.noun(&props.noun).filter(|noun| noun.may.contains(&Act::Add)) {
                    <AddRow noun={props.noun.clone()} label={(office.table.add)(office.say(&noun.one))} />
                    if props.noun == "performances" { <Go class="button" to="/staff/performances/plan">{ office.planning.title }</Go> }
                }
            </header>
            <search class="table-tools" aria-label={office.table.filters}>
                <SearchBox label={office.table.search} words={list.q.clone()} on_search={on_narrow.reform(Narrow::Search)} />
                <div class="pills">
                    if let Some(listing) = &table.listing {
                        { for listing.filters.iter().map(|one| filter(office, one, &list, &on_narrow)) }
                        if query::narrows(&list) {
                            <Button class="small" weight={Weight::Quiet} id="clear-filters" onclick={on_narrow.reform(|_: MouseEvent| Narrow::Everything)}>{ office.table.clear }</Button>
                        }
                        <ViewsMenu noun={props.noun.clone()} {views} query={query::write(&ListRows { page: 1, ..list.clone() })} on_deed={on_view} />
                        { columns_menu(office, &listing.columns, &hidden.0, &hidden.1) }
                        { export_menu(office, &props.noun, &list) }
                    }
                </div>
            </search>
            { shown(office, &table, &list, &hidden.0, &edits, &chosen, &Ways { on_narrow, on_edit, on_choose, on_act }) }
            if let (Some(action), Some(rows), Some(listing)) = ((*acting).clone(), rows, &table.listing) {
                <ActionDialog noun={props.noun.clone()} {action} {rows} zone={listing.time_zone.clone()} on_close={close} {on_done} />
            }
        </div>
    }
}

/// What the list hands out.
struct Ways {
    on_narrow: Callback<Narrow>,
    on_edit: Callback<CellEdit>,
    on_choose: Callback<Choose>,
    on_act: Callback<Action>,
}

fn shown(
    office: &'static Office,
    table: &Table,
    list: &ListRows,
    hidden: &[String],
    edits: &Edits,
    chosen: &Chosen,
    ways: &Ways,
) -> Html {
    if let Some(refused) = &table.refused {
        return html! { <ErrorPanel refused={refused.clone()} on_retry={table.reload.clone()} /> };
    }
    let Some(listing) = &table.listing else {
        return html! { <Skeleton kind="rows-skeleton" count={9} /> };
    };
    if listing.rows.is_empty() && !table.busy {
        return html! { <>{ dates(office, list, &listing.dates, &ways.on_narrow) }{ nothing(office, listing, list, &ways.on_narrow) }</> };
    }
    let Ways { on_narrow, on_edit, on_choose, on_act } = ways;
    let rows = Rows { office, listing, hidden, edits, chosen, busy: table.busy, on_narrow, on_edit, on_choose };
    html! {
        <>
            { dates(office, list, &listing.dates, on_narrow) }
            { rows.view() }
            { pager(office, list, listing.total, on_narrow) }
            { selected(office, listing, chosen, on_choose, on_act) }
        </>
    }
}

fn nothing(office: &Office, listing: &Listing, list: &ListRows, on_narrow: &Callback<Narrow>) -> Html {
    if query::narrows(list) {
        return html! {
            <Empty title={office.table.empty_filtered}>
                <p>{ office.table.empty_hint }</p>
                <Button onclick={on_narrow.reform(|_: MouseEvent| Narrow::Everything)}>{ office.table.clear }</Button>
            </Empty>
        };
    }
    html! {
        <Empty title={office.table.empty}>
            if listing.noun.may.contains(&Act::Add) {
                <Go to={new_of(&listing.noun.key)} class="button primary">{ (office.table.add)(office.say(&listing.noun.one)) }</Go>
            }
        </Empty>
    }
}

#[derive(Properties, PartialEq)]
struct AddRowProps {
    noun: AttrValue,
    label: AttrValue,
}

#[component]
fn AddRow(props: &AddRowProps) -> Html {
    html! { <Go to={new_of(&props.noun)} class="button primary small add-row"><Icon sign={Sign::Plus} />{ props.label.clone() }</Go> }
}
