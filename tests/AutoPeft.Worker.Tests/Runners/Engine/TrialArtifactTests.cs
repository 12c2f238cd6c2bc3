using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class TrialArtifactTests : IDisposable
{
    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_was_stored_is_what_was_measured()
    {
        var (artifact, folder) = await CompletedAsync();

        artifact.RequireStored(folder, _bench.Study.Shape);
    }

    [Fact]
    public async Task A_changed_byte_in_the_file_is_noticed()
    {
        var (artifact, folder) = await CompletedAsync();
        var bytes = await File.ReadAllBytesAsync(Weights(folder), TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Weights(folder), bytes, TestContext.Current.CancellationToken);

        AssertRefused(artifact, folder, "was changed");
    }

    [Fact]
    public async Task A_file_that_lost_its_end_is_noticed()
    {
        var (artifact, folder) = await CompletedAsync();
        await using (var file = File.OpenWrite(Weights(folder)))
        {
            file.SetLength(file.Length - 4);
        }

        AssertRefused(artifact, folder, "bytes, not");
    }

    [Fact]
    public async Task Sound_files_with_other_weights_are_noticed()
    {
        var (artifact, folder) = await CompletedAsync();
        var head = artifact.Weights.Head[0];
        var values = head.Values.ToArray();
        values[0] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(values[0]) ^ 1); // the last bit
        var others = artifact.Weights with { Head = artifact.Weights.Head.SetItem(0, head with { Values = values }) };

        AssertRefused(artifact with { Weights = others }, folder, "not those that were measured");
    }

    [Fact]
    public async Task A_tensor_that_was_not_measured_is_noticed()
    {
        var (artifact, folder) = await CompletedAsync();
        var others = artifact.Weights with { Head = artifact.Weights.Head.RemoveAt(0) };

        AssertRefused(artifact with { Weights = others }, folder, "not those that were measured");
    }

    private async Task<(TrialArtifact Artifact, string Folder)> CompletedAsync()
    {
        var assignment = _bench.Assignment(0, PeftConfig.Uniform([2], new LoraConfig { Rank = 2 }));
        await _bench.RunAsync(assignment);

        return (TrialArtifact.Read(assignment.CheckpointFolder, _bench.Study.Shape), assignment.CheckpointFolder);
    }

    private void AssertRefused(TrialArtifact artifact, string folder, string words)
    {
        var error = Assert.Throws<InvalidInputException>(() => artifact.RequireStored(folder, _bench.Study.Shape));

        Assert.Contains(error.Faults, fault => fault.Message.Contains(words, StringComparison.Ordinal));
    }

    private static string Weights(string folder) => Directory.GetFiles(folder, "*.safetensors", SearchOption.AllDirectories)[0];
}
