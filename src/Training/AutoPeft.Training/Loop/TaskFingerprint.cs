using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AutoPeft.Training.Loop;

/// <summary>Identifies a training task by everything that its result depends on, except the frozen weights.</summary>
internal static class TaskFingerprint
{
    /// <summary>The engine's name, a colon, and a SHA-256 in lower-case hexadecimal.</summary>
    public static string Of(TrainingTask task)
    {
        var text = new StringBuilder();
        text.AppendLine(task.Config.ToString());
        text.AppendLine(task.Key.ToString());
        text.AppendLine(task.Train.Key);
        if (!task.TrainRows.IsEmpty)
        {
            text.AppendJoin(' ', task.TrainRows).AppendLine();
        }

        if (!task.GroupsByLength)
        {
            text.AppendLine("shuffled");
        }

        text.AppendLine(task.Validation.Key);
        text.AppendLine(task.Metric.Name);
        if (!task.ClassWeights.IsEmpty)
        {
            text.AppendJoin(' ', task.ClassWeights.Select(weight => weight.ToString("R", CultureInfo.InvariantCulture))).AppendLine();
        }

        foreach (var parameter in task.Model.Parameters)
        {
            text.Append(parameter.Name).Append(' ').Append(parameter.Tensor.Shape).AppendLine();
        }

        return $"{task.Model.Model.Engine.Name}:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
