using System.Security.Cryptography;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>Checks an exported folder against its own manifest, and reads it.</summary>
public static class ExportVerifier
{
    private const string Remedy = "Export again, or fetch the folder again.";

    /// <summary>What an export says about itself, before its files are checked: which study and model it belongs to.</summary>
    /// <exception cref="InvalidInputException">The manifest is missing, damaged or changed; carries all faults.</exception>
    public static ExportManifest ReadManifest(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);

        ThrowIfAny(ExportFolder.Faults(folder));
        return ExportManifestJson.Read(FormatFiles.ReadObject(folder, ExportManifest.FileName), Path.Combine(folder, ExportManifest.FileName));
    }

    /// <summary>Checks every file, name, shape and hash, and that configuration and recipe say the same.</summary>
    /// <param name="folder">The folder. Its entries must be plain files: no links, no folders.</param>
    /// <param name="shape">The base model.</param>
    /// <exception cref="InvalidInputException">
    /// Something is missing, unknown, damaged or changed; carries all faults, each with its place.
    /// </exception>
    public static VerifiedExport Verify(string folder, ModelShape shape)
    {
        var manifest = ReadManifest(folder);
        ThrowIfAny([.. ExportFolder.Faults(folder, manifest), .. manifest.Files.SelectMany(file => Changes(folder, file))]);
        if (ExportFormats.Find(manifest.Format) is not { } format)
        {
            throw Fault(Path.Combine(folder, ExportManifest.FileName), $"The format {manifest.Format} is unknown.");
        }

        var modules = format.Read(folder, shape);
        if (!modules.Config.AtInference().Equals(manifest.Recipe.Configuration.AtInference()))
        {
            throw Fault(folder, "The files hold other modules than the recipe describes.");
        }

        return new(manifest, modules);
    }

    // The length first: what is longer than said is not read, and a pipe has none.
    private static IEnumerable<Fault> Changes(string folder, ManifestFile file)
    {
        var path = Path.Combine(folder, file.Name);
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return [];
        }

        if (info.Length != file.Bytes)
        {
            return [.. Named(path, file), new(new(path), $"The file has {info.Length} bytes, not {file.Bytes}.", Remedy)];
        }

        return Hash(path) == file.Sha256
            ? []
            : [.. Named(path, file), new(new(path), "The file was changed after the export.", Remedy)];
    }

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);

        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Which tensors of a changed file differ; what else is wrong with it when it cannot be read.</summary>
    private static Fault[] Named(string path, ManifestFile file)
    {
        if (file.Tensors.IsEmpty || new FileInfo(path).Length == 0)
        {
            return [];
        }

        try
        {
            using var opened = SafetensorsFile.Open(path);
            return [.. TensorDigests.Changes(opened, file.Tensors).Select(message => new Fault(new(path), message, Remedy))];
        }
        catch (InvalidInputException exception)
        {
            return [.. exception.Faults];
        }
    }

    private static void ThrowIfAny(Fault[] faults)
    {
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static InvalidInputException Fault(string place, string message) => new(new FaultPlace(place), message, Remedy);
}
