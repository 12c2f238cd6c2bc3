START TRANSACTION;
DROP TABLE autopeft.events;

DROP TABLE autopeft.trials;

DROP TABLE autopeft.studies;

DROP FUNCTION autopeft.clock();

DELETE FROM autopeft.migrations
WHERE "MigrationId" = '20261121000000_Initial';

COMMIT;

