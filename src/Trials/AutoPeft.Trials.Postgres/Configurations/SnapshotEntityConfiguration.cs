using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoPeft.Trials.Postgres.Configurations;

/// <summary>The table <c>snapshots</c>.</summary>
internal sealed class SnapshotEntityConfiguration : IEntityTypeConfiguration<SnapshotEntity>
{
    public void Configure(EntityTypeBuilder<SnapshotEntity> builder)
    {
        builder.ToTable("snapshots");
        builder.HasKey(snapshot => snapshot.StudyId).HasName("pk_snapshots");
        builder.HasOne<StudyEntity>().WithOne().HasForeignKey<SnapshotEntity>(snapshot => snapshot.StudyId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_snapshots_studies");
        builder.Property(snapshot => snapshot.StudyId).HasColumnName("study_id").ValueGeneratedNever();
        builder.Property(snapshot => snapshot.Sequence).HasColumnName("sequence");
        builder.Property(snapshot => snapshot.Body).HasColumnName("body");
    }
}
