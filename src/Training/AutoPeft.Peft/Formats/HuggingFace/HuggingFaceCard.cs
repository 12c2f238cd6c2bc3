using System.Globalization;
using System.Text;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>The model card of an export for Hugging Face PEFT.</summary>
internal static class HuggingFaceCard
{
    public static ExportFile Write(Recipe recipe, ExportVerdict verdict, IEnumerable<string> warnings)
    {
        var text = new StringBuilder();
        text.Append("---\n");
        if (recipe.Model.Name is { } name)
        {
            text.Append("base_model: ").Append(RecipeText.Quoted(name)).Append('\n');
        }

        text.Append("library_name: peft\npipeline_tag: text-classification\ntags:\n- autopeft\n---\n\n")
            .Append(RecipeText.Summary(recipe))
            .Append("## Use\n\n")
            .Append("```python\n")
            .Append("from peft import PeftModel\n")
            .Append("from transformers import AutoModelForSequenceClassification\n\n")
            .Append(RecipeText.LoadClassifier("base", recipe))
            .Append("model = PeftModel.from_pretrained(base, THIS_FOLDER).eval()\n")
            .Append("```\n\n")
            .Append(CultureInfo.InvariantCulture, $"Fidelity of this export: {verdict}\n")
            .Append(RecipeText.Warnings(warnings));

        return new("README.md", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
