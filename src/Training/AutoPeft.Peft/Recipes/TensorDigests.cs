using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Peft.Recipes;

/// <summary>
/// SHA-256 over the numbers of each tensor of a safetensors file, so that a changed tensor can be named.
/// </summary>
internal static class TensorDigests
{
    public static ImmutableSortedDictionary<string, string> Of(IEnumerable<TensorData> tensors) =>
        tensors.ToImmutableSortedDictionary(tensor => tensor.Name, tensor => Of(tensor.Values.Span), StringComparer.Ordinal);

    /// <summary>What changed in a file, one sentence a tensor; empty when no tensor did.</summary>
    public static IEnumerable<string> Changes(SafetensorsFile file, ImmutableSortedDictionary<string, string> expected)
    {
        foreach (var (name, digest) in expected)
        {
            if (file.Find(name) is null)
            {
                yield return $"The tensor {name} is gone.";
            }
            else if (Of(file.Read(name)) != digest)
            {
                yield return $"The tensor {name} was changed.";
            }
        }

        foreach (var entry in file.Entries.Where(entry => !expected.ContainsKey(entry.Name)))
        {
            yield return $"The tensor {entry.Name} was added.";
        }
    }

    private static string Of(ReadOnlySpan<float> values) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));
}
