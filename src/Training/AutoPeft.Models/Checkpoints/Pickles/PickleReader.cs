using System.Buffers.Binary;
using System.Text;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>
/// Reads the pickle of a PyTorch state dict as data. It knows the few opcodes that such a file needs and calls nothing: a name
/// that is not on the list, or any other opcode, ends the reading.
/// </summary>
/// <remarks>
/// Python's pickle is a program for a stack machine; <c>GLOBAL</c> names a function and <c>REDUCE</c> calls it. Here names stay
/// texts, and a call of one of the five allowed ones becomes a <see cref="PickleCall"/>, which is looked at afterwards.
/// </remarks>
internal sealed class PickleReader
{
    private const int MaximumDepth = 1 << 20; // objects on the stack; a state dict puts a few thousand there

    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "collections OrderedDict", "torch._utils _rebuild_tensor_v2", "torch._utils _rebuild_parameter",
        "torch FloatStorage", "torch HalfStorage", "torch BFloat16Storage", "torch DoubleStorage", "torch LongStorage",
        "torch IntStorage", "torch ShortStorage", "torch CharStorage", "torch ByteStorage", "torch BoolStorage",
    };

    private static readonly object Mark = new();

    private readonly byte[] _bytes;
    private readonly string _source;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _position;

    private PickleReader(byte[] bytes, string source)
    {
        _bytes = bytes;
        _source = source;
    }

    /// <summary>The object that the pickle describes.</summary>
    /// <exception cref="InvalidInputException">It is damaged, or asks for something that no state dict needs.</exception>
    public static object? Read(byte[] bytes, string source)
    {
        var reader = new PickleReader(bytes, source);
        try
        {
            return reader.Run();
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidCastException or DecoderFallbackException)
        {
            throw reader.Fault("The pickle is damaged");
        }
    }

    private object? Run()
    {
        while (true)
        {
            var opcode = (char)Take(1)[0];
            if (opcode == '.')
            {
                return Pop();
            }

            if (_stack.Count > MaximumDepth || !(Constant(opcode) || Memory(opcode) || Build(opcode)))
            {
                throw Fault($"The pickle has the opcode 0x{(int)opcode:X2}, which no state dict needs,");
            }
        }
    }

    /// <summary>Opcodes that put a value on the stack.</summary>
    private bool Constant(char opcode)
    {
        switch (opcode)
        {
            case '\u0080':
                Take(1); // the protocol's version
                return true;
            case '}':
                return Push(new Dictionary<object, object?>());
            case ']':
                return Push(new List<object?>());
            case ')':
                return Push(Array.Empty<object?>());
            case 'N':
                return Push(null);
            case '\u0088' or '\u0089':
                return Push(opcode == '\u0088');
            case 'K':
                return Push((long)Take(1)[0]);
            case 'M':
                return Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
            case 'J':
                return Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
            case '\u008a':
                return Push(LongNumber(Take(Take(1)[0])));
            case 'G':
                return Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
            case 'X':
                return Push(Text(Take(checked((int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))))));
            case '\u008c':
                return Push(Text(Take(Take(1)[0])));
            case 'c':
                return Push(Name());
            default:
                return false;
        }
    }

    /// <summary>Opcodes of the memo and the mark.</summary>
    private bool Memory(char opcode)
    {
        switch (opcode)
        {
            case '(':
                return Push(Mark);
            case 'q':
                _memo[Take(1)[0]] = _stack[^1];
                return true;
            case 'r':
                _memo[BinaryPrimitives.ReadInt32LittleEndian(Take(4))] = _stack[^1];
                return true;
            case 'h':
                return Push(Remembered(Take(1)[0]));
            case 'j':
                return Push(Remembered(BinaryPrimitives.ReadInt32LittleEndian(Take(4))));
            default:
                return false;
        }
    }

    /// <summary>Opcodes that put values together.</summary>
    private bool Build(char opcode)
    {
        switch (opcode)
        {
            case 't':
                return Push(PopToMark());
            case '\u0085' or '\u0086' or '\u0087':
                return Push(PopMany(opcode - '\u0084'));
            case 'Q':
                return Push(new PickleStorage((object?[])Pop()!));
            case 'R':
                return Reduce();
            case 's':
                return SetItems(PopMany(2));
            case 'u':
                return SetItems(PopToMark());
            case 'a':
                return Append(PopMany(1));
            case 'e':
                return Append(PopToMark());
            case 'b':
                Pop(); // attributes, such as the versions of a state dict; nothing we read
                return true;
            default:
                return false;
        }
    }

    private bool Reduce()
    {
        var arguments = (object?[])Pop()!;
        var name = (PickleName)Pop()!;

        return Push(name.Text == "collections OrderedDict" ? new Dictionary<object, object?>() : new PickleCall(name.Text, arguments));
    }

    private bool SetItems(object?[] items)
    {
        var target = (Dictionary<object, object?>)_stack[^1]!;
        for (var i = 0; i + 1 < items.Length; i += 2)
        {
            target[items[i] ?? throw Fault("The pickle has a key that is nothing")] = items[i + 1];
        }

        return true;
    }

    private bool Append(object?[] items)
    {
        ((List<object?>)_stack[^1]!).AddRange(items);

        return true;
    }

    private PickleName Name()
    {
        var text = Line() + " " + Line();

        return Allowed.Contains(text)
            ? new(text)
            : throw Fault($"The pickle names {CheckpointFaults.Quote(text)}, which no state dict needs and which is not called,");
    }

    private string Line()
    {
        var end = Array.IndexOf(_bytes, (byte)'\n', _position);
        var line = Text(Take((end < 0 ? _bytes.Length : end) - _position));
        Take(1);

        return line;
    }

    private object? Remembered(int key) => _memo.TryGetValue(key, out var value) ? value : throw Fault("The pickle is damaged");

    private object?[] PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);
        var items = _stack.GetRange(mark + 1, mark < 0 ? -1 : _stack.Count - mark - 1).ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);

        return items;
    }

    private object?[] PopMany(int count)
    {
        var items = _stack.GetRange(_stack.Count - count, count).ToArray();
        _stack.RemoveRange(_stack.Count - count, count);

        return items;
    }

    private object? Pop() => PopMany(1)[0];

    private bool Push(object? value)
    {
        _stack.Add(value);

        return true;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - _position)
        {
            throw Fault("The pickle ends too early");
        }

        var part = _bytes.AsSpan(_position, count);
        _position += count;

        return part;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);

    private static long LongNumber(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, sizeof(long));
        var value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1L : 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    private InvalidInputException Fault(string message) => new(
        new FaultPlace(_source), $"{message} at byte {_position}.", "Use a checkpoint in the safetensors format.");
}
