using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Engines;

/// <summary>The devices of this machine, and how they say that their memory is full.</summary>
internal static class TorchDevices
{
    /// <summary>Finds a device by its name and makes sure that it works.</summary>
    public static torch.Device Open(string name)
    {
        var isCuda = name.StartsWith("cuda", StringComparison.Ordinal);
        var index = 0;
        if (name != "cpu" && name != "cuda" && !(isCuda && name.Length > 5 && name[4] == ':' && int.TryParse(name.AsSpan(5), out index) && index >= 0))
        {
            throw new ArgumentException($"There is no device '{name}'; devices are called cpu, cuda:0, cuda:1 and so on.", nameof(name));
        }

        return isCuda ? OpenCuda(index) : OpenCpu();
    }

    /// <summary>The names of all devices, <c>cpu</c> first.</summary>
    public static IReadOnlyList<string> Find()
    {
        OpenCpu();
        var count = 0;
        try
        {
            count = torch.TryInitializeDeviceType(DeviceType.CUDA) ? torch.cuda.device_count() : 0;
        }
        catch (Exception fault) when (fault is NotSupportedException or DllNotFoundException)
        {
            // A libtorch without CUDA.
        }

        return ["cpu", .. Enumerable.Range(0, count).Select(index => FormattableString.Invariant($"cuda:{index}"))];
    }

    /// <summary>Whether an error of libtorch says that memory ran out. It has no code of its own, only words.</summary>
    public static bool IsOutOfMemory(string message) =>
        message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("can't allocate memory", StringComparison.Ordinal);

    /// <summary>The words of an error without libtorch's stack.</summary>
    public static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();

    private static torch.Device OpenCpu()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            return torch.CPU;
        }
        catch (Exception fault) when (fault is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new EngineUnavailableException($"libtorch cannot be loaded: {FirstLine(fault.Message)}", fault);
        }
    }

    private static torch.Device OpenCuda(int index)
    {
        try
        {
            if (torch.TryInitializeDeviceType(DeviceType.CUDA) && index < torch.cuda.device_count())
            {
                return torch.device(DeviceType.CUDA, index);
            }
        }
        catch (Exception fault) when (fault is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new EngineUnavailableException($"libtorch for CUDA cannot be loaded: {FirstLine(fault.Message)}", fault);
        }

        throw new EngineUnavailableException($"There is no device cuda:{index} here: libtorch sees {torch.cuda.device_count()} of them.");
    }
}
