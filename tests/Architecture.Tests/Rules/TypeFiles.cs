namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>One type a file, and the file is named after it: <c>Foo.cs</c>, or <c>Foo.Part.cs</c> for a part of it.</summary>
internal static class TypeFiles
{
    private static readonly string[] Folders = ["src", "migrations", "bench", "tests"];

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files(Folders, ".cs").SelectMany(path => Violations(SourceFile.Parse(tree, path)))];

    private static IEnumerable<string> Violations(SourceFile file)
    {
        var types = file.Types.Where(type => type.Access != "file").ToList();
        if (types.Count > 1)
        {
            yield return $"{file.Path} declares {string.Join(" and ", types.Select(type => type.Name))}";
        }
        else if (types is [var only] && Path.GetFileName(file.Path).Split('.')[0] != only.Name)
        {
            yield return $"{file.Path} declares {only.Name}";
        }
    }
}
