//! What the server's refusals mean, in kind words that say what to do next. [`explain`] is the one table.

use crate::load::Refused;
use crate::texts::Texts;
use crate::ui::format::Format;
use shared::refusal::Refusal;

#[derive(Debug)]
pub struct Refusals {
    pub title: &'static str,
    pub offline_title: &'static str,
    pub offline: &'static str,
    pub unreadable: &'static str,
    pub internal: fn(&str) -> String,
    pub unavailable: &'static str,
    pub invalid: &'static str,
    pub too_large: fn(u64) -> String,
    pub not_found: &'static str,
    pub sign_in_needed: &'static str,
    pub forbidden: &'static str,
    pub cross_site: &'static str,
    pub too_many_requests: fn(u64) -> String,
    pub outdated: &'static str,
    pub still_running: &'static str,
    pub wrong_credentials: &'static str,
    pub link_expired: &'static str,
    pub wrong_password: &'static str,
    pub password_too_weak: fn(u64) -> String,
    pub email_not_confirmed: &'static str,
    pub email_taken: &'static str,
    pub second_factor_needed: &'static str,
    pub second_factor_enrol: &'static str,
    pub wrong_code: &'static str,
    pub account_disabled: &'static str,
    pub last_admin: &'static str,
    pub impersonating: &'static str,
    pub not_on_sale_until: fn(&str) -> String,
    pub sale_closed: &'static str,
    pub not_on_sale: &'static str,
    pub performance_cancelled: &'static str,
    pub seats_taken: fn(usize) -> String,
    pub seats_unknown: &'static str,
    pub lonely_seat: &'static str,
    pub only_left: fn(i64) -> String,
    pub too_many_places: fn(i64) -> String,
    pub rate_unknown: &'static str,
    pub basket_empty: &'static str,
    pub basket_expired: &'static str,
    pub extension_used: &'static str,
    pub price_changed: fn(&str) -> String,
    pub terms_not_accepted: &'static str,
    pub order_expired: &'static str,
    pub order_state: &'static str,
    pub payment_pending: &'static str,
    pub payment_unavailable: &'static str,
    pub payment_declined: &'static str,
    pub seats_gone: &'static str,
    pub cancel_too_late: &'static str,
    pub refund_too_high: fn(&str) -> String,
    pub offer_expired: &'static str,
    pub ticket: &'static str,
    pub comment_length: fn(u64, u64) -> String,
    pub already_reported: &'static str,
    pub contact_needed: &'static str,
    pub blocked: &'static str,
    pub message_length: fn(u64) -> String,
    pub attachment_invalid: &'static str,
    pub voucher_unknown: &'static str,
    pub voucher_not_yet: &'static str,
    pub voucher_expired: &'static str,
    pub voucher_used_up: &'static str,
    pub voucher_used_by_you: &'static str,
    pub voucher_not_for_these: &'static str,
    pub voucher_too_few_places: fn(u64) -> String,
    pub voucher_code_taken: &'static str,
    pub staff_only: &'static str,
    pub setup_code_wrong: &'static str,
    pub setup_done: &'static str,
    pub placeholder_unknown: fn(&str) -> String,
    pub fixed_by_environment: &'static str,
    pub backup_elsewhere: fn(&str) -> String,
}

