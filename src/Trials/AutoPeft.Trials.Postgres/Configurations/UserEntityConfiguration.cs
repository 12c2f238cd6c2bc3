using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoPeft.Trials.Postgres.Configurations;

/// <summary>The table <c>users</c>.</summary>
internal sealed class UserEntityConfiguration : IEntityTypeConfiguration<UserEntity>
{
    public void Configure(EntityTypeBuilder<UserEntity> builder)
    {
        builder.ToTable("users");
        builder.HasKey(user => user.Name).HasName("pk_users");
        builder.Property(user => user.Name).HasColumnName("name").HasMaxLength(60);
        builder.Property(user => user.Role).HasColumnName("role");
        builder.Property(user => user.PasswordHash).HasColumnName("password_hash").HasMaxLength(300);
        builder.Property(user => user.IsDisabled).HasColumnName("is_disabled");
        builder.Property(user => user.Stamp).HasColumnName("stamp").HasMaxLength(32);
        builder.Property(user => user.Created).HasColumnName("created");
    }
}
