using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoPeft.Trials.Postgres.Configurations;

/// <summary>The table <c>workers</c>.</summary>
internal sealed class WorkerEntityConfiguration : IEntityTypeConfiguration<WorkerEntity>
{
    public void Configure(EntityTypeBuilder<WorkerEntity> builder)
    {
        builder.ToTable("workers");
        builder.HasKey(worker => worker.Name).HasName("pk_workers");
        builder.Property(worker => worker.Name).HasColumnName("name").HasMaxLength(200);
        builder.Property(worker => worker.Queue).HasColumnName("queue").HasMaxLength(100);
        builder.Property(worker => worker.Slots).HasColumnName("slots");
        builder.Property(worker => worker.Study).HasColumnName("study").HasMaxLength(200);
        builder.Property(worker => worker.Devices).HasColumnName("devices").HasMaxLength(200);
        builder.Property(worker => worker.MemoryBytes).HasColumnName("memory_bytes");
        builder.Property(worker => worker.Started).HasColumnName("started");
        builder.Property(worker => worker.Seen).HasColumnName("seen");
        builder.Property(worker => worker.Expires).HasColumnName("expires");
        builder.Property(worker => worker.IsDraining).HasColumnName("is_draining");
    }
}
