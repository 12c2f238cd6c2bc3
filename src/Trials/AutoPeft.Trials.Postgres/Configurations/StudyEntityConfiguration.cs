using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoPeft.Trials.Postgres.Configurations;

/// <summary>The table <c>studies</c>.</summary>
internal sealed class StudyEntityConfiguration : IEntityTypeConfiguration<StudyEntity>
{
    public void Configure(EntityTypeBuilder<StudyEntity> builder)
    {
        builder.ToTable("studies");
        builder.HasKey(study => study.Id).HasName("pk_studies");
        builder.HasIndex(study => study.Name).IsUnique().HasDatabaseName("ux_studies_name");
        builder.Property(study => study.Id).HasColumnName("id");
        builder.Property(study => study.Name).HasColumnName("name").HasMaxLength(100);
        builder.Property(study => study.Status).HasColumnName("status").HasMaxLength(20);
        builder.Property(study => study.Sequence).HasColumnName("sequence");
        builder.Property(study => study.LastToken).HasColumnName("last_token");
        builder.Property(study => study.TrialCount).HasColumnName("trial_count");
        builder.Property(study => study.Queue).HasColumnName("queue").HasMaxLength(100).HasDefaultValue("any");
        builder.Property(study => study.Priority).HasColumnName("priority").HasDefaultValue(0);
        builder.Property(study => study.Running).HasColumnName("running").HasDefaultValue(0);
        builder.Property(study => study.RunningLimit).HasColumnName("running_limit");
        builder.Property(study => study.Controller).HasColumnName("controller").HasMaxLength(200);
        builder.Property(study => study.ControlToken).HasColumnName("control_token").HasDefaultValue(0L);
        builder.Property(study => study.ControlExpires).HasColumnName("control_expires");
        builder.Property(study => study.Created).HasColumnName("created");
        builder.Property(study => study.Changed).HasColumnName("changed");
    }
}
