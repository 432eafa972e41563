//! The words of the dashboard.

use shared::setup::SetupStep;

#[derive(Debug)]
pub struct Dashboard {
    pub good_day: fn(&str) -> String,
    pub today: &'static str,
    pub next: &'static str,
    pub nothing_today: &'static str,
    pub nothing_next: &'static str,
    pub sold_of: fn(&str, &str) -> String,
    pub held: fn(&str) -> String,
    pub blocked: fn(&str) -> String,
    pub fill: &'static str,
    pub cancelled: &'static str,
    pub draft: &'static str,
    pub attention: &'static str,
    pub all_well: &'static str,
    pub money: fn(i64) -> String,
    pub conversations: fn(i64) -> String,
    pub comments: fn(i64) -> String,
    pub failed_jobs: fn(i64) -> String,
    pub stuck_orders: fn(i64) -> String,
    pub revenue: &'static str,
    pub this_day: &'static str,
    pub this_month: &'static str,
    pub this_year: &'static str,
    pub last_year: fn(&str) -> String,
    pub by_month: &'static str,
    pub month: &'static str,
    pub year_before: &'static str,
    pub tickets: fn(i64, &str) -> String,
    pub setup: &'static str,
    pub setup_hint: &'static str,
    pub optional: &'static str,
    pub step: fn(SetupStep) -> &'static str,
    pub done: &'static str,
}

pub const FR: Dashboard = Dashboard {
    good_day: |name| format!("Bonjour {name}"),
    today: "Aujourd’hui",
    next: "Prochaines séances",
    nothing_today: "Pas de séance aujourd’hui.",
    nothing_next: "Aucune séance à venir.",
    sold_of: |sold, capacity| format!("{sold} sur {capacity}"),
    held: |count| format!("{count} en cours"),
    blocked: |count| format!("{count} bloquées"),
    fill: "Remplissage",
    cancelled: "Annulée",
    draft: "Brouillon",
    attention: "À regarder",
    all_well: "Tout va bien\u{a0}: rien n’attend.",
    money: |count| if count < 2 { "paiement à vérifier".to_owned() } else { "paiements à vérifier".to_owned() },
    conversations: |count| {
        if count < 2 { "conversation sans réponse".to_owned() } else { "conversations sans réponse".to_owned() }
    },
    comments: |count| if count < 2 { "commentaire signalé".to_owned() } else { "commentaires signalés".to_owned() },
    failed_jobs: |count| {
        if count < 2 { "envoi abandonné".to_owned() } else { "envois abandonnés".to_owned() }
    },
    stuck_orders: |count| {
        if count < 2 {
            "commande bloquée chez PayPal".to_owned()
        } else {
            "commandes bloquées chez PayPal".to_owned()
        }
    },
    revenue: "Recettes",
    this_day: "Aujourd’hui",
    this_month: "Ce mois",
    this_year: "Cette année",
    last_year: |amount| format!("{amount} un an plus tôt"),
    by_month: "Recettes des douze derniers mois",
    month: "Mois",
    year_before: "Un an plus tôt",
    tickets: |count, number| if count < 2 { format!("{number} billet") } else { format!("{number} billets") },
    setup: "Prochaines étapes",
    setup_hint: "Encore un peu, et la maison peut vendre.",
    optional: "facultatif",
    step: |step| match step {
        SetupStep::Staff => "Une première personne de l’équipe",
        SetupStep::Identity => "Nom, adresse et règles de la maison",
        SetupStep::Venue => "Un lieu",
        SetupStep::Plan => "Un plan de salle ou un placement libre",
        SetupStep::Show => "Un spectacle",
        SetupStep::Performance => "Une séance en vente",
        SetupStep::Payment => "Le paiement par PayPal",
        SetupStep::SecondFactor => "Un second facteur pour l’équipe",
    },
    done: "fait",
};

pub const EN: Dashboard = Dashboard {
    good_day: |name| format!("Hello {name}"),
    today: "Today",
    next: "Next performances",
    nothing_today: "No performance today.",
    nothing_next: "No performances ahead.",
    sold_of: |sold, capacity| format!("{sold} of {capacity}"),
    held: |count| format!("{count} in baskets"),
    blocked: |count| format!("{count} blocked"),
    fill: "Fill",
    cancelled: "Cancelled",
    draft: "Draft",
    attention: "Needs attention",
    all_well: "All is well: nothing waits.",
    money: |count| if count == 1 { "payment to look at".to_owned() } else { "payments to look at".to_owned() },
    conversations: |count| {
        if count == 1 { "unanswered conversation".to_owned() } else { "unanswered conversations".to_owned() }
    },
    comments: |count| if count == 1 { "reported comment".to_owned() } else { "reported comments".to_owned() },
    failed_jobs: |count| if count == 1 { "delivery given up".to_owned() } else { "deliveries given up".to_owned() },
    stuck_orders: |count| {
        if count == 1 { "order stuck at PayPal".to_owned() } else { "orders stuck at PayPal".to_owned() }
    },
    revenue: "Revenue",
    this_day: "Today",
    this_month: "This month",
    this_year: "This year",
    last_year: |amount| format!("{amount} a year before"),
    by_month: "Revenue of the last twelve months",
    month: "Month",
    year_before: "A year before",
    tickets: |count, number| if count == 1 { format!("{number} ticket") } else { format!("{number} tickets") },
    setup: "Next steps",
    setup_hint: "A little more, and the house can sell.",
    optional: "optional",
    step: |step| match step {
        SetupStep::Staff => "Somebody of the staff",
        SetupStep::Identity => "Name, address and rules of the house",
        SetupStep::Venue => "A venue",
        SetupStep::Plan => "A seating plan or free seating",
        SetupStep::Show => "A show",
        SetupStep::Performance => "A performance on sale",
        SetupStep::Payment => "Payment by PayPal",
        SetupStep::SecondFactor => "A second factor for the staff",
    },
    done: "done",
};
