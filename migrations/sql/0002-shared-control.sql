START TRANSACTION;
ALTER TABLE autopeft.studies ADD control_expires timestamp with time zone;

ALTER TABLE autopeft.studies ADD control_token bigint NOT NULL DEFAULT 0;

ALTER TABLE autopeft.studies ADD controller character varying(200);

ALTER TABLE autopeft.studies ADD priority integer NOT NULL DEFAULT 0;

ALTER TABLE autopeft.studies ADD queue character varying(100) NOT NULL DEFAULT 'any';

ALTER TABLE autopeft.studies ADD running integer NOT NULL DEFAULT 0;

ALTER TABLE autopeft.studies ADD running_limit integer;

UPDATE autopeft.studies s SET running = (SELECT count(*) FROM autopeft.trials t WHERE t.study_id = s.id AND t.state IN (1, 2));

CREATE INDEX ix_events_trial ON autopeft.events (study_id, ((body ->> 'trial')::int), sequence);

CREATE TABLE autopeft.workers (
    name character varying(200) NOT NULL,
    queue character varying(100),
    slots integer NOT NULL,
    started timestamp with time zone NOT NULL,
    seen timestamp with time zone NOT NULL,
    expires timestamp with time zone NOT NULL,
    is_draining boolean NOT NULL,
    CONSTRAINT pk_workers PRIMARY KEY (name)
);

INSERT INTO autopeft.migrations ("MigrationId", "ProductVersion")
VALUES ('20261121060000_SharedControl', '10.0.14');

COMMIT;

