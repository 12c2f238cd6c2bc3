using System.Collections.Immutable;
using System.Security.Cryptography;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>Writes an export with its manifest into a new folder: all of it, or nothing.</summary>
public static class ExportWriter
{
    /// <summary>Writes the folder.</summary>
    /// <param name="folder">Where to; must not exist or must be empty. Folders above it are created.</param>
    /// <param name="format">The format; must be able to hold the configuration.</param>
    /// <param name="request">What to export.</param>
    /// <returns>The manifest written.</returns>
    /// <exception cref="InvalidInputException">
    /// The folder is not empty, or cannot be written; nothing was written.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The format cannot hold it, or the weights do not belong to the configuration.
    /// </exception>
    public static ExportManifest Write(string folder, IExportFormat format, ExportRequest request)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(request);
        CheckWeights(request);

        ImmutableArray<ExportFile> files = [.. format.Write(request), .. request.Extras];
        var manifest = new ExportManifest(
            format.Name,
            format.Judge(request.Recipe.Configuration, request.Shape),
            request.Recipe,
            [.. files.Select(Describe).OrderBy(file => file.Name, StringComparer.Ordinal)]);
        WriteAll(folder, [.. files, new(ExportManifest.FileName, ExportManifestJson.Write(manifest))]);

        return manifest;
    }

    private static void CheckWeights(ExportRequest request)
    {
        var expected = request.Recipe.Configuration.Folded().Groups
            .SelectMany(group => MethodRegistry.BuiltIn.Of(group.Method).SavedTensors(group, request.Shape));
        var given = request.Weights.Select(tensor => new TensorPart(tensor.Name, tensor.Shape));
        if (!expected.ToHashSet().SetEquals(given))
        {
            throw new ArgumentException("The weights are not those of the configuration.", nameof(request));
        }
    }

    private static ManifestFile Describe(ExportFile file) => new(
        file.Name,
        file.Content.Length,
        Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)),
        TensorDigests.Of(file.Tensors));

    // Written beside the target and renamed, so that a crash or a full disk leaves no half export under the final name.
    private static void WriteAll(string folder, ImmutableArray<ExportFile> files)
    {
        var partial = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".partial";
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new InvalidInputException(new FaultPlace(folder), "The folder is not empty.", "Name a new folder.");
            }

            Discard(partial);
            Directory.CreateDirectory(partial);
            foreach (var file in files)
            {
                Primitives.Files.AtomicFile.Write(Path.Combine(partial, file.Name), stream => stream.Write(file.Content.Span));
            }

            Discard(folder);
            Directory.Move(partial, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(partial);
            throw new InvalidInputException(
                new FaultPlace(folder),
                $"The export cannot be written: {exception.Message}",
                "Name a folder that can be written.");
        }
    }

    private static void Discard(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
