//! One step of the checkout: its number and name, its content while it is open, a summary and «change» afterwards.

use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Ahead,
    Open,
    Done,
}

#[derive(Properties, PartialEq)]
pub struct StepCardProps {
    pub number: u8,
    pub title: AttrValue,
    pub progress: Progress,
    /// What was decided, once it is done.
    #[prop_or_default]
    pub summary: Html,
    pub on_open: Callback<()>,
    pub children: Html,
}

#[component]
pub fn StepCard(props: &StepCardProps) -> Html {
    let texts = use_texts();
    let heading = use_node_ref();
    let was_open = use_mut_ref(|| None::<bool>);
    let is_open = props.progress == Progress::Open;
    // Whoever goes on by keyboard or ear is taken along, but not when the page appears.
    use_effect_with((heading.clone(), is_open), move |(heading, is_open)| {
        let before = was_open.replace(Some(*is_open));
        if let Some(heading) = heading.cast::<web_sys::HtmlElement>().filter(|_| *is_open && before == Some(false)) {
            // A heading that cannot take the focus leaves it where it was.
            let _ = heading.focus();
        }
    });
    let id = format!("step-{}", props.number);
    let class = match props.progress {
        Progress::Ahead => "ahead",
        Progress::Open => "open",
        Progress::Done => "done",
    };
    html! {
        <section class={classes!("card", "step", class)} aria-labelledby={id.clone()} aria-current={is_open.then_some("step")}>
            <header>
                <span class="step-number" aria-hidden="true">
                    if props.progress == Progress::Done { <Icon sign={Sign::Check} /> } else { { props.number } }
                </span>
                <h2 ref={heading} {id} tabindex="-1">{ props.title.clone() }</h2>
                if props.progress == Progress::Done {
                    <Button weight={Weight::Quiet} class="small" label={format!("{} : {}", texts.common.edit, props.title)}
                        onclick={props.on_open.reform(|_| ())}>{ texts.common.edit }</Button>
                }
            </header>
            if is_open {
                <div class="step-content">{ props.children.clone() }</div>
            } else if props.progress == Progress::Done {
                <div class="step-summary">{ props.summary.clone() }</div>
            }
        </section>
    }
}
