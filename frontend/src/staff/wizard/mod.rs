//! The first run of a new house: what is done in which order, each stage a form of its own.

pub mod end;
pub mod evening;
pub mod identity;
pub mod room;
pub mod stages;
pub mod team;

use shared::setup::{SetupProgress, SetupStep};

/// A page of the first run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Identity,
    /// A venue with its places.
    Room,
    /// A show with a performance on sale.
    Evening,
    Payment,
    Team,
    End,
}

impl Stage {
    /// In the order in which they are done.
    pub const ALL: [Self; 6] = [Self::Identity, Self::Room, Self::Evening, Self::Payment, Self::Team, Self::End];

    /// What stands in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Room => "venue",
            Self::Evening => "performance",
            Self::Payment => "payment",
            Self::Team => "staff",
            Self::End => "end",
        }
    }

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    pub fn address(self) -> String {
        format!("/staff/setup?step={}", self.word())
    }

    pub const fn next(self) -> Self {
        match self {
            Self::Identity => Self::Room,
            Self::Room => Self::Evening,
            Self::Evening => Self::Payment,
            Self::Payment => Self::Team,
            Self::Team | Self::End => Self::End,
        }
    }

    /// Where a step of the house is done; none for what is done elsewhere.
    pub const fn of(step: SetupStep) -> Option<Self> {
        match step {
            SetupStep::Identity => Some(Self::Identity),
            SetupStep::Venue | SetupStep::Plan => Some(Self::Room),
            SetupStep::Show | SetupStep::Performance => Some(Self::Evening),
            SetupStep::Payment => Some(Self::Payment),
            SetupStep::Staff | SetupStep::SecondFactor => None,
        }
    }

    /// Whether everything of the stage is done.
    pub fn is_done(self, progress: &SetupProgress) -> bool {
        let mut steps = progress.steps.iter().filter(|state| Self::of(state.step) == Some(self)).peekable();
        steps.peek().is_some() && steps.all(|state| state.done)
    }

    /// The first one that is not done.
    pub fn first_open(progress: &SetupProgress) -> Self {
        let needed = [Self::Identity, Self::Room, Self::Evening, Self::Payment];
        needed.into_iter().find(|stage| !stage.is_done(progress)).unwrap_or(Self::End)
    }
}

/// Whether one step of the house is done.
pub fn is_step_done(progress: &SetupProgress, step: SetupStep) -> bool {
    progress.steps.iter().any(|state| state.step == step && state.done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::setup::SetupStepState;

    fn progress(done: &[SetupStep]) -> SetupProgress {
        use SetupStep::{Identity, Payment, Performance, Plan, Show, Venue};
        let all = [Identity, Venue, Plan, Show, Performance, Payment];
        let state = |step| SetupStepState { step, done: done.contains(&step), optional: false };
        SetupProgress { steps: all.into_iter().map(state).collect(), can_sell: false }
    }

    #[test]
    fn a_stage_is_done_when_all_of_it_is() {
        let half = progress(&[SetupStep::Identity, SetupStep::Venue]);
        assert!(Stage::Identity.is_done(&half) && !Stage::Room.is_done(&half));
        assert!(!Stage::Team.is_done(&half), "nobody can say");
        assert_eq!((Stage::first_open(&half), Stage::first_open(&progress(&[]))), (Stage::Room, Stage::Identity));
    }

    #[test]
    fn every_stage_has_its_address_and_the_last_one_is_reached() {
        for stage in Stage::ALL {
            assert_eq!(Stage::of_word(stage.word()), Some(stage));
        }
        let path = std::iter::successors(Some(Stage::Identity), |stage| Some(stage.next()));
        assert_eq!(path.take(Stage::ALL.len()).collect::<Vec<_>>(), Stage::ALL);
    }
}
