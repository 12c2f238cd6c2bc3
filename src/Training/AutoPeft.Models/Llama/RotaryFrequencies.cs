using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Models.Llama;

/// <summary>The frequencies of rotary positions, with the ways of stretching them that Llama's checkpoints use.</summary>
internal static class RotaryFrequencies
{
    private const float LargestBase = 1e12f;
    private const float LargestFactor = 1e6f;

    /// <summary>Reads <c>rope_theta</c> and <c>rope_scaling</c> (in newer files both in <c>rope_parameters</c>).</summary>
    public static ImmutableArray<float> Read(JsonElement json, string path, (ConfigReader Faults, int HeadSize) target)
    {
        var (holder, scaling) = Places(json);
        var rate = new ConfigReader(holder, path).Number("rope_theta", 1, LargestBase, 10_000);
        var plain = Plain(rate, target.HeadSize);
        if (scaling is not { } settings)
        {
            return plain;
        }

        var reader = new ConfigReader(settings, path);
        var kind = Kind(settings);
        var scaled = kind switch
        {
            "default" => plain,
            "linear" => [.. plain.Select(frequency => frequency / reader.Number("factor", 1, LargestFactor, 1))],
            "llama3" => Llama3(plain, reader),
            _ => Unknown(plain, kind, target.Faults),
        };
        reader.ThrowIfAny();

        return scaled;
    }

    /// <summary>f[i] = base^(−2i / D).</summary>
    private static ImmutableArray<float> Plain(float rate, int headSize) =>
        [.. Enumerable.Range(0, headSize / 2).Select(i => (float)(1 / Math.Pow(rate, 2.0 * i / headSize)))];

    /// <summary>Llama 3.1: long waves are stretched, short ones kept, those between interpolated.</summary>
    private static ImmutableArray<float> Llama3(ImmutableArray<float> plain, ConfigReader reader)
    {
        var factor = reader.Number("factor", 1, LargestFactor, 8);
        var low = reader.Number("low_freq_factor", 0, LargestFactor, 1);
        var high = reader.Number("high_freq_factor", 0, LargestFactor, 4);
        var length = reader.Integer("original_max_position_embeddings", 1, SizeLimits.Vocabulary, fallback: 8192);

        return
        [
            .. plain.Select(frequency =>
            {
                var turns = length * frequency / (2 * MathF.PI); // over the original context
                var kept = high > low ? Math.Clamp((turns - low) / (high - low), 0, 1) : turns >= low ? 1 : 0;

                return (kept * frequency) + ((1 - kept) * frequency / factor);
            }),
        ];
    }

    private static ImmutableArray<float> Unknown(ImmutableArray<float> plain, string kind, ConfigReader faults)
    {
        faults.Add(
            $"Rotary positions are scaled by {CheckpointFaults.Quote(kind)}; known are default, linear, llama3.",
            "Use a checkpoint with one of these.");

        return plain;
    }

    private static (JsonElement Holder, JsonElement? Scaling) Places(JsonElement json)
    {
        if (json.TryGetProperty("rope_parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object)
        {
            return (parameters, parameters);
        }

        var hasScaling = json.TryGetProperty("rope_scaling", out var scaling) && scaling.ValueKind == JsonValueKind.Object;

        return (json, hasScaling ? scaling : null);
    }

    private static string Kind(JsonElement scaling)
    {
        var found = scaling.TryGetProperty("rope_type", out var kind) || scaling.TryGetProperty("type", out kind);

        return found ? JsonText.Of(kind) ?? kind.GetRawText() : "default";
    }
}
