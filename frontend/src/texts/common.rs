//! Words that every page uses.

#[derive(Debug)]
pub struct Common {
    pub loading: &'static str,
    pub retry: &'static str,
    pub close: &'static str,
    pub cancel: &'static str,
    pub confirm: &'static str,
    pub save: &'static str,
    pub remove: &'static str,
    pub edit: &'static str,
    pub back: &'static str,
    pub more: &'static str,
    pub optional: &'static str,
    pub required: &'static str,
    pub free_of_charge: &'static str,
    pub to_programme: &'static str,
    /// «1 place», «3 places».
    pub places: fn(i64) -> String,
    /// «1 h 30», «45 min».
    pub minutes: fn(i64) -> String,
    /// A time zone's town, as in «heure de Paris».
    pub local_time: fn(&str) -> String,
    pub characters_left: fn(i64) -> String,
}

pub const FR: Common = Common {
    loading: "Chargement…",
    retry: "Réessayer",
    close: "Fermer",
    cancel: "Annuler",
    confirm: "Confirmer",
    save: "Enregistrer",
    remove: "Supprimer",
    edit: "Modifier",
    back: "Retour",
    more: "Voir la suite",
    optional: "facultatif",
    required: "Ce champ est nécessaire.",
    free_of_charge: "Gratuit",
    to_programme: "Voir le programme",
    places: |count| {
        if count < 2 { format!("{count} place") } else { format!("{count} places") }
    },
    minutes: |minutes| match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    },
    local_time: |town| format!("heure de {town}"),
    characters_left: |count| {
        if count < 2 { format!("{count} caractère restant") } else { format!("{count} caractères restants") }
    },
};

pub const EN: Common = Common {
    loading: "Loading…",
    retry: "Try again",
    close: "Close",
    cancel: "Cancel",
    confirm: "Confirm",
    save: "Save",
    remove: "Remove",
    edit: "Edit",
    back: "Back",
    more: "Show more",
    optional: "optional",
    required: "This field is needed.",
    free_of_charge: "Free",
    to_programme: "See the programme",
    places: |count| {
        if count == 1 { "1 seat".to_owned() } else { format!("{count} seats") }
    },
    minutes: |minutes| match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    },
    local_time: |town| format!("{town} time"),
    characters_left: |count| {
        if count == 1 { "1 character left".to_owned() } else { format!("{count} characters left") }
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_places_read_naturally() {
        assert_eq!((FR.minutes)(45), "45 min");
        assert_eq!((FR.minutes)(120), "2 h");
        assert_eq!((EN.minutes)(95), "1 h 35");
        assert_eq!((FR.places)(0), "0 place");
        assert_eq!((EN.places)(0), "0 seats");
    }
}
