using System.Globalization;

namespace AutoPeft.Cli.Hosting;

/// <summary>What trains, where, and how.</summary>
/// <param name="Name"><c>managed</c> (default) or <c>torchsharp</c>.</param>
/// <param name="Device">The device of TorchSharp: <c>cpu</c> (default), <c>cuda:0</c>, ….</param>
/// <param name="Threads">Threads of one operation on the CPU, at least 1. Default 1.</param>
/// <param name="IsReduced">Whether TorchSharp computes products with 16-bit brain floats. Default false.</param>
/// <param name="Recompute">Whether TorchSharp computes layers again in the backward pass. Default false.</param>
/// <param name="StateMegabytes">The most memory for stored states of frozen layers, in units of 2^20 bytes. Default 256: with what an engine retains it keeps a sweep of small models below 1.5 GB.</param>
/// <param name="StateDiskMegabytes">The most disk space for those that memory has no room for. Default 0: none.</param>
internal sealed record EngineChoice(
    string Name = EngineChoice.Managed,
    string Device = "cpu",
    int Threads = 1,
    bool IsReduced = false,
    bool Recompute = false,
    int StateMegabytes = 256,
    int StateDiskMegabytes = 0)
{
    /// <summary>Our own engine.</summary>
    public const string Managed = "managed";

    /// <summary>libtorch.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>The options that choose this.</summary>
    public IEnumerable<string> Options =>
    [
        "--engine", Name,
        "--threads", Threads.ToString(CultureInfo.InvariantCulture),
        "--state-memory", StateMegabytes.ToString(CultureInfo.InvariantCulture),
        "--state-disk", StateDiskMegabytes.ToString(CultureInfo.InvariantCulture),
        .. Name == TorchSharp ? ["--device", Device, "--precision", IsReduced ? "bf16" : "f32"] : Array.Empty<string>(),
        .. Recompute ? ["--recompute"] : Array.Empty<string>(),
    ];
}
