#if TORCHSHARP
using System.Runtime.InteropServices;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Tests.Engines;

public sealed class TorchEngineFaultsTests
{
    [Fact]
    public void Memory_that_runs_out_is_told_in_the_words_of_the_device()
    {
        using var engine = new TorchEngine();

        // 256 TiB: more than a process can address, whatever the machine promises.
        var fault = Assert.ThrowsAny<Exception>(() => torch.empty([1L << 46]));

        var words = engine.OutOfMemoryWords(fault);
        Assert.Contains("281474976710656 bytes", words, StringComparison.Ordinal);
        Assert.Single(words!.Split('\n'));
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 79.10 GiB total capacity; 77.90 GiB already allocated)\nException raised from malloc")]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported")]
    public void So_is_memory_of_a_GPU(string message)
    {
        using var engine = new TorchEngine();

        Assert.Equal(message.Split('\n')[0], engine.OutOfMemoryWords(Native(message)));
    }

    [Fact]
    public void Other_errors_are_not_taken_for_it()
    {
        using var engine = new TorchEngine();

        Assert.Null(engine.OutOfMemoryWords(Native("mat1 and mat2 shapes cannot be multiplied")));
        Assert.Null(engine.OutOfMemoryWords(new InvalidOperationException("out of memory")));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    [InlineData("")]
    public void A_device_that_is_none_is_refused(string device)
    {
        var fault = Assert.Throws<ArgumentException>(() => new TorchEngine(new TorchEngineOptions(Device: device)));

        Assert.Contains("cuda:0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_the_machine_lacks_is_refused()
    {
        Assert.Throws<EngineUnavailableException>(() => new TorchEngine(new TorchEngineOptions(Device: "cuda:63")));
    }

    [Fact]
    public void It_computes_with_at_least_one_thread() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TorchEngine(new TorchEngineOptions(Threads: 0)));

#pragma warning disable CA2201 // this is what TorchSharp throws for every error of libtorch
    private static ExternalException Native(string message) => new(message);
#pragma warning restore CA2201
}
#endif