/// What happened and what to do about it, in one or two sentences. Moments are told in the time zone `zone`.
#[rustfmt::skip]
pub fn explain(texts: &Texts, refused: &Refused, zone: &str) -> String {
    let words = &texts.refusals;
    let format = Format { locale: texts.locale };
    let refusal = match refused {
        Refused::Offline => return words.offline.to_owned(),
        Refused::Unreadable => return words.unreadable.to_owned(),
        Refused::Said(problem) => &problem.refusal,
    };
    match refusal {
        Refusal::Internal { request_id } => (words.internal)(request_id),
        Refusal::TooLarge { max_bytes } => (words.too_large)(max_bytes / 1_000_000),
        Refusal::TooManyRequests { retry_after_seconds } => (words.too_many_requests)(*retry_after_seconds),
        Refusal::PasswordTooWeak { min_length } => (words.password_too_weak)(*min_length),
        Refusal::NotOnSale { opens_at: Some(at), closed: false } => (words.not_on_sale_until)(&format.moment(*at, zone)),
        Refusal::SeatsTaken { seats } => (words.seats_taken)(seats.len()),
        Refusal::OnlyLeft { available } => (words.only_left)(*available),
        Refusal::TooManyPlaces { max } => (words.too_many_places)(*max),
        Refusal::PriceChanged { total } => (words.price_changed)(&format.money(*total)),
        Refusal::RefundTooHigh { refundable } => (words.refund_too_high)(&format.money(*refundable)),
        Refusal::CommentLength { min, max } => (words.comment_length)(*min, *max),
        Refusal::MessageLength { max } => (words.message_length)(*max),
        Refusal::VoucherTooFewPlaces { min } => (words.voucher_too_few_places)(*min),
        Refusal::PlaceholderUnknown { name, .. } => (words.placeholder_unknown)(name),
        Refusal::BackupElsewhere { tool } => (words.backup_elsewhere)(tool),
        refusal => plain(words, refusal).to_owned(),
    }
}

/// What is said without figures.
#[rustfmt::skip]
fn plain(words: &Refusals, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotUnderstood { .. } | Refusal::Invalid { .. } => words.invalid,
        Refusal::NotFound | Refusal::MethodNotAllowed => words.not_found,
        Refusal::SignInNeeded => words.sign_in_needed,
        Refusal::Forbidden => words.forbidden,
        Refusal::CrossSite => words.cross_site,
        Refusal::Outdated | Refusal::PreconditionRequired => words.outdated,
        Refusal::StillRunning => words.still_running,
        Refusal::Unavailable => words.unavailable,
        Refusal::WrongCredentials | Refusal::LinkExpired | Refusal::WrongPassword | Refusal::EmailNotConfirmed
        | Refusal::EmailTaken | Refusal::SecondFactorNeeded | Refusal::SecondFactorEnrol | Refusal::WrongCode
        | Refusal::AccountDisabled | Refusal::LastAdmin | Refusal::Impersonating => about_account(words, refusal),
        Refusal::NotOnSale { closed: true, .. } => words.sale_closed,
        Refusal::NotOnSale { .. } => words.not_on_sale,
        Refusal::PerformanceCancelled => words.performance_cancelled,
        Refusal::SeatsUnknown { .. } => words.seats_unknown,
        Refusal::LonelySeat { .. } => words.lonely_seat,
        Refusal::RateUnknown => words.rate_unknown,
        Refusal::BasketEmpty => words.basket_empty,
        Refusal::BasketExpired { .. } => words.basket_expired,
        Refusal::ExtensionUsed => words.extension_used,
        Refusal::TermsNotAccepted => words.terms_not_accepted,
        Refusal::OrderExpired => words.order_expired,
        Refusal::OrderState { .. } => words.order_state,
        Refusal::PaymentPending => words.payment_pending,
        Refusal::PaymentUnavailable => words.payment_unavailable,
        Refusal::PaymentDeclined => words.payment_declined,
        Refusal::SeatsGone => words.seats_gone,
        Refusal::CancelTooLate { .. } => words.cancel_too_late,
        Refusal::OfferExpired => words.offer_expired,
        Refusal::TicketVoid | Refusal::TicketAlreadyUsed { .. } | Refusal::TicketWrongPerformance { .. } | Refusal::TicketUnknown => words.ticket,
        Refusal::AlreadyReported => words.already_reported,
        Refusal::ContactNeeded => words.contact_needed,
        Refusal::Blocked => words.blocked,
        Refusal::AttachmentInvalid { .. } => words.attachment_invalid,
        Refusal::VoucherUnknown => words.voucher_unknown,
        Refusal::VoucherNotYet { .. } => words.voucher_not_yet,
        Refusal::VoucherExpired => words.voucher_expired,
        Refusal::VoucherUsedUp => words.voucher_used_up,
        Refusal::VoucherUsedByYou => words.voucher_used_by_you,
        Refusal::VoucherNotForThese => words.voucher_not_for_these,
        Refusal::VoucherCodeTaken => words.voucher_code_taken,
        Refusal::SecondFactorExists | Refusal::PlanInvalid { .. } | Refusal::PlanInUse | Refusal::InUse | Refusal::PictureInvalid { .. } => words.staff_only,
        Refusal::SetupCodeWrong => words.setup_code_wrong,
        Refusal::SetupDone => words.setup_done,
        Refusal::FixedByEnvironment => words.fixed_by_environment,
        Refusal::IdempotencyKeyNeeded | Refusal::IdempotencyKeyReused | Refusal::FrameOrder | Refusal::Unknown => words.unreadable,
        // These have figures to tell.
        Refusal::Internal { .. } | Refusal::TooLarge { .. } | Refusal::TooManyRequests { .. } | Refusal::PasswordTooWeak { .. } | Refusal::SeatsTaken { .. } | Refusal::OnlyLeft { .. } | Refusal::TooManyPlaces { .. } | Refusal::PriceChanged { .. } | Refusal::RefundTooHigh { .. } | Refusal::CommentLength { .. } | Refusal::MessageLength { .. } | Refusal::VoucherTooFewPlaces { .. } | Refusal::PlaceholderUnknown { .. } | Refusal::BackupElsewhere { .. } => words.invalid,
    }
}

