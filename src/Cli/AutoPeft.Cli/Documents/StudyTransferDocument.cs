using System.Globalization;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft db export</c> and <c>import</c> say.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="File">The file. Full path.</param>
/// <param name="Events">How many events it holds.</param>
internal sealed record StudyTransferDocument(string Study, string File, long Events)
{
    /// <summary>The line for people.</summary>
    public string Sentence(string verb) => string.Create(CultureInfo.InvariantCulture, $"{Study}: {Events} events {verb} {File}");
}
