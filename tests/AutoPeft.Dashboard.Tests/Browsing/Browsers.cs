namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Starts browsers for tests, which are skipped where none is installed.</summary>
internal static class Browsers
{
    /// <summary>A browser.</summary>
    public static Task<Browser> StartAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(Browser.WhyNone is not null, Browser.WhyNone ?? string.Empty);

        return Browser.StartAsync(cancellationToken);
    }
}
