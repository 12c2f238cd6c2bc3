using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AutoPeft.Migrations.Schema;

/// <summary>The tables of the store, and the clock that all its times are read from.</summary>
public partial class Initial : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.EnsureSchema(
            name: "autopeft");

        // A function, so that every statement reads one clock, and tests can set it.
        migrationBuilder.Sql(
            "CREATE FUNCTION autopeft.clock() RETURNS timestamp with time zone LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';");

        migrationBuilder.CreateTable(
            name: "studies",
            schema: "autopeft",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                sequence = table.Column<long>(type: "bigint", nullable: false),
                last_token = table.Column<long>(type: "bigint", nullable: false),
                trial_count = table.Column<int>(type: "integer", nullable: false),
                created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                changed = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_studies", x => x.id);
            });

        migrationBuilder.CreateTable(
            name: "events",
            schema: "autopeft",
            columns: table => new
            {
                study_id = table.Column<long>(type: "bigint", nullable: false),
                sequence = table.Column<long>(type: "bigint", nullable: false),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                body = table.Column<string>(type: "json", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_events", x => new { x.study_id, x.sequence });
                table.ForeignKey(
                    name: "fk_events_studies",
                    column: x => x.study_id,
                    principalSchema: "autopeft",
                    principalTable: "studies",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "trials",
            schema: "autopeft",
            columns: table => new
            {
                study_id = table.Column<long>(type: "bigint", nullable: false),
                number = table.Column<int>(type: "integer", nullable: false),
                state = table.Column<short>(type: "smallint", nullable: false),
                configuration = table.Column<string>(type: "jsonb", nullable: false),
                configuration_hash = table.Column<string>(type: "character(32)", fixedLength: true, maxLength: 32, nullable: false),
                replicate = table.Column<int>(type: "integer", nullable: false),
                origin = table.Column<short>(type: "smallint", nullable: false),
                attempts = table.Column<int>(type: "integer", nullable: false),
                token = table.Column<long>(type: "bigint", nullable: true),
                worker = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                lease_expires = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_trials", x => new { x.study_id, x.number });
                table.ForeignKey(
                    name: "fk_trials_studies",
                    column: x => x.study_id,
                    principalSchema: "autopeft",
                    principalTable: "studies",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ux_studies_name",
            schema: "autopeft",
            table: "studies",
            column: "name",
            unique: true);

        migrationBuilder.CreateIndex(
            name: "ix_trials_leases",
            schema: "autopeft",
            table: "trials",
            column: "lease_expires",
            filter: "state IN (1, 2)");

        migrationBuilder.CreateIndex(
            name: "ix_trials_waiting",
            schema: "autopeft",
            table: "trials",
            columns: new[] { "study_id", "number" },
            filter: "state = 0");

        migrationBuilder.CreateIndex(
            name: "ux_trials_configuration",
            schema: "autopeft",
            table: "trials",
            columns: new[] { "study_id", "configuration_hash", "replicate", "origin" },
            unique: true,
            filter: "state <> 7");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(
            name: "events",
            schema: "autopeft");

        migrationBuilder.DropTable(
            name: "trials",
            schema: "autopeft");

        migrationBuilder.DropTable(
            name: "studies",
            schema: "autopeft");

        migrationBuilder.Sql("DROP FUNCTION autopeft.clock();");
    }
}
