//! What the fields of the account forms want, checked before anything is sent. The server checks again.

use crate::texts::accounts::Accounts;
use shared::accounts::{NAME_MAX_LENGTH, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH};
use shared::email::Email;

/// What is wrong with a name, if anything is.
pub fn name_problem(words: &Accounts, name: &str) -> Option<String> {
    let name = name.trim();
    (name.is_empty() || name.chars().count() > NAME_MAX_LENGTH).then(|| words.name_needed.to_owned())
}

/// What is wrong with a mail address, if anything is.
pub fn email_problem(words: &Accounts, email: &str) -> Option<String> {
    email.parse::<Email>().is_err().then(|| words.email_odd.to_owned())
}

/// What is wrong with a password that exists already, if anything is.
pub fn password_missing(words: &Accounts, password: &str) -> Option<String> {
    password.is_empty().then(|| words.password_needed.to_owned())
}

/// What is wrong with a new password, if anything is.
pub fn new_password_problem(words: &Accounts, password: &str) -> Option<String> {
    let length = password.chars().count();
    (!(PASSWORD_MIN_LENGTH..=PASSWORD_MAX_LENGTH).contains(&length))
        .then(|| (words.password_short)(PASSWORD_MIN_LENGTH))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::accounts::FR;

    #[test]
    fn what_is_typed_is_checked_as_the_server_does() {
        assert!(name_problem(&FR, "  ").is_some() && name_problem(&FR, "Ada").is_none());
        assert!(name_problem(&FR, &"a".repeat(NAME_MAX_LENGTH + 1)).is_some());
        assert!(email_problem(&FR, "ada@example").is_some() && email_problem(&FR, " ada@example.org ").is_none());
        assert!(password_missing(&FR, "").is_some() && password_missing(&FR, " ").is_none());
        // Characters, not bytes.
        assert!(new_password_problem(&FR, "éééééé").is_some() && new_password_problem(&FR, "éééééééééé").is_none());
    }
}
