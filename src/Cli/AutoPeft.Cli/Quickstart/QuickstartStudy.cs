using System.Globalization;

namespace AutoPeft.Cli.Quickstart;

/// <summary>The quickstart as a study file like any user's, so that it takes the same way through the program.</summary>
internal static class QuickstartStudy
{
    private const string Resource = "quickstart.yaml";

    /// <summary>The study file.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="model">The model's folder.</param>
    /// <param name="data">The folder with <c>train.tsv</c>, <c>validation.tsv</c> and <c>test.tsv</c>.</param>
    /// <param name="request">What the user chose.</param>
    public static string Text(string name, string model, string data, QuickstartRequest request)
    {
        using var stream = typeof(QuickstartStudy).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);

        return reader.ReadToEnd()
            .Replace("{name}", name, StringComparison.Ordinal)
            .Replace("{model}", Quoted(model), StringComparison.Ordinal)
            .Replace("{data}", data.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{trials}", Number(request.Trials), StringComparison.Ordinal)
            .Replace("{seed}", Number(request.Seed), StringComparison.Ordinal)
            .Replace("{concurrency}", Number(request.Concurrency), StringComparison.Ordinal);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
