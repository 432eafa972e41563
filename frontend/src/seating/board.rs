//! Which seats are free, mine or somebody else's on the page, and the taps that wait for the server's answer: a tap shows
//! at once, is asked in order, and is undone with a word of explanation when the server says no.

use super::scene::Scene;
use shared::ids::{LineId, SeatId, ZoneId};
use shared::live::SeatsChanged;
use shared::refusal::Refusal;
use shared::seating::{SeatStatus, SeatStatuses, ZoneFree};
use std::rc::Rc;
use yew::Reducible;

/// How a seat is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Free,
    Taken,
    Mine,
    /// Somebody else just took it before me; shown until the explanation is read.
    Lost,
}

/// What a tap asks of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Hold(Vec<SeatId>),
    Release(SeatId),
}

/// A deed on its way. The first one is being asked, the others wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub id: u32,
    pub deed: Deed,
}

/// Why something did not happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// Somebody was faster.
    Taken {
        seats: Vec<SeatId>,
    },
    /// Holding `wanted` would leave the seats alone between taken ones.
    Lonely {
        seats: Vec<SeatId>,
        wanted: Vec<SeatId>,
    },
    /// These were mine and are not any more, without my doing.
    Gone {
        seats: Vec<SeatId>,
    },
    Refused(Refusal),
    /// The server could not be reached.
    Unreachable,
}

/// A change that the statuses on the page may not know yet; forgotten once newer ones arrive.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Correction {
    seat: SeatId,
    free: bool,
    since: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    statuses: Rc<Vec<SeatStatus>>,
    version: i64,
    pub zones: Rc<Vec<ZoneFree>>,
    mine: Vec<(SeatId, LineId)>,
    wishes: Vec<Wish>,
    corrections: Vec<Correction>,
    /// Counts what happened here, to tell statuses that were asked before it from those asked after.
    pub moment: u32,
    pub word: Option<Word>,
}

#[derive(Clone, Debug)]
pub enum BoardMove {
    /// Statuses arrived that were asked for when the board's moment was `asked_at`.
    Statuses {
        statuses: Rc<SeatStatuses>,
        asked_at: u32,
    },
    /// Seats changed meanwhile; must follow the version at hand, see [`Board::follows`].
    Changed {
        changed: Rc<SeatsChanged>,
        scene: Option<Rc<Scene>>,
    },
    /// What the basket holds of this performance.
    Mine(Vec<(SeatId, LineId)>),
    /// A seat was tapped.
    Toggle(SeatId),
    /// These are wanted together.
    Take(Vec<SeatId>),
    /// The server did what the wish asked; the basket now holds `mine`.
    Done {
        wish: u32,
        mine: Vec<(SeatId, LineId)>,
    },
    NotDone {
        wish: u32,
        why: Option<Refusal>,
    },
    /// The wish has nothing to do any more.
    Forget(u32),
    /// Something else than a tap was refused.
    Explain(Word),
    /// The explanation was read.
    Understood,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            statuses: Rc::default(),
            version: i64::MIN,
            zones: Rc::default(),
            mine: Vec::new(),
            wishes: Vec::new(),
            corrections: Vec::new(),
            moment: 0,
            word: None,
        }
    }
}

impl Reducible for Board {
    type Action = BoardMove;

    fn reduce(self: Rc<Self>, action: BoardMove) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

impl Board {
    /// The wish to ask the server for now.
    pub fn next_wish(&self) -> Option<&Wish> {
        self.wishes.first()
    }

    pub fn is_known(&self) -> bool {
        self.version != i64::MIN
    }

    pub fn line_of(&self, seat: SeatId) -> Option<LineId> {
        self.mine.iter().find(|(mine, _)| *mine == seat).map(|(_, line)| *line)
    }

    /// Whether a tap on the seat is still on its way.
    pub fn is_waiting(&self, seat: SeatId) -> bool {
        self.wishes.iter().any(|wish| wish.concerns(seat))
    }

    pub fn free_in(&self, zone: ZoneId) -> Option<i64> {
        self.zones.iter().find(|free| free.zone == zone).map(|free| free.free)
    }

