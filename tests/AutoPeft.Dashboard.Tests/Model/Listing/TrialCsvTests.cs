using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Dashboard.Model.Listing;

namespace AutoPeft.Dashboard.Tests.Model.Listing;

public sealed class TrialCsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    public void Texts_are_quoted_and_never_formulas(string text, string cell)
    {
        var view = SampleViews.Of((0.5, 10));
        var csv = TrialCsv.Write([new("label", TrialFieldGroup.Trial) { Text = _ => text }], [view.Study.Trials[0]]);

        Assert.Equal($"label\r\n{cell}\r\n", csv);
    }

    [Fact]
    public void Numbers_keep_all_digits_and_their_sign()
    {
        var view = SampleViews.Of((-0.1234567890123, 10));

        Assert.Equal("accuracy\r\n-0.1234567890123\r\n", TrialCsv.Write([view.Fields.Find("accuracy")!], [view.Study.Trials[0]]));
    }
}
