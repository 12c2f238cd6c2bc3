using System.Globalization;
using System.Text;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>The model card of an export for AdapterHub.</summary>
internal static class AdapterHubCard
{
    public static ExportFile Write(ExportRequest request, ExportVerdict verdict)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"---\nlibrary_name: adapters\ntags:\n- adapterhub\n- {request.Shape.Family}\n- autopeft\n---\n\n")
            .Append(RecipeText.Summary(request.Recipe))
            .Append("## Use\n\n")
            .Append("```python\n")
            .Append("import adapters\n")
            .Append("from transformers import AutoModelForSequenceClassification\n\n")
            .Append(CultureInfo.InvariantCulture, $"model = AutoModelForSequenceClassification.from_pretrained(BASE_MODEL, num_labels={request.Recipe.Classes.Length})\n")
            .Append("adapters.init(model)\n")
            .Append("model.load_adapter(THIS_FOLDER, set_active=True, use_safetensors=True)\n")
            .Append("model.eval()\n")
            .Append("```\n\n")
            .Append(CultureInfo.InvariantCulture, $"Fidelity of this export: {verdict}\n");

        return new("README.md", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
