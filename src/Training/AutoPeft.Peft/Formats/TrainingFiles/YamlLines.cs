using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>A YAML file of plain entries, written line by line, so that it stays readable and has the same bytes each time.</summary>
internal sealed class YamlLines
{
    private readonly StringBuilder _text = new();

    public YamlLines Comment(string text)
    {
        _text.Append("# ").Append(text.ReplaceLineEndings(" ")).Append('\n');
        return this;
    }

    public YamlLines Text(string key, string value) => Raw(key, RecipeText.Quoted(value));

    public YamlLines Number(string key, double value) => Raw(key, PortableJson.Number(value).ToJsonString());

    public YamlLines Float(string key, double value) => Raw(key, PortableJson.Float(value).ToJsonString());

    public YamlLines Flag(string key, bool value) => Raw(key, value ? "true" : "false");

    public YamlLines List(string key, IEnumerable<string> values)
    {
        _text.Append(key).Append(":\n");
        foreach (var value in values)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  - {RecipeText.Quoted(value)}\n");
        }

        return this;
    }

    public YamlLines Map(string key, JsonObject entries)
    {
        _text.Append(key).Append(":\n");
        foreach (var (name, value) in entries)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  {RecipeText.Quoted(name)}: {value!.ToJsonString()}\n");
        }

        return this;
    }

    public ExportFile ToFile(string name) => new(name, Encoding.UTF8.GetBytes(_text.ToString()));

    private YamlLines Raw(string key, string value)
    {
        _text.Append(key).Append(": ").Append(value).Append('\n');
        return this;
    }
}
