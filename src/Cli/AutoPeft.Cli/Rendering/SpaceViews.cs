using System.Text.Json.Nodes;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows search spaces to people.</summary>
internal static class SpaceViews
{
    /// <summary>Prints the size of a space.</summary>
    public static void Count(IAnsiConsole console, SpaceCountDocument count)
    {
        console.WriteLine($"parameters  {count.Parameters}");
        console.WriteLine($"points      {Number(count.Points, "infinitely many")}");
        console.WriteLine($"valid       {Number(count.Valid, "cannot be counted")}");
    }

    /// <summary>Prints configurations.</summary>
    public static void Samples(IAnsiConsole console, SpaceSampleDocument document)
    {
        var table = Tables.Plain().WithNumbers("parameters").WithNumbers("of the model").WithNumbers("checkpoint").WithNumbers("memory")
            .WithNumbers("inference").WithText("what");
        foreach (var sample in document.Samples)
        {
            table.Row(
            [
                Figures.Count(sample.TrainableParameters), Figures.Share(sample.TrainableFraction), Figures.Bytes(sample.CheckpointBytes),
                Figures.Bytes(sample.PeakMemoryBytes), sample.Latency == JsonValues.Merged ? "merged" : $"+{Figures.Share(sample.InferenceOverheadFraction)}",
                ConfigurationText.Of(sample.Configuration),
            ]);
        }

        console.Write(table);
    }

    private static string Number(JsonNode? number, string otherwise)
    {
        var digits = number?.ToString();
        if (digits is null)
        {
            return otherwise;
        }

        var first = digits.Length % 3;
        var groups = Enumerable.Range(0, digits.Length / 3).Select(i => digits.Substring(first + (3 * i), 3));

        return string.Join(',', first > 0 ? groups.Prepend(digits[..first]) : groups);
    }
}
