START TRANSACTION;
DROP TABLE autopeft.users;

DELETE FROM autopeft.migrations
WHERE "MigrationId" = '20261121170000_Users';

COMMIT;

