START TRANSACTION;
ALTER TABLE autopeft.workers ADD devices character varying(200);

ALTER TABLE autopeft.workers ADD memory_bytes bigint;

ALTER TABLE autopeft.workers ADD study character varying(200);

INSERT INTO autopeft.migrations ("MigrationId", "ProductVersion")
VALUES ('20261121160000_WorkerDevices', '10.0.14');

COMMIT;

