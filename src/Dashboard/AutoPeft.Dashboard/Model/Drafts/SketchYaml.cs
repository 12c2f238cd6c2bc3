using System.Globalization;
using System.Text;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>Writes the study file of a sketch. What was typed becomes values, never structure.</summary>
internal sealed class SketchYaml
{
    private static readonly (string Key, string Field)[] Data = [("train", "train"), ("validation", "validation"), ("text", "text"), ("text_pair", "pair"), ("label", "label")];
    private static readonly string[] Limits = ["trials", "time"];

    private readonly StringBuilder _text = new();
    private readonly StudySketch _sketch;

    private SketchYaml(StudySketch sketch) => _sketch = sketch;

    /// <summary>The file.</summary>
    public static string Write(StudySketch sketch) => new SketchYaml(sketch).Write();

    private string Write()
    {
        Value("name", "name");
        Value("model", "model");
        _text.Append("data:\n");
        foreach (var (key, field) in Data)
        {
            Value($"  {key}", field);
        }

        if (_sketch["task"] != "classification")
        {
            Value("task", "task");
        }

        Space();
        _text.Append("training:\n");
        _text.Append(CultureInfo.InvariantCulture, $"  learning_rate: {Domain(_sketch["rates"], isWhole: false)}\n");
        Value("  epochs", "epochs");
        Objectives();
        Value("sampler", "sampler");
        _text.Append(CultureInfo.InvariantCulture, $"budget: {{ {string.Join(", ", Limits.Where(field => _sketch[field].Length > 0).Select(field => $"{field}: {Scalar(_sketch[field])}"))} }}\n");
        Value("concurrency", "concurrency");
        return _text.ToString();
    }

    private void Space()
    {
        _text.Append("space:\n");
        Value("  layers", "layers");
        foreach (var (name, sizes) in _sketch.Sizes)
        {
            if (SpaceMethods.All.FirstOrDefault(method => method.Name == name) is { } method)
            {
                _text.Append(CultureInfo.InvariantCulture, $"  {name}: {{ {method.Size}: {Domain(sizes, isWhole: true)} }}\n");
            }
        }

        if (_sketch["limit"].Length > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  constraints: [{Scalar(_sketch["limit"], isText: true)}]\n");
        }
    }

    private void Objectives()
    {
        _text.Append("objectives:\n");
        _text.Append(CultureInfo.InvariantCulture, $"  - {{ name: {Scalar(_sketch["measured"])} }}\n");
        if (_sketch["cost"].Length > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  - {{ name: {Scalar(_sketch["cost"])}, scale: log }}\n");
        }
    }

    private void Value(string key, string field)
    {
        if (_sketch[field].Length > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{key}: {Scalar(_sketch[field])}\n");
        }
    }

    // "0, 2, 8" are choices, "1e-4 .. 1e-2" an interval, and a number alone is that number.
    private static string Domain(string text, bool isWhole)
    {
        if (text.Split("..") is [var low, var high])
        {
            var isFromZero = !double.TryParse(low, NumberStyles.Float, CultureInfo.InvariantCulture, out var least) || least <= 0;
            return $"{{ {(isWhole ? "integer" : "float")}: [{Scalar(low.Trim())}, {Scalar(high.Trim())}]{(isFromZero ? "" : ", scale: log")} }}";
        }

        var values = text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return values.Length == 1 ? Scalar(values[0]) : $"{{ choices: [{string.Join(", ", values.Select(value => Scalar(value)))}] }}";
    }

    // Numbers and plain words stand as they are; everything else in quotes, in which only the quote itself is special.
    private static string Scalar(string text, bool isText = false)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        var isPlain = !isText && line.Length > 0 && line.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '/' or '-' or '+' or ' ')
            && char.IsAsciiLetterOrDigit(line[0]) && line[^1] != ' ';

        return isPlain ? line : $"'{line.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
