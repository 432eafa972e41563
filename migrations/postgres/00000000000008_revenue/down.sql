DROP TABLE closings;
DROP INDEX journal_happened_at;
DROP TABLE sales_lines;
