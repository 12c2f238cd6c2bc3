namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>A piece of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it was written, without quotes.</param>
/// <param name="Column">Where it starts, from 1.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Column);