    /// How every seat of the scene is shown, by number. Seats of categories that are not sold count as taken.
    pub fn looks(&self, scene: &Scene, sold_categories: &[bool]) -> Vec<Look> {
        let mut looks: Vec<Look> = scene
            .seats
            .iter()
            .map(|spot| {
                let free = self.statuses.get(spot.index) == Some(&SeatStatus::Free);
                let sold = sold_categories.get(spot.category) == Some(&true);
                if free && sold { Look::Free } else { Look::Taken }
            })
            .collect();
        let mut set = |seat: SeatId, look: Look| {
            if let Some(place) = scene.number_of(seat).and_then(|at| looks.get_mut(at)) {
                *place = look;
            }
        };
        for correction in &self.corrections {
            set(correction.seat, if correction.free { Look::Free } else { Look::Taken });
        }
        if let Some(Word::Taken { seats }) = &self.word {
            seats.iter().for_each(|seat| set(*seat, Look::Lost));
        }
        for (seat, _) in &self.mine {
            set(*seat, Look::Mine);
        }
        for wish in &self.wishes {
            match &wish.deed {
                Deed::Hold(seats) => seats.iter().for_each(|seat| set(*seat, Look::Mine)),
                Deed::Release(seat) => set(*seat, Look::Free),
            }
        }
        looks
    }

    fn apply(&mut self, action: BoardMove) {
        match action {
            BoardMove::Statuses { statuses, asked_at } => self.apply_statuses(&statuses, asked_at),
            BoardMove::Changed { changed, scene } => self.apply_changes(&changed, scene.as_deref()),
            BoardMove::Mine(mine) => self.put_basket(mine),
            BoardMove::Toggle(seat) => self.toggle(seat),
            BoardMove::Take(seats) => {
                self.word = None;
                self.wish(Deed::Hold(seats));
            }
            BoardMove::Done { wish, mine } => {
                self.finish(wish);
                self.put_mine(mine);
            }
            BoardMove::NotDone { wish, why } => self.undo(wish, why),
            BoardMove::Forget(wish) => drop(self.finish(wish)),
            BoardMove::Explain(word) => self.explain(word),
            BoardMove::Understood => self.word = None,
        }
    }

    /// Takes newer statuses; older ones change nothing.
    fn apply_statuses(&mut self, statuses: &SeatStatuses, asked_at: u32) {
        if statuses.version < self.version {
            return;
        }
        if statuses.version > self.version {
            let seats: Vec<SeatStatus> = statuses.seats.chars().map(SeatStatus::of_symbol).collect();
            self.statuses = Rc::new(seats);
            self.zones = Rc::new(statuses.zones.clone());
            self.version = statuses.version;
        }
        self.corrections.retain(|correction| correction.since > asked_at);
    }

    /// Whether the changes continue what is known.
    pub fn follows(&self, changed: &SeatsChanged) -> bool {
        changed.from == self.version
    }

    /// Which statuses are known; none before the first.
    pub fn version(&self) -> Option<i64> {
        self.is_known().then_some(self.version)
    }

    fn apply_changes(&mut self, changed: &SeatsChanged, scene: Option<&Scene>) {
        if !self.follows(changed) {
            return;
        }
        self.version = changed.to;
        let statuses = Rc::make_mut(&mut self.statuses);
        for (index, symbol) in &changed.seats {
            let place = usize::try_from(*index).ok().and_then(|index| statuses.get_mut(index));
            if let Some(place) = place {
                *place = SeatStatus::of_symbol(*symbol);
            }
        }
        if !changed.zones.is_empty() {
            let zones = Rc::make_mut(&mut self.zones);
            for new in &changed.zones {
                zones.retain(|old| old.zone != new.zone);
                zones.push(*new);
            }
        }
        if let Some(scene) = scene {
            self.corrections.retain(|correction| status_in(changed, scene, correction.seat).is_none());
        }
    }

    /// Whether the changes say of one of my seats that it is not held any more: the basket knows why.
    pub fn is_robbed_by(&self, changed: &SeatsChanged, scene: &Scene) -> bool {
        let lost = |seat: SeatId| status_in(changed, scene, seat).is_some_and(|status| status != SeatStatus::Held);
        self.mine.iter().any(|(seat, _)| !self.is_waiting(*seat) && lost(*seat))
    }

