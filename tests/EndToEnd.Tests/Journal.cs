using System.Diagnostics;
using AutoPeft.TestKit.Processes;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Watches a journal from outside.</summary>
internal static class Journal
{
    /// <summary>Waits until a journal has grown, or its writer has ended; fails after five minutes.</summary>
    /// <param name="writer">The process that writes it.</param>
    /// <param name="path">The file; may not exist yet.</param>
    /// <param name="by">Bytes.</param>
    public static Task GrowthAsync(Process writer, string path, long by)
    {
        var before = Length(path);

        return Eventually.IsTrueAsync(() => Length(path) >= before + by || writer.HasExited, $"The growth of {path}", TestContext.Current.CancellationToken);
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
