namespace AutoPeft.Trials.Journal;

/// <summary>Where commits become durable.</summary>
internal interface IJournalDevice : IDisposable
{
    /// <summary>Bytes that are durable.</summary>
    long Length { get; }

    /// <summary>Adds a commit after those before it; it is durable when the method returns.</summary>
    /// <exception cref="IOException">It could not be made durable; nothing more must be appended.</exception>
    void Append(ReadOnlySpan<byte> commit);
}
