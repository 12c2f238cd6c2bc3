using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class ExportVerifierTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Formats => [.. ExportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_untouched_export_gives_its_weights_and_recipe_back(string format)
    {
        var request = Write(format);

        var verified = ExportVerifier.Verify(Folder, ModelShapes.BertTiny);

        Assert.Equal(format, verified.Manifest.Format);
        Assert.Equal(request.Recipe.Configuration, verified.Manifest.Recipe.Configuration);
        Assert.Equal(0.1 + 0.2, verified.Manifest.Recipe.Results[0].Value);
        Assert.Equal(request.Weights.Length, verified.Modules.Weights.Length);
        Assert.Equal(request.Head.Length, verified.Modules.Head.Length);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_flipped_bit_of_any_file_is_found_and_the_file_named(string format)
    {
        Write(format);
        foreach (var path in Directory.GetFiles(Folder))
        {
            var original = File.ReadAllBytes(path);
            foreach (var position in (int[])[0, original.Length / 2, original.Length - 1])
            {
                var changed = (byte[])original.Clone();
                changed[position] ^= 1;
                File.WriteAllBytes(path, changed);

                Assert.Contains(Faults(), fault => fault.Place.Source.StartsWith(path, StringComparison.Ordinal));
            }

            File.WriteAllBytes(path, original);
        }

        Assert.NotNull(ExportVerifier.Verify(Folder, ModelShapes.BertTiny));
    }

    [Fact]
    public void A_changed_tensor_is_named()
    {
        Write("autopeft");
        var path = Path.Combine(Folder, "weights.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 0x40; // the last number of the last tensor
        File.WriteAllBytes(path, bytes);

        Assert.Contains(Faults(), fault => fault.Message == "The tensor layers.1.lora.value.b was changed.");
    }

    [Fact]
    public void Swapped_files_are_found()
    {
        Write("adapterhub");
        var (first, second) = (Path.Combine(Folder, "adapter.safetensors"), Path.Combine(Folder, "model_head.safetensors"));
        File.Move(first, first + ".x");
        File.Move(second, first);
        File.Move(first + ".x", second);

        var places = Faults().Select(fault => fault.Place.Source).ToHashSet();

        Assert.Contains(first, places);
        Assert.Contains(second, places);
    }

    [Fact]
    public void A_symbolic_link_is_refused_even_to_the_same_bytes()
    {
        Write("hf_peft");
        var path = Path.Combine(Folder, "adapter_model.safetensors");
        var outside = _temporary.File("outside");
        File.Move(path, outside);
        File.CreateSymbolicLink(path, outside);

        var fault = Assert.Single(Faults());
        Assert.Equal(path, fault.Place.Source);
        Assert.StartsWith("This is a symbolic link", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_foreign_files_and_folders_are_refused()
    {
        Write("hf_peft");
        File.Delete(Path.Combine(Folder, "README.md"));
        File.WriteAllText(Path.Combine(Folder, "pytorch_model.bin"), "x");

        Assert.Equal(
            ["The file is missing.", "The file does not belong to the export."],
            Faults().Select(fault => fault.Message));

        Directory.CreateDirectory(Path.Combine(Folder, "more"));
        Assert.Contains(Faults(), fault => fault.Message.StartsWith("This is a folder", StringComparison.Ordinal));
    }

    [Fact]
    public void A_huge_header_is_refused_without_reading_it()
    {
        Write("autopeft");
        var path = Path.Combine(Folder, "weights.safetensors");
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        File.WriteAllBytes(path, bytes);

        Assert.Contains(Faults(), fault => fault.Place.Source == path && fault.Message.Contains("header", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_refused()
    {
        Write("autopeft");
        Edit(ExportManifest.FileName, "\"name\": \"weights.safetensors\"", "\"name\": \"../weights.safetensors\"");

        Assert.Contains(Faults(), fault => fault.Message == "'../weights.safetensors' is not a name of a file in the folder.");
    }

    [Fact]
    public void An_edited_result_breaks_the_seal()
    {
        Write("autopeft");
        Edit(ExportManifest.FileName, "0.30000000000000004", "0.9");

        Assert.Equal("The manifest was changed after it was written.", Assert.Single(Faults()).Message);
    }

    [Fact]
    public void Files_of_another_configuration_are_refused_even_with_a_right_manifest()
    {
        Write("autopeft");
        var manifest = ExportVerifier.Verify(Folder, ModelShapes.BertTiny).Manifest;
        var other = manifest with { Recipe = SampleRecipes.Of(Lora(rank: 3)) };
        File.WriteAllBytes(Path.Combine(Folder, ExportManifest.FileName), ExportManifestJson.Write(other));

        Assert.Equal("The files hold other modules than the recipe describes.", Assert.Single(Faults()).Message);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_refused()
    {
        Directory.CreateDirectory(Folder);

        Assert.Equal("The manifest is missing.", Assert.Single(Faults()).Message);
        Assert.Equal("There is no such folder.", Assert.Single(Faults(Folder + "x")).Message);
    }

    [Fact]
    public void Of_a_prefix_trained_through_a_network_the_plain_keys_are_verified()
    {
        var config = PeftConfig.Uniform([0, 1, 2], new PrefixTuningConfig { PrefixLength = 2, Reparameterized = true });
        ExportWriter.Write(Folder, ExportFormats.Find("autopeft")!, SampleRecipes.Export(config, ModelShapes.BertTiny));

        Assert.Equal(config, ExportVerifier.Verify(Folder, ModelShapes.BertTiny).Manifest.Recipe.Configuration);
    }

    public void Dispose() => _temporary.Dispose();

    private string Folder => _temporary.File("export");

    private static PeftConfig Lora(int rank) => PeftConfig.Uniform([0, 1], new LoraConfig { Rank = rank });

    private ExportRequest Write(string format)
    {
        var request = SampleRecipes.Export(Lora(rank: 2), ModelShapes.BertTiny);
        ExportWriter.Write(Folder, ExportFormats.Find(format)!, request);

        return request;
    }

    private void Edit(string name, string from, string to)
    {
        var path = Path.Combine(Folder, name);
        var text = File.ReadAllText(path, Encoding.UTF8);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private ImmutableArray<Fault> Faults(string? folder = null) =>
        Assert.Throws<InvalidInputException>(() => ExportVerifier.Verify(folder ?? Folder, ModelShapes.BertTiny)).Faults;
}
