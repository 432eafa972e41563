//! The mails about an account, in French and English. They greet nobody by name: anybody could have typed it.

use crate::config::Config;
use crate::mail::Mail;
use shared::email::Email;
use shared::house::Locale;

/// Who writes to whom.
pub struct Letter<'a> {
    pub config: &'a Config,
    pub house: &'a str,
    pub to: &'a Email,
    pub locale: Locale,
}

impl Letter<'_> {
    /// Somebody registered with this address.
    pub fn confirm(&self, secret: &str) -> Mail {
        let link = self.link("/confirm", secret);
        match self.locale {
            Locale::Fr => self.mail(
                "Confirmez votre adresse",
                &format!(
                    "Bonjour,\n\nun compte a été demandé avec cette adresse. Pour le confirmer, ouvrez ce lien dans les \
                     24 heures :\n\n{link}\n\nSi vous n’avez rien demandé, ne faites rien : le compte ne servira à personne."
                ),
            ),
            Locale::En => self.mail(
                "Confirm your address",
                &format!(
                    "Hello,\n\nan account was asked for with this address. To confirm it, open this link within 24 \
                     hours:\n\n{link}\n\nIf it was not you, do nothing: nobody will be able to use the account."
                ),
            ),
        }
    }

    /// Somebody registered with an address that has an account.
    pub fn registered_already(&self, secret: &str) -> Mail {
        let (sign_in, link) = (self.config.link("/sign-in"), self.link("/reset/new", secret));
        match self.locale {
            Locale::Fr => self.mail(
                "Vous avez déjà un compte",
                &format!(
                    "Bonjour,\n\nun compte a été demandé avec cette adresse, mais elle en a déjà un. Vous pouvez vous \
                     connecter :\n\n{sign_in}\n\nMot de passe oublié ? Ce lien permet d’en choisir un autre pendant une \
                     heure :\n\n{link}\n\nSi vous n’avez rien demandé, ne faites rien : rien n’a changé."
                ),
            ),
            Locale::En => self.mail(
                "You already have an account",
                &format!(
                    "Hello,\n\nan account was asked for with this address, but it has one already. You can sign \
                     in:\n\n{sign_in}\n\nIf you forgot the password, this link lets you choose another one for one \
                     hour:\n\n{link}\n\nIf it was not you, do nothing: nothing has changed."
                ),
            ),
        }
    }

    /// Somebody forgot the password.
    pub fn reset_password(&self, secret: &str) -> Mail {
        let link = self.link("/reset/new", secret);
        match self.locale {
            Locale::Fr => self.mail(
                "Choisir un nouveau mot de passe",
                &format!(
                    "Bonjour,\n\npour choisir un nouveau mot de passe, ouvrez ce lien dans l’heure :\n\n{link}\n\nSi vous \
                     n’avez rien demandé, ne faites rien : votre mot de passe reste le même."
                ),
            ),
            Locale::En => self.mail(
                "Choose a new password",
                &format!(
                    "Hello,\n\nto choose a new password, open this link within an hour:\n\n{link}\n\nIf it was not you, \
                     do nothing: your password stays as it is."
                ),
            ),
        }
    }

    /// Somebody is asked to join the staff.
    pub fn invited(&self, secret: &str) -> Mail {
        let link = self.link("/reset/new", secret);
        match self.locale {
            Locale::Fr => self.mail(
                "Rejoignez l’équipe",
                &format!(
                    "Bonjour,\n\nvous êtes invité à rejoindre l’équipe de la billetterie. Pour accepter, ouvrez ce lien dans les \
                     sept jours et choisissez un mot de passe :\n\n{link}\n\nSi vous ne voulez pas, ne faites rien : rien ne \
                     changera."
                ),
            ),
            Locale::En => self.mail(
                "Join the staff",
                &format!(
                    "Hello,\n\nyou are invited to join the staff of the box office. To accept, open this link within seven days \
                     and choose a password:\n\n{link}\n\nIf you do not want to, do nothing: nothing will change."
                ),
            ),
        }
    }

    /// Signing in asks for the password alone.
    pub fn second_factor_removed(&self) -> Mail {
        let reset = self.config.link("/reset");
        match self.locale {
            Locale::Fr => self.mail(
                "Votre second facteur est retiré",
                &format!(
                    "Bonjour,\n\nvotre compte ne demande plus de code à la connexion, seulement votre mot de passe. Si ce n’était \
                     ni vous, ni la billetterie à votre demande, changez tout de suite votre mot de passe :\n\n{reset}"
                ),
            ),
            Locale::En => self.mail(
                "Your second factor was removed",
                &format!(
                    "Hello,\n\nyour account asks for no code at sign-in any more, only for your password. If it was neither you \
                     nor the box office at your request, change your password at once:\n\n{reset}"
                ),
            ),
        }
    }

    /// Somebody asked for a new password with an address that has no account.
    pub fn no_account(&self) -> Mail {
        let register = self.config.link("/register");
        match self.locale {
            Locale::Fr => self.mail(
                "Aucun compte à cette adresse",
                &format!(
                    "Bonjour,\n\nun nouveau mot de passe a été demandé pour cette adresse, mais elle n’a pas de compte. \
                     Peut-être avez-vous utilisé une autre adresse. Pour créer un compte :\n\n{register}\n\nSi vous n’avez \
                     rien demandé, ne faites rien."
                ),
            ),
            Locale::En => self.mail(
                "No account at this address",
                &format!(
                    "Hello,\n\na new password was asked for with this address, but it has no account. Perhaps you used \
                     another address. To make an account:\n\n{register}\n\nIf it was not you, do nothing."
                ),
            ),
        }
    }

    /// The password is another one now.
    pub fn password_changed(&self) -> Mail {
        let reset = self.config.link("/reset");
        match self.locale {
            Locale::Fr => self.mail(
                "Votre mot de passe a changé",
                &format!(
                    "Bonjour,\n\nle mot de passe de votre compte vient de changer, et les autres appareils ont été \
                     déconnectés. Si ce n’était pas vous, choisissez-en un autre tout de suite :\n\n{reset}"
                ),
            ),
            Locale::En => self.mail(
                "Your password has changed",
                &format!(
                    "Hello,\n\nthe password of your account has just changed, and other devices were signed out. If it \
                     was not you, choose another one at once:\n\n{reset}"
                ),
            ),
        }
    }

    /// To the address that an account is to move to.
    pub fn confirm_new_email(&self, secret: &str) -> Mail {
        let link = self.link("/confirm-email", secret);
        match self.locale {
            Locale::Fr => self.mail(
                "Confirmez votre nouvelle adresse",
                &format!(
                    "Bonjour,\n\npour utiliser cette adresse dans votre compte, ouvrez ce lien dans les 24 heures, dans un \
                     navigateur où vous êtes connecté :\n\n{link}\n\nSi vous n’avez rien demandé, ne faites rien."
                ),
            ),
            Locale::En => self.mail(
                "Confirm your new address",
                &format!(
                    "Hello,\n\nto use this address in your account, open this link within 24 hours, in a browser where \
                     you are signed in:\n\n{link}\n\nIf it was not you, do nothing."
                ),
            ),
        }
    }

    /// To an address that an account is to move to although it has an account of its own.
    pub fn new_email_taken(&self) -> Mail {
        let sign_in = self.config.link("/sign-in");
        match self.locale {
            Locale::Fr => self.mail(
                "Cette adresse a déjà un compte",
                &format!(
                    "Bonjour,\n\nun autre compte a voulu prendre cette adresse, mais elle en a déjà un. Si c’était vous, \
                     connectez-vous ici, ou supprimez d’abord ce compte :\n\n{sign_in}\n\nSinon, ne faites rien : rien \
                     n’a changé."
                ),
            ),
            Locale::En => self.mail(
                "This address already has an account",
                &format!(
                    "Hello,\n\nanother account was to move to this address, but it has one already. If it was you, sign \
                     in here, or delete that account first:\n\n{sign_in}\n\nOtherwise do nothing: nothing has changed."
                ),
            ),
        }
    }

    /// To the address an account has, when it is to move to another one.
    pub fn email_will_change(&self, new: &Email) -> Mail {
        let reset = self.config.link("/reset");
        match self.locale {
            Locale::Fr => self.mail(
                "Votre adresse va changer",
                &format!(
                    "Bonjour,\n\nvotre compte va utiliser l’adresse {new} dès qu’elle sera confirmée. Si ce n’était pas \
                     vous, changez tout de suite votre mot de passe :\n\n{reset}"
                ),
            ),
            Locale::En => self.mail(
                "Your address will change",
                &format!(
                    "Hello,\n\nyour account will use the address {new} as soon as it is confirmed. If it was not you, \
                     change your password at once:\n\n{reset}"
                ),
            ),
        }
    }

    /// The account is gone.
    pub fn erased(&self) -> Mail {
        match self.locale {
            Locale::Fr => self.mail(
                "Votre compte est supprimé",
                "Bonjour,\n\nvotre compte et vos données personnelles sont supprimés. La loi nous oblige à garder les \
                 commandes ; elles ne portent plus votre nom.",
            ),
            Locale::En => self.mail(
                "Your account is deleted",
                "Hello,\n\nyour account and your personal data are deleted. The law makes us keep the orders; they no \
                 longer carry your name.",
            ),
        }
    }

    fn link(&self, page: &str, secret: &str) -> String {
        self.config.link(&format!("{page}?token={secret}"))
    }

    fn mail(&self, subject: &str, text: &str) -> Mail {
        let house = self.house;
        Mail {
            to: self.to.to_string(),
            subject: format!("{subject} – {house}"),
            text: format!("{text}\n\n{house}\n"),
            attachments: Vec::new(),
        }
    }
}
