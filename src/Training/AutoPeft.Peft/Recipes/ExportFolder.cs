using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>Checks what lies in an exported folder before any of it is read.</summary>
internal static class ExportFolder
{
    private const string Remedy = "Export again, or fetch the folder again.";

    /// <summary>Whether the folder is there, holds a manifest, and nothing but plain files.</summary>
    public static Fault[] Faults(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [new(new(folder), "There is no such folder.", "Name the folder of an export.")];
        }

        var faults = Entries(folder).Select(EntryFault).OfType<Fault>().ToList();
        var manifest = new FileInfo(Path.Combine(folder, ExportManifest.FileName));
        if (!manifest.Exists || manifest.Length == 0)
        {
            faults.Add(new(new(manifest.FullName), "The manifest is missing.", File.Exists(Path.Combine(folder, RecipeFile.FileName))
                ? "A merged model has none: its outputs were compared when it was made; train its recipe again instead."
                : "Name a folder that autopeft exported."));
        }

        return [.. faults];
    }

    /// <summary>Whether the folder holds exactly the files of the manifest.</summary>
    public static Fault[] Faults(string folder, ExportManifest manifest)
    {
        var present = Entries(folder).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var listed = manifest.Files.Select(file => file.Name).Append(ExportManifest.FileName).ToHashSet(StringComparer.Ordinal);

        return
        [
            .. listed.Except(present).Select(name => new Fault(new(Path.Combine(folder, name)), "The file is missing.", Remedy)),
            .. present.Except(listed).Select(name => new Fault(
                new(Path.Combine(folder, name)), "The file does not belong to the export.", "Move it out of the folder.")),
        ];
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private static Fault? EntryFault(FileSystemInfo entry) => entry switch
    {
        _ when entry.LinkTarget is not null =>
            new(new(entry.FullName), "This is a symbolic link; an export holds only files.", Remedy),
        DirectoryInfo => new(new(entry.FullName), "This is a folder; an export holds only files.", Remedy),
        _ => null,
    };
}
