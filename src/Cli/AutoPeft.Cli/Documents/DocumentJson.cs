using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoPeft.Cli.Documents;

/// <summary>How documents are written: snake_case names, indented, absent values left out, numbers that read back exactly.</summary>
[JsonSourceGenerationOptions]
[JsonSerializable(typeof(AnalyzeDocument))]
[JsonSerializable(typeof(AskDocument))]
[JsonSerializable(typeof(CompareDocument))]
[JsonSerializable(typeof(DatabaseStatusDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(FrontDocument))]
[JsonSerializable(typeof(HypervolumeDocument))]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(KneeDocument))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(MergeDocument))]
[JsonSerializable(typeof(MethodDocument))]
[JsonSerializable(typeof(MethodListDocument))]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(OptimizeDocument))]
[JsonSerializable(typeof(PretrainDocument))]
[JsonSerializable(typeof(ProbeDocument))]
[JsonSerializable(typeof(ReproduceDocument))]
[JsonSerializable(typeof(SpaceCountDocument))]
[JsonSerializable(typeof(SpaceSampleDocument))]
[JsonSerializable(typeof(SpaceValidDocument))]
[JsonSerializable(typeof(StudyChangeDocument))]
[JsonSerializable(typeof(StudyFileDocument))]
[JsonSerializable(typeof(StudyListDocument))]
[JsonSerializable(typeof(AccessKeyDocument))]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(AccessKeyListDocument))]
[JsonSerializable(typeof(StudyStatusDocument))]
[JsonSerializable(typeof(StudyTransferDocument))]
[JsonSerializable(typeof(SweepDocument))]
[JsonSerializable(typeof(TrainDocument))]
[JsonSerializable(typeof(TrialDocument))]
[JsonSerializable(typeof(TrialListDocument))]
[JsonSerializable(typeof(TrialShowDocument))]
[JsonSerializable(typeof(UserDocument))]
[JsonSerializable(typeof(UserListDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(VersionDocument))]
[JsonSerializable(typeof(WorkerDocument))]
[JsonSerializable(typeof(WorkerListDocument))]
[JsonSerializable(typeof(TrialLogDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>The writer of all documents.</summary>
    public static DocumentJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,

        // The documents go to terminals and files, never into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
