using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AutoPeft.Migrations.Schema;

/// <summary>What controllers and workers of several processes agree by: rights, queues, priorities, limits, who is there.</summary>
public partial class SharedControl : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTimeOffset>(
            name: "control_expires", schema: "autopeft", table: "studies", type: "timestamp with time zone", nullable: true);

        migrationBuilder.AddColumn<long>(
            name: "control_token", schema: "autopeft", table: "studies", type: "bigint", nullable: false, defaultValue: 0L);

        migrationBuilder.AddColumn<string>(
            name: "controller", schema: "autopeft", table: "studies", type: "character varying(200)", maxLength: 200, nullable: true);

        migrationBuilder.AddColumn<int>(
            name: "priority", schema: "autopeft", table: "studies", type: "integer", nullable: false, defaultValue: 0);

        migrationBuilder.AddColumn<string>(
            name: "queue", schema: "autopeft", table: "studies", type: "character varying(100)", maxLength: 100, nullable: false, defaultValue: "any");

        migrationBuilder.AddColumn<int>(
            name: "running", schema: "autopeft", table: "studies", type: "integer", nullable: false, defaultValue: 0);

        migrationBuilder.AddColumn<int>(
            name: "running_limit", schema: "autopeft", table: "studies", type: "integer", nullable: true);

        // What is held while the schema changes counts from now on.
        migrationBuilder.Sql(
            "UPDATE autopeft.studies s SET running = (SELECT count(*) FROM autopeft.trials t WHERE t.study_id = s.id AND t.state IN (1, 2));");

        // Not part of the model, which knows no indexes on expressions.
        migrationBuilder.Sql("CREATE INDEX ix_events_trial ON autopeft.events (study_id, ((body ->> 'trial')::int), sequence);");

        migrationBuilder.CreateTable(
            name: "workers",
            schema: "autopeft",
            columns: table => new
            {
                name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                queue = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                slots = table.Column<int>(type: "integer", nullable: false),
                started = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                expires = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                is_draining = table.Column<bool>(type: "boolean", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_workers", x => x.name);
            });
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "workers", schema: "autopeft");

        migrationBuilder.Sql("DROP INDEX autopeft.ix_events_trial;");

        migrationBuilder.DropColumn(name: "control_expires", schema: "autopeft", table: "studies");

        migrationBuilder.DropColumn(name: "control_token", schema: "autopeft", table: "studies");

        migrationBuilder.DropColumn(name: "controller", schema: "autopeft", table: "studies");

        migrationBuilder.DropColumn(name: "priority", schema: "autopeft", table: "studies");

        migrationBuilder.DropColumn(name: "queue", schema: "autopeft", table: "studies");

        migrationBuilder.DropColumn(name: "running", schema: "autopeft", table: "studies");

        migrationBuilder.DropColumn(name: "running_limit", schema: "autopeft", table: "studies");
    }
}
