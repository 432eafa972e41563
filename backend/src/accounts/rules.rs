//! What a password, a name and a device may be; how long links live. Pure decisions.

use crate::error::{Error, Fallible};
use crate::request;
use chrono::TimeDelta;
use shared::accounts::{NAME_MAX_LENGTH, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH};
use shared::email::Email;
use shared::refusal::Refusal;

/// Mails with a link that one account gets within [`MAIL_WINDOW`]; further requests are answered alike and send none.
pub const MAX_MAILS: i64 = 5;
pub const MAIL_WINDOW: TimeDelta = TimeDelta::hours(1);

/// Words and rows of keys that everybody tries first, without the digits and signs people add to them.
const COMMON: [&str; 40] = [
    "password",
    "passwort",
    "motdepasse",
    "azerty",
    "azertyuiop",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "letmein",
    "welcome",
    "bienvenue",
    "iloveyou",
    "jetaime",
    "sunshine",
    "princess",
    "princesse",
    "football",
    "baseball",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "master",
    "trustno",
    "admin",
    "administrator",
    "administrateur",
    "changeme",
    "default",
    "secret",
    "soleil",
    "doudou",
    "loulou",
    "marseille",
    "theatre",
    "billetterie",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "spectacle",
];
const ROWS: [&str; 4] =
    ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6y7u8i9o0p"];

/// A person's name: 1 to 120 characters.
pub fn name(text: &str) -> Fallible<String> {
    request::text("name", text, 1, NAME_MAX_LENGTH)
}

/// Refuses what is too short, too long or among the first that anybody would try.
pub fn check_password(password: &str) -> Fallible<()> {
    let length = password.chars().count();
    if length > PASSWORD_MAX_LENGTH {
        return Err(Error::invalid("password", format!("must have at most {PASSWORD_MAX_LENGTH} characters")));
    }
    if length < PASSWORD_MIN_LENGTH || is_common(password) {
        return Err(too_weak());
    }
    Ok(())
}

/// Refuses a password that is the person's own address or name.
pub fn check_not_personal(password: &str, name: &str, email: &Email) -> Fallible<()> {
    let bare = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (password, key) = (bare(password), email.key());
    let local = key.split('@').next().unwrap_or_default();
    let own = [bare(name), bare(&key), bare(local)];
    if own.contains(&password) { Err(too_weak()) } else { Ok(()) }
}

/// Browser and system from a User-Agent header, such as `Firefox · Windows`; empty when neither is known.
pub fn device_in_words(agent: &str) -> String {
    // The order matters: most browsers also claim to be the ones before them.
    const BROWSERS: [(&str, &str); 10] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"),
        ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 8] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
        ("BSD", "BSD"),
    ];
    let find =
        |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    let words: Vec<&str> = [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect();
    if words.is_empty() { program(agent) } else { words.join(" · ") }
}

/// The name a program gives itself, such as `curl` of `curl/8.5.0`.
fn program(agent: &str) -> String {
    agent.split(['/', ' ']).next().unwrap_or_default().chars().take(40).collect()
}

fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let stem = lower.trim_matches(|c: char| !c.is_alphabetic());
    let first = lower.chars().next();
    let is_one_character = lower.chars().all(|c| Some(c) == first);
    let is_row = ROWS.iter().any(|row| row.contains(&lower));
    let is_twice = COMMON.iter().any(|word| !stem.is_empty() && stem.replace(word, "").is_empty());
    // Digits alone are dates and telephone numbers.
    let is_short_number = lower.chars().all(|c| c.is_ascii_digit()) && lower.len() < 14;
    is_one_character || is_row || is_twice || is_short_number
}

fn too_weak() -> Error {
    Refusal::PasswordTooWeak { min_length: u64::try_from(PASSWORD_MIN_LENGTH).unwrap_or(u64::MAX) }.into()
}

/// `Ada L.` for Ada Lovelace; nothing for somebody who has left.
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else { return String::new() };
    match words.next_back().and_then(|last| last.chars().next()) {
        None => first.to_owned(),
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_everybody_tries_first_is_too_weak() {
        let bad = [
            "",
            "short",
            "ninechars",
            "Password123!",
            "motdepasse2026",
            "AZERTYUIOP",
            "azertyuiop1",
            "1234567890",
            "aaaaaaaaaaaa",
            "passwordpassword",
            "0612345678",
            "abcdefghijkl",
            "1q2w3e4r5t",
            "P@ssw0rd2024",
        ];
        for password in bad {
            assert!(check_password(password).is_err(), "{password}");
        }
        for password in ["curtain at eight", "Le rideau se lève", "hunter2hunter3", "ten chars!", "éééèèèàààù"]
        {
            assert!(check_password(password).is_ok(), "{password}");
        }
        assert!(check_password(&"ab".repeat(PASSWORD_MAX_LENGTH)).is_err());
    }

    #[test]
    fn the_own_address_or_name_is_too_weak() {
        let email = "Ada.Lovelace@example.org".parse().unwrap();
        for password in ["ada.lovelace@example.org", "ADALOVELACE", "Ada Lovelace", "Ada.Lovelace"] {
            assert!(check_not_personal(password, "Ada Lovelace", &email).is_err(), "{password}");
        }
        assert!(check_not_personal("analytical engine", "Ada Lovelace", &email).is_ok());
    }

    #[test]
    fn devices_have_names() {
        let cases = [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Windows"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1",
                "Safari · iPhone",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "Chrome · Linux"),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
            ("Mozilla/5.0 (Linux; Android 16; Mobile) Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
            ("curl/8.5.0", "curl"),
            ("", ""),
        ];
        for (agent, words) in cases {
            assert_eq!(device_in_words(agent), words, "{agent}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_them_panic(text in ".{0,60}") {
            let _ = device_in_words(&text);
            let _ = check_password(&text);
            let _ = name(&text);
        }
    }

    #[test]
    fn readers_see_a_first_name_and_an_initial() {
        for (name, shown) in [
            ("Ada Lovelace", "Ada L."),
            ("Ada", "Ada"),
            (" jean  de la tour ", "jean T."),
            ("", ""),
            ("Zoé ß", "Zoé SS."),
        ] {
            assert_eq!(short_name(name), shown);
        }
    }
}
