DROP TABLE rescheduled_orders;
DROP TABLE reschedulings;
