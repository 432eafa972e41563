//! What the back office says, typed like the texts of the site and apart from them: visitors do not load it.

pub mod attention;
pub mod customers;
pub mod dashboard;
pub mod dossier;
pub mod form;
pub mod mails;
pub mod planning;
pub mod rescheduling;
pub mod revenue;
pub mod sell;
pub mod settings;
pub mod shell;
pub mod table;
pub mod team;
pub mod webhooks;
pub mod wizard;

use crate::texts::{Texts, texts_in, use_language};
use crate::ui::format::Format;
use shared::admin::Words;
use shared::house::Locale;
use yew::prelude::*;

/// All messages of one language.
#[derive(Debug)]
pub struct Office {
    pub locale: Locale,
    pub shell: shell::Shell,
    pub attention: attention::Attention,
    pub table: table::Table,
    pub team: team::Team,
    pub dossier: dossier::Dossier,
    pub form: form::Form,
    pub customers: customers::Customers,
    pub dashboard: dashboard::Dashboard,
    pub revenue: revenue::Revenue,
    pub planning: planning::Planning,
    pub sell: sell::Sell,
    pub rescheduling: rescheduling::Rescheduling,
    pub settings: settings::Settings,
    pub mails: mails::Mails,
    pub wizard: wizard::Wizard,
    pub webhooks: webhooks::Webhooks,
}

impl Office {
    pub const fn format(&self) -> Format {
        Format { locale: self.locale }
    }

    /// The words of the site.
    pub fn site(&self) -> &'static Texts {
        texts_in(self.locale)
    }

    /// A label of the server in the language that is spoken.
    pub fn say<'w>(&self, words: &'w Words) -> &'w str {
        match self.locale {
            Locale::Fr => &words.fr,
            Locale::En => &words.en,
        }
    }

    /// «Nom : » or «Name: », for a label before its value in one line.
    pub fn colon(&self) -> &'static str {
        match self.locale {
            Locale::Fr => "\u{a0}: ",
            Locale::En => ": ",
        }
    }
}

impl PartialEq for Office {
    fn eq(&self, other: &Self) -> bool {
        self.locale == other.locale
    }
}

static FR: Office = Office {
    locale: Locale::Fr,
    shell: shell::FR,
    attention: attention::FR,
    table: table::FR,
    team: team::FR,
    dossier: dossier::FR,
    form: form::FR,
    customers: customers::FR,
    dashboard: dashboard::FR,
    revenue: revenue::FR,
    planning: planning::FR,
    sell: sell::FR,
    rescheduling: rescheduling::FR,
    settings: settings::FR,
    mails: mails::FR,
    wizard: wizard::FR,
    webhooks: webhooks::FR,
};

static EN: Office = Office {
    locale: Locale::En,
    shell: shell::EN,
    attention: attention::EN,
    table: table::EN,
    team: team::EN,
    dossier: dossier::EN,
    form: form::EN,
    customers: customers::EN,
    dashboard: dashboard::EN,
    revenue: revenue::EN,
    planning: planning::EN,
    sell: sell::EN,
    rescheduling: rescheduling::EN,
    settings: settings::EN,
    mails: mails::EN,
    wizard: wizard::EN,
    webhooks: webhooks::EN,
};

/// The messages of the language that is spoken.
#[hook]
pub fn use_office() -> &'static Office {
    match use_language().locale {
        Locale::Fr => &FR,
        Locale::En => &EN,
    }
}

/// «3 lignes»: a word for one and a word for several.
pub fn counted(format: Format, count: i64, one: &str, many: &str) -> String {
    let is_one = match format.locale {
        Locale::Fr => count.abs() < 2,
        Locale::En => count == 1,
    };
    format!("{}\u{a0}{}", format.number(count), if is_one { one } else { many })
}
