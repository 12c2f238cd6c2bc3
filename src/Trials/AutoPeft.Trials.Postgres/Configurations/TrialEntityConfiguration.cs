using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoPeft.Trials.Postgres.Configurations;

/// <summary>The table <c>trials</c>, with an index for each of its questions: is it known, what waits, what ran out.</summary>
internal sealed class TrialEntityConfiguration : IEntityTypeConfiguration<TrialEntity>
{
    public void Configure(EntityTypeBuilder<TrialEntity> builder)
    {
        builder.ToTable("trials");
        builder.HasKey(trial => new { trial.StudyId, trial.Number }).HasName("pk_trials");
        builder.HasOne<StudyEntity>().WithMany().HasForeignKey(trial => trial.StudyId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_trials_studies");
        builder.HasIndex(trial => new { trial.StudyId, trial.ConfigurationHash, trial.Replicate, trial.Origin })
            .IsUnique().HasFilter($"state <> {StateNumbers.Cancelled}").HasDatabaseName("ux_trials_configuration");
        builder.HasIndex(trial => new { trial.StudyId, trial.Number })
            .HasFilter($"state = {StateNumbers.Queued}").HasDatabaseName("ix_trials_waiting");
        builder.HasIndex(trial => trial.LeaseExpires)
            .HasFilter($"state IN ({StateNumbers.Leased}, {StateNumbers.Running})").HasDatabaseName("ix_trials_leases");
        builder.Property(trial => trial.StudyId).HasColumnName("study_id");
        builder.Property(trial => trial.Number).HasColumnName("number");
        builder.Property(trial => trial.State).HasColumnName("state");
        builder.Property(trial => trial.Configuration).HasColumnName("configuration").HasColumnType("jsonb");
        builder.Property(trial => trial.ConfigurationHash).HasColumnName("configuration_hash").HasMaxLength(32).IsFixedLength();
        builder.Property(trial => trial.Replicate).HasColumnName("replicate");
        builder.Property(trial => trial.Origin).HasColumnName("origin");
        builder.Property(trial => trial.MemoryBytes).HasColumnName("memory_bytes");
        builder.Property(trial => trial.Attempts).HasColumnName("attempts");
        builder.Property(trial => trial.Token).HasColumnName("token");
        builder.Property(trial => trial.Worker).HasColumnName("worker").HasMaxLength(200);
        builder.Property(trial => trial.LeaseExpires).HasColumnName("lease_expires");
    }
}
