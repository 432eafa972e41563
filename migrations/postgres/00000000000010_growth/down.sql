DROP INDEX shows_genre_id;
DROP INDEX attention_by_created;
DROP INDEX refunds_by_created;
DROP INDEX accounts_by_name;
