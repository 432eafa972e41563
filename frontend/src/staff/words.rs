//! The words of the staff's pages, in both languages. They are not among the visitors' texts, so that no visitor loads them.

pub mod inbox;

use crate::texts::Texts;
use shared::admin::Words;
use shared::house::Locale;

/// Everything the staff's pages say.
#[derive(Debug)]
pub struct StaffWords {
    pub inbox: inbox::Inbox,
}

static FR: StaffWords = StaffWords { inbox: inbox::FR };
static EN: StaffWords = StaffWords { inbox: inbox::EN };

/// The words in the language of the texts.
pub fn words(texts: &Texts) -> &'static StaffWords {
    match texts.locale {
        Locale::Fr => &FR,
        Locale::En => &EN,
    }
}

/// A label of the server in the language of the texts.
pub fn said<'w>(texts: &Texts, label: &'w Words) -> &'w str {
    match texts.locale {
        Locale::Fr => &label.fr,
        Locale::En => &label.en,
    }
}
