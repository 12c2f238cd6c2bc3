namespace AutoPeft.Training.Data;

/// <summary>Cuts text into lines.</summary>
internal static class TextLines
{
    /// <summary>The lines without their ends (LF or CRLF); empty lines at the end of the text are left out.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var end = text.AsSpan().TrimEnd("\r\n").Length;
        for (var start = 0; start < end;)
        {
            var next = text.IndexOf('\n', start, end - start);
            var stop = next < 0 ? end : next;
            yield return text[start..(stop > start && text[stop - 1] == '\r' && next >= 0 ? stop - 1 : stop)];
            start = stop + 1;
        }
    }
}
