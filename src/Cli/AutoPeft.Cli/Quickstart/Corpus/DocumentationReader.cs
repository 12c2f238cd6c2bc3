using System.Collections.Immutable;
using System.Xml;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Reads documentation files as compilers write them, one member at a time.</summary>
/// <remarks>
/// Document type definitions are refused: a documentation file has none, and entities must not be expanded.
/// </remarks>
internal static class DocumentationReader
{
    /// <summary>All members of all files, each identifier once: the first file that documents it counts.</summary>
    /// <exception cref="InvalidInputException">
    /// A file is not well-formed XML; names the file, line and column.
    /// </exception>
    public static IEnumerable<DocumentedMember> ReadAll(IEnumerable<string> files, Predicate<string> isWanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            foreach (var member in Read(stream, file, isWanted).Where(member => seen.Add(member.Id)))
            {
                yield return member;
            }
        }
    }

    /// <summary>The members of one file, in its order; members without a name are left out.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="source">Its path, for messages.</param>
    /// <param name="isWanted">Which sections are read, by tag; the others are skipped.</param>
    /// <exception cref="InvalidInputException">The content is not well-formed XML.</exception>
    public static IEnumerable<DocumentedMember> Read(Stream stream, string source, Predicate<string> isWanted)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            XmlResolver = null,
        };
        using var reader = XmlReader.Create(stream, settings);
        while (Next(reader, source, isWanted) is { } member)
        {
            yield return member;
        }
    }

    private static DocumentedMember? Next(XmlReader reader, string source, Predicate<string> isWanted)
    {
        try
        {
            while (reader.ReadToFollowing("member"))
            {
                if (reader.GetAttribute("name") is { Length: > 2 } id)
                {
                    return new DocumentedMember(id, ReadSections(reader, isWanted));
                }
            }

            return null;
        }
        catch (XmlException error)
        {
            throw new InvalidInputException(
                new FaultPlace(source, error.LineNumber, error.LinePosition),
                $"The documentation file cannot be read: {error.Message}",
                "Reinstall the .NET SDK.");
        }
    }

    private static ImmutableArray<DocumentedSection> ReadSections(XmlReader reader, Predicate<string> isWanted)
    {
        var sections = ImmutableArray.CreateBuilder<DocumentedSection>();
        using var member = reader.ReadSubtree();
        member.Read();
        while (member.Read())
        {
            if (member.NodeType == XmlNodeType.Element && member.Depth == 1 && isWanted(member.Name))
            {
                var tag = member.Name;
                var text = new SectionText();
                using var section = member.ReadSubtree();
                text.Read(section);
                sections.Add(new DocumentedSection(tag, text.Pieces));
            }
        }

        return sections.ToImmutable();
    }
}
