using AutoPeft.Dashboard.Streams;

namespace AutoPeft.Dashboard.Tests.Streams;

public sealed class LiveMarkupTests
{
    [Fact]
    public void A_part_ends_with_its_own_element()
    {
        var parts = LiveMarkup.PartsOf("<p>x</p><div data-live id=\"a\"><div>1<div>2</div></div><divan></divan></div><div>3</div><dl class=\"c\" data-live id=\"b\"></dl>").ToArray();

        Assert.Equal(["a", "b"], parts.Select(part => part.Id));
        Assert.Equal("<div>1<div>2</div></div><divan></divan>", parts[0].Html);
        Assert.Equal(string.Empty, parts[1].Html);
    }

    [Fact]
    public void The_hash_changes_with_the_content_and_not_with_a_token_against_forged_requests()
    {
        static string Hash(string text, string token) =>
            LiveMarkup.PartsOf($"<div data-live id=\"a\"><input type=\"hidden\" name=\"__RequestVerificationToken\" value=\"{token}\" />{text}</div>").Single().Hash;

        Assert.Equal(Hash("1", "x"), Hash("1", "y"));
        Assert.NotEqual(Hash("1", "x"), Hash("2", "x"));
    }

    [Fact]
    public void A_page_without_live_parts_has_none() => Assert.Empty(LiveMarkup.PartsOf("<main id=\"main\"><p>text</p></main>"));
}
