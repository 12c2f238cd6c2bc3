START TRANSACTION;
ALTER TABLE autopeft.trials ADD memory_bytes bigint;

CREATE TABLE autopeft.snapshots (
    study_id bigint NOT NULL,
    sequence bigint NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT pk_snapshots PRIMARY KEY (study_id),
    CONSTRAINT fk_snapshots_studies FOREIGN KEY (study_id) REFERENCES autopeft.studies (id) ON DELETE CASCADE
);

ALTER TABLE autopeft.snapshots ALTER COLUMN body SET STORAGE EXTERNAL;

INSERT INTO autopeft.migrations ("MigrationId", "ProductVersion")
VALUES ('20261121100000_SnapshotsAndMemory', '10.0.14');

COMMIT;

