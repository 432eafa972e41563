//! The poster of what has no picture: its title set in type, on a colour and a figure drawn from its number.

use yew::prelude::*;

/// How many grounds and figures `styles/poster.css` and this file have.
const GROUNDS: i64 = 8;
const FIGURES: i64 = 5;

/// Decoration only: the title is expected to stand beside it as text. The same number always has the same colour and figure.
pub fn poster(number: i64, title: &str, author: &str) -> Html {
    let ground = format!("ground-{}", number.rem_euclid(GROUNDS));
    let longest_word = title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let length = match (title.chars().count(), longest_word) {
        (..=12, ..=7) => "short",
        (..=26, ..=9) => "middling",
        _ => "long",
    };
    html! {
        <div class={classes!("poster", ground, length)} aria-hidden="true">
            <svg viewBox="0 0 300 400" preserveAspectRatio="xMidYMid slice" focusable="false">{ figure(number) }</svg>
            <div class="poster-words">
                <span class="poster-title">{ title.to_owned() }</span>
                <span class="poster-author">{ author.to_owned() }</span>
            </div>
        </div>
    }
}

/// A spotlight, a curtain, a moon over hills, a fan of rays, rings.
fn figure(number: i64) -> Html {
    match (number / GROUNDS + number).rem_euclid(FIGURES) {
        0 => {
            html! { <><path class="a" d="M150-40 20 420h260z" /><ellipse class="b" cx="150" cy="372" rx="118" ry="26" /></> }
        }
        1 => html! { <>
            { for (0..7_i32).map(|fold| html! {
                <path class={if fold % 2 == 0 { "a" } else { "b" }} d={format!("M{} 0q16 200-4 400h44q-12-200 4-400z", fold * 44 - 6)} />
            }) }
        </> },
        2 => {
            html! { <><circle class="a" cx="206" cy="108" r="66" /><path class="b" d="M0 300q80-70 160-20t140-30v150H0z" /><path class="a" d="M0 350q90-50 170-14t130-16v80H0z" /></> }
        }
        3 => html! { <>
            { for (0..9_i32).map(|ray| html! {
                <path class={if ray % 2 == 0 { "a" } else { "b" }} d="M150 420 132-60h36z" transform={format!("rotate({} 150 420)", ray * 18 - 72)} />
            }) }
        </> },
        _ => html! { <>
            { for (1..6_i32).rev().map(|ring| html! {
                <circle class={if ring % 2 == 0 { "a" } else { "b" }} cx="74" cy="330" r={(ring * 56).to_string()} />
            }) }
        </> },
    }
}
