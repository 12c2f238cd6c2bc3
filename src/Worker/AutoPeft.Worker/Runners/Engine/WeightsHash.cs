using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Models;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Identifies a model by its weights, however they are stored.</summary>
internal static class WeightsHash
{
    /// <summary>SHA-256 over names, shapes and values as 32-bit floats, 64 lower-case hexadecimal digits.</summary>
    public static string Of(ITransformer model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var weight in model.Weights)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{weight.Name} {weight.Tensor.Shape}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(weight.Tensor.ToArray().AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
