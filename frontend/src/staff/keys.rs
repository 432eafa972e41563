//! The keys of the inbox, as long as nobody is typing into a field.

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Search,
    Next,
    Previous,
    /// Write an answer.
    Reply,
    /// Take the conversation.
    Take,
    /// Close it, or open it again.
    Close,
    /// Write a private note.
    Note,
    Help,
}

/// Every key with what it does, in the order in which the help lists them.
pub const KEYS: [(&str, Command); 8] = [
    ("j", Command::Next),
    ("k", Command::Previous),
    ("r", Command::Reply),
    ("a", Command::Take),
    ("e", Command::Close),
    ("n", Command::Note),
    ("/", Command::Search),
    ("?", Command::Help),
];

/// What the key does, if anything.
pub fn command(key: &str) -> Option<Command> {
    KEYS.iter().find(|(known, _)| *known == key).map(|(_, command)| *command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_and_each_command_is_there_once() {
        for (at, (key, meaning)) in KEYS.iter().enumerate() {
            assert_eq!(command(key), Some(*meaning));
            assert!(KEYS.iter().skip(at + 1).all(|(other, command)| other != key && command != meaning));
        }
        assert_eq!(command("x"), None);
    }
}
