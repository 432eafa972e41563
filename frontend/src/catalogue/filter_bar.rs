//! Everything that narrows the programme, and posters or calendar. It tells what was chosen; the page puts it in the address.

use crate::catalogue::date_filter::date_filter;
use crate::catalogue::filter::Filter;
use crate::texts::{Texts, use_texts};
use crate::ui::field::{SelectField, text_of};
use crate::ui::icon::{Icon, Sign};
use chrono::NaiveDate;
use gloo_timers::callback::Timeout;
use shared::catalogue::{Genre, Venue};
use shared::ids::GenreId;
use yew::prelude::*;

/// How long typing rests before the programme follows, in milliseconds.
const REST_MS: u32 = 300;

/// The bar as of `filter`; `on_change` hears the whole filter as it should be.
pub fn filter_bar(
    texts: &Texts,
    filter: &Filter,
    today: NaiveDate,
    genres: &[Genre],
    venues: &[Venue],
    on_change: &Callback<Filter>,
) -> Html {
    let words = &texts.catalogue;
    let changed = |change: fn(&mut Filter, String)| {
        let filter = filter.clone();
        on_change.reform(move |value: String| {
            let mut filter = filter.clone();
            change(&mut filter, value);
            filter
        })
    };
    let on_span = {
        let filter = filter.clone();
        on_change.reform(move |span| Filter { span, ..filter.clone() })
    };
    let value = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let venue_names = std::iter::once(("".into(), words.all_venues.into()));
    let venue_names =
        venue_names.chain(venues.iter().map(|venue| (value(Some(venue.id.0)).into(), venue.name.clone().into())));
    html! {
        <search class="filter-bar" aria-label={words.filters}>
            <SearchField words={filter.words.clone()} on_search={changed(|filter, words| filter.words = words)} />
            // The calendar has months instead.
            if !filter.as_calendar {
                { date_filter(texts, filter.span, today, &on_span) }
            }
            <div class="selects">
                if !genres.is_empty() {
                    <SelectField id="genre" label={words.genre} label_hidden=true value={value(filter.genre.map(|id| id.0))}
                        options={genre_options(words.all_genres, genres)}
                        on_change={changed(|filter, id| filter.genre = id.parse().ok())} />
                }
                if venues.len() > 1 {
                    <SelectField id="venue" label={words.venue} label_hidden=true value={value(filter.venue.map(|id| id.0))}
                        options={venue_names.collect::<Vec<_>>()}
                        on_change={changed(|filter, id| filter.venue = id.parse().ok())} />
                }
                { view_switch(texts, filter, on_change) }
            </div>
        </search>
    }
}

fn view_switch(texts: &Texts, shown: &Filter, on_change: &Callback<Filter>) -> Html {
    let words = &texts.catalogue;
    let choices = [(false, words.as_list, Sign::List), (true, words.as_calendar, Sign::Calendar)];
    html! {
        <fieldset class="view-switch">
            <legend class="only-read">{ words.view }</legend>
            { for choices.into_iter().map(|(as_calendar, name, sign)| {
                let filter = Filter { as_calendar, month: None, ..shown.clone() };
                let onchange = on_change.reform(move |_| filter.clone());
                html! {
                    <label class="chip">
                        <input type="radio" name="view" checked={as_calendar == shown.as_calendar} {onchange} />
                        <span><Icon {sign} />{ name }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct SearchFieldProps {
    words: String,
    on_search: Callback<String>,
}

/// Tells what was typed once typing rests.
#[component]
fn SearchField(props: &SearchFieldProps) -> Html {
    let texts = &use_texts().catalogue;
    let typed = use_state_eq(|| props.words.clone());
    let waiting = use_mut_ref(|| None::<Timeout>);
    // The address changed by other means, such as the back button: the field follows, unless it is ahead.
    use_effect_with(props.words.clone(), {
        let (typed, waiting) = (typed.clone(), waiting.clone());
        move |words| {
            if waiting.borrow().is_none() && typed.trim() != words {
                typed.set(words.clone());
            }
        }
    });
    let oninput = {
        let (typed, waiting, on_search) = (typed.clone(), waiting.clone(), props.on_search.clone());
        Callback::from(move |event: InputEvent| {
            let text = text_of(&event);
            typed.set(text.clone());
            let (on_search, rested) = (on_search.clone(), waiting.clone());
            let timer = Timeout::new(REST_MS, move || {
                rested.borrow_mut().take().map(Timeout::forget);
                on_search.emit(text.trim().to_owned());
            });
            *waiting.borrow_mut() = Some(timer);
        })
    };
    html! {
        <div class="search-field">
            <label for="q" class="only-read">{ texts.search }</label>
            <Icon sign={Sign::Search} />
            <input id="q" type="search" name="q" placeholder={texts.search_hint} value={(*typed).clone()} {oninput}
                autocomplete="off" maxlength="100" />
        </div>
    }
}

/// The genres as a tree: children below their parent, set in.
fn genre_options(all: &'static str, genres: &[Genre]) -> Vec<(AttrValue, AttrValue)> {
    let mut options = vec![("".into(), all.into())];
    add_genres(&mut options, genres, None, 0);
    options
}

/// No genre is deeper than the list is long, so that a ring of genres ends.
fn add_genres(options: &mut Vec<(AttrValue, AttrValue)>, genres: &[Genre], parent: Option<GenreId>, depth: usize) {
    if depth > genres.len() {
        return;
    }
    for genre in genres.iter().filter(|genre| genre.parent == parent) {
        let indent = "\u{2003}".repeat(depth);
        options.push((genre.id.to_string().into(), format!("{indent}{}", genre.name).into()));
        add_genres(options, genres, Some(genre.id), depth + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genres_stand_below_their_parents() {
        let genre = |id, parent: Option<i64>, name: &str| Genre {
            id: GenreId(id),
            parent: parent.map(GenreId),
            name: name.into(),
        };
        let genres = [
            genre(2, Some(1), "Comédie"),
            genre(1, None, "Théâtre"),
            genre(3, None, "Danse"),
            genre(9, Some(9), "Ring"),
        ];
        let names: Vec<_> = genre_options("Tous", &genres).into_iter().map(|(_, name)| name.to_string()).collect();
        assert_eq!(names, ["Tous", "Théâtre", "\u{2003}Comédie", "Danse"]);
    }
}
