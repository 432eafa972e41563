//! A mail address that exists only if it looks like one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A mail address, trimmed, its domain in lower case; compare by [`Email::key`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = "email"))]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The longest address that a mail server must accept (RFC 5321).
    pub const MAX_LENGTH: usize = 254;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole address in lower case: what makes two spellings the same account.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl FromStr for Email {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let refused = || format!("{} is not a mail address", text.chars().take(80).collect::<String>());
        let (name, domain) = text.rsplit_once('@').ok_or_else(refused)?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c);
        let domain_is_fine = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let name_is_fine = !name.is_empty()
            && name.len() <= 64
            && !name.contains(odd)
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..");
        if text.len() > Self::MAX_LENGTH || !name_is_fine || !domain_is_fine {
            return Err(refused());
        }
        Ok(Self(format!("{name}@{}", domain.to_lowercase())))
    }
}

impl TryFrom<String> for Email {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_addresses_and_refuses_the_rest() {
        for good in ["ada@example.org", " Ada.L+box@Mail.Example.ORG ", "é@exemple.fr"] {
            assert!(good.parse::<Email>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@x.org",
            "ada@",
            "ada@x",
            "a b@x.org",
            "a@x..org",
            "a@-x.org",
            "a\n@x.org",
            "a@b@x.org",
            ".a@x.org",
        ] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_reads_back(text in ".{0,80}") {
            if let Ok(email) = text.parse::<Email>() {
                prop_assert_eq!(email.as_str().parse::<Email>(), Ok(email.clone()));
            }
        }
    }
}
