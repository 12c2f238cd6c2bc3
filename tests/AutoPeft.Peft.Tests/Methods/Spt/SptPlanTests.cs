using AutoPeft.Peft.Methods.Spt;

namespace AutoPeft.Peft.Tests.Methods.Spt;

public sealed class SptPlanTests
{
    [Fact]
    public void The_most_sensitive_elements_of_all_targets_are_chosen_and_one_of_each()
    {
        var plan = SptPlan.Of([[9, 1, 8, 7], [0.5f, 0.6f, 0, 0]], [0, 0], budget: 4);

        Assert.Equal([0, 2, 3], plan.Places[0]);
        Assert.Equal([1], plan.Places[1]);
        Assert.Equal([3, 1], plan.Counts);
        Assert.DoesNotContain(true, plan.Structured);
    }

    [Fact]
    public void A_target_with_many_sensitive_elements_gets_an_update_and_leaves_the_rest_to_others()
    {
        var plan = SptPlan.Of([[9, 6, 8, 7], [0.5f, 0.6f, 0, 0]], [3, 3], budget: 5);

        Assert.Equal([true, false], plan.Structured);
        Assert.Equal([3, 2], plan.Counts);
        Assert.Empty(plan.Places[0]);
        Assert.Equal([0, 1], plan.Places[1]);
    }

    [Fact]
    public void Of_equals_the_first_are_chosen()
    {
        var plan = SptPlan.Of([[1, 1, 1, 1], [1, 1, 1, 1]], [0, 0], budget: 5);

        Assert.Equal([0, 1, 2, 3], plan.Places[0]);
        Assert.Equal([0], plan.Places[1]);
    }
}