#[rustfmt::skip]
fn about_account(words: &Refusals, refusal: &Refusal) -> &'static str {
    match refusal {
    Refusal::WrongCredentials => words.wrong_credentials,
    Refusal::LinkExpired => words.link_expired,
    Refusal::WrongPassword => words.wrong_password,
    Refusal::EmailNotConfirmed => words.email_not_confirmed,
    Refusal::EmailTaken => words.email_taken,
    Refusal::SecondFactorNeeded => words.second_factor_needed,
    Refusal::SecondFactorEnrol => words.second_factor_enrol,
    Refusal::WrongCode => words.wrong_code,
    Refusal::AccountDisabled => words.account_disabled,
    Refusal::LastAdmin => words.last_admin,
    Refusal::Impersonating => words.impersonating,
        _ => words.unreadable,
    }
}

pub const FR: Refusals = Refusals {
    title: "Cela n’a pas marché",
    offline_title: "Pas de connexion",
    offline: "Le serveur est injoignable. Vérifiez votre connexion, puis réessayez : rien de ce que vous avez fait n’est perdu.",
    unreadable: "La réponse du serveur est inattendue. Rechargez la page ; si cela continue, appelez la billetterie.",
    internal: |id| {
        format!(
            "Une erreur est survenue de notre côté. Réessayez dans un instant ; si cela continue, donnez-nous ce numéro : {id}."
        )
    },
    unavailable: "Le site est en cours d’entretien. Réessayez dans quelques minutes.",
    invalid: "Une des valeurs saisies n’est pas acceptée. Vérifiez le formulaire.",
    too_large: |megabytes| format!("Le fichier est trop grand (au plus {megabytes} Mo)."),
    not_found: "Nous ne trouvons pas ce que vous cherchez. Cela n’existe plus, ou l’adresse est incomplète.",
    sign_in_needed: "Connectez-vous pour continuer.",
    forbidden: "Votre compte ne donne pas accès à cette page.",
    cross_site: "Par sécurité, cette demande a été refusée. Rechargez la page et réessayez.",
    too_many_requests: |seconds| {
        let wait =
            if seconds < 100 { format!("{seconds} secondes") } else { format!("{} minutes", seconds.div_ceil(60)) };
        format!("Trop d’essais à la suite. Réessayez dans {wait}.")
    },
    outdated: "Quelqu’un d’autre a modifié ceci entre-temps. Rechargez la page pour voir la version actuelle.",
    still_running: "Votre demande est déjà en cours de traitement. Patientez un instant.",
    wrong_credentials: "L’adresse ou le mot de passe ne correspond pas.",
    link_expired: "Ce lien a déjà servi ou il est trop ancien. Demandez-en un nouveau.",
    wrong_password: "Le mot de passe ne correspond pas.",
    password_too_weak: |length| format!("Choisissez un mot de passe plus sûr, d’au moins {length} caractères."),
    email_not_confirmed: "Votre adresse n’est pas encore confirmée : suivez le lien dans le courriel que nous vous avons envoyé.",
    email_taken: "Cette adresse est déjà utilisée.",
    second_factor_needed: "Saisissez le code de votre application, ou un code de secours.",
    second_factor_enrol: "La maison demande un second facteur à son équipe : activez-le d’abord dans votre compte.",
    wrong_code: "Ce code ne convient pas, ou il a déjà servi. Attendez le suivant.",
    account_disabled: "Ce compte est désactivé. Adressez-vous à la billetterie.",
    last_admin: "Il faut qu’il reste au moins un administrateur.",
    impersonating: "Impossible tant que vous agissez au nom d’un client.",
    not_on_sale_until: |moment| format!("La vente ouvre {moment}."),
    sale_closed: "La vente en ligne est close. Il reste peut-être des places au guichet.",
    not_on_sale: "Cette représentation n’est pas en vente.",
    performance_cancelled: "Cette représentation est annulée.",
    seats_taken: |count| {
        if count < 2 {
            "Quelqu’un a été plus rapide : cette place vient d’être prise. Choisissez-en une autre.".to_owned()
        } else {
            format!(
                "Quelqu’un a été plus rapide : {count} de ces places viennent d’être prises. Choisissez-en d’autres."
            )
        }
    },
    seats_unknown: "Ces places n’existent pas pour cette représentation.",
    lonely_seat: "Ce choix laisserait une place isolée entre deux places prises. Décalez votre choix d’un siège, s’il vous plaît.",
    only_left: |count| match count {
        0 => "Il ne reste plus de place.".to_owned(),
        1 => "Il ne reste qu’une place.".to_owned(),
        count => format!("Il ne reste que {count} places."),
    },
    too_many_places: |max| {
        format!("Une commande peut contenir au plus {max} places. Pour un groupe, appelez la billetterie.")
    },
    rate_unknown: "Ce tarif n’existe pas pour cette place.",
    basket_empty: "Votre panier est vide.",
    basket_expired: "Le temps est écoulé et certaines places ont été prises par d’autres. Regardez votre panier.",
    extension_used: "Le temps a déjà été prolongé.",
    price_changed: |total| format!("Un prix a changé : le total est maintenant de {total}. Vérifiez votre panier."),
    terms_not_accepted: "Acceptez les conditions de vente pour commander.",
    order_expired: "Cette commande n’a pas été payée à temps : elle a expiré et rien n’a été débité.",
    order_state: "L’état de la commande ne le permet plus. Rechargez la page.",
    payment_pending: "Un paiement de cette commande est en cours de décision. Vos places sont gardées.",
    payment_unavailable: "PayPal est injoignable pour le moment. Rien n’a été débité ; réessayez dans un instant.",
    payment_declined: "Le paiement a été refusé et rien n’a été débité. Essayez un autre moyen de paiement.",
    seats_gone: "Vos places ont été prises par d’autres entre-temps. Rien n’a été débité.",
    cancel_too_late: "Il est trop tard pour annuler en ligne. Appelez la billetterie.",
    refund_too_high: |amount| format!("On ne peut pas rembourser plus de {amount}."),
    offer_expired: "Cette proposition n’est plus valable : les places ont changé. Regardez la nouvelle.",
    ticket: "Ce billet ne peut pas être accepté.",
    comment_length: |min, max| format!("Écrivez entre {min} et {max} caractères."),
    already_reported: "Vous avez déjà signalé ce commentaire. Merci.",
    contact_needed: "Personne n’est là pour l’instant : indiquez votre nom et votre adresse, et nous vous répondrons par courriel.",
    blocked: "La billetterie ne reçoit plus de messages de votre part. Appelez-nous si c’est une erreur.",
    message_length: |max| format!("Écrivez un message d’au plus {max} caractères."),
    attachment_invalid: "Ce fichier n’est pas accepté : envoyez une image (JPEG, PNG, WebP) ou un PDF de 8 Mo au plus.",
    voucher_unknown: "Nous ne connaissons pas ce code. Vérifiez-le et essayez de nouveau.",
    voucher_not_yet: "Ce code n’est pas encore utilisable.",
    voucher_expired: "Ce code a expiré.",
    voucher_used_up: "Ce code a déjà servi autant de fois que prévu.",
    voucher_used_by_you: "Vous avez déjà utilisé ce code autant de fois que possible.",
    voucher_not_for_these: "Ce code ne vaut pour aucune de ces places.",
    voucher_too_few_places: |min| format!("Ce code vaut à partir de {min} places."),
    voucher_code_taken: "Un autre bon porte déjà ce code.",
    staff_only: "Le fichier n’a pas été accepté.",
    setup_code_wrong: "Ce n’est pas le code que le serveur a affiché à son démarrage. Regardez encore une fois dans son journal.",
    setup_done: "Ce théâtre a déjà une équipe : connectez-vous.",
    placeholder_unknown: |name| {
        format!("Rien ne s’appelle {{{name}}} dans ce message. Choisissez un des mots proposés.")
    },
    fixed_by_environment: "Cela est réglé sur le serveur, dans son environnement, et ne se change que là.",
    backup_elsewhere: |tool| format!("Cette base de données se sauvegarde avec {tool}, sur le serveur."),
};

