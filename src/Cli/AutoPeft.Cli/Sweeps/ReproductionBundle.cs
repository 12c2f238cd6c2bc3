using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Sweeps;

/// <summary>One archive with all that is needed to check and to repeat an export: the export, the study file, model and data.</summary>
/// <remarks>The same content gives the same bytes: entries are sorted and carry no owner and no time.</remarks>
internal static class ReproductionBundle
{
    private const string Guide = """
        Everything to check and to repeat this export, with checksums in SHA256SUMS.

            sha256sum --check SHA256SUMS
            autopeft reproduce export --study study.yaml

        export/     the modules, with their sealed recipe
        study.yaml  the study that they come from
        model/      the base model
        data/       the texts

        """;

    /// <summary>Writes the archive.</summary>
    /// <param name="path">The archive, a tar file; must not exist.</param>
    /// <param name="exportFolder">An export.</param>
    /// <param name="study">The study that it comes from.</param>
    /// <exception cref="InvalidInputException">The archive exists, or something cannot be read or written.</exception>
    public static void Write(string path, string exportFolder, BoundStudy study)
    {
        try
        {
            if (File.Exists(path))
            {
                throw Refused(path, "The file exists.");
            }

            var entries = Entries(exportFolder, study);
            entries["SHA256SUMS"] = () => new MemoryStream(Encoding.UTF8.GetBytes(Sums(entries)));
            AtomicFile.Write(path, stream => WriteTar(stream, entries));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, $"The bundle cannot be written: {exception.Message}");
        }
    }

    private static SortedDictionary<string, Func<Stream>> Entries(string exportFolder, BoundStudy study)
    {
        var portable = PortableStudy.Of(study.Header.Definition, study.Definition);
        var entries = new SortedDictionary<string, Func<Stream>>(StringComparer.Ordinal)
        {
            ["README.txt"] = () => new MemoryStream(Encoding.UTF8.GetBytes(Guide)),
            ["study.yaml"] = () => new MemoryStream(Encoding.UTF8.GetBytes(portable.Text)),
        };
        foreach (var file in Directory.GetFiles(exportFolder))
        {
            entries[$"export/{Path.GetFileName(file)}"] = () => File.OpenRead(file);
        }

        foreach (var (name, file) in portable.Files)
        {
            entries[name] = () => File.OpenRead(file);
        }

        return entries;
    }

    private static string Sums(SortedDictionary<string, Func<Stream>> entries)
    {
        var lines = new StringBuilder();
        foreach (var (name, open) in entries.Where(entry => entry.Key != "SHA256SUMS"))
        {
            using var content = open();
            lines.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(name).Append('\n');
        }

        return lines.ToString();
    }

    private static void WriteTar(Stream stream, SortedDictionary<string, Func<Stream>> entries)
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var (name, open) in entries)
        {
            using var content = open();
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = content,
            });
        }
    }

    private static InvalidInputException Refused(string path, string message) =>
        new(new FaultPlace(path), message, "Name a new file in a folder that can be written.");
}
