//! When to connect, when to give up and try again, and what to say on a new connection: the rules, without the browser.

use shared::live::{BEAT_SECONDS, Topic, close};
use std::time::Duration;

/// The first wait after a connection was lost, and the longest, in milliseconds. In between it doubles.
const FIRST_WAIT_MS: f64 = 500.0;
const LONGEST_WAIT_MS: f64 = 30_000.0;
/// After too many frames the server wants to be left alone so long, in milliseconds.
const SCOLDED_WAIT_MS: f64 = 60_000.0;
/// A connection that is not there after this, in milliseconds, never will be.
const OPENING_MS: f64 = 15_000.0;
/// A server that said nothing for the time of two signs of life is gone, in milliseconds.
const SILENCE_MS: f64 = Duration::from_secs(2 * BEAT_SECONDS).as_secs_f64() * 1_000.0;
/// A connection that was down for less, in milliseconds, is not worth a word.
const LOST_AFTER_MS: f64 = 3_000.0;

#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Phase {
    /// Nobody listens yet.
    #[default]
    Idle,
    Waiting {
        until: f64,
    },
    Opening {
        since: f64,
    },
    Open {
        heard_at: f64,
    },
}

/// The connection as it should be.
#[derive(Debug, Default)]
pub struct Line {
    phase: Phase,
    /// Connections in a row that failed before the server said anything.
    tries: i32,
    /// What is listened to, once for each listener.
    topics: Vec<Topic>,
    /// Since when the connection is gone that was there once.
    down_since: Option<f64>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// Somebody listens to a topic.
    Watch(Topic),
    /// Something of the topic was missed: ask for it anew.
    Again(Topic),
    Unwatch(Topic),
    Opened,
    Heard,
    /// With the close code.
    Closed(u16),
    /// Somebody signed in or out: the connection should be theirs.
    Renew,
    /// The browser has a network again.
    Online,
    /// The moment of [`Line::wake_at`] has come.
    Woke,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Deed {
    /// Connect; an older connection is forgotten.
    Open,
    /// Forget the connection.
    Close,
    Hello,
    Watch(Topic),
    Unwatch(Topic),
}

impl Line {
    /// Takes note of what happened at `now` (milliseconds); `chance` between 0 and 1 spreads the browsers that all lost a
    /// restarted server in one moment.
    pub fn after(&mut self, event: Event, now: f64, chance: f64) -> Vec<Deed> {
        match event {
            Event::Watch(topic) => self.watch(topic, now),
            Event::Again(topic) => self.if_open(Deed::Watch(topic)),
            Event::Unwatch(topic) => self.unwatch(topic),
            Event::Opened => {
                self.phase = Phase::Open { heard_at: now };
                let mut topics = self.topics.clone();
                topics.dedup();
                [Deed::Hello].into_iter().chain(topics.into_iter().map(Deed::Watch)).collect()
            }
            Event::Heard => {
                self.phase = Phase::Open { heard_at: now };
                self.tries = 0;
                self.down_since = None;
                Vec::new()
            }
            Event::Closed(code) => self.closed(code, now, chance),
            Event::Renew if self.phase == Phase::Idle => Vec::new(),
            Event::Renew => self.open(now),
            Event::Online if matches!(self.phase, Phase::Waiting { .. }) => self.open(now),
            Event::Online => Vec::new(),
            Event::Woke => self.woke(now, chance),
        }
    }

    /// When to be woken next, in milliseconds.
    pub fn wake_at(&self, now: f64) -> Option<f64> {
        let next = match self.phase {
            Phase::Idle => return None,
            Phase::Waiting { until } => until,
            Phase::Opening { since } => since + OPENING_MS,
            Phase::Open { heard_at } => heard_at + SILENCE_MS,
        };
        let word = self.down_since.map(|since| since + LOST_AFTER_MS).filter(|at| *at > now);
        Some(word.map_or(next, |word| next.min(word)))
    }

    /// Whether the server can be heard.
    pub const fn is_up(&self) -> bool {
        matches!(self.phase, Phase::Open { .. }) && self.down_since.is_none()
    }

    /// Whether a connection that was there is gone for so long that people should know.
    pub fn is_lost(&self, now: f64) -> bool {
        self.down_since.is_some_and(|since| now - since >= LOST_AFTER_MS)
    }

    fn watch(&mut self, topic: Topic, now: f64) -> Vec<Deed> {
        // Beside its like, so that each topic is asked for once on a new connection.
        let place = self.topics.iter().position(|known| *known == topic).unwrap_or(self.topics.len());
        self.topics.insert(place, topic);
        if self.phase == Phase::Idle { self.open(now) } else { self.if_open(Deed::Watch(topic)) }
    }

    fn unwatch(&mut self, topic: Topic) -> Vec<Deed> {
        let Some(place) = self.topics.iter().position(|known| *known == topic) else {
            return Vec::new();
        };
        self.topics.remove(place);
        if self.topics.contains(&topic) { Vec::new() } else { self.if_open(Deed::Unwatch(topic)) }
    }

    fn if_open(&self, deed: Deed) -> Vec<Deed> {
        if matches!(self.phase, Phase::Open { .. }) { vec![deed] } else { Vec::new() }
    }

    fn open(&mut self, now: f64) -> Vec<Deed> {
        self.phase = Phase::Opening { since: now };
        vec![Deed::Open]
    }

