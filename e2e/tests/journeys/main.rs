//! The journeys: people in real browsers at the real server.
