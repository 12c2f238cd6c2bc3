using System.Diagnostics;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.TrainingFiles;

public sealed class PythonScriptTests
{
    private static readonly PythonScript Format = new();

    [Fact]
    public void It_holds_modules_labels_and_settings_as_Python_writes_them()
    {
        var text = TrainingFiles.Text(Format, TrainingFiles.Mixed, ModelShapes.BertTiny);

        Assert.Contains("    \"peft_type\": \"LORA\",\n", text, StringComparison.Ordinal);
        Assert.Contains("    \"rank_pattern\": {\n        \"^bert\\\\.encoder\\\\.layer\\\\.1\\\\.attention\\\\.self\\\\.value\": 16,\n    },\n", text, StringComparison.Ordinal);
        Assert.Contains("    \"use_dora\": False,\n", text, StringComparison.Ordinal);
        Assert.Contains("    \"layers_to_transform\": None,\n", text, StringComparison.Ordinal);
        Assert.Contains("learning_rate=0.002,", text, StringComparison.Ordinal);
        Assert.Contains("base.config.pad_token_id = tokenizer.pad_token_id", text, StringComparison.Ordinal); // GPT-2 and Llama have none
        Assert.Contains("utf-8-sig", text, StringComparison.Ordinal); // MRPC begins with a byte order mark
        Assert.DoesNotContain('@', text);
    }

    [Fact]
    public void What_PEFT_cannot_hold_has_no_script() => Assert.False(
        Format.Judge(PeftConfig.Uniform([0], new SerialAdapterConfig()), ModelShapes.BertTiny).IsPossible);

    public static TheoryData<MethodConfig, string> Folding => new()
    {
        { new LoraConfig { Rank = 4, Initialization = LoraInitialization.Pissa }, "to which PiSSA of rank 4" },
        { new LoraConfig { Rank = 4, Initialization = LoraInitialization.Olora }, "LoRA of rank 8" },
        { new LoraConfig { Rank = 4, Initialization = LoraInitialization.Eva }, "not with EVA" },
        { new AdaloraConfig(), "own way of training" },
        { new PrefixTuningConfig { Reparameterized = true }, "directly" },
    };

    [Theory]
    [MemberData(nameof(Folding))]
    public void What_folds_for_an_export_is_trained_otherwise_and_the_verdict_says_how(MethodConfig method, string expected)
    {
        var verdict = Format.Judge(PeftConfig.Uniform(Enumerable.Range(0, ModelShapes.BertTiny.Layers), method), ModelShapes.BertTiny);

        Assert.Equal(ExportVerdictKind.Approximate, verdict.Kind);
        Assert.Contains(expected, verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fold_is_trained_exactly() => Assert.Equal(
        ExportVerdict.Exact, Format.Judge(TrainingFiles.Mixed, ModelShapes.BertTiny));

    [Fact]
    public void Python_compiles_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("train.py", TrainingFiles.Text(Format, TrainingFiles.Mixed, ModelShapes.BertTiny));

        Assert.SkipUnless(TryCompile(path, out var errors), "Python is not installed.");
        Assert.Equal(string.Empty, errors);
    }

    private static bool TryCompile(string path, out string errors)
    {
        errors = string.Empty;
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-m", "py_compile", path]) { RedirectStandardError = true })!;
            errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
