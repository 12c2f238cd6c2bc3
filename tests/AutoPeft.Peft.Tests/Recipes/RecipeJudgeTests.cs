using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lift;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.Spt;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class RecipeJudgeTests
{
    private static readonly HuggingFaceFormat Format = new();

    [Fact]
    public void What_a_format_lacks_is_said_with_the_method_that_was_searched()
    {
        var recipe = Found(PeftConfig.Uniform([0], new SptConfig()), PeftConfig.Uniform([0], new LiftConfig()));

        Assert.Equal(
            ["PEFT has no LIFT.", "What was trained as SPT is exported as LIFT."], RecipeJudge.Judge(Format, recipe, ModelShapes.BertTiny).Reasons);
    }

    [Fact]
    public void What_a_format_holds_needs_no_explanation()
    {
        var recipe = Found(PeftConfig.Uniform([0], new AdaloraConfig()), PeftConfig.Uniform([0], new LoraConfig { Rank = 3 }));

        Assert.Equal(Format.Judge(recipe.Configuration, ModelShapes.BertTiny), RecipeJudge.Judge(Format, recipe, ModelShapes.BertTiny));
    }

    private static Recipe Found(PeftConfig trained, PeftConfig found)
    {
        var recipe = SampleRecipes.Of(found);

        return recipe with { Lineage = recipe.Lineage.Add(Recipe.TrainedAs, trained.ToJson()) };
    }
}
