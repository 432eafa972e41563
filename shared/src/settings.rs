//! What staff set for the house: identity, texts, rules, hours, its mails, and its account at PayPal.

use crate::admin::Words;
use crate::email::Email;
use crate::house::{Locale, Logo};
use crate::live::OpeningHours;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

pub const NAME_MAX: usize = 120;
pub const TAGLINE_MAX: usize = 200;
pub const ADDRESS_MAX: usize = 400;
pub const PHONE_MAX: usize = 40;
pub const OPENING_HOURS_MAX: usize = 600;
pub const LEGAL_TEXT_MAX: usize = 20_000;
pub const LOGO_MAX_BYTES: usize = 2 * 1024 * 1024;
pub const SUBJECT_MAX: usize = 200;
pub const PARAGRAPHS_MAX: usize = 4_000;

/// `GET /admin/settings`; `version` goes back in `If-Match`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    pub version: i64,
    pub identity: Identity,
    pub logo: Option<Logo>,
    pub texts: LegalTexts,
    pub sales: SalesRules,
    pub limits: PlaceLimits,
    /// When the box office answers in a week, Monday first.
    pub hours: Vec<OpeningHours>,
    pub security: Security,
    /// Whether the currency stays because something was sold in it.
    pub currency_fixed: bool,
    /// Whether the accent that was just sent was made darker, so that white text on it can be read.
    pub accent_adjusted: bool,
}

/// `PUT /admin/settings`: the groups that are there are replaced, the others stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteSettings {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<LegalTexts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales: Option<SalesRules>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<PlaceLimits>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Vec<OpeningHours>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<Security>,
}

/// How the staff prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// Whether all staff need a second factor: who has none must enrol before anything else. Refused `second_factor_enrol` to
    /// an admin who has none themselves.
    pub second_factor_required: bool,
}

/// Who sells here and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub name: String,
    pub tagline: String,
    /// Street, postcode and town, one line each.
    pub address: String,
    pub phone: String,
    pub email: Option<Email>,
    /// When the box office is there, in words.
    pub opening_hours: String,
    /// `#rrggbb`; none keeps the product's velvet red. White text stands on it: too light a colour is made darker.
    pub accent: Option<String>,
}

/// Plain text, paragraphs separated by an empty line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LegalTexts {
    pub legal_notice: String,
    pub terms: String,
    pub accessibility: String,
}

/// The rules a sale goes by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SalesRules {
    /// Another one only while nothing was sold.
    pub currency: Currency,
    /// IANA name, such as `Europe/Paris`.
    pub time_zone: String,
    /// Minutes a basket keeps its seats after the last change: 2 to 120.
    pub hold_minutes: i64,
    /// Minutes a basket keeps its seats in all: from `hold_minutes` to 1,440.
    pub hold_cap_minutes: i64,
    /// Minutes an order may wait for its payment: 5 to 1,440.
    pub order_minutes: i64,
    /// Minutes before a performance at which its sale closes: 0 to 10,080.
    pub sale_closes_minutes: i64,
    /// Hours before a performance until which buyers may cancel, 0 to 8,760; none when they may not.
    pub cancel_hours_before: Option<i64>,
}

/// How much one person may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceLimits {
    /// Places in one order: 1 to 200.
    pub max_places_per_order: i64,
    /// Places one customer may have of one performance: from `max_places_per_order` to 1,000.
    pub max_places_per_customer: i64,
}

/// Every mail that the program sends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    ConfirmAddress,
    RegisteredAlready,
    ResetPassword,
    NoAccount,
    PasswordChanged,
    ConfirmNewAddress,
    NewAddressTaken,
    AddressWillChange,
    AccountErased,
    StaffInvited,
    SecondFactorRemoved,
    OrderPlaced,
    Tickets,
    OrderExpired,
    OrderRefunded,
    SeatsGone,
    Replacement,
    OrderCancelled,
    PlacesExchanged,
    /// A performance does not take place.
    PerformanceCancelled,
    /// A performance has another time.
    PerformancePostponed,
    /// Places of a performance at another time are given back.
    PlacesGivenBack,
    ChatAnswer,
}

