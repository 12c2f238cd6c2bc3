using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Tests;

/// <summary>Keeps studies from being read until they are released, as a very long history does.</summary>
internal sealed class HeldReads
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _released.TrySetResult();

    /// <summary>The same store, but for its reads.</summary>
    public ITrialStore Over(ITrialStore store)
    {
        var held = DispatchProxy.Create<ITrialStore, Proxy>();
        ((Proxy)held).Hold(store, this);
        return held;
    }

    /// <summary>What stands before the store.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "The runtime derives from it.")]
    internal class Proxy : DispatchProxy
    {
        private ITrialStore _store = null!;
        private HeldReads _held = null!;

        public void Hold(ITrialStore store, HeldReads held) => (_store, _held) = (store, held);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(ITrialStore.ReadStudyAsync)
            ? ReadAsync((string)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(_store, args);

        private async Task<StudyRecord> ReadAsync(string study, CancellationToken cancellationToken)
        {
            await _held._released.Task.WaitAsync(cancellationToken);

            return await _store.ReadStudyAsync(study, cancellationToken);
        }
    }
}
