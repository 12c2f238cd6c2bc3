START TRANSACTION;
DROP TABLE autopeft.snapshots;

ALTER TABLE autopeft.trials DROP COLUMN memory_bytes;

DELETE FROM autopeft.migrations
WHERE "MigrationId" = '20261121100000_SnapshotsAndMemory';

COMMIT;

