using AutoPeft.Search.Analysis;
using AutoPeft.Trials.Analysis;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class ImportanceGroupsTests
{
    private static readonly ImportanceGroups Groups = ImportanceGroups.Of(
    [
        Of("layer.0", 0.1), Of("layer.4-5", 0.2), Of("lora.rank.0", 0.05), Of("lora.rank.4-5", 0.3), Of("lora.alpha", 0.15), Of("learning_rate", 0.2),
    ]);

    [Fact]
    public void A_layer_has_its_switch_and_what_is_in_it() => Assert.Equal(["4-5 0.50", "0 0.15"], Texts(Groups.Layers));

    [Fact]
    public void A_module_is_one_setting_of_a_method_in_all_layers() => Assert.Equal(["lora.rank 0.35", "lora.alpha 0.15"], Texts(Groups.Modules));

    [Fact]
    public void Methods_switches_and_training_share_everything()
    {
        Assert.Equal(["lora 0.50", "layer 0.30", "training 0.20"], Texts(Groups.Methods));
        Assert.Equal(1, Groups.Methods.Sum(group => group.Value), 12);
    }

    [Fact]
    public void Which_method_it_is_belongs_to_no_training() =>
        Assert.Equal(["method 0.70", "training 0.30"], Texts(ImportanceGroups.Of([Of("method", 0.7), Of("epochs", 0.3)]).Methods));

    private static IEnumerable<string> Texts(IEnumerable<KeyValuePair<string, double>> groups) =>
        groups.Select(group => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{group.Key} {group.Value:0.00}"));

    private static ParameterImportance Of(string name, double share) => new(name, share, share, 0);
}
