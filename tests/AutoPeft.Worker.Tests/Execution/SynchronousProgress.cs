namespace AutoPeft.Worker.Tests.Execution;

/// <summary>Hands every report on at once; one at a time.</summary>
internal sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    private readonly Lock _gate = new();

    public void Report(T value)
    {
        lock (_gate)
        {
            report(value);
        }
    }
}
