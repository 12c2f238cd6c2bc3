using System.Text;

namespace AutoPeft.Training.Data;

/// <summary>
/// Splits comma-separated text with quoting (RFC 4180): <c>"</c> quotes a field, <c>""</c> inside it is one quote.
/// </summary>
internal sealed class CsvParser
{
    private readonly string _text;
    private readonly FaultLog _faults;
    private readonly StringBuilder _field = new();
    private int _position;
    private int _line = 1;

    private CsvParser(string text, FaultLog faults)
    {
        _text = text;
        _faults = faults;
    }

    /// <summary>
    /// The rows without faults, each with the line it starts on; empty lines at the end of the file are no rows.
    /// </summary>
    public static IEnumerable<TableRow> Parse(string text, FaultLog faults) =>
        new CsvParser(text[..text.AsSpan().TrimEnd("\r\n").Length], faults).Rows();

    private IEnumerable<TableRow> Rows()
    {
        while (_position < _text.Length)
        {
            var line = _line;
            var fields = ReadRow();
            if (fields is not null)
            {
                yield return new TableRow(line, fields);
            }
        }
    }

    private string[]? ReadRow()
    {
        List<string> fields = [];
        while (true)
        {
            var whole = Peek() == '"' ? ReadQuoted() : ReadPlain();
            if (!whole)
            {
                SkipLine();
                return null;
            }

            fields.Add(_field.ToString());
            if (Peek() == ',')
            {
                _position++;
                continue;
            }

            SkipLine();
            return [.. fields];
        }
    }

    private bool ReadPlain()
    {
        var start = _position;
        while (Peek() is not (',' or '\n' or '\0'))
        {
            if (Peek() == '"')
            {
                _faults.Add(
                    _line, "A quotation mark stands inside an unquoted field.", "Quote the field and double the mark.");
                return false;
            }

            _position++;
        }

        _field.Clear().Append(_text.AsSpan(start, _position - start));
        if (Peek() != ',' && _field.Length > 0 && _field[^1] == '\r')
        {
            _field.Length--;
        }

        return true;
    }

    private bool ReadQuoted()
    {
        var opened = _line;
        _field.Clear();
        _position++;
        while (_position < _text.Length)
        {
            var character = _text[_position++];
            if (character == '"' && Peek() != '"')
            {
                return IsAtFieldEnd();
            }

            _position += character == '"' ? 1 : 0;
            _line += character == '\n' ? 1 : 0;
            _field.Append(character);
        }

        _faults.Add(
            opened, "A quoted field has no closing quotation mark.", "Close it, or double the marks inside the field.");
        return false;
    }

    private bool IsAtFieldEnd()
    {
        if (Peek() == '\r' && _position + 1 < _text.Length && _text[_position + 1] == '\n')
        {
            _position++;
        }

        if (Peek() is ',' or '\n' or '\0')
        {
            return true;
        }

        _faults.Add(
            _line, "Text follows the closing quotation mark of a field.", "Double the quotation marks inside the field.");
        return false;
    }

    /// <summary>The next character; NUL at the end of the text.</summary>
    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private void SkipLine()
    {
        var end = _position < _text.Length ? _text.IndexOf('\n', _position) : -1;
        _position = end < 0 ? _text.Length : end + 1;
        _line++;
    }
}
