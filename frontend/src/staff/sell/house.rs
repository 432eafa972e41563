//! The house of a performance, from when it is known on.

use super::counter::Counter;
use super::offer::Offer;
use super::sale::Sale;
use crate::state::sell::use_room;
use crate::texts::office::use_office;
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::catalogue::Performance;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HouseProps {
    pub performance: Rc<Performance>,
    /// Prices or the sale may be others than those shown.
    pub on_changed: Callback<()>,
}

#[component]
pub fn House(props: &HouseProps) -> Html {
    let office = use_office();
    let room = use_room(props.performance.id, props.performance.plan);
    let on_changed = {
        let (on_changed, reload) = (props.on_changed.clone(), room.reload.clone());
        Callback::from(move |()| {
            on_changed.emit(());
            reload.emit(());
        })
    };
    let Some(scene) = room.scene.filter(|_| room.board.is_known()) else {
        return match room.refused {
            Some(refused) => html! { <ErrorPanel {refused} on_retry={room.reload} /> },
            None => html! { <Skeleton count={8} /> },
        };
    };
    let offer = Offer { performance: props.performance.clone(), plan: scene.plan.clone() };
    match Sale::begin(&offer, office.locale) {
        Some(first) => html! { <Counter {offer} {scene} board={room.board} {first} {on_changed} /> },
        None => html! { <Empty title={office.sell.nothing_to_sell} /> },
    }
}
