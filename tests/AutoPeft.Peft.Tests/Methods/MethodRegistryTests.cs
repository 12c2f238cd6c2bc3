using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Tests.Methods;

public sealed class MethodRegistryTests
{
    public static TheoryData<string> Names => [.. MethodRegistry.BuiltIn.Methods.Select(method => method.Name)];

    [Fact]
    public void The_methods_of_the_AutoPEFT_space_and_LoRA_are_built_in()
    {
        Assert.Superset(
            new HashSet<string> { "lora", "parallel_adapter", "prefix_tuning", "serial_adapter" },
            MethodRegistry.BuiltIn.Methods.Select(method => method.Name).ToHashSet());
    }

    [Fact]
    public void Two_methods_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => new MethodRegistry([new LoraMethod(), new LoraMethod()]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_default_is_a_value_its_field_allows(string name)
    {
        var fields = MethodRegistry.BuiltIn.Find(name)!.Fields;

        Assert.All(fields.Where(field => field.Default is not null), field => Assert.Null(field.Problem(field.Default!)));
        Assert.Equal(fields.Length, fields.Select(field => field.Name).Distinct().Count());
        Assert.Single(fields, field => field.IsSize);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Settings_describe_the_configuration_they_bind_to(string name)
    {
        var method = MethodRegistry.BuiltIn.Find(name)!;
        var settings = Smallest(method);
        var faults = new List<Fault>();

        var config = method.Bind(settings, new("test"), faults)!;

        Assert.Empty(faults);
        Assert.Equal(name, config.Method);
        Assert.Equal(config, method.Bind(method.Describe(config), new("test"), faults));
        Assert.Equal(method.Fields.Select(field => field.Name).Order(StringComparer.Ordinal), method.Describe(config).Names);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Size_0_is_no_module_even_when_the_rest_is_given(string name)
    {
        var method = MethodRegistry.BuiltIn.Find(name)!;
        var faults = new List<Fault>();

        Assert.Null(method.Bind(new([new(method.Size.Name, 0)]), new("test"), faults));
        Assert.Empty(faults);
    }

    private static MethodSettings Smallest(PeftMethod method) =>
        new(method.Fields.Where(field => field.Default is null).Select(field => KeyValuePair.Create(field.Name, SettingValue.OfNumber(1))));
}
