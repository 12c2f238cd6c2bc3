using AutoPeft.Tensors.Engines;
using AutoPeft.Training.FrozenWork;
#if TORCHSHARP
using AutoPeft.Tensors.TorchSharp.Engines;
#endif

namespace AutoPeft.Cli.Hosting;

/// <summary>What trains: the managed engine, or TorchSharp where it is built in.</summary>
internal static class TrainingEngines
{
    /// <summary>The most memory of finished training steps that the managed engine keeps for the next ones.</summary>
    private const long RetainedBytes = 128L << 20;

    /// <summary>The devices that TorchSharp can compute on here; null where it is not built in.</summary>
    /// <exception cref="CommandFailure">libtorch cannot be loaded.</exception>
    public static IReadOnlyList<string>? TorchDevices
    {
        get
        {
#if TORCHSHARP
            return Available(TorchEngine.FindDevices);
#else
            return null;
#endif
        }
    }

    /// <summary>Opens an engine. Stays the caller's.</summary>
    /// <exception cref="CommandFailure">It is not built in, or cannot compute on that device.</exception>
    public static ITensorEngine Open(EngineChoice choice)
    {
        if (choice.Name != EngineChoice.TorchSharp)
        {
            return new ManagedEngine(new ManagedEngineOptions(choice.Threads, RetainedBytes));
        }

#if TORCHSHARP
        var precision = choice.IsReduced ? ComputePrecision.BrainFloat : ComputePrecision.Full;
        return Available(() => new TorchEngine(new TorchEngineOptions(choice.Device, precision, choice.Threads, choice.Recompute)));
#else
        throw BuildInformation.NotBuiltIn("TorchSharp", "leave --engine out to train with the managed engine");
#endif
    }

    /// <summary>Where stored states go that memory has no room for; null where no disk space is given. Stays the caller's.</summary>
    /// <exception cref="CommandFailure">Nothing can be written there.</exception>
    public static FrozenStateFolder? OpenStateFolder(EngineChoice choice, string dataFolder)
    {
        try
        {
            return choice.StateDiskMegabytes == 0
                ? null
                : new FrozenStateFolder(Path.Combine(dataFolder, ".frozen-states"), choice.StateDiskMegabytes * (1L << 20));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(
                ExitCode.Unavailable, $"States of frozen layers cannot be stored on disk: {fault.Message}", "Leave --state-disk out.");
        }
    }

#if TORCHSHARP
    private static T Available<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (EngineUnavailableException fault)
        {
            throw new CommandFailure(ExitCode.Unavailable, fault.Message, "'autopeft doctor' lists the devices of this machine.");
        }
    }
#endif
}
