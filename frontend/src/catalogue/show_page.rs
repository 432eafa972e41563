//! One show: what it is, who makes it, when it is played, what people say.

use crate::api;
use crate::catalogue::performance_list::performance_list;
use crate::catalogue::show_credits::credits_view;
use crate::catalogue::show_head::show_head;
use crate::comments::section::Section;
use crate::later::{Rest, use_rest};
use crate::layout::refused_page::RefusedPage;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::texts::use_texts;
use crate::ui::paragraphs::paragraphs;
use crate::ui::skeleton::Skeleton;
use shared::catalogue::Show;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ShowPageProps {
    /// Or the show's number.
    pub slug: String,
}

#[component]
pub fn ShowPage(props: &ShowPageProps) -> Html {
    let texts = use_texts();
    let show = use_load(props.slug.clone(), |slug| async move { api::show(&slug).await });
    use_page_title(show.ready().map(|show| show.title.clone()).unwrap_or_default());
    match &show.load {
        Load::Ready(show) => html! { <ShowView key={show.id.0} show={show.clone()} /> },
        Load::Refused(refused) => html! { <RefusedPage refused={refused.clone()} on_retry={show.reload.clone()} /> },
        Load::Waiting => html! {
            <>
                <section class="stage show-head waiting"><h1 class="only-read">{ texts.common.loading }</h1></section>
                <div class="page"><Skeleton count={8} /></div>
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct ShowViewProps {
    show: Rc<Show>,
}

#[component]
fn ShowView(props: &ShowViewProps) -> Html {
    let texts = use_texts();
    let show = &props.show;
    let (rest, _) = use_rest();
    html! {
        <article>
            { show_head(texts, show) }
            <div class="page show-body">
                { performance_list(texts, &show.performances) }
                <div class="show-text">
                    if !show.presentation.trim().is_empty() {
                        <section aria-labelledby="about">
                            <h2 id="about">{ texts.catalogue.about }</h2>
                            { paragraphs(&show.presentation) }
                        </section>
                    }
                    if !show.credits.is_empty() {
                        <section aria-labelledby="credits">
                            <h2 id="credits">{ texts.catalogue.credits }</h2>
                            { credits_view(texts, &show.credits) }
                        </section>
                    }
                    if rest == Rest::Here { <Section show={show.id} back_to={format!("/shows/{}", show.slug)} /> }
                </div>
            </div>
        </article>
    }
}