    fn closed(&mut self, code: u16, now: f64, chance: f64) -> Vec<Deed> {
        if matches!(self.phase, Phase::Open { .. }) && self.down_since.is_none() {
            self.down_since = Some(now);
        }
        // Twice in a row would be a server that ends every session.
        if code == close::SESSION_ENDED && self.tries == 0 {
            self.tries = 1;
            return self.open(now);
        }
        let wait = if code == close::TOO_MANY_FRAMES {
            SCOLDED_WAIT_MS
        } else {
            let longest = (FIRST_WAIT_MS * 2_f64.powi(self.tries.min(10))).min(LONGEST_WAIT_MS);
            longest * (0.5 + chance / 2.0)
        };
        self.tries = self.tries.saturating_add(1);
        self.phase = Phase::Waiting { until: now + wait };
        vec![Deed::Close]
    }

    fn woke(&mut self, now: f64, chance: f64) -> Vec<Deed> {
        match self.phase {
            Phase::Waiting { until } if now >= until => self.open(now),
            Phase::Opening { since } if now - since >= OPENING_MS => self.closed(close::GOING_AWAY, now, chance),
            Phase::Open { heard_at } if now - heard_at >= SILENCE_MS => self.closed(close::GOING_AWAY, now, chance),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::PerformanceId;

    const SEATS: Topic = Topic::Seats { performance: PerformanceId(7) };

    fn open() -> Line {
        let mut line = Line::default();
        assert_eq!(line.after(Event::Watch(Topic::Chat), 0.0, 0.0), [Deed::Open]);
        assert_eq!(line.after(Event::Opened, 10.0, 0.0), [Deed::Hello, Deed::Watch(Topic::Chat)]);
        line.after(Event::Heard, 20.0, 0.0);
        line
    }

    #[test]
    fn the_first_listener_connects_and_others_only_watch() {
        let mut line = open();
        assert!(line.is_up());
        assert_eq!(line.after(Event::Watch(SEATS), 30.0, 0.0), [Deed::Watch(SEATS)]);
        assert_eq!(line.after(Event::Watch(Topic::Chat), 30.0, 0.0), [Deed::Watch(Topic::Chat)]);
        assert_eq!(line.after(Event::Unwatch(Topic::Chat), 30.0, 0.0), []);
        assert_eq!(line.after(Event::Unwatch(Topic::Chat), 30.0, 0.0), [Deed::Unwatch(Topic::Chat)]);
        assert_eq!(line.after(Event::Unwatch(Topic::Chat), 30.0, 0.0), []);
    }

    #[test]
    fn waits_grow_are_spread_and_end_with_the_first_word_of_the_server() {
        let mut line = open();
        let mut waits = Vec::new();
        let mut now = 1_000.0;
        for _ in 0..9 {
            assert_eq!(line.after(Event::Closed(1006), now, 1.0), [Deed::Close]);
            let at = line.phase_end();
            waits.push(at - now);
            now = at;
            assert_eq!(line.after(Event::Woke, now, 1.0), [Deed::Open]);
            line.after(Event::Opened, now, 1.0);
        }
        assert_eq!(waits, [500.0, 1e3, 2e3, 4e3, 8e3, 16e3, 30e3, 30e3, 30e3]);
        line.after(Event::Heard, now, 0.0);
        line.after(Event::Closed(1006), now, 0.0);
        assert_eq!(line.phase_end() - now, 250.0, "from the start, and spread by chance");
    }

    #[test]
    fn a_new_connection_watches_everything_once() {
        let mut line = open();
        line.after(Event::Watch(SEATS), 0.0, 0.0);
        line.after(Event::Watch(Topic::Chat), 0.0, 0.0);
        line.after(Event::Closed(1001), 100.0, 0.0);
        assert_eq!(line.after(Event::Again(SEATS), 100.0, 0.0), [], "asked for on the new connection");
        line.after(Event::Online, 110.0, 0.0);
        let deeds = line.after(Event::Opened, 120.0, 0.0);
        assert_eq!(deeds, [Deed::Hello, Deed::Watch(Topic::Chat), Deed::Watch(SEATS)]);
    }

    #[test]
    fn a_session_that_ended_connects_at_once_but_not_for_ever() {
        let mut line = open();
        assert_eq!(line.after(Event::Closed(close::SESSION_ENDED), 50.0, 0.0), [Deed::Open]);
        assert_eq!(line.after(Event::Closed(close::SESSION_ENDED), 60.0, 0.0), [Deed::Close]);
        assert_eq!(line.after(Event::Renew, 70.0, 0.0), [Deed::Open]);
        assert_eq!(Line::default().after(Event::Renew, 70.0, 0.0), []);
    }

    #[test]
    fn who_talks_too_much_waits_a_minute() {
        let mut line = open();
        line.after(Event::Closed(close::TOO_MANY_FRAMES), 1_000.0, 0.0);
        assert_eq!(line.phase_end(), 61_000.0);
    }

    #[test]
    fn silence_is_a_lost_connection() {
        let mut line = open();
        assert_eq!(line.wake_at(20.0), Some(50_020.0));
        assert_eq!(line.after(Event::Woke, 50_019.0, 0.0), []);
        assert_eq!(line.after(Event::Woke, 50_020.0, 0.0), [Deed::Close]);
        assert!(!line.is_up() && !line.is_lost(51_000.0));
        assert!(line.is_lost(53_100.0));
    }

    #[test]
    fn a_socket_that_never_was_there_is_not_lost() {
        let mut line = Line::default();
        line.after(Event::Watch(Topic::Chat), 0.0, 0.0);
        assert_eq!(line.after(Event::Woke, 15_000.0, 0.0), [Deed::Close]);
        assert!(!line.is_lost(90_000.0));
    }

    impl Line {
        fn phase_end(&self) -> f64 {
            match self.phase {
                Phase::Waiting { until } => until,
                other => panic!("not waiting but {other:?}"),
            }
        }
    }
}
