//! The mails in English.

use super::french::Text;
use shared::settings::MailKind;

pub const fn text(kind: MailKind) -> Text {
    match kind {
        MailKind::OrderPlaced => ORDER_PLACED,
        MailKind::Tickets => TICKETS,
        MailKind::OrderExpired => ORDER_EXPIRED,
        MailKind::OrderRefunded => ORDER_REFUNDED,
        MailKind::SeatsGone => SEATS_GONE,
        MailKind::Replacement => REPLACEMENT,
        MailKind::OrderCancelled => ORDER_CANCELLED,
        MailKind::PlacesExchanged => PLACES_EXCHANGED,
        MailKind::PerformanceCancelled => PERFORMANCE_CANCELLED,
        MailKind::PerformancePostponed => PERFORMANCE_POSTPONED,
        MailKind::PlacesGivenBack => PLACES_GIVEN_BACK,
        MailKind::ChatAnswer => CHAT_ANSWER,
        MailKind::RegisteredAlready => REGISTERED_ALREADY,
        MailKind::ResetPassword => RESET_PASSWORD,
        MailKind::NoAccount => NO_ACCOUNT,
        MailKind::PasswordChanged => PASSWORD_CHANGED,
        MailKind::ConfirmNewAddress => CONFIRM_NEW_ADDRESS,
        MailKind::NewAddressTaken => NEW_ADDRESS_TAKEN,
        MailKind::AddressWillChange => ADDRESS_WILL_CHANGE,
        MailKind::AccountErased => ACCOUNT_ERASED,
        MailKind::StaffInvited => STAFF_INVITED,
        MailKind::SecondFactorRemoved => SECOND_FACTOR_REMOVED,
        MailKind::ConfirmAddress => CONFIRM_ADDRESS,
    }
}

const ORDER_PLACED: Text = ("Your order ({house}, {order})", "Hello {name},\n\nWe are keeping your seats.", "");

const TICKETS: Text = (
    "Your tickets ({house}, {order})",
    "Hello {name},\n\nThank you! Your tickets are attached. Print them or show them on your phone.",
    "",
);

const ORDER_EXPIRED: Text = (
    "Your order has expired ({house}, {order})",
    "Hello {name},\n\nThe time to pay is over and the seats are on sale again.",
    "",
);

const ORDER_REFUNDED: Text = (
    "Your refund ({house}, {order})",
    "Hello {name},\n\nWe have paid you back. Depending on your bank this takes some days to show.",
    "",
);

const SEATS_GONE: Text = (
    "Your seats are no longer free ({house}, {order})",
    "Hello {name},\n\nYour payment came too late: the seats had been sold. There may be other seats on our site.",
    "",
);

const REPLACEMENT: Text = (
    "Please choose other seats ({house}, {order})",
    "Hello {name},\n\nYour payment came but your seats had just been sold. Choose others on the page of your order.",
    "",
);

const ORDER_CANCELLED: Text = (
    "Your order is cancelled ({house}, {order})",
    "Hello {name},\n\nYour order is cancelled and its seats are free again.",
    "",
);

const CHAT_ANSWER: Text = ("{house} has answered you", "Hello,\n\nthe box office answered while you were away:", "");

const REGISTERED_ALREADY: Text = (
    "You already have an account – {house}",
    "Hello,\n\nan account was asked for with this address, but it has one already.",
    "If it was not you, do nothing: nothing has changed.",
);

const RESET_PASSWORD: Text = (
    "Choose a new password – {house}",
    "Hello,\n\nto choose a new password, open this link:",
    "If it was not you, do nothing: your password stays as it is.",
);

const NO_ACCOUNT: Text = (
    "No account at this address – {house}",
    "Hello,\n\na new password was asked for with this address, but it has no account. Perhaps you used another \
             address.",
    "If it was not you, do nothing.",
);

const PASSWORD_CHANGED: Text =
    ("Your password has changed – {house}", "Hello,\n\nthe password of your account has just changed.", "");

const CONFIRM_NEW_ADDRESS: Text = (
    "Confirm your new address – {house}",
    "Hello,\n\nto use this address in your account, open this link in a browser where you are signed in:",
    "If it was not you, do nothing.",
);

const NEW_ADDRESS_TAKEN: Text = (
    "This address already has an account – {house}",
    "Hello,\n\nanother account was to move to this address, but it has one already.",
    "If it was not you, do nothing: nothing has changed.",
);

const ADDRESS_WILL_CHANGE: Text =
    ("Your address will change – {house}", "Hello,\n\nyour account will move to another address.", "");

const ACCOUNT_ERASED: Text = ("Your account is deleted – {house}", "Hello,\n\nyour account is deleted.", "");

const CONFIRM_ADDRESS: Text = (
    "Confirm your address – {house}",
    "Hello,\n\nan account was asked for with this address. To confirm it, open this link:",
    "If it was not you, do nothing: nobody will be able to use the account.",
);

const PLACES_EXCHANGED: Text =
    ("Your places are exchanged ({house}, {order})", "Hello {name},\n\nYour new tickets are attached.", "");

const PERFORMANCE_CANCELLED: Text =
    ("Performance cancelled ({house}, {order})", "Hello {name},\n\nWe are sorry to have to tell you this.", "");

const PERFORMANCE_POSTPONED: Text = (
    "Your performance has a new date ({house}, {order})",
    "Hello {name},\n\nThis is about your places for {show}.",
    "",
);

const PLACES_GIVEN_BACK: Text =
    ("Your places are given back ({house}, {order})", "Hello {name},\n\nThis is about your places for {show}.", "");

const STAFF_INVITED: Text = (
    "Join the staff – {house}",
    "Hello,\n\nyou are invited to join the staff of the box office.",
    "If you do not want to, do nothing: nothing will change.",
);

const SECOND_FACTOR_REMOVED: Text =
    ("Your second factor was removed – {house}", "Hello,\n\nthe second factor of your account was removed.", "");
