using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Collects the text of one documentation section; markup becomes words or references.</summary>
internal sealed class SectionText
{
    private readonly ImmutableArray<TextPiece>.Builder _pieces = ImmutableArray.CreateBuilder<TextPiece>();
    private readonly StringBuilder _words = new();

    /// <summary>What was read so far.</summary>
    public ImmutableArray<TextPiece> Pieces
    {
        get
        {
            Flush();
            return _pieces.ToImmutable();
        }
    }

    /// <summary>Reads a section to its end; the reader stands before or on its start tag.</summary>
    public void Read(XmlReader reader)
    {
        var more = reader.Read();
        while (more)
        {
            more = reader.NodeType == XmlNodeType.Element && Enter(reader) is { } content
                ? Replace(reader, content)
                : Take(reader);
        }
    }

    // What stands for an element and everything inside it; null when its content is read as text.
    private static TextPiece? Enter(XmlReader reader) => reader.Name switch
    {
        "see" or "seealso" when reader.GetAttribute("cref") is { } target => new TextPiece(target, IsReference: true),
        "see" when reader.GetAttribute("langword") is { } word => new TextPiece(word),
        "paramref" or "typeparamref" => new TextPiece(reader.GetAttribute("name") ?? ""),
        "code" => new TextPiece(" "),
        _ => null,
    };

    private bool Replace(XmlReader reader, TextPiece content)
    {
        if (content.IsReference)
        {
            Flush();
            _pieces.Add(content);
        }
        else
        {
            _words.Append(content.Text);
        }

        reader.Skip();

        return !reader.EOF;
    }

    private bool Take(XmlReader reader)
    {
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA
            or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            _words.Append(reader.Value);
        }
        else if (reader.Name is "para" or "item" or "term" or "description" or "br")
        {
            _words.Append(' ');
        }

        return reader.Read();
    }

    private void Flush()
    {
        if (_words.Length > 0)
        {
            _pieces.Add(new TextPiece(_words.ToString()));
            _words.Clear();
        }
    }
}
