using System.Text;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Reads a stream line by line; a line without end does not fill the memory.</summary>
/// <param name="reader">The stream.</param>
/// <param name="longest">The most characters of a line that are kept.</param>
internal sealed class LineReader(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _line = new();
    private int _next;
    private int _end;

    /// <summary>The next line, cut at the longest length; null at the end.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        var isAnything = false;
        while (true)
        {
            if (_next == _end)
            {
                (_next, _end) = (0, await reader.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    return isAnything ? _line.ToString() : null;
                }
            }

            isAnything = true;
            var rest = _buffer.AsSpan(_next, _end - _next);
            var length = rest.IndexOf('\n');
            var part = length < 0 ? rest : rest[..length];
            _line.Append(part[..Math.Min(part.Length, longest - _line.Length)]);
            _next += part.Length;
            if (length >= 0)
            {
                _next++;
                return _line.ToString().TrimEnd('\r');
            }
        }
    }
}
