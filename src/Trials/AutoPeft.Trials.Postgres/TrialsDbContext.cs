using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;

namespace AutoPeft.Trials.Postgres;

/// <summary>The tables of the store.</summary>
/// <param name="options">How to connect.</param>
public sealed class TrialsDbContext(DbContextOptions<TrialsDbContext> options) : DbContext(options)
{
    /// <summary>Where the migrations are.</summary>
    public const string MigrationsAssembly = "AutoPeft.Migrations";

    /// <summary>One row a study.</summary>
    public DbSet<StudyEntity> Studies => Set<StudyEntity>();

    /// <summary>One row a trial.</summary>
    public DbSet<TrialEntity> Trials => Set<TrialEntity>();

    /// <summary>One row a worker.</summary>
    public DbSet<WorkerEntity> Workers => Set<WorkerEntity>();

    /// <summary>One row an event.</summary>
    public DbSet<EventEntity> Events => Set<EventEntity>();

    /// <summary>At most one row a study.</summary>
    public DbSet<SnapshotEntity> Snapshots => Set<SnapshotEntity>();

    /// <summary>One row a user.</summary>
    public DbSet<UserEntity> Users => Set<UserEntity>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        modelBuilder.HasDefaultSchema("autopeft");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrialsDbContext).Assembly);
    }
}
