using AutoPeft.Models;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Loop;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Builds what a trial trains, at its beginning.</summary>
internal static class TrialModel
{
    /// <summary>
    /// Fresh modules and a fresh head around the shared model; in full fine-tuning, around a copy of its own.
    /// </summary>
    /// <exception cref="InvalidInputException">There is nothing to train, or the model has no head for the task.</exception>
    public static TrainableModel Create(StudyTask task, TrialAssignment assignment)
    {
        if (task.Train.Task.Kind == TaskKind.LanguageModelling && assignment.Peft.Groups.IsEmpty && !assignment.Training.TrainsBaseModel)
        {
            throw new InvalidInputException(
                new FaultPlace("configuration"),
                "There is nothing to train: the head that predicts next tokens is the model's own.",
                "Add a module, or train the base model.");
        }

        if (assignment.Training.TrainsBaseModel)
        {
            var copy = TransformerLoader.Load(task.Model.Transformer.Engine, task.Model.Folder, trainable: true);

            return TrainableModel.Whole(copy, Head(copy, task, assignment));
        }

        var model = task.Model.Transformer;
        var modules = PeftModules.Create(assignment.Peft, model, Key(assignment).For("modules"));

        return TrainableModel.WithModules(model, Head(model, task, assignment), modules);
    }

    /// <summary>Where batch order and dropout of a trial come from.</summary>
    public static RandomKey TrainingKey(TrialAssignment assignment) => Key(assignment).For("training");

    private static RandomKey Key(TrialAssignment assignment) => RandomKey.FromSeed(assignment.Seed);

    private static ITaskHead Head(ITransformer model, StudyTask task, TrialAssignment assignment) =>
        model.CreateTaskHead(
            task.Train.Task, Key(assignment).For("head"), (float)assignment.Training.HeadDropout);
}
