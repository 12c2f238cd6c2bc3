namespace AutoPeft.Trials.Ports;

/// <summary>A store cannot be written to now, though nothing is wrong with what it was asked: locked, or not writable.</summary>
/// <param name="message">Why. One sentence.</param>
/// <param name="remedy">What the user can do about it. One sentence, imperative.</param>
public sealed class StoreUnavailableException(string message, string remedy) : IOException(message)
{
    /// <summary>What the user can do about it.</summary>
    public string Remedy { get; } = remedy;
}
