//! Brings what the socket tells about the seats to the board.

use super::board::{Board, BoardMove};
use super::scene::Scene;
use crate::live::{self, Version, use_topic};
use shared::ids::PerformanceId;
use shared::live::{ServerFrame, Topic};
use std::rc::Rc;
use yew::prelude::*;

/// Keeps the board in step for as long as the page is there. The basket is asked for when a seat of it seems to be lost.
#[hook]
pub fn use_live_seats(
    performance: PerformanceId,
    board: &UseReducerHandle<Board>,
    scene: Option<&Rc<Scene>>,
    reload_basket: Callback<()>,
) {
    let topic = Topic::Seats { performance };
    let version: Rc<Version> = use_memo((), |()| Version::default());
    // Frames may be ahead of the page.
    version.set(version.get().max(board.version()));
    let known = board.is_known();
    let (board, scene, at_hand) = (board.clone(), scene.cloned(), version.clone());
    let hear = Callback::from(move |frame: Rc<ServerFrame>| match &*frame {
        ServerFrame::Seats(statuses) => {
            at_hand.set(Some(statuses.version));
            let statuses = Rc::new(statuses.clone());
            board.dispatch(BoardMove::Statuses { statuses, asked_at: u32::MAX });
        }
        // Several may come before the page is drawn again: the board itself applies each only to what it continues.
        ServerFrame::SeatsChanged(changed) if at_hand.get() == Some(changed.from) => {
            at_hand.set(Some(changed.to));
            if scene.as_ref().is_some_and(|scene| board.is_robbed_by(changed, scene)) {
                reload_basket.emit(());
            }
            board.dispatch(BoardMove::Changed { changed: Rc::new(changed.clone()), scene: scene.clone() });
        }
        ServerFrame::SeatsChanged(changed) if at_hand.get().is_some_and(|version| version >= changed.to) => {}
        ServerFrame::SeatsChanged(_) | ServerFrame::Refetch { .. } => live::watch_again(topic),
        _ => {}
    });
    use_topic(known.then_some(topic), (*version).clone(), hear);
}
