DROP TABLE paypal_account;
DROP TABLE mail_templates;
DROP TABLE house_logos;
ALTER TABLE house DROP COLUMN version;
ALTER TABLE house DROP COLUMN logo_height;
ALTER TABLE house DROP COLUMN logo_width;
ALTER TABLE house DROP COLUMN logo;
ALTER TABLE house DROP COLUMN accessibility;
