using System.Text.Json;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Cli.Trainings;

/// <summary>Where one training outside any study keeps what it has come to, so that the same command goes on from there.</summary>
/// <param name="path">The folder. Full path; may not exist yet.</param>
internal sealed class TrainingFolder(string path)
{
    private const string FileName = "training.json";

    /// <summary>The folder. Full path.</summary>
    public string Path => path;

    /// <summary>What an earlier call came to; the given document when there was none.</summary>
    /// <param name="fresh">The training before its first step.</param>
    /// <exception cref="InvalidInputException">The folder holds another training, or something else.</exception>
    public TrainDocument Open(TrainDocument fresh)
    {
        if (!File.Exists(FullName))
        {
            RequireEmpty();
            return fresh;
        }

        var found = Read();
        return found.Identity == fresh.Identity
            ? found
            : throw Refused("The folder holds a training of another configuration, with other data, or with other settings.");
    }

    /// <summary>Replaces what is kept.</summary>
    /// <exception cref="CommandFailure">The folder cannot be written.</exception>
    public void Save(TrainDocument document)
    {
        try
        {
            Directory.CreateDirectory(path);
            AtomicFile.Write(FullName, stream => JsonSerializer.Serialize(stream, document, DocumentJson.Readable.TrainDocument));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Unavailable, $"The folder {path} cannot be written: {fault.Message}", "Name another one with --output.");
        }
    }

    private string FullName => System.IO.Path.Combine(path, FileName);

    private TrainDocument Read()
    {
        try
        {
            using var stream = File.OpenRead(FullName);
            return JsonSerializer.Deserialize(stream, DocumentJson.Readable.TrainDocument)
                ?? throw Refused($"{FileName} is not what 'autopeft train' wrote.");
        }
        catch (JsonException)
        {
            throw Refused($"{FileName} is not what 'autopeft train' wrote.");
        }
    }

    private void RequireEmpty()
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw Refused("The folder holds other files.");
        }
    }

    private InvalidInputException Refused(string message) =>
        new(new FaultPlace(path), message, "Name another folder with --output.");
}
