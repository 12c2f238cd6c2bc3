START TRANSACTION;
DROP TABLE autopeft.workers;

DROP INDEX autopeft.ix_events_trial;

ALTER TABLE autopeft.studies DROP COLUMN control_expires;

ALTER TABLE autopeft.studies DROP COLUMN control_token;

ALTER TABLE autopeft.studies DROP COLUMN controller;

ALTER TABLE autopeft.studies DROP COLUMN priority;

ALTER TABLE autopeft.studies DROP COLUMN queue;

ALTER TABLE autopeft.studies DROP COLUMN running;

ALTER TABLE autopeft.studies DROP COLUMN running_limit;

DELETE FROM autopeft.migrations
WHERE "MigrationId" = '20261121060000_SharedControl';

COMMIT;