    /// The basket as it is now, whoever changed it: what left it without a wish of mine is explained.
    fn put_basket(&mut self, mine: Vec<(SeatId, LineId)>) {
        let gone: Vec<SeatId> = self
            .mine
            .iter()
            .map(|(seat, _)| *seat)
            .filter(|seat| !self.is_waiting(*seat) && !mine.iter().any(|(still, _)| still == seat))
            .collect();
        self.put_mine(mine);
        if !gone.is_empty() {
            self.word = Some(Word::Gone { seats: gone });
        }
    }

    /// Seats that left the basket (released, expired elsewhere) are free until the statuses say more.
    fn put_mine(&mut self, mine: Vec<(SeatId, LineId)>) {
        if mine == self.mine {
            return;
        }
        self.moment += 1;
        let since = self.moment;
        let left: Vec<SeatId> = self
            .mine
            .iter()
            .map(|(seat, _)| *seat)
            .filter(|seat| !mine.iter().any(|(still, _)| still == seat))
            .collect();
        self.mine = mine;
        for seat in left {
            self.correct(Correction { seat, free: true, since });
        }
    }

    fn correct(&mut self, correction: Correction) {
        self.corrections.retain(|older| older.seat != correction.seat);
        self.corrections.push(correction);
    }

    fn toggle(&mut self, seat: SeatId) {
        self.word = None;
        let Some(last) = self.wishes.iter().rposition(|wish| wish.concerns(seat)) else {
            self.wish(if self.line_of(seat).is_some() { Deed::Release(seat) } else { Deed::Hold(vec![seat]) });
            return;
        };
        let alone = |wish: &Wish| !matches!(&wish.deed, Deed::Hold(seats) if seats.len() > 1);
        if last > 0 && self.wishes.get(last).is_some_and(alone) {
            // Not asked yet: as if it had never been tapped.
            self.wishes.remove(last);
            return;
        }
        let holding = self.wishes.get(last).is_some_and(|wish| matches!(wish.deed, Deed::Hold(_)));
        self.wish(if holding { Deed::Release(seat) } else { Deed::Hold(vec![seat]) });
    }

    fn wish(&mut self, deed: Deed) {
        self.moment += 1;
        self.wishes.push(Wish { id: self.moment, deed });
    }

    fn finish(&mut self, wish: u32) -> Option<Wish> {
        let place = self.wishes.iter().position(|waiting| waiting.id == wish)?;
        Some(self.wishes.remove(place))
    }

    fn undo(&mut self, wish: u32, why: Option<Refusal>) {
        let Some(wish) = self.finish(wish) else {
            return;
        };
        let wanted = match wish.deed {
            Deed::Hold(seats) => seats,
            Deed::Release(_) => Vec::new(),
        };
        // What was to be released after it was held need not be any more.
        self.wishes.retain(|later| !matches!(later.deed, Deed::Release(seat) if wanted.contains(&seat)));
        self.explain(match why {
            Some(Refusal::SeatsTaken { seats }) => Word::Taken { seats },
            Some(Refusal::LonelySeat { seats }) => Word::Lonely { seats, wanted },
            Some(other) => Word::Refused(other),
            None => Word::Unreachable,
        });
    }

