using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class DocumentationReaderTests
{
    [Fact]
    public void Sections_come_in_the_order_of_the_file()
    {
        var member = Assert.Single(Documentation.Members(
            """
            <member name="M:N.T.F"><summary>One.</summary><param name="p">Two.</param><returns>Three.</returns></member>
            """));

        Assert.Equal(["summary", "param", "returns"], member.Sections.Select(section => section.Tag));
        Assert.Equal(["One.", "Two.", "Three."], member.Sections.Select(section => section.Pieces.Single().Text));
    }

    [Fact]
    public void Entities_are_characters() =>
        Assert.Equal([new TextPiece("a < b & c")], Pieces("a &lt; b &amp; c"));

    [Fact]
    public void A_reference_to_a_member_stays_a_reference() =>
        Assert.Equal(
            [new TextPiece("Uses "), new TextPiece("T:N.U", true), new TextPiece(".")],
            Pieces("Uses <see cref=\"T:N.U\" />."));

    [Fact]
    public void The_words_inside_a_reference_are_part_of_it() =>
        Assert.Equal(
            [new TextPiece("At most "), new TextPiece("F:N.U.Max", true), new TextPiece(" of them")],
            Pieces("At most <see cref=\"F:N.U.Max\">U.Max</see> of them"));

    [Fact]
    public void Language_words_and_parameters_are_words() =>
        Assert.Equal(
            [new TextPiece("true if k of T is null.")],
            Pieces("""
                <see langword="true"/> if <paramref name="k"/> of <typeparamref name="T"/> is <see langword="null"/>.
                """));

    [Fact]
    public void Elements_nested_in_paragraphs_and_lists_are_read_and_kept_apart()
    {
        var pieces = Pieces("<para>A <see cref=\"*\"/></para><list><item><term>b</term></item><item>c</item></list>");
        var words = string.Concat(pieces.Select(piece => piece.Text)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["A", "*", "b", "c"], words);
    }

    [Fact]
    public void The_text_of_a_link_is_read_and_a_code_block_is_not() =>
        Assert.Equal(
            [new TextPiece("See RFC 1 now.")],
            Pieces("See <see href=\"https://example.org\">RFC 1</see><code>if (x) y();</code>now."));

    [Fact]
    public void Neighbouring_empty_references_are_all_read() =>
        Assert.Equal(["T:A", "T:B"], Pieces("<see cref=\"T:A\"/><see cref=\"T:B\"/>").Select(piece => piece.Text));

    [Fact]
    public void Members_after_one_without_sections_are_read() =>
        Assert.Equal(
            ["T:N.A", "T:N.B"],
            Documentation.Members("<member name=\"T:N.A\"/>", Documentation.Member("T:N.B", "b"))
                .Select(member => member.Id));

    [Fact]
    public void Overloads_share_a_qualified_name() =>
        Assert.Equal(
            ["N.T.F", "N.T.F"],
            Documentation.Members(
                Documentation.Member("M:N.T.F(System.Int32)", "a"),
                Documentation.Member("M:N.T.F``1(``0)", "b")).Select(member => member.QualifiedName));

    [Fact]
    public void Broken_markup_is_reported_with_its_place()
    {
        using var stream = new MemoryStream("<doc>\n<members><member name=\"T:A\"><summary></member>"u8.ToArray());

        var error = Assert.Throws<InvalidInputException>(
            () => DocumentationReader.Read(stream, "A.xml", _ => true).ToList());

        Assert.StartsWith("A.xml:2:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_type_definition_is_refused()
    {
        using var stream = new MemoryStream("<!DOCTYPE doc [<!ENTITY a \"b\">]><doc/>"u8.ToArray());

        Assert.Throws<InvalidInputException>(() => DocumentationReader.Read(stream, "A.xml", _ => true).ToList());
    }

    private static TextPiece[] Pieces(string summary) =>
        [.. Documentation.Members(Documentation.Member("T:N.T", summary))[0].Sections[0].Pieces];
}
