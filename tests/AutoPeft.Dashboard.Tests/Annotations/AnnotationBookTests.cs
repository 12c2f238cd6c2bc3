using AutoPeft.Dashboard.Annotations;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Tests.Annotations;

public sealed class AnnotationBookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autopeft-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Notes_and_tags_outlive_the_process()
    {
        new AnnotationBook(_folder.FullName).Replace("study", 3, new("good one", ["b", "a", "b", ""], 0));

        var read = new AnnotationBook(_folder.FullName).Of("study", 3);

        Assert.Equal("good one", read.Note);
        Assert.Equal(["a", "b"], read.Tags);
    }

    [Fact]
    public void A_change_of_something_that_somebody_else_changed_is_refused()
    {
        var book = new AnnotationBook(null);
        Assert.True(book.Replace("study", 3, new("first", [], 0)));

        Assert.False(book.Replace("study", 3, new("second", [], 0)));
        Assert.Equal("first", book.Of("study", 3).Note);
    }

    [Fact]
    public void Notes_without_end_and_tags_with_spaces_are_refused_together()
    {
        var refused = Assert.Throws<InvalidInputException>(() =>
            new AnnotationBook(null).Replace("study", 3, new(new string('x', 10_001), ["two words"], 0)));

        Assert.Equal(["note", "tags"], refused.Faults.Select(fault => fault.Place.Source));
    }
}
