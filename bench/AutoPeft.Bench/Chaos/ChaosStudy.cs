using System.Globalization;

namespace AutoPeft.Bench.Chaos;

/// <summary>The study that is carried out meanwhile: short trials, each a process of its own.</summary>
internal static class ChaosStudy
{
    /// <summary>Its name.</summary>
    public const string Name = "chaos";

    /// <summary>Writes its file.</summary>
    public static string Write(string folder, ChaosOptions options)
    {
        var path = Path.Combine(folder, "chaos.yaml");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $$"""
            name: {{Name}}
            parameters: { x: { float: [0, 1] }, y: { float: [0, 1] } }
            objectives: [{ name: loss, direction: minimize }]
            command: [sh, -c, "read -r line; sleep {{options.TrialDuration.TotalSeconds}}; echo '{\"loss\": 1}'"]
            sampler: random
            deterministic: false
            concurrency: {{options.Workers * 3}}
            retries: 5
            budget: { trials: {{options.Trials}} }
            """));
        return path;
    }
}