    fn explain(&mut self, word: Word) {
        self.moment += 1;
        if let Word::Taken { seats } = &word {
            for seat in seats {
                self.correct(Correction { seat: *seat, free: false, since: self.moment });
            }
        }
        self.word = Some(word);
    }
}

/// What the changes say about a seat.
fn status_in(changed: &SeatsChanged, scene: &Scene, seat: SeatId) -> Option<SeatStatus> {
    let index = scene.spot(scene.number_of(seat)?)?.index;
    let (_, symbol) = changed.seats.iter().find(|(changed, _)| usize::try_from(*changed) == Ok(index))?;
    Some(SeatStatus::of_symbol(*symbol))
}

impl Wish {
    fn concerns(&self, seat: SeatId) -> bool {
        match &self.deed {
            Deed::Hold(seats) => seats.contains(&seat),
            Deed::Release(released) => *released == seat,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::tests::house;
    use super::*;
    use shared::ids::{PerformanceId, PlanId};

    fn statuses(version: i64, seats: &str) -> Rc<SeatStatuses> {
        Rc::new(SeatStatuses {
            performance: PerformanceId(1),
            plan: PlanId(1),
            version,
            seats: seats.to_owned(),
            zones: Vec::new(),
        })
    }

    fn start() -> Board {
        let mut board = Board::default();
        board.apply(BoardMove::Statuses { statuses: statuses(1, "..s......."), asked_at: 0 });
        board
    }

    fn look(board: &Board, seat: i64) -> Look {
        board.looks(&house(1), &[true])[usize::try_from(seat).unwrap()]
    }

    const A: SeatId = SeatId(0);

    #[test]
    fn a_tapped_seat_is_mine_at_once_and_stays_so_when_the_server_agrees() {
        let mut board = start();
        assert_eq!((look(&board, 0), look(&board, 2)), (Look::Free, Look::Taken));
        board.apply(BoardMove::Toggle(A));
        assert_eq!(look(&board, 0), Look::Mine);
        let wish = board.next_wish().unwrap().clone();
        assert_eq!(wish.deed, Deed::Hold(vec![A]));
        board.apply(BoardMove::Done { wish: wish.id, mine: vec![(A, LineId(5))] });
        assert_eq!(look(&board, 0), Look::Mine);
        assert_eq!((board.next_wish(), board.line_of(A)), (None, Some(LineId(5))));
    }

    #[test]
    fn a_seat_that_somebody_else_took_is_marked_and_named_and_then_simply_taken() {
        let mut board = start();
        board.apply(BoardMove::Toggle(A));
        let wish = board.next_wish().unwrap().id;
        board.apply(BoardMove::NotDone { wish, why: Some(Refusal::SeatsTaken { seats: vec![A] }) });
        assert_eq!(look(&board, 0), Look::Lost);
        assert_eq!(board.word, Some(Word::Taken { seats: vec![A] }));
        board.apply(BoardMove::Understood);
        assert_eq!(look(&board, 0), Look::Taken);
    }

    #[test]
    fn statuses_asked_before_a_release_do_not_take_the_seat_away_again() {
        let mut board = start();
        board.apply(BoardMove::Mine(vec![(A, LineId(5))]));
        let asked_before = board.moment;
        board.apply(BoardMove::Toggle(A));
        let wish = board.next_wish().unwrap().id;
        board.apply(BoardMove::Done { wish, mine: Vec::new() });
        assert_eq!(look(&board, 0), Look::Free);
        board.apply(BoardMove::Statuses { statuses: statuses(2, "h.s......."), asked_at: asked_before });
        assert_eq!(look(&board, 0), Look::Free);
        let asked_after = board.moment;
        board.apply(BoardMove::Statuses { statuses: statuses(3, "h.s......."), asked_at: asked_after });
        assert_eq!(look(&board, 0), Look::Taken, "now somebody else has it");
    }

    fn changed(board: &mut Board, from: i64, to: i64, seats: &[(u32, char)]) {
        let performance = PerformanceId(1);
        let changed = Rc::new(SeatsChanged { performance, from, to, seats: seats.to_vec(), zones: Vec::new() });
        board.apply(BoardMove::Changed { changed, scene: Some(Rc::new(house(1))) });
    }

    #[test]
    fn changes_apply_only_to_the_version_they_continue() {
        let mut board = start();
        changed(&mut board, 1, 3, &[(0, 'h'), (2, '.')]);
        assert_eq!((look(&board, 0), look(&board, 2)), (Look::Taken, Look::Free));
        changed(&mut board, 2, 4, &[(0, '.')]);
        assert_eq!((look(&board, 0), board.version()), (Look::Taken, Some(3)), "something is missing between");
        changed(&mut board, 3, 4, &[(99, 's')]);
        assert_eq!(board.version(), Some(4));
    }

    #[test]
    fn a_seat_that_was_released_and_taken_by_somebody_else_is_taken() {
        let mut board = start();
        board.apply(BoardMove::Mine(vec![(A, LineId(5))]));
        board.apply(BoardMove::Toggle(A));
        let wish = board.next_wish().unwrap().id;
        board.apply(BoardMove::Done { wish, mine: Vec::new() });
        assert_eq!((look(&board, 0), &board.word), (Look::Free, &None));
        changed(&mut board, 1, 2, &[(0, 'h')]);
        assert_eq!(look(&board, 0), Look::Taken);
    }

    #[test]
    fn a_seat_of_mine_that_goes_without_my_doing_is_explained() {
        let mut board = start();
        board.apply(BoardMove::Mine(vec![(A, LineId(5))]));
        let scene = house(1);
        let blocked = |symbol| SeatsChanged {
            performance: PerformanceId(1),
            from: 1,
            to: 2,
            seats: vec![(0, symbol)],
            zones: Vec::new(),
        };
        assert!(board.is_robbed_by(&blocked('b'), &scene) && !board.is_robbed_by(&blocked('h'), &scene));
        board.apply(BoardMove::Mine(Vec::new()));
        assert_eq!(board.word, Some(Word::Gone { seats: vec![A] }));
        board.apply(BoardMove::Mine(vec![(A, LineId(6))]));
        board.apply(BoardMove::Understood);
        board.apply(BoardMove::Toggle(A));
        assert!(!board.is_robbed_by(&blocked('.'), &scene), "I am giving it back");
        board.apply(BoardMove::Mine(Vec::new()));
        assert_eq!(board.word, None);
    }

    #[test]
    fn older_statuses_change_nothing() {
        let mut board = start();
        board.apply(BoardMove::Statuses { statuses: statuses(7, "s........."), asked_at: 0 });
        board.apply(BoardMove::Statuses { statuses: statuses(6, ".........."), asked_at: 0 });
        assert_eq!(look(&board, 0), Look::Taken);
    }

    #[test]
    fn taps_are_asked_one_after_the_other() {
        let mut board = start();
        board.apply(BoardMove::Toggle(SeatId(3)));
        board.apply(BoardMove::Toggle(SeatId(4)));
        let first = board.next_wish().unwrap().clone();
        assert_eq!(first.deed, Deed::Hold(vec![SeatId(3)]));
        board.apply(BoardMove::Done { wish: first.id, mine: vec![(SeatId(3), LineId(1))] });
        assert_eq!(board.next_wish().unwrap().deed, Deed::Hold(vec![SeatId(4)]));
    }

    #[test]
    fn a_second_tap_takes_back_a_wish_that_waits_and_releases_one_that_was_asked() {
        let mut board = start();
        board.apply(BoardMove::Toggle(SeatId(3)));
        board.apply(BoardMove::Toggle(SeatId(4)));
        board.apply(BoardMove::Toggle(SeatId(4)));
        assert_eq!(look(&board, 4), Look::Free);
        board.apply(BoardMove::Toggle(SeatId(3)));
        assert_eq!(look(&board, 3), Look::Free);
        let first = board.next_wish().unwrap().id;
        board.apply(BoardMove::Done { wish: first, mine: vec![(SeatId(3), LineId(1))] });
        assert_eq!(board.next_wish().unwrap().deed, Deed::Release(SeatId(3)));
        assert_eq!(look(&board, 3), Look::Free);
    }

    #[test]
    fn a_refused_hold_takes_the_release_behind_it_along() {
        let mut board = start();
        board.apply(BoardMove::Toggle(A));
        board.apply(BoardMove::Toggle(A));
        let first = board.next_wish().unwrap().id;
        board.apply(BoardMove::NotDone { wish: first, why: None });
        assert_eq!(board.next_wish(), None);
        assert_eq!(board.word, Some(Word::Unreachable));
    }

    #[test]
    fn a_lonely_seat_is_explained_with_what_was_wanted() {
        let mut board = start();
        board.apply(BoardMove::Toggle(SeatId(1)));
        let wish = board.next_wish().unwrap().id;
        board.apply(BoardMove::NotDone { wish, why: Some(Refusal::LonelySeat { seats: vec![A] }) });
        assert_eq!(board.word, Some(Word::Lonely { seats: vec![A], wanted: vec![SeatId(1)] }));
        board.apply(BoardMove::Take(vec![SeatId(1), A]));
        assert_eq!((look(&board, 0), look(&board, 1)), (Look::Mine, Look::Mine));
        assert_eq!(board.word, None);
    }

    #[test]
    fn seats_of_a_category_without_a_price_cannot_be_chosen() {
        assert_eq!(start().looks(&house(1), &[false])[0], Look::Taken);
    }
}
