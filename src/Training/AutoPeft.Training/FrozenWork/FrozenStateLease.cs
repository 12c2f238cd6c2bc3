namespace AutoPeft.Training.FrozenWork;

/// <summary>Keeps an entry of the cache in memory until it is disposed.</summary>
internal sealed class FrozenStateLease(HiddenStates states, Action release) : IDisposable
{
    private Action? _release = release;

    /// <summary>The states.</summary>
    public HiddenStates States { get; } = states;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
