using System.Text;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>What a stream says, in bounded memory: its beginning or its end.</summary>
/// <param name="limit">The most characters that are kept.</param>
/// <param name="keepsEnd">Whether the last characters are kept; otherwise the first.</param>
internal sealed class BoundedText(int limit, bool keepsEnd)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private bool _isCut;

    /// <summary>Whether something was dropped.</summary>
    public bool IsCut
    {
        get
        {
            lock (_gate)
            {
                return _isCut;
            }
        }
    }

    /// <summary>Reads to the end, or until the beginning is full when that is what is kept.</summary>
    public async Task ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        while (!(IsCut && !keepsEnd) && await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            Add(buffer.AsSpan(0, count));
        }
    }

    /// <summary>What was kept so far.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _text.ToString();
        }
    }

    /// <summary>Adds to it.</summary>
    public void Add(ReadOnlySpan<char> read)
    {
        lock (_gate)
        {
            _text.Append(read);
            var excess = _text.Length - limit;
            if (excess > 0)
            {
                _isCut = true;
                _text.Remove(keepsEnd ? 0 : limit, excess);
            }
        }
    }
}