pub const EN: Refusals = Refusals {
    title: "That did not work",
    offline_title: "No connection",
    offline: "The server cannot be reached. Check your connection, then try again: nothing you did is lost.",
    unreadable: "The server answered in an unexpected way. Reload the page; if it goes on, call the box office.",
    internal: |id| {
        format!("Something went wrong on our side. Try again in a moment; if it goes on, tell us this number: {id}.")
    },
    unavailable: "The site is being looked after. Try again in a few minutes.",
    invalid: "One of the values is not accepted. Please check the form.",
    too_large: |megabytes| format!("The file is too large (at most {megabytes} MB)."),
    not_found: "We cannot find what you are looking for. It is gone, or the address is incomplete.",
    sign_in_needed: "Sign in to go on.",
    forbidden: "Your account does not give access to this page.",
    cross_site: "For safety, this request was refused. Reload the page and try again.",
    too_many_requests: |seconds| {
        let wait =
            if seconds < 100 { format!("{seconds} seconds") } else { format!("{} minutes", seconds.div_ceil(60)) };
        format!("Too many tries in a row. Try again in {wait}.")
    },
    outdated: "Somebody else changed this meanwhile. Reload the page to see it as it is now.",
    still_running: "Your request is already being worked on. One moment, please.",
    wrong_credentials: "The address or the password does not match.",
    link_expired: "This link was used already or is too old. Ask for a new one.",
    wrong_password: "The password does not match.",
    password_too_weak: |length| format!("Choose a safer password, of at least {length} characters."),
    email_not_confirmed: "Your address is not confirmed yet: follow the link in the mail we sent you.",
    email_taken: "This address is in use already.",
    second_factor_needed: "Enter the code of your app, or a recovery code.",
    second_factor_enrol: "The house wants a second factor of its staff: enrol one in your account first.",
    wrong_code: "This code does not fit, or it was used before. Wait for the next one.",
    account_disabled: "This account is disabled. Please ask the box office.",
    last_admin: "Somebody has to stay an administrator.",
    impersonating: "Not while you act as a customer.",
    not_on_sale_until: |moment| format!("Sale opens {moment}."),
    sale_closed: "Online sale is closed. There may be seats left at the door.",
    not_on_sale: "This performance is not on sale.",
    performance_cancelled: "This performance is cancelled.",
    seats_taken: |count| {
        if count < 2 {
            "Somebody was faster: this seat has just been taken. Please choose another one.".to_owned()
        } else {
            format!("Somebody was faster: {count} of these seats have just been taken. Please choose others.")
        }
    },
    seats_unknown: "These seats do not exist for this performance.",
    lonely_seat: "This choice would leave a single seat between two taken ones. Please move your choice by one seat.",
    only_left: |count| match count {
        0 => "There is no seat left.".to_owned(),
        1 => "There is only one seat left.".to_owned(),
        count => format!("There are only {count} seats left."),
    },
    too_many_places: |max| format!("An order can have at most {max} seats. For a group, call the box office."),
    rate_unknown: "This rate does not exist for this seat.",
    basket_empty: "Your basket is empty.",
    basket_expired: "Time is over and some seats went to others. Have a look at your basket.",
    extension_used: "The time was extended already.",
    price_changed: |total| format!("A price changed: the total is now {total}. Please check your basket."),
    terms_not_accepted: "Accept the terms of sale to order.",
    order_expired: "This order was not paid in time: it expired and nothing was charged.",
    order_state: "The order is no longer in a state that allows this. Reload the page.",
    payment_pending: "A payment of this order is being decided. Your seats are kept.",
    payment_unavailable: "PayPal cannot be reached at the moment. Nothing was charged; try again in a moment.",
    payment_declined: "The payment was declined and nothing was charged. Try another way to pay.",
    seats_gone: "Your seats went to others meanwhile. Nothing was charged.",
    cancel_too_late: "It is too late to cancel online. Call the box office.",
    refund_too_high: |amount| format!("No more than {amount} can be refunded."),
    offer_expired: "This offer is no longer valid: the seats changed. Look at the new one.",
    ticket: "This ticket cannot be accepted.",
    comment_length: |min, max| format!("Write between {min} and {max} characters."),
    already_reported: "You reported this comment already. Thank you.",
    contact_needed: "Nobody is there right now: give your name and address, and we will answer by mail.",
    blocked: "The box office takes no more messages from you. Please call us if this is a mistake.",
    message_length: |max| format!("Please write a message of at most {max} characters."),
    attachment_invalid: "This file is not accepted: send a picture (JPEG, PNG, WebP) or a PDF of at most 8 MB.",
    voucher_unknown: "We do not know this code. Please check it and try again.",
    voucher_not_yet: "This code cannot be used yet.",
    voucher_expired: "This code has expired.",
    voucher_used_up: "This code has been used as often as it may.",
    voucher_used_by_you: "You have used this code as often as one person may.",
    voucher_not_for_these: "This code is for none of these seats.",
    voucher_too_few_places: |min| format!("This code needs at least {min} seats."),
    voucher_code_taken: "Another voucher has this code.",
    staff_only: "The file was not accepted.",
    setup_code_wrong: "This is not the code that the server showed when it started. Look into its log again.",
    setup_done: "This theatre has staff already: sign in.",
    placeholder_unknown: |name| {
        format!("Nothing is called {{{name}}} in this mail. Choose one of the words that are offered.")
    },
    fixed_by_environment: "This is set on the server, in its environment, and can only be changed there.",
    backup_elsewhere: |tool| format!("This database is backed up with {tool}, on the server."),
};
