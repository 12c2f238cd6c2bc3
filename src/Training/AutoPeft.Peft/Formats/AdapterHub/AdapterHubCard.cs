using System.Globalization;
using System.Text;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>The model card of an export for AdapterHub.</summary>
internal static class AdapterHubCard
{
    public static ExportFile Write(ExportRequest request, ExportVerdict verdict, IEnumerable<string> warnings)
    {
        var text = new StringBuilder();
        text.Append("---\nlibrary_name: adapters\ntags:\n- adapterhub\n- autopeft\n")
            .Append(CultureInfo.InvariantCulture, $"- {request.Shape.Family}\n---\n\n")
            .Append(RecipeText.Summary(request.Recipe))
            .Append("## Use\n\n")
            .Append("```python\n")
            .Append("import adapters\n")
            .Append(CultureInfo.InvariantCulture, $"from transformers import {RecipeText.ModelClass(request.Recipe)}\n\n")
            .Append(RecipeText.LoadClassifier("model", request.Recipe))
            .Append("adapters.init(model)\n")
            .Append("model.load_adapter(THIS_FOLDER, set_active=True, use_safetensors=True)\n")
            .Append("model.eval()\n")
            .Append("```\n\n")
            .Append(CultureInfo.InvariantCulture, $"Fidelity of this export: {verdict}\n")
            .Append(RecipeText.Warnings(warnings));

        return new("README.md", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
