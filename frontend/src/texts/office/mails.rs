//! The words of the mails’ texts.

#[derive(Debug)]
pub struct Mails {
    pub title: &'static str,
    pub mail: &'static str,
    pub language: &'static str,
    pub changed: &'static str,
    pub preview: &'static str,
    pub preview_hint: &'static str,
    pub test: &'static str,
    pub sent: fn(&str) -> String,
    pub reset: &'static str,
    pub reset_question: &'static str,
    pub is_own: &'static str,
    pub saved: &'static str,
    pub placeholders: &'static str,
    pub placeholders_hint: &'static str,
}

pub const FR: Mails = Mails {
    title: "Textes des mails",
    mail: "Mail",
    language: "Langue",
    changed: "modifié",
    preview: "Aperçu",
    preview_hint: "Tel qu’on le reçoit, avec des données inventées.",
    test: "M’envoyer un essai",
    sent: |to| format!("Essai envoyé à {to}."),
    reset: "Texte d’origine",
    reset_question: "Reprendre le texte d’origine\u{a0}? Le vôtre est alors perdu.",
    is_own: "Le texte d’origine est de retour.",
    saved: "Le mail est enregistré.",
    placeholders: "Mots remplacés",
    placeholders_hint: "Écrivez-les avec leurs accolades\u{a0}; chaque mail met à leur place ce qui convient.",
};

pub const EN: Mails = Mails {
    title: "Texts of the mails",
    mail: "Mail",
    language: "Language",
    changed: "changed",
    preview: "Preview",
    preview_hint: "As somebody gets it, with made-up facts.",
    test: "Send me a test",
    sent: |to| format!("Test sent to {to}."),
    reset: "Original text",
    reset_question: "Take the original text again? Yours is then lost.",
    is_own: "The original text is back.",
    saved: "The mail is saved.",
    placeholders: "Words that are replaced",
    placeholders_hint: "Write them with their braces; each mail puts what fits in their place.",
};
