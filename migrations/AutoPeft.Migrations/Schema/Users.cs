using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AutoPeft.Migrations.Schema;

/// <summary>People who sign in with a password.</summary>
public partial class Users : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "users",
            schema: "autopeft",
            columns: table => new
            {
                name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                role = table.Column<short>(type: "smallint", nullable: false),
                password_hash = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                is_disabled = table.Column<bool>(type: "boolean", nullable: false),
                stamp = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table => table.PrimaryKey("pk_users", x => x.name));
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "users", schema: "autopeft");
}
