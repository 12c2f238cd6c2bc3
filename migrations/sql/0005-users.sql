START TRANSACTION;
CREATE TABLE autopeft.users (
    name character varying(60) NOT NULL,
    role smallint NOT NULL,
    password_hash character varying(300) NOT NULL,
    is_disabled boolean NOT NULL,
    stamp character varying(32) NOT NULL,
    created timestamp with time zone NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (name)
);

INSERT INTO autopeft.migrations ("MigrationId", "ProductVersion")
VALUES ('20261121170000_Users', '10.0.14');

COMMIT;

