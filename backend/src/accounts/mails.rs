//! The mails about an account, in French and English. They greet nobody by name: anybody could have typed it. What stands
//! around links and what was done is a template.

use crate::config::Config;
use crate::mail::Mail;
use crate::templates::{Composed, Texts};
use shared::email::Email;
use shared::house::Locale;
use shared::settings::MailKind;

/// Who writes to whom.
pub struct Letter<'a> {
    pub config: &'a Config,
    pub house: &'a str,
    pub to: &'a Email,
    pub locale: Locale,
    pub texts: &'a Texts,
}

impl Letter<'_> {
    /// Somebody registered with this address.
    pub fn confirm(&self, secret: &str) -> Mail {
        let link = self.link("/confirm", secret);
        self.mail(
            MailKind::ConfirmAddress,
            &match self.locale {
                Locale::Fr => format!("{link}\nCe lien est valable 24 heures."),
                Locale::En => format!("{link}\nThis link is valid for 24 hours."),
            },
        )
    }

    /// Somebody registered with an address that has an account.
    pub fn registered_already(&self, secret: &str) -> Mail {
        let (sign_in, link) = (self.config.link("/sign-in"), self.link("/reset/new", secret));
        self.mail(
            MailKind::RegisteredAlready,
            &match self.locale {
                Locale::Fr => format!(
                    "Pour vous connecter :\n{sign_in}\n\nMot de passe oublié ? Ce lien permet d’en choisir \
                     un autre pendant une heure :\n{link}"
                ),
                Locale::En => format!(
                    "To sign in:\n{sign_in}\n\nIf you forgot the password, this link lets you choose another \
                     one for one hour:\n{link}"
                ),
            },
        )
    }

    /// Somebody forgot the password.
    pub fn reset_password(&self, secret: &str) -> Mail {
        let link = self.link("/reset/new", secret);
        self.mail(
            MailKind::ResetPassword,
            &match self.locale {
                Locale::Fr => format!("{link}\nCe lien est valable une heure."),
                Locale::En => format!("{link}\nThis link is valid for one hour."),
            },
        )
    }

    /// Somebody is asked to join the staff.
    pub fn invited(&self, secret: &str) -> Mail {
        let link = self.link("/reset/new", secret);
        self.mail(
            MailKind::StaffInvited,
            &match self.locale {
                Locale::Fr => format!("Pour accepter, choisissez un mot de passe dans les sept jours :\n{link}"),
                Locale::En => format!("To accept, choose a password within seven days:\n{link}"),
            },
        )
    }

    /// Signing in asks for the password alone.
    pub fn second_factor_removed(&self) -> Mail {
        let reset = self.config.link("/reset");
        self.mail(
            MailKind::SecondFactorRemoved,
            &match self.locale {
                Locale::Fr => format!(
                    "La connexion ne demande plus de code, seulement votre mot de passe. Si ce n’était ni vous, ni la \
                     billetterie à votre demande, changez tout de suite votre mot de passe :\n{reset}"
                ),
                Locale::En => format!(
                    "Signing in asks for no code any more, only for your password. If it was neither you nor the box \
                     office at your request, change your password at once:\n{reset}"
                ),
            },
        )
    }

    /// Somebody asked for a new password with an address that has no account.
    pub fn no_account(&self) -> Mail {
        let register = self.config.link("/register");
        self.mail(
            MailKind::NoAccount,
            &match self.locale {
                Locale::Fr => format!("Pour créer un compte :\n{register}"),
                Locale::En => format!("To make an account:\n{register}"),
            },
        )
    }

    /// The password is another one now.
    pub fn password_changed(&self) -> Mail {
        let reset = self.config.link("/reset");
        self.mail(
            MailKind::PasswordChanged,
            &match self.locale {
                Locale::Fr => format!(
                    "Les autres appareils ont été déconnectés. Si ce n’était pas vous, choisissez-en un \
                     autre tout de suite :\n{reset}"
                ),
                Locale::En => {
                    format!("Other devices were signed out. If it was not you, choose another one at once:\n{reset}")
                }
            },
        )
    }

    /// To the address that an account is to move to.
    pub fn confirm_new_email(&self, secret: &str) -> Mail {
        let link = self.link("/confirm-email", secret);
        self.mail(
            MailKind::ConfirmNewAddress,
            &match self.locale {
                Locale::Fr => format!("{link}\nCe lien est valable 24 heures."),
                Locale::En => format!("{link}\nThis link is valid for 24 hours."),
            },
        )
    }

    /// To an address that an account is to move to although it has an account of its own.
    pub fn new_email_taken(&self) -> Mail {
        let sign_in = self.config.link("/sign-in");
        self.mail(
            MailKind::NewAddressTaken,
            &match self.locale {
                Locale::Fr => {
                    format!("Si c’était vous, connectez-vous ici, ou supprimez d’abord ce compte :\n{sign_in}")
                }
                Locale::En => format!("If it was you, sign in here, or delete that account first:\n{sign_in}"),
            },
        )
    }

    /// To the address an account has, when it is to move to another one.
    pub fn email_will_change(&self, new: &Email) -> Mail {
        let reset = self.config.link("/reset");
        self.mail(
            MailKind::AddressWillChange,
            &match self.locale {
                Locale::Fr => format!(
                    "Il utilisera l’adresse {new} dès qu’elle sera confirmée. Si ce n’était pas vous, \
                     changez tout de suite votre mot de passe :\n{reset}"
                ),
                Locale::En => format!(
                    "It will use the address {new} as soon as it is confirmed. If it was not you, change \
                     your password at once:\n{reset}"
                ),
            },
        )
    }

    /// The account is gone.
    pub fn erased(&self) -> Mail {
        let facts = match self.locale {
            Locale::Fr => {
                "Vos données personnelles sont supprimées. La loi nous oblige à garder les commandes ; elles ne portent \
                 plus votre nom."
            }
            Locale::En => {
                "Your personal data are deleted. The law makes us keep the orders; they no longer carry your name."
            }
        };
        self.mail(MailKind::AccountErased, facts)
    }

    /// The mail of a kind with a made-up secret; none when it is not about an account.
    pub fn sample(&self, kind: MailKind) -> Option<Mail> {
        let secret = "exemple";
        Some(match kind {
            MailKind::ConfirmAddress => self.confirm(secret),
            MailKind::RegisteredAlready => self.registered_already(secret),
            MailKind::ResetPassword => self.reset_password(secret),
            MailKind::NoAccount => self.no_account(),
            MailKind::PasswordChanged => self.password_changed(),
            MailKind::ConfirmNewAddress => self.confirm_new_email(secret),
            MailKind::NewAddressTaken => self.new_email_taken(),
            MailKind::AddressWillChange => self.email_will_change(self.to),
            MailKind::AccountErased => self.erased(),
            MailKind::StaffInvited => self.invited(secret),
            MailKind::SecondFactorRemoved => self.second_factor_removed(),
            _ => return None,
        })
    }

    fn link(&self, page: &str, secret: &str) -> String {
        self.config.link(&format!("{page}?token={secret}"))
    }

    fn mail(&self, kind: MailKind, facts: &str) -> Mail {
        let Composed { subject, text } =
            self.texts.compose((kind, self.locale), &[("house", self.house)], facts, self.house);
        Mail { to: self.to.to_string(), subject, text, attachments: Vec::new() }
    }
}
