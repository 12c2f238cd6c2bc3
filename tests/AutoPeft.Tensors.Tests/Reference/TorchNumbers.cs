using System.Text.Json;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Tensors.Tests.Reference;

/// <summary>What tests/reference/tensors/ops.py wrote.</summary>
public sealed record TorchNumbers(Dictionary<string, TorchCase> Cases, TorchTraining Training)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static TorchNumbers Read()
    {
        var path = Path.Combine(Repository.Root, "tests", "reference", "tensors", "ops.json");
        return JsonSerializer.Deserialize<TorchNumbers>(File.ReadAllText(path), Options)!;
    }
}
