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

        text.Append(CultureInfo.InvariantCulture, $"library_name: peft\npipeline_tag: {RecipeTasks.PipelineOf(recipe.Task)}\n")
            .Append("tags:\n- autopeft\n---\n\n")
            .Append(RecipeText.Summary(recipe))
            .Append("## Use\n\n")
            .Append("```python\n")
            .Append("from peft import PeftModel\n")
            .Append(CultureInfo.InvariantCulture, $"from transformers import {RecipeText.ModelClass(recipe)}\n\n")
            .Append(RecipeText.LoadClassifier("base", recipe))
            .Append("model = PeftModel.from_pretrained(base, THIS_FOLDER).eval()\n")
            .Append("```\n\n")
            .Append(CultureInfo.InvariantCulture, $"Fidelity of this export: {verdict}\n")
            .Append(RecipeText.Warnings(warnings));

        return new("README.md", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
