//! A notice in one sentence, and where it leads.

use crate::route::Route;
use crate::texts::Texts;
use shared::ids::ConversationId;
use shared::notices::NoticeAbout;

/// What a click on a notice does.
#[derive(Debug, Clone, PartialEq)]
pub enum Leads {
    ToChat,
    To(Route),
    ToInbox(ConversationId),
    Nowhere,
}

/// In the house's time zone `zone`, or the performance's own.
pub fn sentence(texts: &Texts, about: &NoticeAbout, zone: &str) -> String {
    let (words, format) = (&texts.notices, texts.format());
    match about {
        NoticeAbout::ChatReply { name, excerpt, .. } => (words.chat_reply)(name, excerpt),
        NoticeAbout::OrderPaid { number, total, .. } => (words.order_paid)(number, &format.money(*total)),
        NoticeAbout::OrderRefunded { number, refunded, .. } => (words.order_refunded)(number, &format.money(*refunded)),
        NoticeAbout::HoldEnding { ends_at, places } => {
            (words.hold_ending)(&(texts.common.places)(*places), &format.time(*ends_at, zone))
        }
        NoticeAbout::PerformanceChanged { show_title, venue_name, starts_at, time_zone, .. } => {
            (words.performance_changed)(show_title, &format.moment(*starts_at, time_zone), venue_name)
        }
        NoticeAbout::PerformanceCancelled { show_title, starts_at, time_zone, .. } => {
            (words.performance_cancelled)(show_title, &format.moment(*starts_at, time_zone))
        }
        NoticeAbout::ConversationNew { name, excerpt, .. } => {
            (words.conversation_new)(if name.is_empty() { texts.chat.visitor } else { name }, excerpt)
        }
        NoticeAbout::MoneyAttention { kind, .. } => (words.money_attention)(*kind).to_owned(),
        NoticeAbout::SoldOut { show_title, starts_at, time_zone, .. } => {
            (words.sold_out)(show_title, &format.moment(*starts_at, time_zone))
        }
    }
}

pub const fn leads(about: &NoticeAbout) -> Leads {
    match about {
        NoticeAbout::ChatReply { .. } => Leads::ToChat,
        NoticeAbout::OrderPaid { order, .. } | NoticeAbout::OrderRefunded { order, .. } => {
            Leads::To(Route::Order { id: *order })
        }
        NoticeAbout::HoldEnding { .. } => Leads::To(Route::Basket),
        NoticeAbout::PerformanceChanged { .. } | NoticeAbout::PerformanceCancelled { .. } => Leads::To(Route::Orders),
        NoticeAbout::ConversationNew { conversation, .. } => Leads::ToInbox(*conversation),
        NoticeAbout::SoldOut { performance, .. } => Leads::To(Route::Seats { id: *performance }),
        NoticeAbout::MoneyAttention { .. } => Leads::Nowhere,
    }
}
