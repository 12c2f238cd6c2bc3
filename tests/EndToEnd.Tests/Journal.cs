namespace AutoPeft.EndToEnd.Tests;

/// <summary>Watches a journal from outside.</summary>
internal static class Journal
{
    /// <summary>Waits until a journal has grown; fails after a minute.</summary>
    /// <param name="path">The file; may not exist yet.</param>
    /// <param name="by">Bytes.</param>
    public static async Task GrowthAsync(string path, long by)
    {
        var before = Length(path);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (Length(path) < before + by)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
