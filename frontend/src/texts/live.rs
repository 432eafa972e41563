//! The words about the live connection and about who is at the box office.

#[derive(Debug)]
pub struct Live {
    pub lost: &'static str,
    pub here: &'static str,
    pub busy: &'static str,
    pub away: &'static str,
    /// With the time, or the day and the time.
    pub back_at: fn(&str) -> String,
    /// A time of today, in that sentence.
    pub at: fn(&str) -> String,
}

pub const FR: Live = Live {
    lost: "Connexion interrompue : la page se remettra à jour toute seule.",
    here: "La billetterie est là",
    busy: "La billetterie est occupée",
    away: "La billetterie est absente",
    back_at: |when| format!("La billetterie est de retour {when}"),
    at: |time| format!("à {time}"),
};

pub const EN: Live = Live {
    lost: "Connection lost: the page will catch up by itself.",
    here: "The box office is here",
    busy: "The box office is busy",
    away: "The box office is away",
    back_at: |when| format!("The box office is back {when}"),
    at: |time| format!("at {time}"),
};
