using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AutoPeft.Migrations.Schema;

/// <summary>What workers say of themselves beside their queue: the study they serve, what they compute on, and the memory for a trial.</summary>
public partial class WorkerDevices : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "devices", schema: "autopeft", table: "workers", type: "character varying(200)", maxLength: 200, nullable: true);

        migrationBuilder.AddColumn<long>(
            name: "memory_bytes", schema: "autopeft", table: "workers", type: "bigint", nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "study", schema: "autopeft", table: "workers", type: "character varying(200)", maxLength: 200, nullable: true);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "devices", schema: "autopeft", table: "workers");

        migrationBuilder.DropColumn(name: "memory_bytes", schema: "autopeft", table: "workers");

        migrationBuilder.DropColumn(name: "study", schema: "autopeft", table: "workers");
    }
}
