using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace AutoPeft.Cli.Hosting;

/// <summary>The one console seam: a command gives a document; people see it rendered, machines get it as JSON.</summary>
/// <remarks>With <c>--json</c>, standard output carries exactly one JSON document and nothing else.</remarks>
internal sealed class Output
{
    private readonly TextWriter _documents;
    private readonly TextWriter _errors;

    /// <summary>Prints to these writers.</summary>
    /// <param name="documents">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    /// <param name="isJson">Whether machines read standard output.</param>
    public Output(TextWriter documents, TextWriter errors, bool isJson)
    {
        _documents = documents;
        _errors = errors;
        IsJson = isJson;
        People = ConsoleFor(isJson ? TextWriter.Null : documents, Console.IsOutputRedirected);
        Notes = ConsoleFor(errors, Console.IsErrorRedirected);
    }

    /// <summary>Whether machines read standard output.</summary>
    public bool IsJson { get; }

    /// <summary>Standard output for people; swallows everything with <c>--json</c>.</summary>
    public IAnsiConsole People { get; }

    /// <summary>Standard error: progress, warnings, errors.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>Prints a document: as JSON, or as <paramref name="render"/> shows it.</summary>
    public void Show<T>(T document, JsonTypeInfo<T> type, Action<IAnsiConsole, T> render)
    {
        if (IsJson)
        {
            WriteJson(document, type);
        }
        else
        {
            render(People, document);
        }
    }

    /// <summary>Writes a document to standard output as JSON.</summary>
    public void WriteJson<T>(T document, JsonTypeInfo<T> type)
    {
        _documents.WriteLine(JsonSerializer.Serialize(document, type));
        _documents.Flush();
    }

    /// <summary>Writes a line to standard error, as it is.</summary>
    public void WriteErrorLine(string line)
    {
        _errors.WriteLine(line);
        _errors.Flush();
    }

    // A redirected console has no width of its own; 100 columns keep tables whole in logs.
    private static IAnsiConsole ConsoleFor(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = 100;
        }

        return console;
    }
}
