using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AutoPeft.Migrations.Schema;

/// <summary>States of long studies, so that they open without reading every event; and the memory that trials are expected to need.</summary>
public partial class SnapshotsAndMemory : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(
            name: "memory_bytes", schema: "autopeft", table: "trials", type: "bigint", nullable: true);

        migrationBuilder.CreateTable(
            name: "snapshots",
            schema: "autopeft",
            columns: table => new
            {
                study_id = table.Column<long>(type: "bigint", nullable: false),
                sequence = table.Column<long>(type: "bigint", nullable: false),
                body = table.Column<byte[]>(type: "bytea", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_snapshots", x => x.study_id);
                table.ForeignKey(
                    name: "fk_snapshots_studies",
                    column: x => x.study_id,
                    principalSchema: "autopeft",
                    principalTable: "studies",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        // Compressing takes longer than what it saves.
        migrationBuilder.Sql("ALTER TABLE autopeft.snapshots ALTER COLUMN body SET STORAGE EXTERNAL;");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "snapshots", schema: "autopeft");

        migrationBuilder.DropColumn(name: "memory_bytes", schema: "autopeft", table: "trials");
    }
}
