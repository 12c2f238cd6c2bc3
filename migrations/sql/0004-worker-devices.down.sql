START TRANSACTION;
ALTER TABLE autopeft.workers DROP COLUMN devices;

ALTER TABLE autopeft.workers DROP COLUMN memory_bytes;

ALTER TABLE autopeft.workers DROP COLUMN study;

DELETE FROM autopeft.migrations
WHERE "MigrationId" = '20261121160000_WorkerDevices';

COMMIT;

