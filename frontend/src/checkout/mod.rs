//! From the basket to the order.
