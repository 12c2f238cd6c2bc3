using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoPeft.Trials.Postgres.Configurations;

/// <summary>The table <c>events</c>.</summary>
internal sealed class EventEntityConfiguration : IEntityTypeConfiguration<EventEntity>
{
    public void Configure(EntityTypeBuilder<EventEntity> builder)
    {
        builder.ToTable("events");
        builder.HasKey(happened => new { happened.StudyId, happened.Sequence }).HasName("pk_events");
        builder.HasOne<StudyEntity>().WithMany().HasForeignKey(happened => happened.StudyId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_events_studies");
        builder.Property(happened => happened.StudyId).HasColumnName("study_id");
        builder.Property(happened => happened.Sequence).HasColumnName("sequence");
        builder.Property(happened => happened.At).HasColumnName("at");

        // Not jsonb: that would sort the keys, and events are read far more often than searched.
        builder.Property(happened => happened.Body).HasColumnName("body").HasColumnType("json");
    }
}
