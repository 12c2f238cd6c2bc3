using AutoPeft.Trials.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AutoPeft.Migrations;

/// <summary>Makes the context for <c>dotnet ef</c>, which looks for such a type. Nothing is connected.</summary>
public sealed class TrialsDbContextFactory : IDesignTimeDbContextFactory<TrialsDbContext>
{
    /// <inheritdoc/>
    public TrialsDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<TrialsDbContext>()
        .UseNpgsql("Host=localhost;Database=design", npgsql => npgsql
            .MigrationsAssembly(TrialsDbContext.MigrationsAssembly)
            .MigrationsHistoryTable("migrations", "autopeft"))
        .Options);
}
