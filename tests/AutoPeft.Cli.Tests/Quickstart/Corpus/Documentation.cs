using System.Text;
using AutoPeft.Cli.Quickstart.Corpus;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

/// <summary>Documentation written out in tests.</summary>
internal static class Documentation
{
    public static DocumentedMember[] Members(params string[] xml)
    {
        var document = $"<doc><assembly><name>A</name></assembly><members>{string.Concat(xml)}</members></doc>";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(document));

        return [.. DocumentationReader.Read(stream, "A.xml", _ => true)];
    }

    public static string Member(string id, string summary) =>
        $"<member name=\"{id}\"><summary>{summary}</summary></member>";

    public static string Mask(string type, string summary, params string[] otherTypes)
    {
        var types = otherTypes.Append(type).Select(name => Member($"T:{name}", "x"));
        var members = Members([.. types, Member($"P:{type}.Zip", summary)]);

        return new NameMask(new TypeNames(members)).Render(members[^1].Sections[0], type);
    }
}