impl MailKind {
    /// In the order in which they are listed.
    pub const ALL: [Self; 23] = [
        Self::OrderPlaced,
        Self::Tickets,
        Self::OrderExpired,
        Self::OrderCancelled,
        Self::PlacesExchanged,
        Self::PerformanceCancelled,
        Self::PerformancePostponed,
        Self::PlacesGivenBack,
        Self::OrderRefunded,
        Self::SeatsGone,
        Self::Replacement,
        Self::ChatAnswer,
        Self::ConfirmAddress,
        Self::RegisteredAlready,
        Self::ResetPassword,
        Self::NoAccount,
        Self::PasswordChanged,
        Self::ConfirmNewAddress,
        Self::NewAddressTaken,
        Self::AddressWillChange,
        Self::AccountErased,
        Self::StaffInvited,
        Self::SecondFactorRemoved,
    ];
}

/// One mail in one language: `GET /admin/mail-templates` lists all of them.
///
/// A mail is its opening, then what only the program may say (links, seats, amounts, what was charged), then its closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailTemplate {
    pub kind: MailKind,
    pub locale: Locale,
    /// What the mail is about, for staff.
    pub about: Words,
    pub text: TemplateText,
    /// Whether it still is the program's own text.
    pub is_default: bool,
    /// For `If-Match`; 0 for the program's own text.
    pub version: i64,
    pub placeholders: Vec<Placeholder>,
}

/// `PUT /admin/mail-templates/{kind}/{locale}`, and what is tried with `POST .../preview` and `POST .../test`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateText {
    /// One line.
    pub subject: String,
    pub opening: String,
    /// May be empty.
    pub closing: String,
}

/// A word in braces that stands for something of the mail at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Placeholder {
    /// Without the braces.
    pub key: String,
    pub means: Words,
    pub sample: String,
}

/// A mail as somebody would get it, with made-up facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailPreview {
    pub subject: String,
    pub text: String,
    /// None for a mail of plain text.
    pub html: Option<String>,
}

/// Which PayPal is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaypalPlace {
    Sandbox,
    Live,
    /// Whatever stands at `base_url`.
    Custom,
}

/// Where the account at PayPal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaypalSource {
    /// PAYPAL_CLIENT_ID and its like: they win, and only whoever runs the server changes them.
    Environment,
    /// Written here.
    Settings,
    Nowhere,
}

/// `GET /admin/settings/paypal`. The secret is never shown again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaypalSettings {
    pub source: PaypalSource,
    /// For `If-Match`; 0 while nothing is written.
    pub version: i64,
    pub place: PaypalPlace,
    pub base_url: String,
    pub client_id: String,
    /// The last four characters of the secret; empty when there is none.
    pub secret_end: String,
    /// None: payments are seen when the buyer comes back and by looking again, not at once.
    pub webhook_id: Option<String>,
    /// Where PayPal is to send its events.
    pub webhook_url: String,
    /// Payments at PayPal that are underway; another account does not know them.
    pub open_payments: i64,
}

/// `PUT /admin/settings/paypal`; also what `POST /admin/settings/paypal/check` tries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WritePaypal {
    pub place: PaypalPlace,
    /// Only for `custom`: https, or http on this machine.
    #[serde(default)]
    pub base_url: Option<String>,
    pub client_id: String,
    /// None keeps the one that is known, as long as place and client id stay.
    #[serde(default)]
    pub secret: Option<String>,
    /// What the check answered.
    #[serde(default)]
    pub webhook_id: Option<String>,
}

/// What PayPal says to these credentials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaypalCheck {
    pub sign_in: CheckOutcome,
    pub webhook: CheckOutcome,
    /// The webhook that was found or made.
    pub webhook_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It was there and fits.
    Works,
    /// It was made just now.
    Made,
    /// It was there and told too little; now it tells everything.
    Mended,
    /// PayPal says no, with its own word for why, such as `invalid_client`.
    Refused { issue: String },
    /// No answer from PayPal.
    Unreachable,
    /// What comes before did not work.
    NotTried,
}
